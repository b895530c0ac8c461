%% All ways to spawn: ancestors, initial calls and what translates them; how such a process ends.
-module(pl_spawn).
-export([main/0, run/1, run/2]).
-include("../otp.hrl").

main() ->
    process_flag(trap_exit, true),
    capture(none),
    register(the_main, self()),
    Wait = fun() -> receive go -> ok end end,
    Ways = [{spawn_fun, fun() -> proc_lib:spawn(Wait) end}, {spawn_mfa, fun() -> proc_lib:spawn(?MODULE, run, [Wait]) end},
            {spawn_node_fun, fun() -> proc_lib:spawn(node(), Wait) end}, {spawn_node_mfa, fun() -> proc_lib:spawn(node(), ?MODULE, run, [x, Wait]) end},
            {link_fun, fun() -> proc_lib:spawn_link(Wait) end}, {link_mfa, fun() -> proc_lib:spawn_link(?MODULE, run, [Wait]) end},
            {link_node_fun, fun() -> proc_lib:spawn_link(node(), Wait) end}, {link_node_mfa, fun() -> proc_lib:spawn_link(node(), ?MODULE, run, [x, Wait]) end},
            {opt_fun, fun() -> proc_lib:spawn_opt(Wait, [link]) end}, {opt_mfa, fun() -> proc_lib:spawn_opt(?MODULE, run, [Wait], []) end},
            {opt_node_fun, fun() -> proc_lib:spawn_opt(node(), Wait, []) end}, {opt_node_mfa, fun() -> proc_lib:spawn_opt(node(), ?MODULE, run, [x, Wait], [link]) end}],
    [t(Name, fun() ->
         P = F(),
         timer:sleep(5),
         {dictionary, D} = process_info(P, dictionary),
         {links, L} = process_info(P, links),
         R = {lists:keyfind('$ancestors', 1, D), call(proc_lib:initial_call(P)), call(proc_lib:translate_initial_call(P)), L},
         unlink(P),
         P ! go,
         R
     end) || {Name, F} <- Ways],
    t("monitor", fun() -> {P, Ref} = proc_lib:spawn_opt(Wait, [monitor]), P ! go, receive {'DOWN', Ref, _, _, R} -> R end end),
    t("nested ancestors", fun() ->
        Me = self(),
        proc_lib:spawn(fun() -> proc_lib:spawn(fun() -> register(inner, self()), proc_lib:spawn(fun() -> Me ! {ancestors, get('$ancestors')} end), timer:sleep(50) end), timer:sleep(50) end),
        receive {ancestors, A} -> A end
    end),
    t("plain process", fun() -> P = spawn(Wait), {proc_lib:initial_call(P), proc_lib:translate_initial_call(P)} end),
    [t(lists:flatten(io_lib:format("ends ~s", [N])), fun() -> P = proc_lib:spawn_link(F), receive {'EXIT', P, R} -> R end end)
     || {N, F} <- [{"normal", fun() -> ok end}, {"exit", fun() -> exit(x) end}, {"shutdown", fun() -> exit({shutdown, x}) end}, {"error", fun() -> error(e) end}, {"throw", fun() -> throw(t) end}]],
    t("initial_call of a behaviour", fun() -> {ok, P} = gen_server:start(pl_spawn_server, x, []), {proc_lib:initial_call(P), proc_lib:translate_initial_call(P), gen_server:stop(P)} end),
    t("initial_call of a supervisor", fun() -> {ok, P} = supervisor:start_link(pl_spawn_server, sup), {proc_lib:initial_call(P), proc_lib:translate_initial_call(P)} end),
    t("initial_call of an event manager", fun() -> {ok, P} = gen_event:start(), {proc_lib:initial_call(P), proc_lib:translate_initial_call(P)} end),
    t("stop", fun() -> {ok, P} = gen_server:start(pl_spawn_server, x, []), {proc_lib:stop(P), is_process_alive(P)} end),
    t("stop reason", fun() -> {ok, P} = gen_server:start({local, stopped}, pl_spawn_server, x, []), R = monitor(process, P), ok = proc_lib:stop(stopped, reason, 1000), receive {'DOWN', R, _, _, W} -> W end end),
    t("stop nobody", fun() -> proc_lib:stop(nobody) end),
    t("stop one that does not listen", fun() -> P = spawn(Wait), proc_lib:stop(P, normal, 10) end),
    t("hibernate", fun() ->
        P = proc_lib:spawn_link(fun() -> proc_lib:hibernate(?MODULE, run, [fun() -> receive X -> exit({woken, X}) end end]) end),
        timer:sleep(10),
        I = process_info(P, current_function),
        P ! up,
        receive {'EXIT', P, R} -> {I, R} end
    end).

%% Names of funs are the compiler's own.
call({M, F, A}) -> {M, case inner(F) of true -> a_fun; false -> F end, A};
call(X) -> X.

run(F) -> F().
run(x, F) -> F().
