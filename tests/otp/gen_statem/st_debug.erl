%% What a machine prints when it is traced.
-module(st_debug).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, a/3, b/3]).
-include("../otp.hrl").

main() ->
    capture(none),
    {ok, P} = gen_statem:start({local, traced}, ?MODULE, [], [{debug, [trace]}]),
    gen_statem:cast(P, hello),
    gen_statem:cast(P, {go, b}),
    P ! "message",
    gen_statem:cast(P, {do, [{next_event, internal, x}, {state_timeout, 1, t}]}),
    timer:sleep(100),
    gen_statem:cast(P, {do, [postpone]}),
    gen_statem:cast(P, {do, [{{timeout, n}, 0, z}]}),
    timer:sleep(50),
    sys:trace(P, false),
    gen_statem:cast(P, unseen),
    sys:no_debug(P),
    _ = sys:get_state(P),
    {ok, L} = gen_statem:start(?MODULE, [], [{debug, [log]}]),
    gen_statem:call(L, {answer, 42}),
    gen_statem:cast(L, {go, b}),
    _ = sys:get_state(L),
    {ok, Events} = sys:log(L, get),
    p(Events),
    sys:install(L, {fun(S, E, _) -> io:format("~p~n", [normal(E)]), S end, 0}),
    gen_statem:cast(L, {go, a}),
    gen_statem:stop(L),
    gen_statem:stop(P).

callback_mode() -> [state_functions, state_enter].
init(_) -> {ok, a, 0}.
a(T, E, D) -> event(T, E, D).
b(T, E, D) -> event(T, E, D).
event(enter, _, _) -> keep_state_and_data;
event(cast, {go, S}, D) -> {next_state, S, D + 1};
event(cast, {do, [postpone]}, 2) -> keep_state_and_data;
event(cast, {do, A}, _) -> {keep_state_and_data, A};
event({call, From}, {answer, X}, _) -> {keep_state_and_data, {reply, From, X}};
event(_, _, _) -> keep_state_and_data.
