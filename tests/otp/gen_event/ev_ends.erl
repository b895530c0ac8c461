%% How a manager ends, and what each of its handlers is told; links and monitors of those who added them.
-module(ev_ends).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    process_flag(trap_exit, true),
    T = fun(Label, Do) ->
        t(Label, fun() ->
            {ok, M} = gen_event:start_link(),
            [ok = gen_event:add_handler(M, {?MODULE, Id}, {Id, self()}) || Id <- [a, b]],
            Why = ended(M, Do),
            {Why, receive {'EXIT', M, R} -> {exit, R} after 0 -> no_exit end, mail(0)}
        end)
    end,
    T("stop", fun(M) -> gen_event:stop(M) end),
    T("stop with a reason", fun(M) -> gen_event:stop(M, {my, reason}, 1000) end),
    T("stop, infinity", fun(M) -> gen_event:stop(M, shutdown, infinity) end),
    T("the parent's exit", fun(M) -> exit(M, bye) end),
    T("the parent's exit, normal", fun(M) -> exit(M, normal) end),
    T("killed", fun(M) -> exit(M, kill) end),
    T("sys:terminate", fun(M) -> sys:terminate(M, told_to) end),
    T("an exit of another process is a message", fun(M) ->
        P = spawn(fun() -> link(M), exit(other) end),
        receive {info, a, {'EXIT', P, other}} -> ok end,
        receive {info, b, {'EXIT', P, other}} -> ok end,
        gen_event:stop(M)
    end),
    t("a supervised handler goes with its adder", fun() ->
        {ok, M} = gen_event:start_link(),
        Me = self(),
        Adder = spawn(fun() -> ok = gen_event:add_sup_handler(M, {?MODULE, s}, {s, Me}), receive stop -> exit(adder_ends) end end),
        wait_for(fun() -> gen_event:which_handlers(M) =/= [] end),
        Adder ! stop,
        receive {ended, s, Why} -> {Why, gen_event:which_handlers(M), gen_event:stop(M)} end
    end),
    t("a handler that is not supervised stays", fun() ->
        {ok, M} = gen_event:start_link(),
        Me = self(),
        {_, Ref} = spawn_monitor(fun() -> ok = gen_event:add_handler(M, {?MODULE, s}, {s, Me}) end),
        receive {'DOWN', Ref, _, _, normal} -> ok end,
        {gen_event:which_handlers(M), gen_event:stop(M)}
    end),
    t("who added is told when the manager ends", fun() ->
        {ok, M} = gen_event:start(),
        Me = self(),
        {_, Ref} = spawn_monitor(fun() ->
            ok = gen_event:add_sup_handler(M, {?MODULE, s}, {s, Me}),
            gen_event:stop(M),
            receive {gen_event_EXIT, H, R} -> exit({told, H, R}) end
        end),
        receive {'DOWN', Ref, _, _, R} -> R end
    end).

wait_for(F) -> F() orelse begin erlang:yield(), wait_for(F) end.

init(S) -> {ok, S}.
handle_event(_, S) -> {ok, S}.
handle_call(_, S) -> {ok, ok, S}.
handle_info(X, {Id, To} = S) -> To ! {info, Id, X}, {ok, S}.
terminate(Why, {Id, To}) -> To ! {ended, Id, Why}.
