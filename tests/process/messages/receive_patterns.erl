%% Patterns, guards and bindings in receive.
-module(receive_patterns).
-export([main/0]).

main() ->
    t(fun() -> begin self() ! {a, 1}, receive {a, X} when X > 5 -> big; {a, X} -> {small, X} end end end),
    t(fun() -> begin X = 5, self() ! 4, self() ! 5, receive X -> bound end end end),
    t(fun() ->
              count(),
              Ref = make_ref(),
              self() ! {make_ref(), no},
              self() ! {Ref, yes},
              receive {Ref, A} -> A end
      end),
    t(fun() -> begin count(), self() ! #{k => 1}, receive #{k := V} -> V end end end),
    t(fun() -> begin self() ! <<7:4, 9:4>>, receive <<A:4, B:4>> -> {A, B} end end end),
    t(fun() -> begin self() ! [1, 2, 3], receive [H | T] -> {H, T} end end end),
    t(fun() -> begin self() ! 1.0, self() ! 1, receive 1 -> int end end end),
    t(fun() -> begin count(), self() ! {x, self()}, receive {x, P} when P =:= self() -> me end end end),
    t(fun() -> begin self() ! fail, receive X when hd(X) =:= a -> a; X -> {guard_failed, X} end end end),
    t(fun() -> begin self() ! "text", receive "te" ++ R -> R end end end),
    t(fun() -> begin self() ! 12345678901234567890, receive 12345678901234567890 -> big end end end),
    t(fun() -> begin self() ! {ok, [{k, v}]}, receive {ok, [{k, _} = P | _]} -> P end end end),
    t(fun() -> begin self() ! a, self() ! b, receive X -> Y = X end, receive Y -> same; _ -> other end end end),
    t(fun() -> receive_in_fun() end),
    t(fun() -> receive_export() end),
    t(fun() -> count() end),
    ok.

count() -> receive _ -> 1 + count() after 0 -> 0 end.

receive_in_fun() ->
    F = fun() -> receive {f, X} -> X * 2 end end,
    self() ! {f, 21},
    F().

receive_export() ->
    self() ! two,
    receive
        one -> N = 1;
        two -> N = 2
    after 0 -> N = 0
    end,
    N.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
