%% Process groups: scopes, joining several times, leaving, the end of members, monitors of groups and scopes.
-module(pg_groups).
-export([main/0]).
-include("../otp.hrl").

main() ->
    t("start", fun() -> {ok, P} = pg:start_link(), {error, {already_started, P}} = pg:start(pg), P =:= whereis(pg) end),
    t("scope", fun() -> {ok, P} = pg:start(my_scope), P =:= whereis(my_scope) end),
    [A, B, C] = [member(N) || N <- [a, b, c]],
    Names = fun(L) -> lists:sort([case process_info(P, registered_name) of {_, N} -> N; _ -> none end || P <- L]) end,
    t("empty", fun() -> {pg:get_members(g), pg:get_local_members(g), pg:which_groups()} end),
    t("join", fun() -> {pg:join(g, A), Names(pg:get_members(g)), Names(pg:get_local_members(g)), pg:which_groups()} end),
    t("join list", fun() -> {pg:join(g, [B, C, B]), Names(pg:get_members(g))} end),
    t("join other groups", fun() -> {pg:join({group, 2}, A), pg:join("three", [A, A]), lists:sort(pg:which_groups())} end),
    t("other scope", fun() -> {pg:join(my_scope, g, C), Names(pg:get_members(my_scope, g)), pg:which_groups(my_scope), pg:get_members(my_scope, nothing)} end),
    t("leave", fun() -> {pg:leave(g, A), Names(pg:get_members(g)), pg:leave(g, A), pg:leave(nothing, A)} end),
    t("leave one of two", fun() -> {pg:leave(g, B), Names(pg:get_members(g)), pg:leave("three", [A]), Names(pg:get_members("three"))} end),
    t("leave list", fun() -> {pg:leave(g, [B, C]), pg:get_members(g), lists:sort(pg:which_groups())} end),
    t("leave list of strangers", fun() -> pg:leave(g, [A, B]) end),
    t("join the empty list", fun() -> {pg:join(e, []), pg:which_groups() -- [{group, 2}, "three"]} end),
    t("bad member", fun() -> try pg:join(g, not_a_pid) catch error:_ -> an_error end end),
    t("monitor", fun() ->
        pg:join(m, A),
        {R, L} = pg:monitor(m),
        pg:join(m, [B, B]),
        pg:leave(m, A),
        pg:join(other, A),
        M = mail(20),
        {is_reference(R), Names(L), [{R =:= Ref, What, G, Names(Ps)} || {Ref, What, G, Ps} <- M], pg:demonitor(R), pg:join(m, C), mail(10)}
    end),
    t("monitor_scope", fun() ->
        {R, Groups} = pg:monitor_scope(),
        pg:join(n, [A, B]),
        exit(A, kill),
        timer:sleep(20),
        M = mail(20),
        {lists:sort([{G, Names(Ps)} || {G, Ps} <- maps:to_list(Groups)]), lists:sort([{R =:= Ref, What, G, length(Ps)} || {Ref, What, G, Ps} <- M]), pg:demonitor(R), pg:demonitor(R)}
    end),
    t("after its end", fun() -> {Names(pg:get_members(n)), lists:sort(pg:which_groups())} end),
    t("a member that ends leaves all its memberships", fun() -> D = member(d), pg:join(x, [D, D, D]), N = length(pg:get_members(x)), exit(D, kill), timer:sleep(20), {N, pg:get_members(x)} end),
    t("two monitors", fun() -> {R1, _} = pg:monitor(q), {R2, _} = pg:monitor(q), pg:join(q, B), {length(mail(20)), pg:demonitor(R1), pg:leave(q, B), length(mail(20)), pg:demonitor(R2)} end),
    t("update a group through a scope monitor of another", fun() -> {R, Gs} = pg:monitor_scope(my_scope), pg:join(my_scope, z, C), X = mail(20), pg:demonitor(my_scope, R), {[{G, Names(Ps)} || {G, Ps} <- maps:to_list(Gs)], [{W, G, Names(Ps)} || {_, W, G, Ps} <- X]} end).

member(Name) ->
    Pid = spawn(fun() -> receive stop -> ok end end),
    register(Name, Pid),
    Pid.
