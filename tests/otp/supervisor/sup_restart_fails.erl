%% A restart that fails is tried again until it succeeds, or is too often; meanwhile the child is restarting.
-module(sup_restart_fails).
-behaviour(supervisor).
-export([main/0, flaky/2]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    [t(lists:flatten(io_lib:format("~p, ~p failures, ~p", [Strategy, N, Dying])), fun() ->
         C = counters:new(1, []),
         S = up(#{strategy => Strategy, intensity => 5}, [spec(a), spec(b, #{start => {?MODULE, flaky, [b, C]}}), spec(c)]),
         told(5),
         counters:put(C, 1, N),
         Events = die(Dying, x),
         case is_process_alive(S) of
             true -> {Events, [{I, U} || {I, U, _, _} <- kids(S)], down(S)};
             false -> {Events, receive {'EXIT', S, Why} -> Why end}
         end
     end) || Strategy <- [one_for_one, one_for_all, rest_for_one], N <- [1, 3, 10], Dying <- [a, b, c], Strategy =/= one_for_one orelse Dying =:= b],
    t("simple", fun() ->
        C = counters:new(1, []),
        S = up(#{strategy => simple_one_for_one, intensity => 5}, [#{id => x, start => {?MODULE, flaky, []}}]),
        {ok, _} = supervisor:start_child(S, [a, C]),
        {ok, _} = supervisor:start_child(S, [b, C]),
        told(5),
        counters:put(C, 1, 2),
        {die(a, x), [U || {_, U, _, _} <- kids(S)], supervisor:count_children(S), element(1, down(S))}
    end).

flaky(Name, Counter) ->
    case counters:get(Counter, 1) of
        0 -> child(Name);
        _ -> counters:sub(Counter, 1, 1), tell({fails, Name}), {error, not_yet}
    end.
