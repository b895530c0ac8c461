%% spawn_request with monitor, link, tags and abandoned requests.
-module(spawn_request_options).
-export([main/0]).

main() ->
    t(fun() -> R = spawn_request(fun() -> exit(bye) end, [monitor]), P = reply(R), receive {'DOWN', R, process, P, W} -> W end end),
    t(fun() -> R = spawn_request(fun() -> exit(bye) end, [{monitor, [{tag, gone}]}]), P = reply(R), receive {gone, R, process, P, W} -> W end end),
    t(fun() -> process_flag(trap_exit, true), R = spawn_request(fun() -> exit(bye) end, [link]), P = reply(R), receive {'EXIT', P, W} -> process_flag(trap_exit, false), W end end),
    t(fun() -> R = spawn_request(erlang, exit, [mfa], [monitor]), P = reply(R), receive {'DOWN', R, process, P, W} -> W end end),
    t(fun() -> R = spawn_request(erlang, self, []), is_pid(reply(R)) end),
    t(fun() -> R = spawn_request(node(), fun() -> ok end), is_pid(reply(R)) end),
    t(fun() -> R = spawn_request(node(), fun() -> exit(n) end, [monitor]), P = reply(R), receive {'DOWN', R, process, P, W} -> W end end),
    t(fun() -> R = spawn_request(node(), erlang, exit, [five], [monitor]), P = reply(R), receive {'DOWN', R, process, P, W} -> W end end),
    t(fun() -> R = spawn_request(fun() -> ok end, [{reply_tag, {any, "term"}}]), receive {{any, "term"}, R, ok, P} -> is_pid(P) end end),
    t(fun() -> R = spawn_request(fun() -> ok end, [{reply, success_only}]), is_pid(reply(R)) end),
    t(fun() -> R = spawn_request(fun() -> ok end, [{reply, bogus}]), receive {spawn_reply, R, A, B} -> {A, B} after 100 -> nothing end end),
    t(fun() -> R = spawn_request(fun() -> ok end, [{reply, error_only}, bogus]), receive {spawn_reply, R, A, B} -> {A, B} after 100 -> nothing end end),
    t(fun() -> R = spawn_request(fun() -> ok end, [{reply, no}, bogus]), receive {spawn_reply, R, A, B} -> {A, B} after 50 -> nothing end end),
    t(fun() -> R = spawn_request(fun() -> ok end), reply(R), spawn_request_abandon(R) end),
    t(fun() -> spawn_request_abandon(a) end),
    t(fun() -> spawn_request(fun() -> ok end, options) end),
    t(fun() ->
        %% Requests are answered in order.
        Rs = [spawn_request(fun() -> ok end, [{reply_tag, I}]) || I <- lists:seq(1, 20)], [receive {I, R, ok, _} when is_integer(I) -> I end || R <- Rs]
    end),
    ok.

reply(R) -> receive {spawn_reply, R, ok, P} -> P after 1000 -> no_reply end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
