%% ets:info/2 of a fixed table: who fixed it, how often; a process that ends takes its fixations back.
-module(ets_fixed_info).
-export([main/0]).

main() ->
    T = ets:new(t, [public]),
    show(T),
    ets:safe_fixtable(T, true),
    ets:safe_fixtable(T, true),
    show(T),
    Main = self(),
    {Pid, Ref} = spawn_monitor(fun() ->
                                       [ets:safe_fixtable(T, true) || _ <- [1, 2, 3]],
                                       Main ! fixed,
                                       receive stop -> ok end
                               end),
    receive fixed -> ok end,
    show(T),
    Pid ! stop,
    receive {'DOWN', Ref, process, Pid, _} -> ok end,
    ets:insert(T, {1}),
    show(T),
    ets:safe_fixtable(T, false),
    show(T),
    ets:safe_fixtable(T, false),
    show(T),
    ets:safe_fixtable(T, false),
    show(T).

show(T) ->
    io:format("~p ~p ~p~n", [ets:info(T, fixed), about(ets:info(T, safe_fixed)),
                             about(ets:info(T, safe_fixed_monotonic_time))]).

about(false) -> false;
about({{Mega, Second, Micro}, By}) when is_integer(Mega), is_integer(Second), is_integer(Micro) -> {time, who(By)};
about({Native, By}) -> {Native =< erlang:monotonic_time(), who(By)}.

who(By) -> lists:sort([{Pid =:= self(), Times} || {Pid, Times} <- By]).
