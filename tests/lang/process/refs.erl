%% References: uniqueness, comparison, use as keys.
-module(refs).
-export([main/0]).

main() ->
    t(fun() -> make_ref() =:= make_ref() end),
    t(fun() -> begin R = make_ref(), R =:= R end end),
    t(fun() -> begin R1 = make_ref(), R2 = make_ref(), R1 < R2 orelse R2 < R1 end end),
    t(fun() -> length(lists:usort([make_ref() || _ <- lists:seq(1, 10000)])) end),
    t(fun() -> begin R = make_ref(), maps:get(R, #{R => found}) end end),
    t(fun() -> begin R = make_ref(), list_to_ref(ref_to_list(R)) =:= R end end),
    t(fun() -> begin R = make_ref(), self() ! {R, x}, receive {R, V} -> V end end end),
    t(fun() -> begin R = make_ref(), put(R, 5), get(R) end end),
    t(fun() -> is_reference(make_ref()) end),
    t(fun() -> is_reference(self()) end),
    t(fun() -> begin R = make_ref(), binary_to_term(term_to_binary(R)) =:= R end end),
    t(fun() -> begin R = make_ref(), [R, b, 1] =:= lists:sort([b, R, 1]) end end),
    t(fun() -> begin R = make_ref(), lists:sort([b, 1, R]) =:= [1, b, R] end end),
    t(fun() -> node(make_ref()) =:= node() end),
    t(fun() -> list_to_ref("nonsense") end),
    t(fun() -> erlang:unique_integer() =:= erlang:unique_integer() end),
    t(fun() -> erlang:unique_integer([positive]) > 0 end),
    t(fun() -> begin A = erlang:unique_integer([monotonic]), B = erlang:unique_integer([monotonic]), A < B end end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
