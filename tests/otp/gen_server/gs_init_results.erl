%% Every result of init/1, with and without a link, a name and a monitor.
-module(gs_init_results).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2]).
-include("../otp.hrl").

main() ->
    process_flag(trap_exit, true),
    capture(none),
    Results = [{ok, s}, {ok, s, 5000}, {ok, s, infinity}, {ok, s, hibernate}, {ok, s, {continue, c}}, ignore, {stop, why},
               {stop, normal}, {stop, {shutdown, x}}, nonsense, {ok, s, -1}, {ok, s, nonsense}, {ok}, {ok, s, 0}],
    [t(lists:flatten(io_lib:format("start ~p", [R])), fun() -> started(gen_server:start(?MODULE, R, [])) end) || R <- Results],
    [t(lists:flatten(io_lib:format("start_link ~p", [R])), fun() -> started(gen_server:start_link(?MODULE, R, [])) end) || R <- Results],
    [t(lists:flatten(io_lib:format("named ~p", [R])), fun() -> X = started(gen_server:start({local, gs_named}, ?MODULE, R, [])), {X, whereis(gs_named)} end) || R <- Results],
    t("start_monitor", fun() ->
        {ok, {Pid, Ref}} = gen_server:start_monitor(?MODULE, {ok, s}, []),
        ok = gen_server:stop(Pid, bye, 1000),
        receive {'DOWN', Ref, process, Pid, Reason} -> Reason end
    end),
    t("start_monitor named", fun() ->
        {ok, {Pid, Ref}} = gen_server:start_monitor({local, gs_named}, ?MODULE, {ok, s}, []),
        {error, {already_started, Pid}} = gen_server:start_monitor({local, gs_named}, ?MODULE, {ok, s}, []),
        Pid = whereis(gs_named),
        ok = gen_server:stop(gs_named),
        receive {'DOWN', Ref, process, Pid, Reason} -> {Reason, whereis(gs_named)} end
    end),
    %% Since OTP 26 a start_link that fails leaves no exit message behind.
    t("start_monitor fails", fun() -> {gen_server:start_monitor(?MODULE, {stop, no}, []), [X || X <- mail(10), element(1, X) =/= 'EXIT']} end),
    [t(fun() -> gen_server:start(?MODULE, {do, F}, []) end)
     || F <- [fun() -> error(bang) end, fun() -> exit(bang) end, fun() -> exit(normal) end, fun() -> throw({ok, thrown}) end,
              fun() -> throw({stop, thrown}) end, fun() -> throw(ignore) end]],
    t("no init", fun() -> {error, {undef, _}} = gen_server:start(lists, x, []), ok end),
    t("timeout", fun() -> gen_server:start(?MODULE, {do, fun() -> timer:sleep(1000), {ok, s} end}, [{timeout, 20}]) end),
    t("spawn_opt", fun() ->
        {ok, Pid} = gen_server:start(?MODULE, {ok, s}, [{spawn_opt, [{priority, high}, {fullsweep_after, 7}]}]),
        {process_info(Pid, priority), gen_server:stop(Pid)}
    end),
    t("bad name", fun() -> gen_server:start({local, "x"}, ?MODULE, {ok, s}, []) end),
    t("bad options", fun() -> gen_server:start(?MODULE, {ok, s}, x) end).

started({ok, Pid}) ->
    State = case catch sys:get_state(Pid, 500) of
                {'EXIT', {Reason, _}} -> {gone, Reason};
                S -> S
            end,
    is_process_alive(Pid) andalso (catch gen_server:stop(Pid)),
    {started, State};
started(Other) -> Other.

init({do, Fun}) -> Fun();
init(Result) -> Result.
handle_call(_, _, S) -> {reply, S, S}.
handle_cast(_, S) -> {noreply, S}.
handle_info(timeout, _) -> {noreply, timed_out}.
handle_continue(X, S) -> {noreply, {X, S}}.
terminate(_, _) -> ok.
