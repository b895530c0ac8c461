%% What is logged when a handler fails, and when a handler has no handle_info.
-module(ev_reports).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).
-include("../otp.hrl").

main() ->
    capture(),
    {ok, M} = gen_event:start({local, manager}),
    [begin
         io:format("---- ~s~n", [Name]),
         gen_event:add_handler(M, Id, state),
         Do(Id),
         gen_event:which_handlers(M),
         logged()
     end || Id <- [?MODULE, {?MODULE, 1}], {Name, Do} <- cases()],
    {ok, N} = gen_event:start(),
    gen_event:add_handler(N, ev_reports_plain, x),
    N ! "stray message",
    p(gen_event:which_handlers(N)),
    gen_event:notify(N, crash),
    p(gen_event:which_handlers(N)),
    logged(),
    gen_event:stop(N, strange, 1000),
    logged().

cases() ->
    [{"event", fun(_) -> gen_event:notify(manager, fun() -> error(boom) end) end},
     {"exit", fun(_) -> gen_event:notify(manager, fun() -> exit(boom) end) end},
     {"bad return", fun(_) -> gen_event:notify(manager, fun() -> bad end) end},
     {"removed", fun(_) -> gen_event:notify(manager, fun() -> remove_handler end) end},
     {"info", fun(_) -> manager ! fun() -> error(boom) end end},
     {"call", fun(Id) -> gen_event:call(manager, Id, fun() -> error(boom) end) end},
     {"undef", fun(_) -> gen_event:notify(manager, fun() -> no_module:f(1) end) end}].

init(S) -> {ok, S}.
handle_event(F, _) -> F().
handle_call(F, _) -> F().
handle_info(F, _) -> F().
terminate(_, _) -> ok.
