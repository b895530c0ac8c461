%% Order: the newest handler is asked first, whatever is added or deleted between; events of one sender come in their order.
-module(ev_order).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, terminate/2]).
-include("../otp.hrl").

main() ->
    {ok, M} = gen_event:start_link(),
    Ids = fun() -> [case H of {_, Id} -> Id; Other -> Other end || H <- gen_event:which_handlers(M)] end,
    Seen = fun(Event) -> gen_event:sync_notify(M, {Event, self()}), mail(0) end,
    t("add", fun() -> [gen_event:add_handler(M, {?MODULE, Id}, Id) || Id <- [a, b, c, d]] end),
    t("which", Ids),
    t("event", fun() -> Seen(one) end),
    t("delete in the middle", fun() -> {gen_event:delete_handler(M, {?MODULE, b}, bye), Ids(), Seen(two)} end),
    t("again: now the newest", fun() -> {gen_event:add_handler(M, {?MODULE, b}, b), Ids(), Seen(three)} end),
    t("swap takes the front", fun() -> {gen_event:swap_handler(M, {{?MODULE, a}, x}, {{?MODULE, e}, e}), Ids(), Seen(four)} end),
    t("plain module name", fun() -> {gen_event:add_handler(M, ?MODULE, plain), Ids(), Seen(five)} end),
    t("twenty events, one sender", fun() ->
        [gen_event:delete_handler(M, {?MODULE, Id}, x) || Id <- [a, b, c, d, e]],
        [gen_event:notify(M, {N, self()}) || N <- lists:seq(1, 20)],
        [N || {plain, N} <- begin gen_event:which_handlers(M), mail(0) end]
    end),
    t("an event that removes", fun() ->
        [gen_event:add_handler(M, {?MODULE, Id}, Id) || Id <- [p, q, r]],
        {Seen({remove, q}), Ids(), Seen({remove, plain}), Ids()}
    end),
    t("stop", fun() -> gen_event:stop(M) end).

init({Id, _Old}) -> {ok, Id};
init(Id) -> {ok, Id}.
handle_event({{remove, Id}, To}, Id) -> To ! {Id, removed}, remove_handler;
handle_event({Event, To}, Id) -> To ! {Id, Event}, {ok, Id}.
handle_call(_, Id) -> {ok, Id, Id}.
terminate(_, Id) -> {gone, Id}.
