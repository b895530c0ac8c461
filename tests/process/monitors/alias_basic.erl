%% alias, unalias, and monitors with aliases.
-module(alias_basic).
-export([main/0]).

main() ->
    t(fun() -> begin A = alias(), A ! hello, receive M -> M end end end),
    t(fun() -> begin A = alias(), unalias(A) end end),
    t(fun() -> begin A = alias(), true = unalias(A), A ! lost, receive M -> M after 10 -> none end end end),
    t(fun() -> begin A = alias(), true = unalias(A), unalias(A) end end),
    t(fun() -> begin A = alias([reply]), A ! one, A ! two, {flush(), unalias(A)} end end),
    t(fun() -> begin A = alias([explicit_unalias]), A ! one, A ! two, {flush(), unalias(A)} end end),
    t(fun() -> unalias(make_ref()) end),
    t(fun() ->
              P = server(),
              R = monitor(process, P, [{alias, reply_demonitor}]),
              P ! {call, R, 5},
              receive {reply, R, X} -> {X, demonitor(R, [info])} end
      end),
    t(fun() ->
              P = server(),
              R = monitor(process, P, [{alias, explicit_unalias}]),
              P ! {call, R, 5},
              receive {reply, R, X} -> {X, unalias(R), demonitor(R, [info])} end
      end),
    t(fun() ->
              P = server(),
              R = monitor(process, P, [{alias, demonitor}]),
              demonitor(R),
              P ! {call, R, 5},
              receive {reply, R, X} -> X after 20 -> no_reply end
      end),
    t(fun() ->
              P = server(),
              R = monitor(process, P, [{alias, reply_demonitor}]),
              P ! {die, why},
              receive {'DOWN', R, _, _, W} -> W end
      end),
    t(fun() ->
              P = server(),
              R = monitor(process, P, [{alias, reply_demonitor}]),
              P ! {call, R, 1},
              P ! {call, R, 2},
              [flush(), flush()] =/= []
      end),
    t(fun() -> alias([bogus]) end),
    t(fun() ->
              A = alias(),
              Me = self(),
              spawn(fun() -> A ! {from_other, 1}, Me ! done end),
              receive done -> flush() end
      end),
    ok.

server() ->
    spawn(fun Loop() ->
        receive
            {call, R, X} -> R ! {reply, R, X * 2}, Loop();
            {die, Why} -> exit(Why)
        end
    end).

flush() ->
    receive M when not is_reference(M), is_tuple(M) =:= false; element(1, M) =:= from_other -> [M | flush()]
    after 10 -> []
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
