%% spawn_link: a crash reaches the linked process.
-module(spawn_link_basic).
-export([main/0]).

main() ->
    t(fun() -> reason(fun() -> exit(boom) end) end),
    t(fun() -> reason(fun() -> error(boom) end) end),
    t(fun() -> reason(fun() -> throw(boom) end) end),
    t(fun() -> reason(fun() -> ok end) end),
    t(fun() -> reason(fun() -> exit(normal) end) end),
    t(fun() -> reason(fun() -> exit({shutdown, x}) end) end),
    t(fun() -> reason(fun() -> 1 / id(0) end) end),
    t(fun() -> reason(fun() -> receive after 1 -> exit(later) end end) end),
    t(fun() -> reason(fun() -> exit(kill) end) end),
    t(fun() -> reason(fun() -> exit(self(), kill), receive after infinity -> ok end end) end),
    ok.

reason(F) ->
    process_flag(trap_exit, true),
    P = spawn_link(F),
    receive
        {'EXIT', P, {R, Stack}} when is_list(Stack) -> {with_stack, R};
        {'EXIT', P, R} -> R
    end.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
