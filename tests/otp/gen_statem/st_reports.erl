%% What is logged when a machine ends badly.
-module(st_reports).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4, terminate/3]).
-include("../otp.hrl").

main() ->
    capture(),
    [begin
         io:format("---- ~s~n", [Name]),
         {ok, P} = gen_statem:start(?MODULE, [], Options),
         p(ended(P, Do)),
         logged()
     end || {Name, Options, Do} <- cases()],
    io:format("---- named~n"),
    {ok, N} = gen_statem:start({local, reporter}, ?MODULE, [], []),
    p(ended(N, fun(_) -> N ! fun(_) -> error(named) end end)),
    logged(),
    io:format("---- init~n"),
    p(gen_statem:start(?MODULE, fun() -> error(in_init) end, [])),
    p(gen_statem:start(?MODULE, fun() -> bad_result end, [])),
    p(gen_statem:start(?MODULE, fun() -> {stop, stopped} end, [])),
    logged().

cases() ->
    [{"error", [], fun(P) -> P ! fun(_) -> error(boom) end end},
     {"exit", [], fun(P) -> P ! fun(_) -> exit({boom, 1}) end end},
     {"stop", [], fun(P) -> P ! fun(_) -> {stop, because, new_data} end end},
     {"stop shutdown", [], fun(P) -> P ! fun(_) -> {stop, {shutdown, x}} end end},
     {"bad return", [], fun(P) -> P ! fun(_) -> bad end end},
     {"bad action", [], fun(P) -> P ! fun(_) -> {keep_state_and_data, bad} end end},
     {"undef", [], fun(P) -> P ! fun(_) -> no_module:no_function() end end},
     {"log", [{debug, [{log, 2}]}], fun(P) -> P ! fun(_) -> error(boom) end end},
     {"queued and postponed", [], fun(P) -> gen_statem:cast(P, postpone), gen_statem:cast(P, postpone), P ! fun(_) -> {keep_state_and_data, [{next_event, internal, fun(_) -> error(boom) end}, {next_event, info, waits}]} end end},
     {"timers", [], fun(P) -> P ! fun(_) -> {keep_state_and_data, [{state_timeout, 1000, x}, {{timeout, n}, 1000, y}, {next_event, internal, fun(_) -> error(boom) end}]} end end},
     {"client", [], fun(P) -> register(client, self()), catch gen_statem:call(P, fun(_) -> error(boom) end), unregister(client) end},
     {"terminate fails", [], fun(P) -> P ! fun(_) -> {stop, normal, fail_in_terminate} end end},
     {"stop/3", [], fun(P) -> gen_statem:stop(P, strange, 1000) end}].

callback_mode() -> handle_event_function.
init(F) when is_function(F) -> F();
init(_) -> {ok, state, data}.
handle_event(cast, postpone, _, _) -> {keep_state_and_data, postpone};
handle_event(_, F, _, _) when is_function(F) -> F(x).
terminate(_, _, fail_in_terminate) -> error(in_terminate);
terminate(_, _, _) -> ok.
