%% What a process of proc_lib knows of itself and others: its initial call, its ancestors by name or pid, its label of origin.
-module(pl_names).
-export([main/0, loop/0, loop/2]).
-include("../otp.hrl").

main() ->
    Ask = fun(P, Q) -> P ! {ask, self(), Q}, receive {P, A} -> A end end,
    Calls = fun(P) -> {Ask(P, initial_call), proc_lib:translate_initial_call(P), proc_lib:initial_call(P), process_info(P, initial_call)} end,
    t("module and function", fun() -> Calls(proc_lib:spawn(?MODULE, loop, [])) end),
    t("with arguments", fun() -> Calls(proc_lib:spawn(?MODULE, loop, [a, b])) end),
    t("a fun", fun() ->
        P = proc_lib:spawn(fun loop/0),
        {M, F, A} = Ask(P, initial_call),
        {M, is_atom(F), A, element(1, proc_lib:translate_initial_call(P)), element(1, proc_lib:initial_call(P))}
    end),
    t("no process of proc_lib", fun() -> P = spawn(?MODULE, loop, [x, y]), {Ask(P, initial_call), proc_lib:initial_call(P), proc_lib:translate_initial_call(P)} end),
    t("a dead one", fun() -> {P, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, _, _, _} -> {proc_lib:initial_call(P), proc_lib:translate_initial_call(P)} end end),
    t("ancestors by pid", fun() -> P = proc_lib:spawn(?MODULE, loop, []), Me = self(), hd(Ask(P, ancestors)) =:= Me end),
    t("ancestors by name", fun() -> register(the_parent, self()), P = proc_lib:spawn(?MODULE, loop, []), unregister(the_parent), hd(Ask(P, ancestors)) end),
    t("three generations", fun() ->
        register(grandparent, self()),
        Me = self(),
        proc_lib:spawn_link(fun() ->
            register(parent, self()),
            proc_lib:spawn_link(fun() -> Me ! {up, self()}, loop() end),
            receive stop -> ok end
        end),
        R = receive {up, P} -> lists:sublist(Ask(P, ancestors), 2) end,
        parent ! stop,
        unregister(grandparent),
        R
    end),
    t("through spawn nothing is inherited", fun() ->
        Me = self(),
        proc_lib:spawn(fun() -> spawn(fun() -> Me ! {up, self()}, loop() end), receive stop -> ok end end),
        receive {up, P} -> Ask(P, ancestors) end
    end),
    t("options", fun() ->
        {P, Ref} = proc_lib:spawn_opt(?MODULE, loop, [], [monitor, {priority, high}]),
        R = process_info(P, priority),
        P ! {stop, why},
        receive {'DOWN', Ref, process, P, Why} -> {R, Why} end
    end),
    t("bad arguments", fun() -> [try apply(proc_lib, spawn, A) catch C:_ -> C end || A <- [[x], [a, b, c], [a, 1, []]]] end).

loop(_, _) -> loop().
loop() ->
    receive
        {ask, From, initial_call} -> From ! {self(), get('$initial_call')}, loop();
        {ask, From, ancestors} -> From ! {self(), get('$ancestors')}, loop();
        {stop, Why} -> exit(Why)
    end.
