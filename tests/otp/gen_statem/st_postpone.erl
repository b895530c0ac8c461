%% The order of events: postponed ones, next_event, and those from outside.
-module(st_postpone).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4]).
-include("../otp.hrl").

main() ->
    capture(none),
    {ok, P} = gen_statem:start(?MODULE, self(), []),
    Send = fun(L) -> sys:suspend(P), [gen_statem:cast(P, X) || X <- L], sys:resume(P) end,
    T = fun(Label, L) -> t(Label, fun() -> Send(L), R = mail(20), gen_statem:cast(P, {state, start}), mail(20), R end) end,
    T("plain", [a, b, c]),
    T("postponed come first, in order", [{postpone, start, 1}, {postpone, start, 2}, a, {state, next}, b]),
    T("postponed not retried without a change", [{postpone, start, 1}, {state, start}, a]),
    T("postponed again", [{postpone, start, 1}, {postpone_all, 2}, {state, x}, a, {state, y}]),
    T("next_event", [{next, [i1, i2]}, a]),
    T("next_event before postponed", [{postpone, start, p}, {next_state, x, [i1, i2]}, a]),
    T("next_event inserts more", [{next, [{next, [i1, i2]}, i3]}, a]),
    T("postponed next_event", [{next, [{postpone, start, 1}, i2]}, {state, x}, a]),
    T("state changed while retrying", [{postpone, start, {state, z}}, {postpone, start, 2}, {state, y}, a]),
    T("postpone false", [{maybe_, false, 1}, {state, x}]),
    T("postpone true", [{maybe_, true, 1}, {state, x}]),
    T("postpone decided last", [{decided, 1}, {state, x}]),
    t("other types", fun() ->
        gen_statem:cast(P, {types, [{next_event, info, i}, {next_event, cast, c}, {next_event, internal, n}, {next_event, timeout, t},
                                    {next_event, {timeout, x}, y}, {next_event, state_timeout, s}, {next_event, {call, {self(), tag}}, q}]}),
        mail(20)
    end),
    t("postponed calls", fun() ->
        Me = self(),
        spawn(fun() -> Me ! {answer, gen_statem:call(P, {postpone, start, 1})} end),
        spawn(fun() -> timer:sleep(5), Me ! {answer, gen_statem:call(P, {postpone, start, 2})} end),
        timer:sleep(20),
        gen_statem:cast(P, {state, x}),
        {Called, Answers} = lists:partition(fun(M) -> element(1, M) =:= called end, mail(20)),
        {Called, lists:sort(Answers)}
    end),
    gen_statem:stop(P).

callback_mode() -> handle_event_function.
init(Pid) -> {ok, start, Pid}.
handle_event(_, {postpone, S, _}, S, _) -> {keep_state_and_data, postpone};
handle_event({call, From}, {postpone, _, N}, S, D) -> D ! {called, N, S}, {keep_state_and_data, [{reply, From, N}]};
handle_event(_, {postpone, _, {state, _} = E}, S, D) -> handle_event(cast, E, S, D);
handle_event(_, {postpone, _, N}, S, D) -> D ! {N, S}, keep_state_and_data;
handle_event(_, {postpone_all, N}, S, D) when S =/= y -> D ! {postponing, N, S}, {keep_state_and_data, [postpone]};
handle_event(_, {maybe_, B, N}, start, D) -> D ! {once, N}, {keep_state_and_data, [{postpone, B}]};
handle_event(_, {decided, N}, start, D) -> D ! {once, N}, {keep_state_and_data, [postpone, {postpone, false}]};
handle_event(_, {state, S}, _, D) -> {next_state, S, D};
handle_event(_, {next, L}, S, D) -> D ! {inserting, S}, {keep_state_and_data, [{next_event, internal, X} || X <- L]};
handle_event(_, {next_state, N, L}, _, D) -> {next_state, N, D, [{next_event, internal, X} || X <- L]};
handle_event(_, {types, L}, _, _) -> {keep_state_and_data, L};
handle_event(T, X, S, D) -> D ! {T, X, S}, keep_state_and_data.
