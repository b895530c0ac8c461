%% Start: what init/1 may return, bad flags and specifications, children that fail to start; check_childspecs.
-module(sup_init).
-behaviour(supervisor).
-export([main/0]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    Start = fun(X) -> R = supervisor:start_link(?MODULE, X), case R of {ok, S} -> down(S); _ -> R end end,
    [t(lists:flatten(io_lib:format("init ~p", [X])), fun() -> Start(X) end)
     || X <- [ignore, nonsense, {ok, nonsense}, {ok, {#{}, []}}, {ok, {{one_for_one, 1, 5}, []}}, {error, why}, {stop, why}]],
    [t(lists:flatten(io_lib:format("flags ~p", [X])), fun() -> Start({ok, {X, []}}) end)
     || X <- [#{strategy => x}, #{intensity => -1}, #{intensity => 1.5}, #{period => 0}, #{period => -1}, #{auto_shutdown => x}, #{unknown => x}, x,
              {one_for_one, 1}, {one_for_one, 1, 0}, {one_for_one, a, 1}, {x, 1, 1}, {one_for_all, 0, 1}]],
    [t(lists:flatten(io_lib:format("specs ~p", [X])), fun() -> {Start({ok, {#{}, X}}), supervisor:check_childspecs(X)} end)
     || X <- [[x], [#{}], [#{id => a}], [#{start => {m, f, []}}], [#{id => a, start => x}], [#{id => a, start => {m, f, x}}], [#{id => a, start => {"m", f, []}}],
              [#{id => a, start => {m, f, []}, restart => x}], [#{id => a, start => {m, f, []}, shutdown => -1}], [#{id => a, start => {m, f, []}, shutdown => x}],
              [#{id => a, start => {m, f, []}, type => x}], [#{id => a, start => {m, f, []}, modules => x}], [#{id => a, start => {m, f, []}, modules => ["x"]}],
              [{a, {m, f, []}, permanent, 1, worker}], [{a, {m, f, []}, x, 1, worker, []}],
              [{a, {?MODULE, child, [a]}, permanent, 10, worker, [m]}, {a, {?MODULE, child, [b]}, permanent, 10, worker, [m]}]]],
    [t(lists:flatten(io_lib:format("check ~p", [A])), fun() -> supervisor:check_childspecs([spec(a, #{restart => transient, significant => true})], A) end)
     || A <- [undefined, never, any_significant, all_significant, x]],
    [t(lists:flatten(io_lib:format("~p: start of the second gives ~p", [Strategy, X])), fun() ->
         R = Start({ok, {#{strategy => Strategy}, [spec(a), spec(b, #{start => {?MODULE, returning, [X]}}), spec(c)]}}),
         {R, told(10)}
     end) || Strategy <- [one_for_one, rest_for_one], X <- [{error, no}, nonsense, ignore, {ok, x}]],
    t("crashes", fun() -> {error, {shutdown, {failed_to_start_child, b, {'EXIT', {undef, _}}}}} = Start({ok, {#{}, [spec(a), spec(b, #{start => {?MODULE, no, []}})]}}), told(10) end),
    t("init crashes", fun() -> {error, {bang, _}} = Start(fun() -> error(bang) end), ok end),
    t("init exits", fun() -> Start(fun() -> exit(bang) end) end),
    t("init throws", fun() -> Start(fun() -> throw(ignore) end) end),
    t("no init", fun() -> {error, {undef, _}} = supervisor:start_link(sup_no_module, x), ok end),
    t("named", fun() ->
        {ok, S} = supervisor:start_link({local, the_sup}, ?MODULE, {ok, {#{}, [spec(a)]}}),
        {error, {already_started, S}} = supervisor:start_link({local, the_sup}, ?MODULE, {ok, {#{}, []}}),
        {kids(the_sup), whereis(the_sup) =:= S, down(S)}
    end).
