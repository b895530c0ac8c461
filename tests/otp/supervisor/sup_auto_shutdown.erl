%% auto_shutdown: the supervisor ends with its significant children.
%% flags: --deterministic 1
-module(sup_auto_shutdown).
-behaviour(supervisor).
-export([main/0]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    [t(lists:flatten(io_lib:format("~p ~p, ~p ~p", [Auto, Strategy, Order, Reason])), fun() ->
         S = up(#{strategy => Strategy, auto_shutdown => Auto, intensity => 10},
                [spec(a), spec(b, #{restart => transient, significant => true}), spec(c, #{restart => temporary, significant => true}), spec(d, #{restart => transient})]),
         told(5),
         Steps = [{Name, die(Name, Reason), is_process_alive(S)} || Name <- Order, is_pid(whereis(Name))],
         End = receive {'EXIT', S, Why} -> Why after 20 -> down(S) end,
         {Steps, End}
     end) || Auto <- [never_, any_significant, all_significant], Auto =/= never_, Strategy <- [one_for_one, one_for_all, rest_for_one],
             Order <- [[b, c], [c, b], [d, a]], Reason <- [normal, boom]],
    t("stopped by hand", fun() ->
        S = up(#{auto_shutdown => any_significant}, [spec(a), spec(b, #{restart => transient, significant => true})]),
        told(5),
        R = supervisor:terminate_child(S, b),
        {R, told(20), is_process_alive(S), down(S)}
    end),
    t("simple any", fun() ->
        S = up(#{strategy => simple_one_for_one, auto_shutdown => any_significant}, [#{id => x, start => {?MODULE, child, []}, restart => transient, significant => true}]),
        [supervisor:start_child(S, [N]) || N <- [a, b]],
        told(5),
        {die(a, normal), receive {'EXIT', S, Why} -> Why after 20 -> alive end}
    end),
    t("simple all", fun() ->
        S = up(#{strategy => simple_one_for_one, auto_shutdown => all_significant}, [#{id => x, start => {?MODULE, child, []}, restart => temporary, significant => true}]),
        [supervisor:start_child(S, [N]) || N <- [a, b]],
        told(5),
        {die(a, boom), is_process_alive(S), die(b, boom), receive {'EXIT', S, Why} -> Why after 20 -> alive end}
    end),
    t("never, not significant", fun() ->
        S = up(#{auto_shutdown => never}, [spec(a, #{restart => temporary})]),
        told(5),
        {die(a, normal), is_process_alive(S), down(S)}
    end),
    t("never, significant", fun() -> supervisor:start_link(?MODULE, {ok, {#{}, [spec(a, #{restart => temporary, significant => true})]}}) end),
    t("permanent, significant", fun() -> supervisor:start_link(?MODULE, {ok, {#{auto_shutdown => any_significant}, [spec(a, #{significant => true})]}}) end),
    t("start_child significant", fun() -> S = up(#{}, []), R = supervisor:start_child(S, spec(a, #{restart => temporary, significant => true})), {R, down(S)} end),
    t("a supervisor in a supervisor", fun() ->
        Inner = #{id => inner, start => {supervisor, start_link, [?MODULE, {ok, {#{auto_shutdown => any_significant}, [spec(x, #{restart => transient, significant => true}), spec(y)]}}]},
                  restart => transient, significant => true, type => supervisor},
        S = up(#{auto_shutdown => all_significant}, [spec(a), Inner]),
        told(5),
        {die(x, normal), receive {'EXIT', S, Why} -> Why after 20 -> alive end}
    end).
