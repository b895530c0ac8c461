%% The environment of applications: what load brings, what set_env changes, what lasts, whose it is.
-module(app_environment).
-export([main/0]).
-include("../otp.hrl").

main() ->
    L = fun(Name, Env) -> application:load({application, Name, [{env, Env}]}) end,
    All = fun(Name) -> lists:sort(application:get_all_env(Name)) end,
    t("load", fun() -> {L(one, [{a, 1}, {b, [x, y]}, {c, {t, "u"}}]), All(one)} end),
    t("get", fun() -> [application:get_env(one, K) || K <- [a, b, c, d]] end),
    t("get with default", fun() -> [application:get_env(one, K, none) || K <- [a, d]] end),
    t("not loaded", fun() -> {application:get_env(nobody, a), application:get_env(nobody, a, 5), application:get_all_env(nobody)} end),
    t("set", fun() -> {application:set_env(one, a, 2), application:set_env(one, new, 3), All(one)} end),
    t("set with a time", fun() -> {application:set_env(one, a, 3, [{timeout, 1000}]), application:get_env(one, a)} end),
    t("unset", fun() -> {application:unset_env(one, a), application:unset_env(one, a), application:unset_env(one, never, [{timeout, 100}]), All(one)} end),
    t("undefined is a value", fun() -> {application:set_env(one, u, undefined), application:get_env(one, u), application:get_env(one, u, default)} end),
    t("set before it is loaded", fun() -> {application:set_env(two, a, early), application:get_env(two, a), L(two, [{a, late}, {b, late}]), All(two)} end),
    t("persistent before it is loaded", fun() -> {application:set_env(three, a, early, [{persistent, true}]), L(three, [{a, late}, {b, late}]), All(three)} end),
    t("unload forgets", fun() -> {application:unload(two), All(two)} end),
    t("unload keeps what is persistent, for load", fun() -> {application:unload(three), L(three, [{a, later}, {b, later}]), lists:keyfind(a, 1, All(three)), lists:keyfind(b, 1, All(three))} end),
    t("many at once", fun() -> {application:set_env([{one, [{p, 1}, {q, 2}]}, {five, [{r, 3}]}]), application:get_env(one, p), application:get_env(five, r)} end),
    t("many, bad", fun() -> [try application:set_env(X) catch C:_ -> C end || X <- [x, [x], [{one, x}], [{one, [{a, 1}]}, {one, [{b, 1}]}], [{one, [{a, 1}, {a, 2}]}], [{"one", []}]]] end),
    t("of no application", fun() -> {application:get_env(a), application:get_all_env(), application:get_application()} end),
    t("loaded", fun() -> [lists:keymember(A, 1, application:loaded_applications()) || A <- [one, two, three, kernel, stdlib]] end),
    t("load again", fun() -> L(one, []) end),
    t("unload unknown", fun() -> application:unload(nobody) end).
