%% What is logged when a server ends badly: the server's report and the crash report, in all their wordings.
-module(gs_reports).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).
-include("../otp.hrl").

main() ->
    capture(),
    [begin
         io:format("---- ~s~n", [Name]),
         {ok, P} = gen_server:start(?MODULE, {state, 1}, Options),
         p(ended(P, Do)),
         logged()
     end || {Name, Options, Do} <- cases()],
    io:format("---- named~n"),
    {ok, P} = gen_server:start({local, reporter}, ?MODULE, {state, 2}, []),
    p(ended(P, fun(_) -> P ! fun() -> error(named) end end)),
    logged(),
    io:format("---- no handle_info~n"),
    {ok, N} = gen_server:start(gs_reports_no_info, s, []),
    N ! stray,
    p(sys:get_state(N)),
    logged().

cases() ->
    [{"cast error", [], fun(P) -> gen_server:cast(P, fun() -> error(boom) end) end},
     {"cast exit", [], fun(P) -> gen_server:cast(P, fun() -> exit({boom, [1, 2]}) end) end},
     {"cast stop", [], fun(P) -> gen_server:cast(P, fun() -> {stop, because, {state, new}} end) end},
     {"cast stop shutdown", [], fun(P) -> gen_server:cast(P, fun() -> {stop, {shutdown, x}, s} end) end},
     {"cast bad return", [], fun(P) -> gen_server:cast(P, fun() -> bad end) end},
     {"cast throw", [], fun(P) -> gen_server:cast(P, fun() -> throw(bad) end) end},
     {"info badmatch", [], fun(P) -> P ! fun() -> a = list_to_atom("b") end end},
     {"info undef", [], fun(P) -> P ! fun() -> no_module:no_function(1) end end},
     {"info with log", [{debug, [log]}], fun(P) -> gen_server:call(P, hello), P ! fun() -> error(boom) end end},
     {"call by a dead client", [], fun(P) -> C = spawn(fun() -> gen_server:call(P, fun() -> timer:sleep(30), error(boom) end) end), timer:sleep(10), exit(C, kill) end},
     {"call by a client", [], fun(P) -> register(the_client, self()), catch gen_server:call(P, {stop, why}), unregister(the_client) end},
     {"parent exit", [], fun(P) -> exit(P, kill) end},
     {"terminate fails", [], fun(P) -> gen_server:cast(P, fun() -> {stop, normal, fail_in_terminate} end) end},
     {"stop", [], fun(P) -> gen_server:stop(P, strange, 1000) end}].

init(S) -> {ok, S}.
handle_call(hello, _, S) -> {reply, hi, S};
handle_call({stop, Why}, _, S) -> {stop, Why, S};
handle_call(F, _, _) -> F().
handle_cast(F, _) -> F().
handle_info(F, _) -> F().
terminate(_, fail_in_terminate) -> error(in_terminate);
terminate(_, _) -> ok.
