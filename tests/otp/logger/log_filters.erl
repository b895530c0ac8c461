%% Filters, of the log and of handlers: pass, stop, change; and handlers added, changed and removed.
-module(log_filters).
-export([main/0, adding_handler/1, removing_handler/1, changing_config/3, filter_config/1]).
-include("../otp.hrl").

main() ->
    capture(all),
    Say = fun() -> [logger:log(L, #{n => L}, #{domain => D}) || {L, D} <- [{error, [a]}, {info, [a, b]}, {debug, [c]}]], [{L, maps:get(extra, M, none)} || #{level := L, meta := M} <- events(10)] end,
    t("none", Say),
    F = fun(Name, Fun, Arg) -> logger:add_primary_filter(Name, {Fun, Arg}) end,
    t("stop", fun() -> F(one, fun(#{level := info}, _) -> stop; (_, _) -> ignore end, x), Say() end),
    t("default stop", fun() -> logger:set_primary_config(filter_default, stop), Say() end),
    t("pass", fun() -> F(two, fun(#{level := debug} = E, Extra) -> E#{meta => #{extra => Extra}}; (_, _) -> ignore end, extra), Say() end),
    t("twice", fun() -> F(two, fun(_, _) -> ignore end, x) end),
    t("get", fun() -> maps:with([level, filter_default, filters], logger:get_primary_config()) end),
    t("remove", fun() -> [logger:remove_primary_filter(X) || X <- [one, two, two]] end),
    logger:set_primary_config(filter_default, log),
    events(10),
    t("bad filters", fun() -> [logger:add_primary_filter(x, Y) || Y <- [nothing, {f, x}, {fun(_) -> x end, y}]] end),
    H = fun(Filter) -> logger:add_handler_filter(capture, h, Filter), R = Say(), logger:remove_handler_filter(capture, h), R end,
    t("domain log sub", fun() -> logger:set_handler_config(capture, filter_default, stop), H({fun logger_filters:domain/2, {log, sub, [a]}}) end),
    t("domain log super", fun() -> H({fun logger_filters:domain/2, {log, super, [a]}}) end),
    t("domain log equal", fun() -> H({fun logger_filters:domain/2, {log, equal, [a, b]}}) end),
    t("domain log not_equal", fun() -> H({fun logger_filters:domain/2, {log, not_equal, [a, b]}}) end),
    t("domain stop sub", fun() -> logger:set_handler_config(capture, filter_default, log), H({fun logger_filters:domain/2, {stop, sub, [a]}}) end),
    t("level", fun() -> [H({fun logger_filters:level/2, {stop, Op, info}}) || Op <- [eq, neq, lt, lteq, gt, gteq]] end),
    t("progress", fun() -> logger:add_handler_filter(capture, h, {fun logger_filters:progress/2, stop}), logger:info(#{label => {supervisor, progress}, report => []}), logger:info("x"), R = length(events(10)), logger:remove_handler_filter(capture, h), R end),
    t("remote_gl", fun() -> length(H({fun logger_filters:remote_gl/2, stop})) end),
    t("handlers", fun() -> [logger:get_handler_ids(), element(1, logger:get_handler_config(capture)), logger:get_handler_config(nobody)] end),
    t("add again", fun() -> logger:add_handler(capture, ?MODULE, #{}) end),
    t("add", fun() -> {logger:add_handler(second, ?MODULE, #{owner => self(), config => mine, level => error}), lists:sort(logger:get_handler_ids())} end),
    t("config", fun() -> {ok, C} = logger:get_handler_config(second), maps:remove(owner, C) end),
    t("both", fun() -> logger:error("x"), length(events(10)) end),
    t("change", fun() -> {logger:set_handler_config(second, config, new), logger:update_handler_config(second, level, info), logger:update_handler_config(second, #{more => 1}), element(2, logger:get_handler_config(second)) =/= x} end),
    t("set_handler_config", fun() -> logger:set_handler_config(second, #{owner => self()}), {ok, C} = logger:get_handler_config(second), maps:remove(owner, C) end),
    t("remove", fun() -> {logger:remove_handler(second), logger:remove_handler(second)} end),
    t("refused", fun() -> logger:add_handler(third, ?MODULE, #{config => refuse}) end),
    t("no such module", fun() -> logger:add_handler(fourth, log_no_such_module, #{}) end),
    t("bad configuration", fun() -> [logger:add_handler(fifth, ?MODULE, C) || C <- [#{level => x}, #{filters => x}, #{filter_default => x}, #{formatter => x}]] end).

adding_handler(#{config := refuse}) -> {error, refused};
adding_handler(C) -> {ok, C}.
removing_handler(C) -> true = is_map(C), ok.
changing_config(How, Old, New) -> true = is_map(Old), true = How =:= set orelse How =:= update, {ok, New}.
filter_config(C) -> C.
