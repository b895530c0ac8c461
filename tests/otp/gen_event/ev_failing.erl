%% A handler that fails in any of its callbacks, in any way, goes alone: the others and the manager stay.
-module(ev_failing).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2, code_change/3]).
-include("../otp.hrl").

main() ->
    capture(none),
    {ok, M} = gen_event:start_link(),
    ok = gen_event:add_handler(M, {?MODULE, stays}, ok),
    Left = fun() -> [Id || {_, Id} <- gen_event:which_handlers(M)] end,
    Ways = [error, exit, throw, bad],
    [t({init, Way}, fun() -> {gen_event:add_handler(M, {?MODULE, x}, {fail, Way}), Left()} end) || Way <- Ways],
    With = fun(F) -> ok = gen_event:add_sup_handler(M, {?MODULE, x}, ok), R = F(), {R, Left(), mail(0)} end,
    [t({event, Way}, fun() -> With(fun() -> gen_event:sync_notify(M, {fail, Way}) end) end) || Way <- Ways],
    [t({call, Way}, fun() -> With(fun() -> gen_event:call(M, {?MODULE, x}, {fail, Way}) end) end) || Way <- Ways],
    [t({info, Way}, fun() -> With(fun() -> M ! {fail, Way}, Left() end) end) || Way <- Ways],
    [t({terminate, Way}, fun() -> With(fun() -> gen_event:delete_handler(M, {?MODULE, x}, {fail, Way}) end) end) || Way <- Ways],
    [t({swap_in, Way}, fun() -> With(fun() -> gen_event:swap_handler(M, {{?MODULE, x}, a}, {{?MODULE, y}, {fail, Way}}) end) end) || Way <- Ways],
    [t({swap_out, Way}, fun() -> With(fun() -> R = gen_event:swap_handler(M, {{?MODULE, x}, {fail, Way}}, {{?MODULE, y}, fine}), gen_event:delete_handler(M, {?MODULE, y}, x), R end) end)
     || Way <- Ways],
    [t({code_change, Way}, fun() -> With(fun() -> sys:suspend(M), R = sys:change_code(M, ?MODULE, {fail, Way}, x), sys:resume(M), gen_event:delete_handler(M, {?MODULE, x}, x), R =:= ok end) end) || Way <- [fine]],
    t("still there", fun() -> gen_event:call(M, {?MODULE, stays}, hello) end).

fail(error) -> error(failed);
fail(exit) -> exit(failed);
fail(throw) -> throw(failed);
fail(bad) -> failed;
fail(fine) -> ok.

init({{fail, Way}, _}) -> fail(Way);
init({fail, Way}) -> fail(Way);
init(_) -> {ok, 0}.
handle_event({fail, Way}, _) when Way =/= stays -> only_x(Way);
handle_event(_, S) -> {ok, S}.
handle_call({fail, Way}, _) -> fail(Way);
handle_call(X, S) -> {ok, {answer, X}, S}.
handle_info({fail, Way}, _) -> only_x(Way);
handle_info(_, S) -> {ok, S}.

%% Events and messages go to all handlers: the first one asked is x, which fails; the other is told by the dictionary that it did.
only_x(Way) ->
    case erase(failed) of
        undefined -> put(failed, true), fail(Way);
        true -> {ok, 0}
    end.

terminate({fail, Way}, _) -> fail(Way);
terminate(_, _) -> ended.
code_change(_, S, _) -> {ok, S}.
