%% A supervisor whose children do not all start: what was started is stopped, in which order, and what the parent is told.
-module(sup_starts_fail).
-behaviour(supervisor).
-export([main/0, start_with/2]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    Ways = [{error, no}, {error, {already_started, 1}}, ignore, nonsense, {ok, no_pid}, {crash, bang}, {exit, bang}, {throw, bang}],
    [t(lists:flatten(io_lib:format("~p ~p", [Place, Way])), fun() ->
         Bad = #{id => bad, start => {?MODULE, start_with, [bad, Way]}},
         Specs = case Place of
                     first -> [Bad, spec(a), spec(b)];
                     middle -> [spec(a), Bad, spec(b)];
                     last -> [spec(a), spec(b), Bad]
                 end,
         case supervisor:start_link(?MODULE, {ok, {#{}, Specs}}) of
             {ok, S} -> K = kids(S), stop(S), {K, told(0)};
             {error, R} -> {short(R), told(0)}
         end
     end) || Place <- [first, middle, last], Way <- Ways],
    t("no such module", fun() -> {error, R} = supervisor:start_link(?MODULE, {ok, {#{}, [#{id => x, start => {no_module, f, []}}]}}), short(R) end),
    t("start_child", fun() ->
        S = up(#{}, []),
        R = [begin Got = supervisor:start_child(S, #{id => {Way, N}, start => {?MODULE, start_with, [bad, Way]}}), short(Got) end || {Way, N} <- lists:zip(Ways, lists:seq(1, length(Ways)))],
        K = kids(S),
        stop(S),
        {R, K}
    end),
    t("a supervisor in a supervisor", fun() ->
        Inner = #{id => inner, type => supervisor, start => {supervisor, start_link, [?MODULE, {ok, {#{}, [spec(c), #{id => bad, start => {?MODULE, start_with, [bad, {error, no}]}}]}}]}},
        {error, R} = supervisor:start_link(?MODULE, {ok, {#{}, [spec(a), Inner]}}),
        {short(R), told(0)}
    end).

start_with(_, {crash, R}) -> error(R);
start_with(_, {exit, R}) -> exit(R);
start_with(_, {throw, R}) -> throw(R);
start_with(_, Result) -> Result.

stop(S) ->
    exit(S, shutdown),
    receive {'EXIT', S, R} -> R end.

%% Without stack traces and the rest of the child.
short({shutdown, {failed_to_start_child, Id, Why}}) -> {shutdown, failed_to_start_child, Id, short(Why)};
short({error, R}) -> {error, short(R)};
short({'EXIT', {R, [_ | _]}}) -> {'EXIT', R, stack};
short({R, {child, _, Id, _, Restart, _, _, Type, _}}) -> {short(R), child, Id, Restart, Type};
short(R) -> R.
