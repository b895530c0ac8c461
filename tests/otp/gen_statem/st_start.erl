%% Starting a machine: results of init/1 and callback_mode/0, initial actions, names, monitors, enter_loop.
-module(st_start).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4, one/3, enter/1]).
-include("../otp.hrl").

main() ->
    process_flag(trap_exit, true),
    capture(none),
    put(mode, ok),
    [t(lists:flatten(io_lib:format("~p", [R])), fun() -> try_start(R) end)
     || R <- [{ok, one, d}, {ok, one, d, []}, {ok, one, d, [{next_event, internal, x}]}, {ok, one, d, {state_timeout, 0, x}}, {ok, one, d, 0},
              {ok, one, d, hibernate}, {ok, one, d, postpone}, {ok, one, d, nonsense}, {ok, one, d, [{reply, x}]}, {ok, {not_atom}, d},
              ignore, {stop, why}, {stop, normal}, nonsense, {ok, one}]],
    [t(lists:flatten(io_lib:format("mode ~p", [M])), fun() -> persistent_term:put(st_start_mode, M), R = try_start({ok, one, d}), persistent_term:put(st_start_mode, handle_event_function), R end)
     || M <- [handle_event_function, state_functions, [state_functions], [handle_event_function, state_enter], [state_enter], nonsense, [], [state_functions, nonsense], {throw, state_functions}, {error, oops}]],
    t("named", fun() -> {ok, P} = gen_statem:start_link({local, machine}, ?MODULE, {ok, one, d}, []), {error, {already_started, P}} = gen_statem:start({local, machine}, ?MODULE, {ok, one, d}, []), {gen_statem:call(machine, get), gen_statem:call({machine, node()}, get), gen_statem:stop(machine), whereis(machine)} end),
    t("monitor", fun() -> {ok, {P, R}} = gen_statem:start_monitor(?MODULE, {ok, one, d}, []), gen_statem:stop(P, why, 100), receive {'DOWN', R, _, _, W} -> W end end),
    t("monitor named", fun() -> {ok, {_, R}} = gen_statem:start_monitor({local, machine}, ?MODULE, {ok, one, d}, []), gen_statem:stop(machine), receive {'DOWN', R, _, _, W} -> W end end),
    [t(lists:flatten(io_lib:format("enter_loop ~p", [A])), fun() -> {ok, P} = proc_lib:start(?MODULE, enter, [A]), timer:sleep(10), {gen_statem:call(P, get), gen_statem:stop(P)} end)
     || A <- [[], [[{state_timeout, 0, x}]], [self], [{local, entered}], [{local, entered}, [{next_event, internal, y}]]]].

try_start(R) ->
    case gen_statem:start_monitor(?MODULE, R, []) of
        {ok, {P, Ref}} ->
            timer:sleep(5),
            A = try gen_statem:call(P, get, 100) catch exit:{W, _} -> {failed, W} end,
            S = (catch gen_statem:stop(P)),
            receive {'DOWN', Ref, _, _, E} -> {A, case S of ok -> ok; _ -> not_ok end, case E of noproc -> gone; _ -> E end} end;
        Other -> Other
    end.

enter(Args) ->
    proc_lib:init_ack({ok, self()}),
    case lists:member({local, entered}, Args) of true -> register(entered, self()); false -> ok end,
    apply(gen_statem, enter_loop, [?MODULE, [], one, d | [case A of self -> self(); _ -> A end || A <- Args]]).

callback_mode() ->
    case persistent_term:get(st_start_mode, handle_event_function) of
        {throw, M} -> throw(M);
        {error, M} -> error(M);
        M -> M
    end.
init(R) -> R.
handle_event(enter, _, _, _) -> keep_state_and_data;
handle_event({call, From}, get, S, D) -> {keep_state_and_data, [{reply, From, {S, D}}]};
handle_event(T, C, _, D) -> {keep_state, [{T, C} | if is_list(D) -> D; true -> [D] end]}.
one(T, C, D) -> handle_event(T, C, one, D).
