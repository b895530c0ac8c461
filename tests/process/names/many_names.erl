%% Hundreds of names: registered, found, freed at death.
-module(many_names).
-export([main/0]).

main() ->
    t(fun() -> Ps = [begin P = spawn(fun() -> receive stop -> ok end end), register(name(I), P), {I, P} end || I <- lists:seq(1, 300)], A = lists:all(fun({I, P}) -> whereis(name(I)) =:= P end, Ps), [P ! stop || {_, P} <- Ps], Rs = [monitor(process, P) || {_, P} <- Ps], [receive {'DOWN', R, _, _, _} -> ok end || R <- Rs], {A, lists:usort([whereis(name(I)) || I <- lists:seq(1, 300)])} end),
    t(fun() -> [register(name(I), spawn(fun() -> receive {F, X} -> F ! {I, X} end end)) || I <- lists:seq(1, 50)], [name(I) ! {self(), I * 2} || I <- lists:seq(1, 50)], lists:sum([receive {I, X} when X =:= I * 2 -> X end || I <- lists:seq(1, 50)]) end),
    ok.

name(I) -> list_to_atom("many_" ++ integer_to_list(I)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
