%% Hibernation by action and by hibernate_after; a machine's parent and links; state kept through all.
%% flags: --deterministic 1
-module(st_hibernate).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4, terminate/3]).
-include("../otp.hrl").

main() ->
    capture(none),
    register(watcher, self()),
    {ok, P} = gen_statem:start(?MODULE, [], []),
    Sleeps = fun(Q) -> timer:sleep(20), process_info(Q, current_function) end,
    t("hibernate", fun() -> gen_statem:cast(P, {do, hibernate}), {Sleeps(P), gen_statem:call(P, count)} end),
    t("{hibernate, true}", fun() -> gen_statem:cast(P, {do, [{hibernate, true}]}), {Sleeps(P), gen_statem:call(P, count)} end),
    t("{hibernate, false}", fun() -> gen_statem:cast(P, {do, [hibernate, {hibernate, false}]}), {element(1, element(2, Sleeps(P))) =:= erlang, gen_statem:call(P, count)} end),
    t("with a timeout", fun() -> gen_statem:cast(P, {do, [hibernate, {state_timeout, 40, x}]}), A = Sleeps(P), timer:sleep(50), {A, gen_statem:call(P, count)} end),
    t("with a next event", fun() -> gen_statem:cast(P, {do, [hibernate, {next_event, internal, x}]}), {element(1, element(2, Sleeps(P))) =:= erlang, gen_statem:call(P, count)} end),
    t("through system messages", fun() -> gen_statem:cast(P, {do, hibernate}), timer:sleep(5), {S, _} = sys:get_state(P), {S, Sleeps(P), gen_statem:call(P, count)} end),
    t("hibernate_after", fun() -> {ok, H} = gen_statem:start(?MODULE, [], [{hibernate_after, 5}]), A = Sleeps(H), C = gen_statem:call(H, count), {A, C, Sleeps(H), gen_statem:stop(H)} end),
    [t(lists:flatten(io_lib:format("parent ends ~p, trap ~p", [R, Trap])), fun() ->
         Parent = spawn(fun() -> {ok, M} = gen_statem:start_link(?MODULE, Trap, []), watcher ! {m, M}, receive {exit, X} -> exit(X) end end),
         M = receive {m, Y} -> Y end,
         Ref = monitor(process, M),
         Parent ! {exit, R},
         E = receive {'DOWN', Ref, _, _, W} -> W after 50 -> exit(M, kill), lives end,
         {E, mail(10)}
     end) || Trap <- [trap, []], R <- [normal, shutdown, boom]].

callback_mode() -> handle_event_function.
init(Trap) -> process_flag(trap_exit, Trap =:= trap), {ok, s, 0}.
handle_event(cast, {do, A}, _, N) -> {keep_state, N + 1, A};
handle_event({call, From}, count, _, N) -> {keep_state_and_data, {reply, From, N}};
handle_event(_, _, _, N) -> {keep_state, N + 10}.
terminate(R, S, D) -> watcher ! {terminate, R, S, D}.
