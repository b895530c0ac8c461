%% A pool of workers, a bounded buffer, dining philosophers, a shared account.
-module(workers).
-export([main/0]).

main() ->
    t(fun() -> pool(4, lists:seq(1, 40)) end),
    t(fun() -> buffer(3, 50) end),
    t(fun() -> dine(5, 20) end),
    t(fun() -> account() end),
    ok.

pool(N, Jobs) ->
    Me = self(),
    Queue = spawn(fun() -> queue(Jobs) end),
    [spawn(fun() -> work(Queue, Me) end) || _ <- lists:seq(1, N)],
    lists:sum([receive {result, R} -> R end || _ <- Jobs]).

queue([]) -> receive {next, P} -> P ! none, queue([]) end;
queue([J | Js]) -> receive {next, P} -> P ! {job, J}, queue(Js) end.

work(Queue, To) ->
    Queue ! {next, self()},
    receive
        {job, J} -> To ! {result, J * J}, work(Queue, To);
        none -> ok
    end.

%% Producer and consumer around a buffer of Size places.
buffer(Size, N) ->
    Me = self(),
    B = spawn(fun() -> buf([], Size) end),
    spawn(fun() -> [begin B ! {put, self(), I}, receive ok -> ok end end || I <- lists:seq(1, N)] end),
    spawn(fun() -> Me ! {all, [begin B ! {get, self()}, receive {item, I} -> I end end || _ <- lists:seq(1, N)]} end),
    receive {all, L} -> L =:= lists:seq(1, N) end.

buf(Items, Size) ->
    receive
        {put, P, X} when length(Items) < Size -> P ! ok, buf(Items ++ [X], Size);
        {get, P} when Items =/= [] -> P ! {item, hd(Items)}, buf(tl(Items), Size)
    end.

dine(N, Meals) ->
    Me = self(),
    Forks = list_to_tuple([spawn(fun fork/0) || _ <- lists:seq(1, N)]),
    [spawn(fun() -> philosopher(I, N, Forks, Meals, Me) end) || I <- lists:seq(1, N)],
    lists:sort([receive {fed, I, M} -> {I, M} end || _ <- lists:seq(1, N)]).

fork() -> receive {take, P} -> P ! {taken, self()}, receive {put, P} -> fork() end end.

philosopher(I, N, Forks, Meals, To) ->
    A = min(I, I rem N + 1),
    B = max(I, I rem N + 1),
    [begin
         take(element(A, Forks)), take(element(B, Forks)),
         element(B, Forks) ! {put, self()}, element(A, Forks) ! {put, self()}
     end || _ <- lists:seq(1, Meals)],
    To ! {fed, I, Meals}.

take(F) -> F ! {take, self()}, receive {taken, F} -> ok end.

account() ->
    A = spawn(fun() -> balance(100) end),
    Me = self(),
    [spawn(fun() -> A ! {withdraw, 30, Me} end) || _ <- lists:seq(1, 5)],
    Answers = [receive X -> X end || _ <- lists:seq(1, 5)],
    {length([ok || ok <- Answers]), length([no || no <- Answers])}.

balance(B) ->
    receive
        {withdraw, N, P} when N =< B -> P ! ok, balance(B - N);
        {withdraw, _, P} -> P ! no, balance(B)
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
