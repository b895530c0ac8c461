%% Every result of handle_cast/2, handle_info/2 and handle_continue/2.
-module(gs_cast_info_results).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    register(watcher, self()),
    [t(Label, fun() -> attempt(How, F) end)
     || {Name, F} <- cases(), How <- [cast, info, continue], Label <- [Name ++ " " ++ atom_to_list(How)]],
    ok.

cases() ->
    [{"noreply", fun(S) -> {noreply, S + 1} end},
     {"timeout", fun(S) -> {noreply, S + 1, 5} end},
     {"zero", fun(S) -> {noreply, S + 1, 0} end},
     {"hibernate", fun(S) -> {noreply, S + 1, hibernate} end},
     {"continue", fun(S) -> {noreply, S + 1, {continue, fun(T) -> {noreply, {again, T}} end}} end},
     {"stop normal", fun(S) -> {stop, normal, S + 1} end},
     {"stop shutdown", fun(S) -> {stop, {shutdown, [a]}, S + 1} end},
     {"stop bad", fun(S) -> {stop, {bad, "text"}, S + 1} end},
     {"reply", fun(S) -> {reply, x, S} end},
     {"nonsense", fun(_) -> nonsense end},
     {"bad action", fun(S) -> {noreply, S, {x, y}} end},
     {"throw", fun(S) -> throw({noreply, {thrown, S}}) end},
     {"throw nonsense", fun(_) -> throw(x) end},
     {"error", fun(_) -> error({bang, 1}) end},
     {"exit", fun(_) -> exit({bang, 1}) end},
     {"exit shutdown", fun(_) -> exit(shutdown) end}].

attempt(How, F) ->
    {ok, Pid} = gen_server:start(?MODULE, 0, []),
    Ref = monitor(process, Pid),
    case How of
        cast -> ok = gen_server:cast(Pid, F);
        info -> Pid ! F;
        continue -> gen_server:cast(Pid, fun(S) -> {noreply, S, {continue, F}} end)
    end,
    timer:sleep(20),
    case is_process_alive(Pid) of
        true ->
            State = sys:get_state(Pid),
            gen_server:stop(Pid),
            receive {'DOWN', Ref, _, _, Reason} -> {State, Reason, told()} end;
        false ->
            receive {'DOWN', Ref, _, _, Reason} -> {Reason, told()} end
    end.

told() -> receive {told, X} -> [X | told()] after 0 -> [] end.

init(S) -> {ok, S}.
handle_call(_, _, S) -> {reply, ok, S}.
handle_cast(F, S) -> F(S).
handle_info(timeout, S) -> {noreply, {timed_out, S}};
handle_info(F, S) -> F(S).
handle_continue(F, S) -> F(S).
terminate(Reason, S) -> watcher ! {told, {terminate, Reason, S}}.
