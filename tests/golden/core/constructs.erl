%% What core looks like after the passes: clauses, guards, funs, comprehensions, exceptions, receive.
-module(constructs).
-export([area/1, sum/2, adder/1, evens/1, safe/1, wait/1, pairs/2]).

area({square, S}) -> S * S;
area({rect, A, B}) when A > 0, B > 0 -> A * B;
area(none) -> 0.

sum([H | T], Acc) -> sum(T, Acc + H);
sum([], Acc) -> Acc.

adder(N) -> fun(X) -> X + N end.

evens(L) -> [X || X <- L, X rem 2 =:= 0].

safe(F) ->
    try F() of
        ok -> done
    catch
        throw:R -> {thrown, R}
    after
        cleanup()
    end.

cleanup() -> ok.

wait(Ref) ->
    receive
        {Ref, Answer} -> Answer
    after 100 -> timeout
    end.

pairs(#{a := A} = M, B) -> M#{b => B, a := A + 1}.
