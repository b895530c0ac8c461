%% Reading a scope that does not run.
-module(pg_no_scope).
-export([main/0]).
-include("../otp.hrl").

main() ->
    t("members", fun() -> {pg:get_members(none, g), pg:get_local_members(none, g), pg:get_members(g), pg:get_local_members(g)} end),
    t("groups", fun() -> [try F() catch C:R -> {C, R} end || F <- [fun() -> pg:which_groups(none) end, fun() -> pg:which_groups() end]] end),
    t("join", fun() -> try pg:join(none, g, self()) catch exit:{R, _} -> {exit, R} end end).
