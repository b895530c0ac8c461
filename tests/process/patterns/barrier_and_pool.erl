%% A barrier, a pool of workers, a mutex, a broadcast tree: the classic patterns.
-module(barrier_and_pool).
-export([main/0]).

main() ->
    t(fun() -> barrier(50) end),
    t(fun() -> pool(5, lists:seq(1, 100)) end),
    t(fun() -> mutex(20, 50) end),
    t(fun() -> broadcast(127) end),
    t(fun() -> pipeline([fun(X) -> X + 1 end, fun(X) -> X * 2 end, fun(X) -> X - 3 end], [1, 2, 3]) end),
    t(fun() -> pmap(fun(X) -> X * X end, lists:seq(1, 50)) =:= [X * X || X <- lists:seq(1, 50)] end),
    ok.

%% All arrive before anyone goes on.
barrier(N) ->
    B = self(),
    Ps = [spawn(fun() -> B ! {arrived, self()}, receive go -> B ! passed end end) || _ <- lists:seq(1, N)],
    [receive {arrived, P} -> ok end || P <- Ps],
    none = receive passed -> early after 0 -> none end,
    [P ! go || P <- Ps],
    length([receive passed -> ok end || _ <- Ps]).

pool(Size, Jobs) ->
    Boss = self(),
    Workers = [spawn_link(fun Work() -> Boss ! {free, self()}, receive {job, J} -> Boss ! {done, J, J * J}, Work(); stop -> ok end end) || _ <- lists:seq(1, Size)],
    Sum = assign(Jobs, length(Jobs), 0),
    [begin receive {free, W} -> ok end, W ! stop end || W <- Workers],
    Sum.

assign([], 0, Sum) -> Sum;
assign(Jobs, Left, Sum) ->
    receive
        {done, _, R} -> assign(Jobs, Left - 1, Sum + R);
        {free, W} when Jobs =/= [] -> W ! {job, hd(Jobs)}, assign(tl(Jobs), Left, Sum)
    end.

mutex(Users, Times) ->
    Lock = spawn(fun Free() -> receive {lock, P} -> P ! locked, receive {unlock, P} -> Free() end; stop -> ok end end),
    C = counters:new(1, []),
    Ms = [spawn_monitor(fun() -> [begin Lock ! {lock, self()}, receive locked -> ok end, V = counters:get(C, 1), erlang:yield(), counters:put(C, 1, V + 1), Lock ! {unlock, self()} end || _ <- lists:seq(1, Times)] end) || _ <- lists:seq(1, Users)],
    [receive {'DOWN', R, _, _, normal} -> ok end || {_, R} <- Ms],
    Lock ! stop,
    counters:get(C, 1).

broadcast(N) ->
    Self = self(),
    spawn(fun() -> leaf(N, Self) end),
    length([receive here -> ok end || _ <- lists:seq(1, N)]).

leaf(0, _) -> ok;
leaf(N, To) -> To ! here, H = (N - 1) div 2, spawn(fun() -> leaf(H, To) end), spawn(fun() -> leaf(N - 1 - H, To) end).

pipeline(Fs, Xs) ->
    First = lists:foldr(fun(F, Next) -> spawn_link(fun Stage() -> receive stop -> ok; X -> Next ! F(X), Stage() end end) end, self(), Fs),
    [First ! X || X <- Xs],
    [receive Y when is_integer(Y) -> Y end || _ <- Xs].

pmap(F, L) ->
    Self = self(),
    Rs = [begin R = make_ref(), spawn_link(fun() -> Self ! {R, F(X)} end), R end || X <- L],
    [receive {R, Y} -> Y end || R <- Rs].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
