%% sys:get_status/1 of a server, with format_status/1, format_status/2 and without; and the state as reports show it.
-module(gs_status).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, format_status/1]).
-include("../otp.hrl").

main() ->
    capture(),
    put(k, v),
    {ok, P} = gen_server:start_link({local, statused}, ?MODULE, {secret, 42}, []),
    status("one", P),
    gen_server:stop(P),
    [begin
         {ok, Q} = gen_server:start_link(Mod, {secret, 42}, []),
         status(Mod, Q),
         gen_server:stop(Q)
     end || Mod <- [gs_status_plain, gs_status_two, gs_status_bad]],
    {ok, L} = gen_server:start_link(?MODULE, {secret, 1}, [{debug, [{log, 3}]}]),
    gen_server:call(L, hello),
    sys:suspend(L),
    status("suspended", L),
    sys:resume(L),
    process_flag(trap_exit, true),
    [begin
         {ok, C} = gen_server:start(Mod, {secret, 42}, [{debug, [log]}]),
         ended(C, fun(_) -> gen_server:cast(C, fail) end),
         logged()
     end || Mod <- [?MODULE, gs_status_plain, gs_status_two, gs_status_bad]].

status(Label, P) ->
    {status, P, {module, M}, [PDict, State, Parent, Debug, Misc]} = sys:get_status(P),
    io:format("~p ~p~n", [Label, M]),
    p({lists:sort(PDict), State, Parent, [element(1, D) || D <- Debug]}),
    p(header(Misc)).

%% The header has the pid as text.
header([{header, "Status for generic server <" ++ _} | Rest]) -> [{header, unnamed} | Rest];
header(Misc) -> Misc.

init(S) -> put(a_key, a_value), {ok, S}.
handle_call(hello, _, S) -> {reply, hi, S}.
handle_cast(fail, S) -> {stop, {failed, S}, S}.
format_status(Status) ->
    maps:map(fun(state, {secret, _}) -> {secret, hidden};
                (message, M) -> {shown, M};
                (reason, {failed, _}) -> {failed, hidden};
                (log, L) -> [event || _ <- L];
                (_, V) -> V
             end, Status).
