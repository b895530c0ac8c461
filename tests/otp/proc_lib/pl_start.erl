%% start, start_link, start_monitor: answers, failures and time-outs; init_ack and init_fail.
-module(pl_start).
-export([main/0, begin_/1]).
-include("../otp.hrl").

main() ->
    process_flag(trap_exit, true),
    capture(none),
    Begins = [{"ack/1", fun(_) -> proc_lib:init_ack({ok, self()}), stay() end},
              {"ack/2", fun(P) -> proc_lib:init_ack(P, {ok, self()}), stay() end},
              {"ack anything", fun(_) -> proc_lib:init_ack(anything), stay() end},
              {"two acks", fun(_) -> proc_lib:init_ack(first), proc_lib:init_ack(second), stay() end},
              {"returns", fun(_) -> whatever end},
              {"exits", fun(_) -> exit(why) end},
              {"exits normally", fun(_) -> exit(normal) end},
              {"throws", fun(_) -> throw(ball) end},
              {"fails", fun(_) -> error(bang) end},
              {"says error and goes on", fun(_) -> proc_lib:init_ack({error, no}), stay() end}],
    [begin
         t("start: " ++ Name, fun() -> {R, _} = ended_or(proc_lib:start(?MODULE, begin_, [{self(), F}])), R end),
         t("start_link: " ++ Name, fun() -> {R, _} = ended_or(proc_lib:start_link(?MODULE, begin_, [{self(), F}])), R end),
         t("start_monitor: " ++ Name, fun() -> {R, Ref} = proc_lib:start_monitor(?MODULE, begin_, [{self(), F}]), {R, receive {'DOWN', Ref, process, _, W} -> W after 20 -> still_up end} end)
     end || {Name, F} <- Begins],
    %% Since OTP 26 nothing is left of a start that has failed.
    [M || {second, M} <- mail(10)],
    t("timeout", fun() -> proc_lib:start(?MODULE, begin_, [{self(), fun(_) -> stay() end}], 10) end),
    t("timeout link", fun() -> proc_lib:start_link(?MODULE, begin_, [{self(), fun(_) -> stay() end}], 10) end),
    t("timeout monitor", fun() -> {R, Ref} = proc_lib:start_monitor(?MODULE, begin_, [{self(), fun(_) -> stay() end}], 10), {R, receive {'DOWN', Ref, process, _, W} -> W end} end),
    t("options", fun() -> {ok, P} = proc_lib:start(?MODULE, begin_, [{self(), fun(_) -> proc_lib:init_ack({ok, self()}), stay() end}], infinity, [{priority, low}]), process_info(P, priority) end),
    t("monitor option", fun() -> proc_lib:start(?MODULE, begin_, [x], infinity, [monitor]) end),
    t("bad", fun() -> try proc_lib:start(?MODULE, begin_, x) catch error:_ -> an_error end end),
    t("no function", fun() -> {error, {undef, _}} = proc_lib:start(?MODULE, no_function, []), undef end).

begin_({Parent, F}) -> F(Parent).
stay() -> receive stop -> ok end.

ended_or({ok, P}) when is_pid(P) -> {{ok, is_process_alive(P)}, unlink(P)};
ended_or({error, {Why, [_ | _]}}) -> {{error, Why}, ok};
ended_or(R) -> {R, ok}.
