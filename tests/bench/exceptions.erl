%% Exceptions: thrown and caught nearby and far up, errors of builtins, after, try without failure.
-module(exceptions).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(6000000)]).

run(N) -> loop(N, 0).

loop(0, Sum) -> Sum;
loop(N, Sum) ->
    A = try throw({value, N}) catch throw:{value, V} -> V end,
    B = try deep(10, N) catch throw:X -> X end,
    C = try list_to_integer(text(N)) catch error:badarg -> 7 end,
    D = try N + 1 of Y -> Y catch _:_ -> 0 after ok end,
    loop(N - 1, (Sum + A + B + C + D) band 16#FFFFFFFF).

deep(0, N) -> throw(N);
deep(K, N) -> 1 + deep(K - 1, N).

text(N) when N band 1 =:= 0 -> "12";
text(_) -> "no".
