%% Every form of spawn with modules, arguments and nodes, and their errors.
-module(spawn_forms).
-export([main/0]).
-export([tell/2]).

main() ->
    t(fun() -> spawn(?MODULE, tell, [self(), a]), heard() end),
    t(fun() -> spawn_link(?MODULE, tell, [self(), b]), heard() end),
    t(fun() -> {_, R} = spawn_monitor(?MODULE, tell, [self(), c]), {heard(), receive {'DOWN', R, _, _, W} -> W end} end),
    t(fun() -> Self = self(), spawn(fun() -> tell(Self, d) end), heard() end),
    t(fun() -> spawn(node(), ?MODULE, tell, [self(), e]), heard() end),
    t(fun() -> Self = self(), spawn(node(), fun() -> tell(Self, f) end), heard() end),
    t(fun() -> Self = self(), spawn_link(node(), fun() -> tell(Self, g) end), heard() end),
    t(fun() -> spawn_link(node(), ?MODULE, tell, [self(), h]), heard() end),
    t(fun() -> Self = self(), {P, R} = spawn_monitor(node(), fun() -> tell(Self, i) end), {heard(), receive {'DOWN', R, process, P, W} -> W end} end),
    t(fun() -> {_, R} = spawn_monitor(fun(X) -> X end), receive {'DOWN', R, _, _, {{W, {_, Args}}, _}} -> {W, Args} end end),
    t(fun() -> spawn(x) end),
    t(fun() -> spawn(?MODULE, tell, x) end),
    t(fun() -> spawn(?MODULE, tell, [a | b]) end),
    t(fun() -> spawn("m", tell, []) end),
    t(fun() -> spawn(?MODULE, 1, []) end),
    t(fun() -> spawn_link(1, 2, 3) end),
    t(fun() -> spawn_monitor(a, b) end),
    t(fun() -> {P, R} = spawn_monitor(no_such_module, no_such_function, []), receive {'DOWN', R, process, P, {W, [{M, F, A, _} | _]}} -> {W, M, F, A} end end),
    t(fun() -> {P, R} = spawn_monitor(?MODULE, tell, [1, 2, 3]), receive {'DOWN', R, process, P, {W, [{M, F, A, _} | _]}} -> {W, M, F, A} end end),
    t(fun() -> {P, R} = spawn_monitor(fun lists:reverse/1, []), receive {'DOWN', R, process, P, W} -> W end end),
    ok.

tell(To, X) -> To ! {heard, X}.

heard() -> receive {heard, X} -> X after 1000 -> nothing end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
