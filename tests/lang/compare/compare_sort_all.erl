%% One of every type, sorted, compared pairwise and used as keys.
-module(compare_sort_all).
-export([main/0]).

main() ->
    Vs = [3, 2.5, -1, 1 bsl 80, a, 'B', {}, {1}, {1, 2}, #{}, #{a => 1}, #{b => 0}, #{a => 1, b => 2}, [], [1], [2], [1 | 2], "ab", <<>>, <<1>>, <<1:1>>, <<2>>],
    t(fun() -> lists:sort(Vs) end),
    t(fun() -> lists:sort(lists:reverse(Vs)) =:= lists:sort(Vs) end),
    [io:format("~w~n", [[case {A < B, A == B} of {true, false} -> $<; {false, true} -> $=; {false, false} -> $> end || B <- Vs]]) || A <- Vs],
    t(fun() -> [A =< B andalso B =< A || A <- Vs, B <- Vs, A == B] =:= [true || _ <- Vs] end),
    t(fun() ->
              lists:all(fun({A, B}) -> (A < B) =:= (B > A) andalso (A =< B) =:= not (A > B) end, [{A, B} || A <- Vs, B <- Vs])
      end),
    t(fun() -> lists:max(Vs) end),
    t(fun() -> lists:min(Vs) end),
    t(fun() -> lists:sort([{V} || V <- Vs]) =:= [{V} || V <- lists:sort(Vs)] end),
    t(fun() -> lists:sort([[V] || V <- Vs]) =:= [[V] || V <- lists:sort(Vs)] end),
    t(fun() -> lists:sort([#{k => V} || V <- Vs]) =:= [#{k => V} || V <- lists:sort(Vs)] end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
