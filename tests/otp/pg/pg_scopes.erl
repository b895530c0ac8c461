%% Scopes: each has groups of its own; what joins, leaves and ends in one does not show in another.
-module(pg_scopes).
-export([main/0]).
-include("../otp.hrl").

main() ->
    {ok, Default} = pg:start_link(),
    t("the default is called pg", fun() -> whereis(pg) =:= Default end),
    {ok, _} = pg:start(one),
    {ok, _} = pg:start_link(two),
    t("again", fun() -> [element(1, element(2, pg:start(S))) || S <- [one, two, pg]] end),
    M = [member() || _ <- [1, 2, 3]],
    [M1, M2, M3] = M,
    Names = fun(Pids) -> lists:sort([N || {N, P} <- lists:zip([m1, m2, m3], M), Q <- Pids, P =:= Q]) end,
    t("join", fun() -> [pg:join(one, g, M1), pg:join(two, g, M2), pg:join(g, M3), pg:join(one, h, [M1, M2, M3])] end),
    t("members", fun() -> [Names(pg:get_members(one, g)), Names(pg:get_members(two, g)), Names(pg:get_members(g)), Names(pg:get_members(one, h)), Names(pg:get_members(two, h))] end),
    t("local members", fun() -> [Names(pg:get_local_members(one, g)), Names(pg:get_local_members(g)), pg:get_local_members(two, none)] end),
    t("groups", fun() -> [lists:sort(pg:which_groups(S)) || S <- [one, two, pg]] ++ [lists:sort(pg:which_groups())] end),
    t("any term is a group", fun() -> [pg:join(two, G, M1) || G <- [1, "g", {a, b}, <<"b">>, #{}, []]], length(pg:which_groups(two)) end),
    t("leave elsewhere", fun() -> [pg:leave(two, g, M1), pg:leave(g, M1), pg:leave(one, g, M1), pg:leave(one, g, M1)] end),
    t("empty groups go", fun() -> lists:sort(pg:which_groups(one)) end),
    t("twice in, once out", fun() -> [pg:join(one, d, M1), pg:join(one, d, M1), Names(pg:get_members(one, d)), pg:leave(one, d, M1), Names(pg:get_members(one, d)), pg:leave(one, d, M1), Names(pg:get_members(one, d))] end),
    t("a list leaves", fun() -> [pg:join(one, e, [M1, M1, M2]), Names(pg:get_members(one, e)), pg:leave(one, e, [M1, M3]), Names(pg:get_members(one, e)), pg:leave(one, e, [M3])] end),
    t("who ends leaves all scopes", fun() ->
        [pg:join(S, z, M3) || S <- [one, two, pg]],
        gone(M3),
        [begin wait_for(fun() -> pg:get_members(S, z) =:= [] end), lists:member(z, pg:which_groups(S)) end || S <- [one, two, pg]]
    end),
    t("no such scope", fun() -> [try pg:join(nowhere, g, M1) catch C:_ -> C end] end),
    t("no scope, nobody", fun() -> pg:get_members(nowhere, g) end),
    t("a scope ends", fun() -> [gone(whereis(one)), wait_for(fun() -> whereis(one) =:= undefined end), is_process_alive(M1), Names(pg:get_members(two, g))] end),
    t("bad members", fun() -> [try pg:join(two, g, X) catch C:_ -> C end || X <- [x, [x], {M1}]] end).

member() -> spawn(fun() -> receive stop -> ok end end).
gone(P) -> unlink(P), ended(P, fun(Q) -> exit(Q, kill) end).
wait_for(F) -> F() orelse begin erlang:yield(), wait_for(F) end.
