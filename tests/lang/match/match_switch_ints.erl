%% A large case over integers: dense, sparse, negative and big.
-module(match_switch_ints).
-export([main/0]).

main() ->
    t(fun() -> [dense(I) || I <- [0, 1, 7, 15, 16, -1, a, 3.0]] end),
    t(fun() -> [sparse(I) || I <- [1, 1000, 1000000, -5, 1 bsl 40, 1 bsl 62, 1 bsl 70, -(1 bsl 70), 2]] end),
    t(fun() -> [mixed(X) || X <- [1, 1.0, 2.5, a, "a", <<"a">>, [], {}, #{}, 'b c', [1], {1}, 99]] end),
    ok.

dense(0) -> zero; dense(1) -> one; dense(2) -> two; dense(3) -> three; dense(4) -> four; dense(5) -> five;
dense(6) -> six; dense(7) -> seven; dense(8) -> eight; dense(9) -> nine; dense(10) -> ten; dense(11) -> eleven;
dense(12) -> twelve; dense(13) -> thirteen; dense(14) -> fourteen; dense(15) -> fifteen;
dense(_) -> other.

sparse(-5) -> minus_five;
sparse(1) -> one;
sparse(1000) -> thousand;
sparse(1000000) -> million;
sparse(1099511627776) -> two_to_40;
sparse(4611686018427387904) -> two_to_62;
sparse(1180591620717411303424) -> two_to_70;
sparse(-1180591620717411303424) -> minus_two_to_70;
sparse(_) -> other.

mixed(1) -> int;
mixed(1.0) -> float;
mixed(2.5) -> two_and_half;
mixed(a) -> atom;
mixed('b c') -> quoted;
mixed("a") -> string;
mixed(<<"a">>) -> binary;
mixed([]) -> nil;
mixed({}) -> unit;
mixed([1]) -> list;
mixed({1}) -> tuple;
mixed(M) when is_map(M) -> map;
mixed(_) -> other.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
