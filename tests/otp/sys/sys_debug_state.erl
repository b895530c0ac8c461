%% Debug structures by themselves: options, handle_debug with functions that change, end or fail, get_debug, the log.
-module(sys_debug_state).
-export([main/0]).
-include("../otp.hrl").

main() ->
    Print = fun(Dev, Event, Extra) -> io:format(Dev, "*DBG* ~p ~p~n", [Event, Extra]) end,
    Do = fun(Debug, Event) -> sys:handle_debug(Debug, Print, extra, Event) end,
    t("nothing", fun() -> {sys:debug_options([]), Do([], x)} end),
    t("trace prints", fun() -> D = sys:debug_options([trace]), D1 = Do(D, {in, hello}), D2 = Do(D1, {out, bye, someone}), D1 =:= D2 end),
    t("a function counts", fun() ->
        Me = self(),
        D0 = sys:debug_options([{install, {fun(N, Event, Extra) -> Me ! {N, Event, Extra}, N + 1 end, 10}}]),
        D2 = Do(Do(D0, one), two),
        {length(D2), mail(0)}
    end),
    t("a function that is done", fun() -> length(Do(sys:debug_options([{install, {fun(_, _, _) -> done end, 0}}]), x)) end),
    t("a function that fails", fun() -> length(Do(sys:debug_options([{install, {fun(_, _, _) -> error(no) end, 0}}]), x)) end),
    t("two functions, each with its state", fun() ->
        Me = self(),
        F = fun(Name) -> fun(N, E, _) -> Me ! {Name, N, E}, N * 2 end end,
        D0 = sys:debug_options([{install, {a, F(a), 1}}, {install, {b, F(b), 3}}]),
        Do(Do(D0, x), y),
        lists:sort(mail(0))
    end),
    t("log keeps the last", fun() ->
        D = lists:foldl(fun(N, D0) -> Do(D0, {in, N}) end, sys:debug_options([{log, 3}]), lists:seq(1, 5)),
        {[E || {E, _, _} <- sys:get_log(D)], sys:print_log(D)}
    end),
    t("log of ten", fun() ->
        D = lists:foldl(fun(N, D0) -> Do(D0, {in, N}) end, sys:debug_options([log]), lists:seq(1, 12)),
        [E || {E, _, _} <- sys:get_log(D)]
    end),
    t("no log", fun() -> {sys:get_log([]), sys:print_log([])} end),
    t("together", fun() -> D = Do(sys:debug_options([trace, {log, 2}, statistics]), {in, x}), [E || {E, _, _} <- sys:get_log(D)] end).
