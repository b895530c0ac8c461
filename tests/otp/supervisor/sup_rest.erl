%% rest_for_one and one_for_all in detail: who is stopped and started again, in which order, with children of every restart type.
-module(sup_rest).
-behaviour(supervisor).
-export([main/0]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    Mixed = [spec(a), spec(b, #{restart => temporary}), spec(c, #{restart => transient}), spec(d)],
    [t(lists:flatten(io_lib:format("~p, ~p ends ~p", [Strategy, Name, Reason])), fun() ->
         S = up(#{strategy => Strategy, intensity => 3}, Mixed),
         n(4),
         whereis(Name) ! {die, Reason},
         W = n(told_by(Strategy, Name, Reason)),
         R = {W, kids(S)},
         {R, stop(S)}
     end) || Strategy <- [one_for_one, rest_for_one, one_for_all], Name <- [a, c, d], Reason <- [boom, shutdown, {shutdown, x}]],
    [t(lists:flatten(io_lib:format("~p, order of the end", [Strategy])), fun() -> S = up(#{strategy => Strategy}, [spec(N) || N <- [a, b, c, d]]), n(4), stop(S) end)
     || Strategy <- [one_for_one, rest_for_one, one_for_all]],
    t("terminated by hand, left out of restarts", fun() ->
        S = up(#{strategy => one_for_all, intensity => 3}, [spec(N) || N <- [a, b, c]]),
        n(3),
        ok = supervisor:terminate_child(S, b),
        n(1),
        whereis(c) ! {die, x},
        R = {n(5), kids(S)},
        {R, stop(S)}
    end).

%% How many things are told: the end, the ends of those who go with it, the starts.
told_by(one_for_one, c, Reason) when Reason =/= boom -> 1;
told_by(one_for_one, _, _) -> 2;
told_by(_, c, Reason) when Reason =/= boom -> 1;
told_by(rest_for_one, a, _) -> 1 + 3 + 3;
told_by(rest_for_one, c, _) -> 1 + 1 + 2;
told_by(rest_for_one, d, _) -> 2;
told_by(one_for_all, _, _) -> 1 + 3 + 3.

n(N) -> [receive {told, W} -> W after 5000 -> nothing end || _ <- lists:seq(1, N)].

stop(S) ->
    exit(S, shutdown),
    receive {'EXIT', S, R} -> {R, told(0)} end.
