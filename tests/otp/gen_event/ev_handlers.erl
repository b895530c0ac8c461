%% Adding, deleting and swapping handlers, and what their callbacks may return.
%% flags: --deterministic 1
-module(ev_handlers).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    register(watcher, self()),
    {ok, M} = gen_event:start(),
    T = fun(Label, F) -> t(Label, fun() -> R = F(), _ = gen_event:which_handlers(M), {R, mail(0)} end) end,
    T("add", fun() -> gen_event:add_handler(M, ?MODULE, 1) end),
    T("add again", fun() -> gen_event:add_handler(M, ?MODULE, 2) end),
    T("add id", fun() -> gen_event:add_handler(M, {?MODULE, b}, 2) end),
    T("which", fun() -> gen_event:which_handlers(M) end),
    T("notify", fun() -> gen_event:notify(M, hello) end),
    T("sync_notify", fun() -> gen_event:sync_notify(M, hello) end),
    T("call", fun() -> {gen_event:call(M, ?MODULE, q), gen_event:call(M, {?MODULE, b}, q, 1000)} end),
    T("call bad", fun() -> gen_event:call(M, {?MODULE, z}, q) end),
    T("delete", fun() -> gen_event:delete_handler(M, {?MODULE, b}, why) end),
    T("delete again", fun() -> gen_event:delete_handler(M, {?MODULE, b}, why) end),
    T("info", fun() -> M ! info end),
    T("add fails", fun() -> gen_event:add_handler(M, {?MODULE, c}, {return, {error, no}}) end),
    T("add nonsense", fun() -> gen_event:add_handler(M, {?MODULE, c}, {return, nonsense}) end),
    T("add crashes", fun() -> {'EXIT', {R, _}} = gen_event:add_handler(M, {?MODULE, c}, {error, bang}), R end),
    T("add throws", fun() -> gen_event:add_handler(M, {?MODULE, c}, {throw, {ok, thrown}}) end),
    T("add exits", fun() -> gen_event:add_handler(M, {?MODULE, d}, {exit, bang}) end),
    T("add hibernate", fun() -> R = gen_event:add_handler(M, {?MODULE, e}, {return, {ok, s, hibernate}}), timer:sleep(10), {R, process_info(M, current_function)} end),
    T("no such module", fun() -> {'EXIT', {undef, _}} = gen_event:add_handler(M, ev_no_such_module, x), undef end),
    T("which", fun() -> gen_event:which_handlers(M) end),
    T("swap", fun() -> gen_event:swap_handler(M, {?MODULE, swapped}, {{?MODULE, f}, new}) end),
    T("swap from a missing one", fun() -> gen_event:swap_handler(M, {{?MODULE, missing}, x}, {{?MODULE, g}, new}) end),
    T("swap", fun() -> gen_event:swap_handler(M, {{?MODULE, g}, go_away}, {{?MODULE, h}, new}) end),
    T("swap into an existing one", fun() -> gen_event:swap_handler(M, {{?MODULE, h}, x}, {?MODULE, new}) end),
    T("swap fails", fun() -> gen_event:swap_handler(M, {{?MODULE, e}, x}, {{?MODULE, i}, {return, {error, no}}}) end),
    T("swap crashes", fun() -> {error, {'EXIT', {R, _}}} = gen_event:swap_handler(M, {{?MODULE, c}, x}, {{?MODULE, i}, {error, bang}}), R end),
    T("which", fun() -> gen_event:which_handlers(M) end),
    [begin
         T(lists:flatten(io_lib:format("~p ~p", [How, W])), fun() ->
             gen_event:add_handler(M, {?MODULE, x}, x),
             R = case How of
                     notify -> gen_event:notify(M, {x, W});
                     sync -> gen_event:sync_notify(M, {x, W});
                     info -> M ! {x, W}, ok;
                     call -> short(gen_event:call(M, {?MODULE, x}, {x, W}))
                 end,
             {R, lists:member({?MODULE, x}, gen_event:which_handlers(M))}
         end),
         gen_event:delete_handler(M, {?MODULE, x}, clean)
     end || How <- [notify, sync, info, call],
            W <- [{return, {ok, y}}, {return, {ok, r, y}}, {return, remove_handler}, {return, {remove_handler, r}}, {return, {swap_handler, a1, s1, {?MODULE, swapped}, a2}},
                  {return, {swap_handler, r, a1, s1, {?MODULE, swapped}, a2}}, {return, {ok, s, hibernate}}, {return, {ok, r, s, hibernate}}, {return, nonsense}, {error, bang}, {exit, bang}, {throw, {ok, t}}, {throw, bad}]],
    T("stop", fun() -> gen_event:stop(M) end),
    T("stopped", fun() -> gen_event:stop(M) end).

short({error, {'EXIT', {R, _}}}) -> {error, {'EXIT', R}};
short(R) -> R.

do({return, X}) -> X;
do({error, X}) -> error(X);
do({exit, X}) -> exit(X);
do({throw, X}) -> throw(X).
say(X) -> watcher ! X.

init({{K, _} = A, old}) when K =:= return; K =:= error -> do(A);
init({{K, _} = A, {error, _}}) when K =:= return; K =:= error -> do(A);
init({{K, _} = A, _}) when K =:= return; K =:= error -> do(A);
init({K, _} = A) when K =:= return; K =:= error; K =:= throw; K =:= exit -> do(A);
init(A) -> say({init, A}), {ok, A}.
handle_event({x, W}, x) -> do(W);
handle_event(E, S) -> say({event, E, S}), {ok, S}.
handle_call({x, W}, _) -> do(W);
handle_call(Q, S) -> {ok, {Q, S}, S}.
handle_info({x, W}, x) -> do(W);
handle_info(E, S) -> say({info, E, S}), {ok, S}.
terminate({stop, _} = A, S) -> say({terminate, A, S}), {terminated, S};
terminate({error, {'EXIT', {R, _}}}, S) -> say({terminate, {error, R}, S});
terminate(A, S) -> say({terminate, A, S}), {terminated, A}.
