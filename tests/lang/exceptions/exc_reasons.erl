%% The reasons of the errors the language itself raises.
-module(exc_reasons).
-export([main/0]).
-record(rec, {a, b, c}).

main() ->
    t(fun() -> id(1) + id(a) end),
    t(fun() -> id(1) div id(0) end),
    t(fun() -> ok = id(no) end),
    t(fun() -> {a, X} = id({b, 1}), X end),
    t(fun() -> fc(3) end),
    t(fun() -> case id(3) of 1 -> a end end),
    t(fun() -> if_clause(3) end),
    t(fun() -> try id(3) of 1 -> a catch throw:_ -> x end end),
    t(fun() -> (id(foo))() end),
    t(fun() -> (id(foo))(1) end),
    t(fun() -> nomod:nofun() end),
    t(fun() -> ?MODULE:nofun() end),
    t(fun() -> (id(#{}))#{a := 1} end),
    t(fun() -> (id(x))#{a => 1} end),
    t(fun() -> maps:get(k, #{}) end),
    t(fun() -> maps:get(k, x) end),
    t(fun() -> maps:put(a, b, c) end),
    t(fun() -> hd(id([])) end),
    t(fun() -> element(5, id({})) end),
    t(fun() -> atom_to_list(id(1)) end),
    t(fun() -> list_to_atom(id(1)) end),
    t(fun() -> list_to_integer(id("12x")) end),
    t(fun() -> binary_to_integer(id(<<>>)) end),
    t(fun() -> length(id(x)) end),
    t(fun() -> <<(id(a))>> end),
    t(fun() -> <<1:(id(-1))>> end),
    t(fun() -> [X || X <- id(foo)] end),
    t(fun() -> << <<X>> || <<X>> <= id(foo) >> end),
    t(fun() -> [X || X <- [1, 2], id(maybe_so)] end),
    t(fun() -> id(a) andalso true end),
    t(fun() -> not id(3) end),
    t(fun() -> (id({rec, 1}))#rec.a end),
    t(fun() -> apply(id(3), []) end),
    t(fun() -> list_to_tuple(id([a | b])) end),
    t(fun() -> tuple_to_list(id(a)) end),
    t(fun() -> throw(thrown) end),
    t(fun() -> exit(exited) end),
    t(fun() -> error(raised) end),
    t(fun() -> erlang:raise(exit, raised, []) end),
    t(fun() -> error(badarith) end),
    t(fun() -> receive after id(a) -> ok end end),
    t(fun() -> receive after id(-1) -> ok end end),
    t(fun() -> self() ! ok end),
    t(fun() -> id(nobody) ! ok end),
    t(fun() -> id(1) ! ok end),
    t(fun() -> list_to_pid(id("x")) end),
    t(fun() -> register(id(1), self()) end),
    t(fun() -> binary_part(id(<<1, 2>>), 1, 5) end),
    ok.

fc(1) -> one;
fc(2) -> two.

if_clause(X) ->
    if
        X > 5 -> big;
        X < 2 -> small
    end.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
