%% Metadata: of the process, of the log, of the call; which wins, and what is always there.
-module(log_metadata).
-export([main/0]).
-include("../otp.hrl").

main() ->
    capture(all),
    One = fun(Meta) -> logger:error("x", Meta), [#{meta := M}] = events(20), maps:without([time, pid, gl], M) end,
    t("always", fun() -> logger:error("x"), [#{meta := M}] = events(20), {lists:sort(maps:keys(M)), maps:get(pid, M) =:= self(), maps:get(gl, M) =:= group_leader(), is_integer(maps:get(time, M))} end),
    t("call", fun() -> One(#{a => 1}) end),
    t("none", fun() -> logger:get_process_metadata() end),
    t("process", fun() -> logger:set_process_metadata(#{p => 1, a => 0}), {One(#{a => 1}), One(#{}), logger:get_process_metadata()} end),
    t("update", fun() -> logger:update_process_metadata(#{q => 2}), {One(#{}), logger:get_process_metadata()} end),
    t("primary", fun() -> logger:set_primary_config(metadata, #{node_name => me, p => 9}), One(#{}) end),
    t("update primary", fun() -> logger:update_primary_config(#{metadata => #{other => 1}}), One(#{}) end),
    t("unset", fun() -> logger:unset_process_metadata(), {One(#{}), logger:get_process_metadata()} end),
    t("another process has its own", fun() -> logger:set_process_metadata(#{mine => 1}), Me = self(), spawn(fun() -> Me ! {meta, logger:get_process_metadata()} end), receive {meta, M} -> M end end),
    t("given time, pid and leader", fun() -> logger:error("x", #{time => 5, pid => self(), gl => self()}), [#{meta := M}] = events(20), maps:with([time], M) end),
    t("bad", fun() -> try logger:set_process_metadata(x) catch C:R -> {C, R} end end),
    t("messages", fun() ->
        logger:log(info, "string"), logger:log(info, <<"binary">>), logger:log(info, #{r => 1}), logger:log(info, [{k, v}]), logger:log(info, "~p", [a]), logger:log(info, fun(X) -> #{lazy => X} end, y), logger:log(info, "~p", [a], #{m => 1}),
        [M || #{msg := M} <- events(20)]
    end),
    t("timestamp", fun() -> abs(logger:timestamp() - os:system_time(microsecond)) < 1000000 end),
    t("error_logger", fun() ->
        error_logger:error_msg("m ~p", [1]), error_logger:error_report([{a, 1}]), error_logger:warning_msg("w"), error_logger:info_msg("i ~p", [2]), error_logger:info_report("r"), error_logger:error_report(my_type, #{x => 1}), error_logger:warning_report(x), error_logger:format("f ~p", [3]),
        [{L, case M of {report, #{report := R}} -> {report, R}; _ -> M end} || #{level := L, msg := M} <- events(20)]
    end).
