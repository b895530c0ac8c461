%% Levels of the primary configuration and of modules, what is allowed then, and settings that are wrong.
-module(log_settings).
-export([main/0]).
-include("../otp.hrl").

main() ->
    capture(notice),
    Seen = fun() -> [maps:get(level, E) || E <- events(0)] end,
    Levels = [emergency, alert, critical, error, warning, notice, info, debug],
    All = fun() -> [logger:log(L, "x") || L <- Levels], Seen() end,
    t("notice", All),
    [t({primary, L}, fun() -> {logger:set_primary_config(level, L), All()} end) || L <- [all, none, emergency, debug, error]],
    t("allow", fun() -> [logger:allow(L, ?MODULE) || L <- Levels] end),
    t("get", fun() -> maps:get(level, logger:get_primary_config()) end),
    t("a module's own", fun() -> {logger:set_module_level(?MODULE, debug), [logger:allow(L, ?MODULE) || L <- Levels], logger:get_module_level(?MODULE)} end),
    t("some modules", fun() -> {logger:set_module_level([mod_a, mod_b], none), lists:sort(logger:get_module_level([mod_a, mod_b])), [logger:allow(L, mod_a) || L <- Levels]} end),
    t("unset", fun() -> {logger:unset_module_level(?MODULE), logger:unset_module_level([mod_a]), lists:sort(logger:get_module_level()), logger:unset_module_level(), logger:get_module_level()} end),
    t("bad levels", fun() -> [logger:set_primary_config(level, x), logger:set_module_level(?MODULE, high), logger:set_module_level("x", debug), logger:set_primary_config(#{level => 7}), logger:set_primary_config(nothing, 7)] end),
    t("compare", fun() -> [logger:compare_levels(A, B) || {A, B} <- [{error, warning}, {info, info}, {debug, alert}, {all, debug}, {none, emergency}]] end),
    t("compare, bad", fun() -> logger:compare_levels(error, x) end),
    t("primary filters", fun() ->
        logger:set_primary_config(level, all),
        Stop = fun(#{level := L} = E, Which) -> case lists:member(L, Which) of true -> stop; false -> E end end,
        ok = logger:add_primary_filter(f, {Stop, [error, info]}),
        A = logger:add_primary_filter(f, {Stop, []}),
        B = All(),
        {A, B, logger:remove_primary_filter(f), logger:remove_primary_filter(f), length(All())}
    end),
    t("metadata of the process", fun() ->
        [logger:get_process_metadata(), logger:set_process_metadata(#{a => 1}), logger:update_process_metadata(#{b => 2}), logger:get_process_metadata(),
         begin logger:error("x", #{b => 3}), [maps:with([a, b], maps:get(meta, E)) || E <- events(0)] end, logger:unset_process_metadata(), logger:get_process_metadata()]
    end),
    t("bad metadata", fun() -> logger:set_process_metadata(x) end),
    t("primary metadata", fun() ->
        ok = logger:update_primary_config(#{metadata => #{all => here}}),
        logger:error("x"),
        [maps:get(all, maps:get(meta, E), none) || E <- events(0)]
    end).
