%% Every result of a state callback, in both callback modes.
-module(st_results).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4, terminate/3, one/3, two/3]).
-include("../otp.hrl").

main() ->
    capture(none),
    register(watcher, self()),
    [t(lists:flatten(io_lib:format("~p ~s", [Mode, Name])), fun() -> attempt(Mode, F) end)
     || Mode <- [state_functions, handle_event_function], {Name, F} <- cases()].

cases() ->
    R = fun(From) -> {reply, From, replied} end,
    [{"next_state", fun(From, D) -> gen_statem:reply(From, x), {next_state, two, D + 1} end},
     {"next_state actions", fun(From, D) -> {next_state, two, D + 1, [R(From)]} end},
     {"next_state one action", fun(From, D) -> {next_state, two, D + 1, R(From)} end},
     {"next_state same", fun(From, D) -> {next_state, one, D + 1, [R(From)]} end},
     {"keep_state", fun(From, D) -> gen_statem:reply(From, x), {keep_state, D + 1} end},
     {"keep_state actions", fun(From, D) -> {keep_state, D + 1, [R(From)]} end},
     {"keep_state_and_data", fun(From, _) -> gen_statem:reply([R(From)]), keep_state_and_data end},
     {"keep_state_and_data actions", fun(From, _) -> {keep_state_and_data, R(From)} end},
     {"repeat_state", fun(From, D) -> gen_statem:reply(R(From)), {repeat_state, D + 1} end},
     {"repeat_state actions", fun(From, D) -> {repeat_state, D + 1, R(From)} end},
     {"repeat_state_and_data", fun(From, _) -> gen_statem:reply(From, x), repeat_state_and_data end},
     {"repeat_state_and_data actions", fun(From, _) -> {repeat_state_and_data, [R(From)]} end},
     {"stop", fun(_, _) -> stop end},
     {"stop reason", fun(_, _) -> {stop, {shutdown, why}} end},
     {"stop bad", fun(_, _) -> {stop, why} end},
     {"stop data", fun(_, D) -> {stop, why, D + 1} end},
     {"stop_and_reply", fun(From, _) -> {stop_and_reply, normal, R(From)} end},
     {"stop_and_reply list data", fun(From, D) -> {stop_and_reply, {shutdown, x}, [R(From)], D + 1} end},
     {"nonsense", fun(_, _) -> nonsense end},
     {"a state that is no atom", fun(From, D) -> self() ! another_event, {next_state, {not_atom}, D, R(From)} end},
     {"bad action", fun(_, _) -> {keep_state_and_data, nonsense} end},
     {"bad actions", fun(_, _) -> {keep_state_and_data, [{reply, x}]} end},
     {"bad action tail", fun(_, _) -> {keep_state_and_data, [hibernate | x]} end},
     {"bad timeout", fun(_, _) -> {keep_state_and_data, [{state_timeout, -1, x}]} end},
     {"bad event", fun(_, _) -> {keep_state_and_data, [{next_event, no_type, x}]} end},
     {"bad reply", fun(_, _) -> {stop_and_reply, normal, [x]} end},
     {"throw", fun(From, D) -> throw({next_state, two, D + 1, [R(From)]}) end},
     {"throw nonsense", fun(_, _) -> throw(nonsense) end},
     {"error", fun(_, _) -> error(bang) end},
     {"exit", fun(_, _) -> exit(bang) end},
     {"exit normal", fun(_, _) -> exit(normal) end}].

attempt(Mode, F) ->
    put(mode, Mode),
    {ok, {Pid, Ref}} = gen_statem:start_monitor(?MODULE, Mode, []),
    Reply = try gen_statem:call(Pid, F, 500) catch exit:{Why, {gen_statem, call, _}} -> {exited, Why} end,
    case is_process_alive(Pid) andalso (catch sys:get_state(Pid)) of
        {'EXIT', _} -> receive {'DOWN', Ref, _, _, Reason} -> {Reply, Reason, told()} end;
        false -> receive {'DOWN', Ref, _, _, Reason} -> {Reply, Reason, told()} end;
        State ->
            gen_statem:stop(Pid),
            receive {'DOWN', Ref, _, _, Reason} -> {Reply, State, Reason, told()} end
    end.

told() -> receive {told, X} -> [X | told()] after 0 -> [] end.

%% The mode is decided when the machine starts.
callback_mode() -> get('mode of this process').
init(Mode) -> put('mode of this process', Mode), {ok, one, 0}.
handle_event({call, From}, F, _, D) -> F(From, D);
handle_event(info, another_event, S, _) -> {stop, {shutdown, {seen, S}}}.
one({call, From}, F, D) -> F(From, D).
two(_, _, _) -> keep_state_and_data.
terminate(Reason, S, D) -> watcher ! {told, {terminate, Reason, S, D}}.
