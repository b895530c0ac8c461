%% How children are ended: brutal_kill, a time, infinity, 0; stubborn and slow ones; in reverse order of start.
%% flags: --deterministic 1
-module(sup_shutdown).
-behaviour(supervisor).
-export([main/0, unlinked/0]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(),
    [t(lists:flatten(io_lib:format("~p ~p", [Shutdown, Options])), fun() ->
         S = up(#{}, [spec(a), spec(b, #{start => {?MODULE, child, [b, Options]}, shutdown => Shutdown}), spec(c)]),
         told(5),
         R = supervisor:terminate_child(S, b),
         T = told(10),
         {ok, _} = supervisor:restart_child(S, b),
         {R, T, down(S)}
     end) || Shutdown <- [brutal_kill, 60, infinity, 0], Options <- [[], [no_trap], [{slow, 20}], [stubborn], [{says, other}]],
             not (Shutdown =:= infinity andalso Options =:= [stubborn]), Shutdown =/= 0 orelse Options =:= [stubborn]],
    logged(),
    t("killed supervisor", fun() ->
        S = up(#{}, [spec(a), spec(b, #{start => {?MODULE, child, [b, [no_trap]]}})]),
        told(5),
        exit(S, kill),
        receive {'EXIT', S, Why} -> {Why, lists:sort(told(50)), whereis(b)} end
    end),
    t("parent ends", fun() ->
        Me = self(),
        P = spawn(fun() -> Me ! {sup, up(#{}, [spec(a), spec(b)])}, receive stop -> exit({shutdown, parent}) end end),
        S = receive {sup, X} -> X end,
        Ref = monitor(process, S),
        told(5),
        P ! stop,
        receive {'DOWN', Ref, _, _, Why} -> {Why, told(20)} end
    end),
    t("stop", fun() -> S = up(#{}, [spec(a), spec(b)]), told(5), {gen_server:stop(S), told(20)} end),
    logged(),
    t("child ends while it is stopped", fun() ->
        S = up(#{}, [spec(a), spec(b, #{start => {?MODULE, child, [b, [{slow, 30}]]}})]),
        told(5),
        spawn(fun() -> timer:sleep(10), exit(whereis(b), kill) end),
        {supervisor:terminate_child(S, b), told(20), down(S)}
    end),
    t("unlinked child", fun() ->
        S = up(#{}, [#{id => u, start => {?MODULE, unlinked, []}}]),
        {supervisor:terminate_child(S, u), kids(S), down(S)}
    end),
    logged().

unlinked() -> {ok, proc_lib:spawn(fun() -> receive after infinity -> ok end end)}.
