%% What starts and stops, in which order, when a child ends: all strategies, reasons and restart types.
-module(sup_strategies).
-behaviour(supervisor).
-export([main/0]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    [t(lists:flatten(io_lib:format("~p: ~p child ends with ~p", [Strategy, Restart, Reason])), fun() ->
         S = up(#{strategy => Strategy, intensity => 2}, [spec(a), spec(b, #{restart => Restart}), spec(c), spec(d, #{restart => temporary})]),
         Start = told(10),
         After = die(b, Reason),
         Kids = [{Id, Up} || {Id, Up, _, _} <- kids(S)],
         {Start, After, Kids, down(S)}
     end) || Strategy <- [one_for_one, one_for_all, rest_for_one], Restart <- [permanent, transient, temporary], Reason <- [normal, {shutdown, x}, boom]].
