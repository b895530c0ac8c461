%% start_child, terminate_child, restart_child, delete_child, which_children, count_children, get_childspec.
-module(sup_children).
-behaviour(supervisor).
-export([main/0, changing/1]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    S = up(#{}, [spec(a), spec(b, #{restart => temporary}), spec(c, #{restart => transient, type => supervisor, modules => dynamic, shutdown => infinity})]),
    T = fun(Label, F) -> t(Label, fun() -> {F(), told(10), [{I, U} || {I, U, _, _} <- kids(S)]} end) end,
    T("begin", fun() -> {kids(S), supervisor:count_children(S)} end),
    T("start", fun() -> supervisor:start_child(S, spec(d)) end),
    T("start again", fun() -> {error, {already_started, P}} = supervisor:start_child(S, spec(d)), P =:= whereis(d) end),
    T("start with info", fun() -> supervisor:start_child(S, spec(e, #{start => {?MODULE, child, [e, [{info, "some info"}]]}})) end),
    T("start tuple", fun() -> supervisor:start_child(S, {f, {?MODULE, child, [f]}, temporary, 100, worker, [?MODULE]}) end),
    T("start ignore", fun() -> supervisor:start_child(S, spec(i, #{start => {?MODULE, returning, [ignore]}})) end),
    T("start ignore temporary", fun() -> supervisor:start_child(S, spec(j, #{restart => temporary, start => {?MODULE, returning, [ignore]}})) end),
    T("start ignored again", fun() -> supervisor:start_child(S, spec(i)) end),
    [T(lists:flatten(io_lib:format("start gives ~p", [R])), fun() -> supervisor:start_child(S, spec(k, #{start => {?MODULE, returning, [R]}})) end)
     || R <- [{error, no}, nonsense, {ok, no_pid}, {ok}]],
    T("start crashes", fun() -> {error, {{'EXIT', {undef, _}}, Child}} = supervisor:start_child(S, spec(l, #{start => {?MODULE, no_such_function, []}})), element(1, Child) end),
    T("bad specs", fun() -> [supervisor:start_child(S, X) || X <- [x, #{}, #{id => z}, #{start => {m, f, []}}, spec(z, #{restart => x}), spec(z, #{shutdown => x}), spec(z, #{shutdown => -1}), spec(z, #{type => x}), spec(z, #{modules => x}), spec(z, #{significant => 1}), spec(z, #{start => x}), []]] end),
    T("restart running", fun() -> supervisor:restart_child(S, a) end),
    T("delete running", fun() -> supervisor:delete_child(S, a) end),
    T("terminate", fun() -> supervisor:terminate_child(S, a) end),
    T("terminate again", fun() -> supervisor:terminate_child(S, a) end),
    T("counts", fun() -> supervisor:count_children(S) end),
    T("start terminated", fun() -> supervisor:start_child(S, spec(a)) end),
    T("restart", fun() -> supervisor:restart_child(S, a) end),
    T("restart ignored", fun() -> supervisor:restart_child(S, i) end),
    T("terminate and delete", fun() -> {supervisor:terminate_child(S, a), supervisor:delete_child(S, a), supervisor:delete_child(S, a), supervisor:restart_child(S, a)} end),
    T("terminate temporary", fun() -> {supervisor:terminate_child(S, b), supervisor:delete_child(S, b), supervisor:restart_child(S, b)} end),
    T("unknown", fun() -> {supervisor:terminate_child(S, zz), supervisor:restart_child(S, zz), supervisor:delete_child(S, zz), supervisor:get_childspec(S, zz)} end),
    T("by pid", fun() -> {supervisor:terminate_child(S, whereis(d)), supervisor:get_childspec(S, whereis(d))} end),
    T("get_childspec", fun() -> [supervisor:get_childspec(S, X) || X <- [c, d, e, f, i]] end),
    T("get_callback_module", fun() -> supervisor:get_callback_module(S) end),
    T("dies normally", fun() -> {die(f, normal), die(c, normal), supervisor:count_children(S)} end),
    T("restart after a normal end", fun() -> supervisor:restart_child(S, c) end),
    T("restart fails", fun() ->
        persistent_term:put(sup_child_result, ok),
        {ok, _} = supervisor:start_child(S, spec(m, #{start => {?MODULE, changing, [m]}})),
        ok = supervisor:terminate_child(S, m),
        persistent_term:put(sup_child_result, {error, not_now}),
        R = supervisor:restart_child(S, m),
        persistent_term:put(sup_child_result, ignore),
        {R, supervisor:restart_child(S, m)}
    end),
    T("strange message", fun() -> S ! strange, supervisor:count_children(S) end),
    t("down", fun() -> down(S) end),
    t("nobody", fun() -> supervisor:which_children(nobody) end).

changing(Name) ->
    case persistent_term:get(sup_child_result) of
        ok -> child(Name);
        Other -> Other
    end.
