%% Rings, pipelines, parallel map, a barrier and a token.
-module(ring_and_pipeline).
-export([main/0]).

main() ->
    t(fun() -> ring(100, 50) end),
    t(fun() -> pipeline([fun(X) -> X + 1 end, fun(X) -> X * 2 end, fun(X) -> X - 3 end], [1, 2, 3, 4]) end),
    t(fun() -> pmap(fun(X) -> X * X end, lists:seq(1, 50)) end),
    t(fun() -> barrier(20) end),
    t(fun() -> sieve(100) end),
    t(fun() -> fib(15) end),
    ok.

ring(N, Rounds) ->
    Me = self(),
    First = lists:foldl(fun(_, Next) -> spawn(fun() -> forward(Next) end) end, Me, lists:seq(1, N - 1)),
    First ! {token, 0},
    go_round(First, Rounds).

go_round(First, 1) ->
    receive {token, Hops} -> First ! stop, receive stop -> Hops + 1 end end;
go_round(First, Rounds) ->
    receive {token, Hops} -> First ! {token, Hops + 1}, go_round(First, Rounds - 1) end.

forward(Next) ->
    receive
        {token, Hops} -> Next ! {token, Hops + 1}, forward(Next);
        stop -> Next ! stop
    end.

pipeline(Fs, Inputs) ->
    Me = self(),
    First = lists:foldr(fun(F, Next) -> spawn(fun() -> stage(F, Next) end) end, Me, Fs),
    [First ! {item, X} || X <- Inputs],
    [receive {item, Y} -> Y end || _ <- Inputs].

stage(F, Next) -> receive {item, X} -> Next ! {item, F(X)}, stage(F, Next) end.

pmap(F, L) ->
    Me = self(),
    Refs = [begin R = make_ref(), spawn(fun() -> Me ! {R, F(X)} end), R end || X <- L],
    [receive {R, Y} -> Y end || R <- Refs].

barrier(N) ->
    Me = self(),
    Gate = spawn(fun() -> gate(N, []) end),
    [spawn(fun() -> Gate ! {arrived, self()}, receive go -> Me ! passed end end) || _ <- lists:seq(1, N)],
    length([receive passed -> x end || _ <- lists:seq(1, N)]).

gate(0, Waiting) -> [P ! go || P <- Waiting];
gate(N, Waiting) -> receive {arrived, P} -> gate(N - 1, [P | Waiting]) end.

%% The sieve of Eratosthenes, a process for every prime.
sieve(Max) ->
    Me = self(),
    P = spawn(fun() -> prime(Me) end),
    [P ! N || N <- lists:seq(2, Max)],
    P ! done,
    primes().

prime(Report) ->
    receive
        done -> Report ! done;
        P -> Report ! {prime, P}, Next = spawn(fun() -> prime(Report) end), sift(P, Next)
    end.

sift(P, Next) ->
    receive
        done -> Next ! done;
        N when N rem P =:= 0 -> sift(P, Next);
        N -> Next ! N, sift(P, Next)
    end.

primes() -> lists:sort(primes([])).

primes(Acc) ->
    receive
        {prime, P} -> primes([P | Acc]);
        done -> Acc ++ rest()
    end.

rest() -> receive {prime, P} -> [P | rest()] after 20 -> [] end.

fib(N) when N < 2 -> N;
fib(N) ->
    Me = self(),
    R = make_ref(),
    [spawn(fun() -> Me ! {R, fib(N - K)} end) || K <- [1, 2]],
    receive {R, A} -> receive {R, B} -> A + B end end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
