%% The top of the stack for failing builtins and calls: {M, F, Args}.
-module(exc_stack_bifs).
-export([main/0]).

main() ->
    t(fun() -> top(fun() -> id(1) + id(a) end) end),
    t(fun() -> top(fun() -> id(1) div id(0) end) end),
    t(fun() -> top(fun() -> id(1) bsl id(a) end) end),
    t(fun() -> top(fun() -> -id(a) end) end),
    t(fun() -> top(fun() -> not id(a) end) end),
    t(fun() -> top(fun() -> id(a) and id(true) end) end),
    t(fun() -> top(fun() -> hd(id([])) end) end),
    t(fun() -> top(fun() -> tl(id(x)) end) end),
    t(fun() -> top(fun() -> element(id(3), id({a})) end) end),
    t(fun() -> top(fun() -> setelement(id(3), id({a}), b) end) end),
    t(fun() -> top(fun() -> length(id(x)) end) end),
    t(fun() -> top(fun() -> tuple_size(id(x)) end) end),
    t(fun() -> top(fun() -> byte_size(id(x)) end) end),
    t(fun() -> top(fun() -> map_size(id(x)) end) end),
    t(fun() -> top(fun() -> map_get(id(a), id(#{})) end) end),
    t(fun() -> top(fun() -> atom_to_list(id("x")) end) end),
    t(fun() -> top(fun() -> list_to_integer(id("x")) end) end),
    t(fun() -> top(fun() -> binary_to_atom(id(<<255>>), utf8) end) end),
    t(fun() -> top(fun() -> abs(id(a)) end) end),
    t(fun() -> top(fun() -> id([1 | 2]) ++ id([]) end) end),
    t(fun() -> top(fun() -> id(x) -- id([]) end) end),
    t(fun() -> top(fun() -> nomod:nofun(id(1), two) end) end),
    t(fun() -> top(fun() -> lists:nofun(id(1)) end) end),
    t(fun() -> top(fun() -> apply(id(nomod), f, [x]) end) end),
    t(fun() -> top(fun() -> self() ! id(ok), id(noproc_name) ! x end) end),
    t(fun() -> top(fun() -> register(id(1), x) end) end),
    t(fun() -> top(fun() -> list_to_tuple(id(a)) end) end),
    t(fun() -> top(fun() -> iolist_to_binary(id(a)) end) end),
    t(fun() -> top(fun() -> integer_to_list(id(5), id(99)) end) end),
    ok.

top(F) ->
    try F(), none
    catch
        error:R:S ->
            [{M, Fn, A, _} | _] = S,
            {R, M, Fn, A}
    end.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
