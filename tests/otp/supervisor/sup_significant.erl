%% auto_shutdown: which ends of which children end the supervisor, and how the others are stopped then.
-module(sup_significant).
-behaviour(supervisor).
-export([main/0]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    Sig = fun(Name, Restart) -> spec(Name, #{significant => true, restart => Restart}) end,
    [t(lists:flatten(io_lib:format("~p ~p ~p ~p", [Strategy, Auto, Restart, Reason])), fun() ->
         S = up(#{strategy => Strategy, auto_shutdown => Auto, intensity => 5}, [spec(a), Sig(b, Restart), Sig(c, Restart), spec(d, #{restart => temporary})]),
         n(4),
         b ! {die, Reason},
         First = after_end(S),
         Second = case First of
                      {ended, _, _} -> none;
                      _ -> c ! {die, Reason}, after_end(S)
                  end,
         {First, Second, case is_process_alive(S) of true -> stop(S); false -> gone end}
     end) || Strategy <- [one_for_one, rest_for_one], Auto <- [any_significant, all_significant], {Restart, Reason} <- [{transient, normal}, {transient, shutdown}, {temporary, normal}, {temporary, boom}]],
    t("terminated by hand does not count", fun() ->
        S = up(#{auto_shutdown => any_significant}, [spec(a), Sig(b, transient)]),
        n(2),
        R = {supervisor:terminate_child(S, b), kids(S), is_process_alive(S)},
        {R, stop(S)}
    end),
    t("one who is not significant does not count", fun() ->
        S = up(#{auto_shutdown => any_significant}, [spec(a, #{restart => temporary}), Sig(b, transient)]),
        n(2),
        a ! {die, normal},
        {after_end(S), stop(S)}
    end),
    t("added later", fun() ->
        S = up(#{auto_shutdown => any_significant}, [spec(a)]),
        {ok, _} = supervisor:start_child(S, Sig(b, temporary)),
        n(2),
        b ! {die, normal},
        after_end(S)
    end),
    t("not allowed", fun() ->
        S = up(#{}, [spec(a)]),
        n(1),
        R = [supervisor:start_child(S, Sig(b, temporary)), supervisor:start_child(S, Sig(b, permanent))],
        {R, stop(S)}
    end),
    t("simple_one_for_one", fun() ->
        S = up(#{strategy => simple_one_for_one, auto_shutdown => all_significant}, [#{id => x, start => {?MODULE, child, []}, significant => true, restart => transient}]),
        [{ok, _} = supervisor:start_child(S, [N]) || N <- [a, b]],
        n(2),
        a ! {die, normal},
        First = after_end(S),
        b ! {die, normal},
        {First, after_end(S)}
    end).

%% One has been told to end: does the supervisor end too? It answers a call when it has seen the end, or ends.
after_end(S) ->
    [W] = n(1),
    {dies, Name, _} = W,
    wait_for(fun() -> whereis(Name) =:= undefined end),
    wait_for(fun() -> try lists:all(fun({_, P, _, _}) -> not is_pid(P) orelse is_process_alive(P) end, supervisor:which_children(S)) catch exit:_ -> true end end),
    case is_process_alive(S) of
        true -> {stays, W, length(kids(S))};
        false -> receive {'EXIT', S, R} -> {ended, R, [W | told(0)]} end
    end.

wait_for(F) -> F() orelse begin erlang:yield(), wait_for(F) end.

n(N) -> [receive {told, W} -> W after 5000 -> nothing end || _ <- lists:seq(1, N)].

stop(S) ->
    exit(S, shutdown),
    receive {'EXIT', S, R} -> {R, told(0)} end.
