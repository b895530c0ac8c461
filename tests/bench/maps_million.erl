%% A map of a million keys: insert, look up, update, remove, fold.
-module(maps_million).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(1000000)]).

run(N) ->
    M = insert(N, #{}),
    Sum = lookup(N, M, 0),
    M2 = update(N, M),
    M3 = remove(N, M2),
    {map_size(M), Sum, map_size(M3), maps:fold(fun(_, V, A) -> A + V end, 0, M3)}.

key(I) -> (I * 7919) band 16#FFFFFFF.

insert(0, M) -> M;
insert(I, M) -> insert(I - 1, M#{key(I) => I}).

lookup(0, _, Sum) -> Sum;
lookup(I, M, Sum) ->
    #{} = M,
    lookup(I - 1, M, Sum + maps:get(key(I), M)).

update(I, M) when I =< 0 -> M;
update(I, M) -> update(I - 10, M#{key(I) := I * 2}).

remove(I, M) when I =< 0 -> M;
remove(I, M) -> remove(I - 3, maps:remove(key(I), M)).
