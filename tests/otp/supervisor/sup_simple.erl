%% simple_one_for_one: start, terminate, restart, counts, ends.
-module(sup_simple).
-behaviour(supervisor).
-export([main/0]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    [t(Restart, fun() ->
         S = up(#{strategy => simple_one_for_one, intensity => 10}, [#{id => tpl, start => {?MODULE, child, []}, restart => Restart}]),
         R0 = {kids(S), supervisor:count_children(S)},
         [{ok, _} = supervisor:start_child(S, [N]) || N <- [a, b]],
         {ok, C, inf} = supervisor:start_child(S, [c, [{info, inf}]]),
         R1 = {told(10), kids(S), supervisor:count_children(S)},
         R2 = [{die(N, Why), length(kids(S))} || {N, Why} <- [{a, boom}, {b, normal}]],
         R3 = {supervisor:terminate_child(S, C), supervisor:terminate_child(S, C), supervisor:terminate_child(S, self()), supervisor:terminate_child(S, tpl)},
         R4 = {supervisor:restart_child(S, tpl), supervisor:delete_child(S, tpl), supervisor:get_childspec(S, tpl), supervisor:get_childspec(S, C), supervisor:get_childspec(S, self()), supervisor:get_childspec(S, whereis(b))},
         {Why, Told} = down(S),
         {R0, R1, R2, R3, R4, Why, lists:sort(Told)}
     end) || Restart <- [permanent, transient, temporary]],
    t("results", fun() ->
        S = up(#{strategy => simple_one_for_one}, [#{id => x, start => {?MODULE, returning, []}}]),
        R = [supervisor:start_child(S, A) || A <- [[ignore], [{error, no}], [nonsense], [{ok, x}]]],
        {error, {'EXIT', {undef, _}}} = supervisor:start_child(S, [too, many]),
        {R, kids(S), down(S)}
    end),
    [t(lists:flatten(io_lib:format("shutdown ~p", [Shutdown])), fun() ->
         S = up(#{strategy => simple_one_for_one}, [#{id => x, start => {?MODULE, child, []}, shutdown => Shutdown}]),
         [{ok, _} = supervisor:start_child(S, [N, O]) || {N, O} <- [{a, []}, {b, [no_trap]}, {c, [{slow, 20}]}, {d, [{says, other}]} | [{e, [stubborn]} || is_integer(Shutdown)]]],
         told(5),
         {Why, Told} = down(S),
         {Why, lists:sort(Told)}
     end) || Shutdown <- [brutal_kill, 50, infinity]],
    [t(lists:flatten(io_lib:format("bad ~p", [X])), fun() -> supervisor:start_link(?MODULE, {ok, {#{strategy => simple_one_for_one}, X}}) end)
     || X <- [[], [spec(a), spec(b)], x, [x]]],
    t("flags", fun() -> S = up({simple_one_for_one, 3, 5}, [{x, {?MODULE, child, []}, temporary, brutal_kill, worker, []}]), {ok, _} = supervisor:start_child(S, [a]), {kids(S), element(1, down(S))} end).
