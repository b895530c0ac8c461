%% spawn_request, its replies and spawn_request_abandon.
-module(spawn_request_basic).
-export([main/0]).

main() ->
    t(fun() -> begin R = spawn_request(fun() -> ok end), receive {spawn_reply, R, ok, P} -> is_pid(P) end end end),
    t(fun() ->
              R = spawn_request(fun() -> exit(x) end, [monitor]),
              receive {spawn_reply, R, ok, P} -> receive {'DOWN', R, process, P, W} -> W end end
      end),
    t(fun() ->
              R = spawn_request(fun() -> ok end, [{reply_tag, my_tag}]),
              receive {my_tag, R, ok, P} -> is_pid(P) end
      end),
    t(fun() ->
              R = spawn_request(fun() -> ok end, [{reply, no}]),
              receive {_, R, _, _} -> got after 20 -> no_reply end
      end),
    t(fun() -> begin R = spawn_request(fun() -> ok end, [bogus]), receive {spawn_reply, R, E, W} -> {E, W} end end end),
    t(fun() ->
              R = spawn_request(fun() -> ok end, [{reply, error_only}]),
              receive {_, R, _, _} -> got after 20 -> no_reply end
      end),
    t(fun() -> spawn_request_abandon(make_ref()) end),
    t(fun() -> spawn_request(x) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
