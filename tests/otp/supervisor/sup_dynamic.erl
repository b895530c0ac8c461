%% Children added, ended, restarted and deleted by hand: every order of those, with every restart type, and what is refused.
-module(sup_dynamic).
-behaviour(supervisor).
-export([main/0]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    Ops = fun(S) ->
        #{start => fun() -> supervisor:start_child(S, spec(x)) end,
          terminate => fun() -> supervisor:terminate_child(S, x) end,
          restart => fun() -> supervisor:restart_child(S, x) end,
          delete => fun() -> supervisor:delete_child(S, x) end}
    end,
    Orders = [[terminate, restart, delete], [start, start], [start, delete], [start, restart], [start, terminate, terminate],
              [start, terminate, restart, restart], [start, terminate, delete, delete], [start, terminate, start], [start, terminate, delete, start],
              [start, terminate, delete, restart]],
    [t({in_order, Order}, fun() -> S = up(#{}, []), R = [(maps:get(Op, Ops(S)))() || Op <- Order], K = kids(S), {R, K, stop(S)} end) || Order <- Orders],
    [t({ends_by_itself, Restart, Reason}, fun() ->
         S = up(#{intensity => 5}, [spec(x, #{restart => Restart})]),
         n(1),
         P = whereis(x),
         Ref = monitor(process, P),
         x ! {die, Reason},
         receive {'DOWN', Ref, _, _, _} -> ok end,
         Again = Restart =:= permanent orelse Restart =:= transient andalso Reason =:= boom,
         W = n(case Again of true -> 2; false -> 1 end),
         wait_for(fun() -> not lists:member(P, [Q || {_, Q, _, _} <- supervisor:which_children(S)]) end),
         K = kids(S),
         R = [supervisor:restart_child(S, x), supervisor:terminate_child(S, x), supervisor:delete_child(S, x)],
         {W, K, R, stop(S)}
     end) || Restart <- [permanent, transient, temporary], Reason <- [normal, boom]],
    t("specifications of running children", fun() ->
        S = up(#{}, [spec(a, #{type => supervisor, shutdown => 7}), spec(b, #{restart => temporary, modules => dynamic})]),
        {ok, P} = supervisor:start_child(S, {old, {?MODULE, child, [old]}, transient, 10, worker, [m]}),
        Specs = [begin {ok, C} = supervisor:get_childspec(S, X), C end || X <- [a, b, P, old]],
        {Specs, supervisor:get_childspec(S, nobody), supervisor:count_children(S), element(1, stop(S))}
    end),
    t("bad specifications", fun() ->
        S = up(#{}, []),
        R = [supervisor:start_child(S, C) || C <- [x, {x}, #{}, #{id => x}, #{id => x, start => f}, spec(x, #{restart => often}), spec(x, #{shutdown => -1}), spec(x, #{shutdown => later}),
                                                   spec(x, #{type => boss}), spec(x, #{modules => m}), spec(x, #{significant => maybe_}), {x, {m, f, []}, permanent, 1, worker}]],
        {R, kids(S), element(1, stop(S))}
    end).

wait_for(F) -> F() orelse begin erlang:yield(), wait_for(F) end.

n(N) -> [receive {told, W} -> W after 5000 -> nothing end || _ <- lists:seq(1, N)].

stop(S) ->
    exit(S, shutdown),
    receive {'EXIT', S, R} -> {R, told(0)} end.
