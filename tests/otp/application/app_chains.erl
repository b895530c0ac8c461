%% Applications that need others: the order of starts, what is undone when one fails, and the types of starts.
-module(app_chains).
-behaviour(application).
-behaviour(supervisor).
-export([main/0, start/2, stop/1, init/1]).
-include("../otp.hrl").

main() ->
    capture(none),
    register(watcher, self()),
    L = fun(Name, Needs) -> ok = application:load({application, Name, [{applications, Needs}, {mod, {?MODULE, Name}}]}) end,
    Mine = [a, b, c, d, e, bad, left, right, top, lonely],
    Running = fun() -> lists:sort([A || {A, _, _} <- application:which_applications(), lists:member(A, Mine)]) end,
    T = fun(Label, F) -> t(Label, fun() -> R = F(), {R, mail(0), Running()} end) end,
    L(a, []), L(b, [a]), L(c, [b]), L(left, [a]), L(right, [a]), L(top, [left, right]), L(bad, [c]), L(d, [bad]), L(e, [e_missing]), L(lonely, []),
    T("needs what does not run", fun() -> application:start(c) end),
    T("a chain", fun() -> application:ensure_all_started(c) end),
    T("again", fun() -> application:ensure_all_started(c) end),
    T("stop the first", fun() -> [application:stop(A) || A <- [c, b, a]] end),
    T("a diamond", fun() -> application:ensure_all_started(top) end),
    T("stop the diamond", fun() -> [application:stop(A) || A <- [top, right, left, a]] end),
    T("in the middle one fails", fun() -> {error, {A, _}} = application:ensure_all_started(d), A end),
    T("one is missing", fun() -> {error, {A, _}} = application:ensure_all_started(e), A end),
    T("some run already", fun() -> {application:start(a), application:ensure_all_started(b), [application:stop(X) || X <- [b, a]]} end),
    [T({type, Type}, fun() -> {application:start(lonely, Type), application:stop(lonely)} end) || Type <- [temporary, transient, permanent]],
    [T({all, Type}, fun() -> {application:ensure_all_started(b, Type), [application:stop(X) || X <- [b, a]]} end) || Type <- [temporary, transient]],
    T("ensure_started", fun() -> {application:ensure_started(a), application:ensure_started(a, temporary), application:ensure_started(c), application:stop(a)} end),
    T("stop what does not run", fun() -> [application:stop(A) || A <- [a, never_heard]] end).

start(normal, bad) -> {error, it_is_bad};
start(normal, Name) -> watcher ! {start, Name}, supervisor:start_link(?MODULE, []).
stop(_) -> watcher ! stopped.
init([]) -> {ok, {#{}, []}}.
