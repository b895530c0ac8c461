%% Restart intensity: how many restarts within which time are let pass, and how the supervisor ends then.
%% flags: --deterministic 1
-module(sup_intensity).
-behaviour(supervisor).
-export([main/0, maybe_child/1]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    [t(lists:flatten(io_lib:format("~p intensity ~p", [Strategy, N])), fun() ->
         S = up(#{strategy => Strategy, intensity => N, period => 100}, [spec(a), spec(b), spec(c)]),
         told(5),
         {until_dead(S, 0), told(5)}
     end) || Strategy <- [one_for_one, one_for_all, rest_for_one], N <- [0, 1, 3]],
    t("default is 1 in 5", fun() -> S = up(#{}, [spec(a)]), told(5), until_dead(S, 0) end),
    t("period passes", fun() ->
        S = up(#{intensity => 1, period => 1}, [spec(a)]),
        told(5),
        Rounds = [begin E = die(a, x), timer:sleep(1900), E end || _ <- [1, 2]],
        {Rounds, is_process_alive(S), down(S)}
    end),
    t("a failing restart counts", fun() ->
        persistent_term:put(fail, false),
        S = up(#{intensity => 4}, [spec(a, #{start => {?MODULE, maybe_child, [a]}}), spec(b)]),
        told(5),
        persistent_term:put(fail, true),
        a ! {die, x},
        R = receive {'EXIT', S, Why} -> Why after 1000 -> alive end,
        {R, told(10)}
    end),
    t("simple_one_for_one", fun() ->
        S = up(#{strategy => simple_one_for_one, intensity => 2}, [#{id => x, start => {?MODULE, child, []}}]),
        [supervisor:start_child(S, [N]) || N <- [a, b]],
        told(5),
        {until_dead(S, 0), lists:sort(told(5))}
    end),
    t("transient ends normally, not counted", fun() ->
        S = up(#{intensity => 0}, [spec(a, #{restart => transient}), spec(b)]),
        told(5),
        {die(a, normal), is_process_alive(S), down(S)}
    end).

maybe_child(Name) ->
    case persistent_term:get(fail) of
        true -> tell({fails, Name}), {error, no};
        false -> child(Name)
    end.

%% How many ends of the child a does it take?
until_dead(S, N) ->
    case whereis(a) of
        undefined -> {lost, N};
        Pid ->
            Ref = monitor(process, Pid),
            Pid ! {die, {round, N}},
            receive {'DOWN', Ref, _, _, _} -> ok end,
            receive {'EXIT', S, Why} -> {Why, N} after 40 -> until_dead(S, N + 1) end
    end.
