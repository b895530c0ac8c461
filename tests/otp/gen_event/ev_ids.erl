%% Handlers by name: any term is an id, a module may be there many times, and what is not there is said so.
-module(ev_ids).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, terminate/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    {ok, M} = gen_event:start_link(),
    Ids = [1, 1.0, "text", <<"bytes">>, {a, b}, [], #{k => v}, make_ref(), self()],
    t("add", fun() -> [gen_event:add_handler(M, {?MODULE, Id}, Id) || Id <- Ids] end),
    t("which", fun() -> gen_event:which_handlers(M) end),
    t("call each", fun() -> [gen_event:call(M, {?MODULE, Id}, id) =:= Id || Id <- Ids] end),
    t("same id twice", fun() -> gen_event:add_handler(M, {?MODULE, 1}, again) end),
    t("same state, other id", fun() -> {gen_event:add_handler(M, {?MODULE, other}, 1), gen_event:call(M, {?MODULE, other}, id)} end),
    t("module alone is another name", fun() -> {gen_event:add_handler(M, ?MODULE, alone), gen_event:call(M, ?MODULE, id), gen_event:add_handler(M, ?MODULE, alone)} end),
    t("call what is not there", fun() -> [gen_event:call(M, H, id) || H <- [{?MODULE, none}, no_module, {no_module, 1}, "text", 17]] end),
    t("delete what is not there", fun() -> [gen_event:delete_handler(M, H, id) || H <- [{?MODULE, none}, no_module, {no_module, 1}]] end),
    t("swap what is not there", fun() -> {gen_event:swap_handler(M, {{?MODULE, none}, a}, {{?MODULE, new}, b}), gen_event:call(M, {?MODULE, new}, id)} end),
    t("swap into a name in use", fun() -> {gen_event:swap_handler(M, {{?MODULE, new}, a}, {{?MODULE, 1}, b}), [H || {_, new} = H <- gen_event:which_handlers(M)]} end),
    t("add an unknown module", fun() -> element(1, gen_event:add_handler(M, no_module, x)) end),
    t("delete each", fun() -> [gen_event:delete_handler(M, {?MODULE, Id}, {why, 1}) || Id <- Ids] end),
    t("left", fun() -> gen_event:which_handlers(M) end).

init(S) -> {ok, S}.
handle_event(_, S) -> {ok, S}.
handle_call(id, S) -> {ok, S, S}.
terminate(Why, S) -> {Why, S}.
