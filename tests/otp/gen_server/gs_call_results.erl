%% Every result of handle_call/3: what the caller gets, and what the server does next.
-module(gs_call_results).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    register(watcher, self()),
    [t(Label, fun() -> try_call(F) end) || {Label, F} <- cases()],
    ok.

cases() ->
    [{"reply", fun(_, S) -> {reply, r, S + 1} end},
     {"reply timeout", fun(_, S) -> {reply, r, S + 1, 10} end},
     {"reply infinity", fun(_, S) -> {reply, r, S + 1, infinity} end},
     {"reply hibernate", fun(_, S) -> {reply, r, S + 1, hibernate} end},
     {"reply continue", fun(_, S) -> {reply, r, S + 1, {continue, go}} end},
     {"noreply", fun(From, S) -> gen_server:reply(From, early), {noreply, S + 1} end},
     {"noreply timeout", fun(From, S) -> gen_server:reply(From, early), {noreply, S + 1, 10} end},
     {"noreply zero", fun(From, S) -> gen_server:reply(From, early), {noreply, S + 1, 0} end},
     {"noreply hibernate", fun(From, S) -> gen_server:reply(From, early), {noreply, S + 1, hibernate} end},
     {"noreply continue", fun(From, S) -> gen_server:reply(From, early), {noreply, S + 1, {continue, go}} end},
     {"later", fun(From, S) -> self() ! {later, From}, {noreply, S + 1} end},
     {"stop reply", fun(_, S) -> {stop, normal, bye, S + 1} end},
     {"stop shutdown reply", fun(_, S) -> {stop, {shutdown, x}, bye, S + 1} end},
     {"stop bad reply", fun(_, S) -> {stop, broken, bye, S + 1} end},
     {"stop", fun(_, S) -> {stop, normal, S + 1} end},
     {"stop shutdown", fun(_, S) -> {stop, shutdown, S + 1} end},
     {"stop bad", fun(_, S) -> {stop, broken, S + 1} end},
     {"nonsense", fun(_, _) -> nonsense end},
     {"bad action", fun(_, S) -> {reply, r, S, nonsense} end},
     {"bad noreply", fun(_, S) -> {noreply, S, nonsense} end},
     {"negative", fun(_, S) -> {noreply, S, -1} end},
     {"throw reply", fun(_, S) -> throw({reply, thrown, S + 1}) end},
     {"throw nonsense", fun(_, _) -> throw(nonsense) end},
     {"error", fun(_, _) -> error(bang) end},
     {"exit", fun(_, _) -> exit(bang) end},
     {"exit normal", fun(_, _) -> exit(normal) end},
     {"function_clause", fun(x, _) -> ok end},
     {"badmatch", fun(_, S) -> {S} = {id, S} end}].

try_call(F) ->
    {ok, Pid} = gen_server:start(?MODULE, 0, []),
    Ref = monitor(process, Pid),
    Reply = try gen_server:call(Pid, F, 1000) catch exit:{Why, {gen_server, call, [Pid, F, 1000]}} -> {exited, Why} end,
    timer:sleep(30),
    case is_process_alive(Pid) of
        true ->
            State = sys:get_state(Pid),
            gen_server:stop(Pid),
            receive {'DOWN', Ref, _, _, Reason} -> {reply, Reply, state, State, Reason, told()} end;
        false ->
            receive {'DOWN', Ref, _, _, Reason} -> {reply, Reply, Reason, told()} end
    end.

told() -> receive {told, X} -> [X | told()] after 0 -> [] end.

init(S) -> {ok, S}.
handle_call(F, From, S) -> F(From, S).
handle_cast(_, S) -> {noreply, S}.
handle_info({later, From}, S) -> gen_server:reply(From, at_last), {noreply, S};
handle_info(timeout, S) -> {noreply, {timed_out, S}};
handle_info(X, S) -> {noreply, {X, S}}.
handle_continue(X, S) -> {noreply, {X, S}}.
terminate(Reason, S) -> watcher ! {told, {terminate, Reason, S}}.
