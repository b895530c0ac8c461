%% Which of five children start again when the first, the middle or the last one ends; and when several end.
-module(sup_positions).
-behaviour(supervisor).
-export([main/0]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    Specs = [spec(a), spec(b, #{restart => transient}), spec(c, #{restart => temporary}), spec(d), spec(e, #{restart => transient})],
    [t(lists:flatten(io_lib:format("~p ~p", [Strategy, Dying])), fun() ->
         S = up(#{strategy => Strategy, intensity => 10}, Specs),
         told(5),
         Events = [die(Name, boom) || Name <- Dying, is_pid(whereis(Name))],
         {Events, [{Id, Up} || {Id, Up, _, _} <- kids(S)], supervisor:count_children(S), down(S)}
     end) || Strategy <- [one_for_one, one_for_all, rest_for_one], Dying <- [[a], [c], [e], [e, a], [b, b, c, c], [d, c, b, a]]].
