%% Nested case, if, try, receive and funs inside one another; values in every position.
-module(control_nested).
-export([main/0]).

main() ->
    t(fun() -> [f(X) || X <- [1, 2, 3, {a, 1}, {a, 2}, {b, [1]}, {b, []}, foo]] end),
    t(fun() ->
              [case X of _ when X > 2 -> (if X > 3 -> big; true -> three end); _ -> (try throw(X) catch Y -> {small, Y} end) end || X <- [1, 3, 5]]
      end),
    t(fun() ->
              {case id(1) of 1 -> a end, if true -> b end, begin c end, try d catch _:_ -> e end, (fun() -> f end)()}
      end),
    t(fun() -> [if X -> 1; true -> 2 end + case X of true -> 10; false -> 20 end || X <- [true, false]] end),
    t(fun() -> #{(case id(k) of k -> key end) => (if true -> value end)} end),
    t(fun() -> <<(case id(1) of 1 -> 65 end), (if true -> 66 end)>> end),
    t(fun() -> (case id(f) of f -> fun(X) -> X * 2 end end)(21) end),
    t(fun() -> (if true -> lists end):reverse([1, 2]) end),
    t(fun() -> case (catch throw(x)) of x -> case id(y) of y -> z end end end),
    t(fun() -> length(case id(a) of a -> [1, 2] end) + hd(if true -> [5] end) end),
    t(fun() -> [case Y of {X, _} -> X; X -> X end || Y <- [{1, 2}, 3]] end),
    t(fun() ->
              try case id(1) of 2 -> a end catch error:{case_clause, V} -> if V =:= 1 -> caught_one; true -> caught end end
      end),
    ok.

f(X) ->
    case X of
        N when is_integer(N) ->
            if
                N =:= 1 -> one;
                N =:= 2 ->
                    case N * 2 of
                        4 -> four;
                        _ -> never
                    end;
                true ->
                    try lists:nth(N, [a, b])
                    catch error:function_clause -> too_far
                    end
            end;
        {a, Y} ->
            self() ! {m, Y},
            receive
                {m, 1} -> got_one;
                {m, Z} -> {got, Z}
            end;
        {b, [H | _]} -> {head, H};
        {b, []} -> nil;
        _ -> begin A = other, A end
    end.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
