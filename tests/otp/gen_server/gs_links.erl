%% Exit signals: a parent's end, a linked process's end, with and without trapping exits; terminate/2 is called when it should be.
-module(gs_links).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    register(watcher, self()),
    [t(lists:flatten(io_lib:format("parent ends ~p, trap ~p", [Reason, Trap])), fun() ->
         Parent = spawn(fun() ->
             {ok, P} = gen_server:start_link(?MODULE, Trap, []),
             watcher ! {server, P},
             receive {exit, R} -> exit(R) end
         end),
         P = receive {server, X} -> X end,
         Ref = monitor(process, P),
         Parent ! {exit, Reason},
         End = receive {'DOWN', Ref, _, _, R} -> R after 50 -> exit(P, kill), lives_on end,
         {End, mail(10)}
     end) || Trap <- [false, true], Reason <- [normal, shutdown, {shutdown, x}, boom]],
    [t(lists:flatten(io_lib:format("another ends ~p, trap ~p", [Reason, Trap])), fun() ->
         {ok, P} = gen_server:start(?MODULE, Trap, []),
         Ref = monitor(process, P),
         %% Only when the server has answered.
         gen_server:call(P, {link, fun() -> exit(Reason) end}) ! go,
         End = receive {'DOWN', Ref, _, _, R} -> R after 50 -> gen_server:stop(P), lives_on end,
         {End, mail(10)}
     end) || Trap <- [false, true], Reason <- [normal, shutdown, boom]],
    [t(lists:flatten(io_lib:format("exit/2 ~p, trap ~p", [Reason, Trap])), fun() ->
         {ok, P} = gen_server:start(?MODULE, Trap, []),
         Ref = monitor(process, P),
         exit(P, Reason),
         End = receive {'DOWN', Ref, _, _, R} -> R after 50 -> gen_server:stop(P), lives_on end,
         {End, mail(10)}
     end) || Trap <- [false, true], Reason <- [normal, shutdown, boom, kill]].

init(Trap) -> process_flag(trap_exit, Trap), {ok, s}.
handle_call({link, F}, _, S) -> {reply, spawn_link(fun() -> receive go -> F() end end), S}.
handle_cast(_, S) -> {noreply, S}.
handle_info(X, S) -> watcher ! {info, X}, {noreply, S}.
terminate(R, _) -> watcher ! {terminate, R}.
