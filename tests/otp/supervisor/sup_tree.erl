%% Supervisors under supervisors: escalation, order of the end, restart of a subtree.
-module(sup_tree).
-behaviour(supervisor).
-export([main/0]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    Sub = fun(Name, Flags, Specs) -> #{id => Name, type => supervisor, start => {supervisor, start_link, [{local, Name}, ?MODULE, {ok, {Flags, Specs}}]}} end,
    Tree = fun(Strategy) ->
        up(#{strategy => Strategy, intensity => 2},
           [spec(a), Sub(left, #{strategy => one_for_all, intensity => 1}, [spec(l1), spec(l2), Sub(deep, #{intensity => 0}, [spec(d1), spec(d2)])]),
            Sub(right, #{strategy => rest_for_one}, [spec(r1), spec(r2), spec(r3)])])
    end,
    [t(lists:flatten(io_lib:format("~p ~p", [Strategy, Dying])), fun() ->
         S = Tree(Strategy),
         told(5),
         Events = [die(N, boom) || N <- Dying],
         {Events, shape(S), down(S)}
     end) || Strategy <- [one_for_one, one_for_all, rest_for_one], Dying <- [[r2], [l1], [d1], [d1, d2], [l1, l2]]].

shape(S) ->
    [case Type of supervisor when is_pid(Pid) -> {Id, shape(Pid)}; _ -> {Id, is_pid(Pid)} end
     || {Id, Pid, Type, _} <- lists:reverse(supervisor:which_children(S))].
