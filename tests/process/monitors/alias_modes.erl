%% What ends an alias: unalias, demonitor, the first reply, the DOWN.
-module(alias_modes).
-export([main/0]).

main() ->
    t(fun() -> modes(fun(A) -> A ! 1, A ! 2, got() end) end),
    t(fun() -> modes(fun(A) -> unalias(A), A ! 1, got() end) end),
    t(fun() -> modes(fun(A) -> demonitor(A), A ! 1, got() end) end),
    t(fun() -> modes(fun(A) -> demonitor(A, [flush]), A ! 1, A ! 2, got() end) end),
    t(fun() -> modes(fun(A) -> A ! 1, demonitor(A, [info]) end) end),
    t(fun() -> modes(fun(A) -> {unalias(A), unalias(A), demonitor(A, [info])} end) end),
    t(fun() -> ended(fun(A) -> A ! 1, got() end) end),
    t(fun() -> ended(fun(A) -> unalias(A) end) end),
    t(fun() -> A = alias(), B = alias(), A ! a, B ! b, unalias(A), A ! c, got() end),
    t(fun() -> A = alias([reply]), erlang:send(A, x), A ! y, got() end),
    t(fun() -> alias([explicit_unalias, bogus]) end),
    t(fun() -> alias(reply) end),
    t(fun() -> unalias(a) end),
    t(fun() ->
        %% Another process cannot take it away.
        A = alias(), Self = self(), spawn(fun() -> Self ! {answer, unalias(A)} end), receive {answer, X} -> A ! still, {X, got()} end
    end),
    t(fun() ->
        %% In a tuple, a map, through others.
        A = alias(), spawn(fun() -> #{a := {B}} = #{a => {A}}, B ! through end), receive through -> through end
    end),
    ok.

modes(F) -> [begin P = spawn(fun() -> receive stop -> ok end end), {M, F(monitor(process, P, [{alias, M}]))} end || M <- [explicit_unalias, demonitor, reply_demonitor]].

ended(F) ->
    [begin
        A = monitor(process, spawn(fun() -> ok end), [{alias, M}]),
        receive {'DOWN', A, _, _, _} -> ok end,
        {M, F(A)}
     end || M <- [explicit_unalias, demonitor, reply_demonitor]].

got() -> receive X when not is_tuple(X); tuple_size(X) < 5 -> [X | got()] after 10 -> [] end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
