%% Applications from specifications: start, stop, callbacks, needs, environment, phases, ends.
-module(app_behaviour).
-behaviour(application).
-behaviour(supervisor).
-export([main/0, start/2, prep_stop/1, stop/1, start_phase/3, config_change/3, init/1]).
-include("../otp.hrl").

main() ->
    capture(none),
    register(watcher, self()),
    L = fun(Name, Keys) -> application:load({application, Name, Keys}) end,
    Mod = fun(Arg) -> {mod, {?MODULE, Arg}} end,
    Running = fun() -> [A || {A, _, _} <- application:which_applications(), not lists:member(A, [kernel, stdlib])] end,
    T = fun(Label, F) -> t(Label, fun() -> R = F(), {R, told(), Running()} end) end,
    T("load", fun() -> {L(one, [{description, "The first"}, {vsn, "1.2"}, {modules, [?MODULE]}, {registered, [r]}, {applications, [kernel, stdlib]}, {env, [{a, 1}, {b, two}]}, Mod(one)]), L(one, [])} end),
    T("keys", fun() -> {application:get_key(one, vsn), application:get_key(one, applications), application:get_key(one, mod), application:get_key(one, start_phases), application:get_key(one, nothing), application:get_key(nobody, vsn)} end),
    T("all keys", fun() -> [{K, if K =:= env -> lists:sort(V); true -> V end} || {K, V} <- element(2, application:get_all_key(one))] end),
    T("env", fun() -> {application:get_env(one, a), application:get_env(one, c), application:get_env(one, c, 7), application:get_env(one, b, 7), application:get_env(nobody, a)} end),
    T("set_env", fun() -> {application:set_env(one, a, 2), application:set_env(one, c, 3, [{persistent, true}]), lists:sort(application:get_all_env(one)), application:unset_env(one, a), application:get_env(one, a)} end),
    T("set_env many", fun() -> {application:set_env([{one, [{d, 1}, {e, 2}]}, {other, [{x, 1}]}]), application:get_env(one, e), application:get_env(other, x)} end),
    T("start", fun() -> application:start(one) end),
    T("start again", fun() -> application:start(one) end),
    T("ensure_started", fun() -> application:ensure_started(one) end),
    T("which", fun() -> lists:keyfind(one, 1, application:which_applications()) end),
    T("loaded", fun() -> lists:keyfind(one, 1, application:loaded_applications()) end),
    T("inside", fun() -> gen_server_free_call(one_child, fun() -> {application:get_application(), application:get_env(b), application:get_env(nothing), lists:sort(application:get_all_env()), application:get_key(vsn), application:start_type()} end) end),
    T("get_application", fun() -> {application:get_application(), application:get_application(whereis(one_child)), application:get_application(?MODULE), application:get_application(no_module)} end),
    T("unload running", fun() -> application:unload(one) end),
    T("stop", fun() -> application:stop(one) end),
    T("stop again", fun() -> application:stop(one) end),
    T("unload", fun() -> {application:unload(one), application:unload(one), application:get_env(one, b), application:get_env(one, c)} end),
    T("load keeps what is persistent", fun() -> {L(one, [{env, [{c, 9}, {f, 6}]}, Mod(one)]), lists:sort(application:get_all_env(one))} end),
    T("needs", fun() -> {L(two, [{applications, [kernel, one]}, Mod(two)]), application:start(two)} end),
    T("ensure_all_started", fun() -> application:ensure_all_started(two) end),
    T("ensure_all_started again", fun() -> application:ensure_all_started(two) end),
    T("stop what is needed", fun() -> {application:stop(one), application:stop(two)} end),
    T("ensure_all_started fails", fun() -> L(three, [{applications, [one, four]}, Mod(three)]), L(four, [Mod({error, broken})]), application:ensure_all_started(three) end),
    T("missing", fun() -> L(five, [{applications, [missing_app]}]), [application:ensure_all_started(five), application:start(missing_app), application:ensure_started(missing_app)] end),
    T("optional", fun() -> L(six, [{applications, [kernel, one, not_there]}, {optional_applications, [not_there]}, Mod(six)]), application:ensure_all_started(six) end),
    T("stop six", fun() -> {application:stop(six), application:stop(one)} end),
    T("without processes", fun() -> L(seven, [{vsn, "7"}]), {application:start(seven), application:stop(seven)} end),
    [T(lists:flatten(io_lib:format("start gives ~p", [R])), fun() -> N = list_to_atom("bad_" ++ integer_to_list(erlang:phash2(R))), L(N, [Mod(R)]), case application:start(N) of {error, {W, {M, F, _}}} -> {error, W, M, F}; X -> X end end)
     || R <- [{error, why}, ignore, nonsense, {crash, bang}, {exit, bang}]],
    T("prep_stop and state", fun() -> L(eight, [Mod({state, my_state})]), {application:start(eight), application:stop(eight)} end),
    T("phases", fun() -> L(nine, [{start_phases, [{first, [1]}, {second, []}]}, Mod(nine)]), {application:start(nine), application:stop(nine)} end),
    T("phase fails", fun() -> L(ten, [{start_phases, [{first, [1]}, {bad, []}]}, Mod(ten)]), case application:start(ten) of {error, {W, _}} -> {error, W}; X -> X end end),
    T("ends by itself, temporary", fun() -> application:start(one, temporary), told(), exit(whereis(one_child), kill), timer:sleep(20), exit(whereis(one_sup), shutdown), timer:sleep(50), ok end),
    T("ends by itself, transient, normally", fun() -> application:start(one, transient), told(), exit(whereis(one_sup), normal), timer:sleep(50), application:stop(one) end),
    T("bad types", fun() -> [try application:start(one, odd) catch error:_ -> an_error end, try application:load(x, y, z) catch error:undef -> undef end] end),
    T("bad specifications", fun() -> [application:load(X) || X <- [{application, "x", []}, {application, x}]] end).

told() -> receive {told, X} -> [X | told()] after 30 -> [] end.
tell(X) -> watcher ! {told, X}, ok.

gen_server_free_call(Name, F) ->
    Name ! {run, self(), F},
    receive {ran, X} -> X after 500 -> no_answer end.

start(Type, Arg) ->
    tell({start, Type, Arg}),
    case Arg of
        {state, S} -> {ok, P} = tree(eight), {ok, P, S};
        {crash, R} -> error(R);
        {exit, R} -> exit(R);
        _ when is_tuple(Arg); Arg =:= ignore; Arg =:= nonsense -> Arg;
        _ -> tree(Arg)
    end.

tree(Name) -> supervisor:start_link({local, list_to_atom(atom_to_list(Name) ++ "_sup")}, ?MODULE, Name).

init(Name) ->
    Child = list_to_atom(atom_to_list(Name) ++ "_child"),
    {ok, {#{}, [#{id => child, start => {erlang, apply, [fun() -> {ok, spawn_link(fun() -> register(Child, self()), loop() end)} end, []]}, restart => temporary}]}}.

loop() -> receive {run, From, F} -> From ! {ran, F()}, loop() end.

start_phase(bad, _, _) -> {error, bad_phase};
start_phase(Phase, Type, Arg) -> tell({phase, Phase, Type, Arg}).
prep_stop(S) -> tell({prep_stop, S}), {prepared, S}.
stop(S) -> tell({stopped, S}).
config_change(C, N, R) -> tell({config_change, C, N, R}).
