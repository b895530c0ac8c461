%% Time-outs: event, state and named ones; what ends, changes and replaces them; zero, absolute, infinity, cancel and update.
%% flags: --deterministic 1
-module(st_timeouts).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4]).
-include("../otp.hrl").

main() ->
    capture(none),
    {ok, P} = gen_statem:start(?MODULE, self(), []),
    Do = fun(Actions) -> gen_statem:cast(P, {do, Actions}) end,
    Go = fun(Actions) -> gen_statem:cast(P, {go, Actions}) end,
    T = fun(Label, F) -> t(Label, fun() -> F(), mail(60) end) end,
    T("event", fun() -> Do([{timeout, 10, x}]) end),
    T("event, integer", fun() -> Do([10]) end),
    T("event ended by an event", fun() -> Do([{timeout, 20, x}]), P ! other end),
    T("event, zero", fun() -> Do([{timeout, 0, x}]) end),
    T("event, zero, one waits", fun() -> sys:suspend(P), Do([{timeout, 0, x}]), P ! other, sys:resume(P) end),
    T("event, infinity", fun() -> Do([{timeout, infinity, x}]) end),
    T("event, cancelled", fun() -> Do([{timeout, 5, x}, {timeout, cancel}]) end),
    T("event, the last counts", fun() -> Do([{timeout, 5, x}, {timeout, 7, y}]) end),
    T("state", fun() -> Do([{state_timeout, 10, x}]) end),
    T("state not ended by an event", fun() -> Do([{state_timeout, 10, x}]), P ! other end),
    T("state ended by a change", fun() -> Do([{state_timeout, 20, x}]), Go([]) end),
    T("state set with a change", fun() -> Go([{state_timeout, 10, x}]) end),
    T("state replaced", fun() -> Do([{state_timeout, 5, x}]), Do([{state_timeout, 10, y}]) end),
    T("state cancelled", fun() -> Do([{state_timeout, 10, x}]), Do([{state_timeout, cancel}]) end),
    T("state infinity", fun() -> Do([{state_timeout, 10, x}]), Do([{state_timeout, infinity, y}]) end),
    T("state updated", fun() -> Do([{state_timeout, 10, x}]), Do([{state_timeout, update, z}]) end),
    T("state updated, none", fun() -> Do([{state_timeout, update, z}]) end),
    T("state zero", fun() -> Do([{state_timeout, 0, x}]) end),
    T("named", fun() -> Do([{{timeout, a}, 10, x}]) end),
    T("named, several", fun() -> Do([{{timeout, a}, 15, x}, {{timeout, b}, 5, y}, {{timeout, {c, 1}}, 30, z}]) end),
    T("named lives through changes", fun() -> Do([{{timeout, a}, 10, x}]), Go([]), P ! other end),
    T("named replaced", fun() -> Do([{{timeout, a}, 5, x}]), Do([{{timeout, a}, 10, y}]) end),
    T("named updated", fun() -> Do([{{timeout, a}, 10, x}]), Do([{{timeout, a}, update, y}]) end),
    T("named cancelled", fun() -> Do([{{timeout, a}, 10, x}, {{timeout, b}, 10, x}]), Do([{{timeout, a}, cancel}]) end),
    T("named update, none", fun() -> Do([{{timeout, n}, update, y}]) end),
    T("absolute", fun() -> Do([{state_timeout, erlang:monotonic_time(millisecond) + 5, x, [{abs, true}]}]) end),
    T("absolute, past", fun() -> Do([{{timeout, p}, erlang:monotonic_time(millisecond) - 5, x, [{abs, true}]}]) end),
    T("absolute, false", fun() -> Do([{timeout, 5, x, [{abs, false}]}]) end),
    T("absolute, not a list", fun() -> Do([{timeout, 5, x, {abs, false}}]) end),
    T("zeros in order", fun() -> Do([{state_timeout, 0, s}, {{timeout, a}, 0, a}, {timeout, 0, e}]) end),
    T("zeros after next_event", fun() -> Do([{state_timeout, 0, s}, {next_event, internal, i}, {timeout, 0, e}]) end),
    T("zero ended by next_event", fun() -> Do([{timeout, 0, e}, {next_event, internal, i}]) end),
    T("changed while zero waits", fun() -> Do([{state_timeout, 0, s}, {next_event, internal, go}, {{timeout, k}, 0, kept}]) end),
    T("postponed and timeout", fun() -> P ! postpone, Do([{timeout, 10, x}]), Go([{timeout, 10, y}]) end),
    gen_statem:stop(P).

callback_mode() -> handle_event_function.
init(Pid) -> {ok, {s, 0}, Pid}.
handle_event(cast, {do, Actions}, _, _) -> {keep_state_and_data, Actions};
handle_event(cast, {go, Actions}, {s, N}, D) -> {next_state, {s, (N + 1) rem 2}, D, Actions};
handle_event(internal, go, {s, N}, D) -> D ! went, {next_state, {s, (N + 1) rem 2}, D};
handle_event(info, postpone, {s, N}, D) when N rem 2 =:= 0 -> D ! postponing, {keep_state_and_data, postpone};
handle_event(Type, Content, _, D) -> D ! {Type, Content}, keep_state_and_data.
