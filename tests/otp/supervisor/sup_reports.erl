%% The reports of a supervisor: start errors, ended children, shutdown errors, too many restarts; and progress reports.
-module(sup_reports).
-behaviour(supervisor).
-export([main/0]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(info),
    io:format("---- progress~n"),
    {ok, S} = supervisor:start_link({local, reporter}, ?MODULE, {ok, {#{intensity => 1}, [spec(a), spec(b, #{restart => temporary, start => {?MODULE, child, [b, [{says, odd}]]}, type => supervisor, shutdown => infinity})]}}),
    logged(),
    io:format("---- ended~n"),
    die(a, {odd, "reason"}),
    logged(),
    io:format("---- start_child fails~n"),
    supervisor:start_child(S, spec(c, #{start => {?MODULE, returning, [{error, {no, [1, 2, 3]}}]}})),
    logged(),
    io:format("---- shutdown error~n"),
    supervisor:terminate_child(S, b),
    logged(),
    io:format("---- too many~n"),
    die(a, again),
    logged(),
    io:format("---- unnamed; the first child fails~n"),
    supervisor:start_link(?MODULE, {ok, {#{}, [spec(x), spec(y, #{start => {?MODULE, returning, [{error, no}]}})]}}),
    logged(),
    io:format("---- simple_one_for_one~n"),
    {ok, P} = supervisor:start_link({local, simple}, ?MODULE, {ok, {#{strategy => simple_one_for_one, intensity => 5}, [#{id => t, start => {?MODULE, child, []}}]}}),
    [supervisor:start_child(P, A) || A <- [[k], [l, [{says, odd}]], [m]]],
    told(5),
    die(k, boom),
    supervisor:start_child(P, [n, o, p]),
    down(P),
    [E || E <- [text(X) || X <- events()], io:put_chars(E) =/= ok],
    io:format("---- bad init~n"),
    supervisor:start_link(?MODULE, nonsense),
    logged(),
    io:format("---- unexpected message~n"),
    {ok, U} = supervisor:start_link({local, unexpecting}, ?MODULE, {ok, {#{}, []}}),
    U ! "what is this",
    supervisor:which_children(U),
    logged().
