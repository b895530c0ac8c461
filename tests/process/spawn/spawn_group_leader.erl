%% group_leader is inherited and can be changed; output goes to it.
-module(spawn_group_leader).
-export([main/0]).

main() ->
    t(fun() ->
              G = group_leader(),
              Me = self(),
              spawn(fun() -> Me ! group_leader() =:= G end),
              receive X -> X end
      end),
    t(fun() -> captured(fun() -> io:put_chars("hello") end) end),
    t(fun() -> captured(fun() -> io:format("~p ~s", [1, "two"]) end) end),
    t(fun() ->
              G = group_leader(),
              P = spawn(fun() -> receive stop -> ok end end),
              R = group_leader(G, P),
              P ! stop,
              R
      end),
    t(fun() -> group_leader(x, self()) end),
    ok.

%% What F writes, caught by a group leader of our own.
captured(F) ->
    Me = self(),
    Leader = spawn(fun() -> leader(Me) end),
    spawn(fun() -> group_leader(Leader, self()), F() end),
    receive {wrote, X} -> X end.

leader(To) ->
    receive
        {io_request, From, Ref, {put_chars, _, Chars}} ->
            From ! {io_reply, Ref, ok},
            To ! {wrote, unicode:characters_to_list(Chars)};
        {io_request, From, Ref, {put_chars, _, M, F, A}} ->
            From ! {io_reply, Ref, ok},
            To ! {wrote, unicode:characters_to_list(apply(M, F, A))}
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
