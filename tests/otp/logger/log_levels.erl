%% Levels: the primary one, those of modules and of handlers; what is let pass, and what is never made.
-module(log_levels).
-export([main/0]).
-include_lib("kernel/include/logger.hrl").
-include("../otp.hrl").

-define(LEVELS, [emergency, alert, critical, error, warning, notice, info, debug]).

main() ->
    capture(notice),
    [t(Level, fun() -> logger:set_primary_config(level, Level), [logger:log(L, "x") || L <- ?LEVELS], [L || #{level := L} <- events(10)] end)
     || Level <- [none, emergency, error, notice, info, debug, all]],
    [t({handler, Level}, fun() -> logger:set_handler_config(capture, level, Level), [logger:log(L, "x") || L <- ?LEVELS], [L || #{level := L} <- events(10)] end)
     || Level <- [none, alert, debug, all]],
    logger:set_primary_config(level, error),
    t("module level", fun() -> logger:set_module_level(?MODULE, debug), ?LOG_DEBUG("by the macro"), logger:debug("by the function"), [L || #{level := L} <- events(10)] end),
    t("get_module_level", fun() -> {logger:get_module_level(), logger:get_module_level(?MODULE), logger:get_module_level([nothing])} end),
    t("allow", fun() -> [{logger:allow(L, ?MODULE), logger:allow(L, another)} || L <- [error, notice, debug]] end),
    t("unset", fun() -> logger:unset_module_level(?MODULE), ?LOG_DEBUG("by the macro"), {logger:get_module_level(), length(events(10))} end),
    t("set several", fun() -> logger:set_module_level([a, b], info), R = lists:sort(logger:get_module_level()), logger:unset_module_level(), {R, logger:get_module_level()} end),
    t("bad", fun() -> [logger:set_module_level(m, x), logger:set_primary_config(level, x), logger:set_handler_config(nobody, level, info)] end),
    t("lazy", fun() -> logger:debug(fun(X) -> self() ! {made, X}, {string, "x"} end, arg), logger:error(fun(X) -> self() ! {made, X}, {"~p", [X]} end, arg), [E || E <- mail(10), element(1, E) =:= made] end),
    t("compare", fun() -> [logger:compare_levels(A, B) || {A, B} <- [{error, info}, {info, error}, {debug, debug}, {all, debug}, {none, emergency}]] end),
    logger:set_primary_config(level, all),
    t("functions", fun() -> [logger:F("~p", [F]) || F <- ?LEVELS], [{L, M} || #{level := L, msg := M} <- events(10)] end),
    t("functions with metadata", fun() -> [logger:F("~p", [F], #{mine => F}) || F <- [error, info]], [maps:get(mine, M) || #{meta := M} <- events(10)] end),
    t("macros", fun() ->
        ?LOG_ERROR("a ~p", [b]), ?LOG_WARNING(#{report => 1}), ?LOG_INFO([{report, 2}], #{m => 1}), ?LOG(notice, "string"), ?LOG_EMERGENCY("e"), ?LOG_ALERT("a"), ?LOG_CRITICAL("c"), ?LOG_NOTICE(fun(X) -> {"~p", [X]} end, arg),
        [{L, M, maps:with([mfa, m], Meta), is_integer(maps:get(line, Meta)), filename:basename(maps:get(file, Meta))} || #{level := L, msg := M, meta := Meta} <- events(10)]
    end).
