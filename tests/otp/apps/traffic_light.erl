%% A crossing: a gen_statem for its lights, with state time-outs, a button, a night mode and a fault; a gen_event manager tells who wants to know.
-module(traffic_light).
-behaviour(gen_statem).
-export([main/0, callback_mode/0, init/1, red/3, green/3, yellow/3, night/3, fault/3, terminate/3]).
-include("../otp.hrl").

main() ->
    {ok, Events} = gen_event:start_link(),
    ok = gen_event:add_handler(Events, traffic_light_log, self()),
    {ok, L} = gen_statem:start_link(?MODULE, #{events => Events, red => 60, green => 60, yellow => 20}, []),
    t("begin", fun() -> gen_statem:call(L, colour) end),
    t("one round", fun() -> wait(4) end),
    t("the button makes red come sooner", fun() -> wait_for(green), A = gen_statem:call(L, press), B = gen_statem:call(L, press), {A, B, wait(1)} end),
    t("night", fun() -> gen_statem:cast(L, night), wait_for(night), {gen_statem:call(L, colour), gen_statem:call(L, press)} end),
    t("day", fun() -> gen_statem:cast(L, day), wait_for(red), ok end),
    t("fault", fun() -> L ! {lamp, broken}, wait_for(fault), gen_statem:call(L, colour) end),
    t("requests wait for the repair", fun() ->
        Me = self(),
        spawn_link(fun() -> Me ! {answer, gen_statem:call(L, press)} end),
        timer:sleep(20),
        none = receive {answer, _} -> early after 0 -> none end,
        gen_statem:cast(L, repaired),
        receive {answer, A} -> A end
    end),
    t("stop", fun() -> {gen_statem:stop(L), wait_for(dark)} end),
    t("seen", fun() -> lists:sort(maps:to_list(gen_event:call(Events, traffic_light_log, count_kinds))) end),
    gen_event:stop(Events).

wait(N) -> [receive {light, C} -> C after 2000 -> none end || _ <- lists:seq(1, N)].
wait_for(C) -> receive {light, C} -> C; {light, _} -> wait_for(C) after 2000 -> none end.

callback_mode() -> [state_functions, state_enter].
init(Data) -> {ok, red, Data}.

red(enter, _, #{red := T} = D) -> show(red, D), {keep_state_and_data, {state_timeout, T, next}};
red(state_timeout, next, D) -> {next_state, green, D};
red(T, E, D) -> common(T, E, red, D).
green(enter, _, #{green := T} = D) -> show(green, D), {keep_state, D#{pressed => false}, {state_timeout, T, next}};
green(state_timeout, next, D) -> {next_state, yellow, D};
green({call, From}, press, #{pressed := false} = D) -> {keep_state, D#{pressed => true}, [{reply, From, soon}, {state_timeout, 1, next}]};
green({call, From}, press, _) -> {keep_state_and_data, {reply, From, already}};
green(T, E, D) -> common(T, E, green, D).
yellow(enter, _, #{yellow := T} = D) -> show(yellow, D), {keep_state_and_data, {state_timeout, T, next}};
yellow(state_timeout, next, D) -> {next_state, red, D};
yellow({call, _}, press, _) -> {keep_state_and_data, postpone};
yellow(T, E, D) -> common(T, E, yellow, D).
night(enter, _, D) -> show(night, D), keep_state_and_data;
night(cast, day, D) -> {next_state, red, D};
night({call, From}, press, _) -> {keep_state_and_data, {reply, From, go_when_it_is_safe}};
night(T, E, D) -> common(T, E, night, D).
fault(enter, _, D) -> show(fault, D), keep_state_and_data;
fault(cast, repaired, D) -> {next_state, night, D};
fault({call, From}, colour, _) -> {keep_state_and_data, {reply, From, blinking}};
fault({call, _}, _, _) -> {keep_state_and_data, postpone};
fault(_, _, _) -> keep_state_and_data.

common({call, From}, colour, S, _) -> {keep_state_and_data, {reply, From, S}};
common({call, From}, press, _, _) -> {keep_state_and_data, {reply, From, wait}};
common(cast, night, _, D) -> {next_state, night, D};
common(info, {lamp, broken}, _, D) -> {next_state, fault, D};
common(_, _, _, _) -> keep_state_and_data.

show(Colour, #{events := Events}) -> gen_event:notify(Events, {light, Colour}).
terminate(_, _, D) -> show(dark, D).
