%% A module is replaced all the time while processes call it, send its constants around and keep them.
-module(code_churn).
-export([main/0]).

-define(S, code_subject).

main() ->
    {?S, Binary, File} = code:get_object_code(?S),
    {module, ?S} = code:load_binary(?S, File, Binary),
    Expected = literals(),
    Workers = [spawn_monitor(fun() -> worker(Expected, Expected, 0) end) || _ <- lists:seq(1, 4)],
    Pids = [Pid || {Pid, _} <- Workers],
    [Pid ! {others, Pids} || Pid <- Pids],
    replace(200, File, Binary),
    [Pid ! stop || Pid <- Pids],
    io:format("~p~n", [[receive {'DOWN', Ref, process, Pid, Reason} -> Reason end || {Pid, Ref} <- Workers]]),
    io:format("~p~n", [code:soft_purge(?S)]).

replace(0, _, _) -> ok;
replace(N, File, Binary) ->
    {module, ?S} = code:load_binary(?S, File, Binary),
    receive after N rem 2 -> ok end,
    replace(N - 1, File, Binary).

literals() -> [?S:literal(tuple), ?S:literal(list), ?S:literal(shared), ?S:literal(binary)].

worker(Expected, Kept, N) ->
    receive
        {others, Pids} ->
            [Pid ! {take, ?S:literal(tuple), literals()} || Pid <- Pids],
            put(others, Pids),
            worker(Expected, Kept, N);
        {take, Tuple, Literals} ->
            true = Tuple =:= hd(Expected),
            true = Literals =:= Expected,
            true = Kept =:= Expected,
            Adder = ?S:adder(N),
            true = apply_unless_gone(Adder, 1) =:= N + 1,
            Others = get(others),
            is_list(Others) andalso
                (lists:nth(N rem length(Others) + 1, Others) ! {take, ?S:literal(tuple), literals()}),
            put(kept, Literals),
            worker(Expected, Literals, N + 1);
        stop ->
            true = Kept =:= Expected
    end.

apply_unless_gone(Fun, X) -> Fun(X).
