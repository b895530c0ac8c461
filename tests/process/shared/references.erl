%% References: unique over processes, kept through every way, compared, in order of making.
-module(references).
-export([main/0]).

main() ->
    t(fun() -> R = make_ref(), R =:= R end),
    t(fun() -> make_ref() =:= make_ref() end),
    t(fun() -> A = make_ref(), B = make_ref(), {A < B, B > A, A == B} end),
    t(fun() -> R = make_ref(), binary_to_term(term_to_binary(R)) =:= R end),
    t(fun() -> R = make_ref(), list_to_ref(ref_to_list(R)) =:= R end),
    t(fun() -> R = make_ref(), #{R := v} = #{R => v}, ok end),
    t(fun() -> Self = self(), R = make_ref(), spawn(fun() -> Self ! {back, R} end), receive {back, R} -> same end end),
    t(fun() -> is_reference(make_ref()) end),
    t(fun() -> list_to_ref("bogus") end),
    t(fun() -> L = [make_ref() || _ <- lists:seq(1, 1000)], L =:= lists:sort(L) end),
    t(fun() -> L = [make_ref() || _ <- lists:seq(1, 3000)], length(lists:usort(L)) end),
    t(fun() -> T = ets:new(t, []), R = make_ref(), ets:insert(T, {R, 1}), ets:lookup(T, R) =:= [{R, 1}] end),
    t(fun() -> R = make_ref(), erlang:phash2(R) =:= erlang:phash2(binary_to_term(term_to_binary(R))) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
