%% Every error of register, unregister and whereis.
-module(register_errors).
-export([main/0]).

main() ->
    t(fun() -> register(reg_a, self()) end),
    t(fun() -> register(reg_a, idle()) end),
    t(fun() -> register(reg_b, self()) end),
    t(fun() -> register(undefined, idle()) end),
    t(fun() -> register("reg", idle()) end),
    t(fun() -> register(1, idle()) end),
    t(fun() -> register(reg_c, dead()) end),
    t(fun() -> register(reg_c, reg_a) end),
    t(fun() -> register(reg_c, make_ref()) end),
    t(fun() -> unregister(reg_zzz) end),
    t(fun() -> unregister("reg") end),
    t(fun() -> unregister(undefined) end),
    t(fun() -> whereis(reg_zzz) end),
    t(fun() -> whereis(1) end),
    t(fun() -> whereis(undefined) end),
    t(fun() -> {whereis(reg_a) =:= self(), unregister(reg_a), whereis(reg_a)} end),
    t(fun() -> P = idle(), register(reg_d, P), unregister(reg_d), register(reg_e, P), {whereis(reg_d), whereis(reg_e) =:= P} end),
    t(fun() ->
        %% Another process may take the name away and give it.
        P = idle(), Self = self(), register(reg_f, P), spawn(fun() -> unregister(reg_f), register(reg_f, Self), Self ! done end), receive done -> whereis(reg_f) =:= self() end
    end),
    t(fun() -> lists:sort([N || N <- registered(), lists:member(N, [reg_a, reg_b, reg_c, reg_d, reg_e, reg_f])]) end),
    ok.

idle() -> spawn(fun() -> receive stop -> ok end end).

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
