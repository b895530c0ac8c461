%% proc_lib:stop: what obeys, what ends otherwise, what is not there.
-module(pl_stop).
-export([main/0, init/1, system_continue/3, system_terminate/4, system_code_change/4]).
-include("../otp.hrl").

main() ->
    capture(none),
    process_flag(trap_exit, true),
    New = fun(How) -> {ok, P} = proc_lib:start_link(?MODULE, init, [{self(), How}]), P end,
    Gone = fun(P) -> receive {'EXIT', P, R} -> R end end,
    t("stop", fun() -> P = New(obeys), {proc_lib:stop(P), Gone(P)} end),
    [t({stop, Reason}, fun() -> P = New(obeys), {proc_lib:stop(P, Reason, 5000), Gone(P)} end) || Reason <- [normal, shutdown, {shutdown, x}, other, {a, "term"}]],
    t("infinity", fun() -> P = New(obeys), {proc_lib:stop(P, normal, infinity), Gone(P)} end),
    t("by name", fun() -> P = New(obeys), register(stopped, P), {proc_lib:stop(stopped), Gone(P), whereis(stopped)} end),
    t("ends with another reason", fun() -> P = New({says, different}), R = (catch proc_lib:stop(P, normal, 5000)), {R, Gone(P)} end),
    t("wanted another reason", fun() -> P = New({says, wanted}), {proc_lib:stop(P, wanted, 5000), Gone(P)} end),
    t("crashes", fun() -> P = New(crashes), {'EXIT', {{R, _}, _}} = (catch proc_lib:stop(P, normal, 5000)), {R, element(1, Gone(P))} end),
    t("in vain", fun() -> P = New(stubborn), R = (catch proc_lib:stop(P, normal, 0)), exit(P, kill), {R, Gone(P)} end),
    t("dead", fun() -> {P, Ref} = spawn_monitor(fun() -> ok end), receive {'DOWN', Ref, _, _, _} -> proc_lib:stop(P) end end),
    t("no such name", fun() -> proc_lib:stop(nobody) end),
    t("no such name with a reason", fun() -> proc_lib:stop(nobody, why, 10) end),
    t("nothing is left in the mailbox", fun() -> mail(0) end).

init({Parent, How}) -> proc_lib:init_ack({ok, self()}), loop(Parent, How).

loop(Parent, stubborn) -> receive never -> loop(Parent, stubborn) end;
loop(Parent, How) -> receive {system, From, Request} -> sys:handle_system_msg(Request, From, Parent, ?MODULE, [], How) end.

system_continue(Parent, _, How) -> loop(Parent, How).
system_terminate(Reason, _, _, obeys) -> exit(Reason);
system_terminate(_, _, _, {says, Other}) -> exit(Other);
system_terminate(_, _, _, crashes) -> error(crashed).
system_code_change(How, _, _, _) -> {ok, How}.
