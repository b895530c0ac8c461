%% The tests' names of long ago: a whole test of a guard may be written atom(X) for is_atom(X).
-module(old_type_tests).
-export([main/0]).
-compile([nowarn_obsolete_guard, nowarn_unused_record]).

-record(point, {x, y}).

main() ->
    Values = [a, 1, 1.5, "text", <<"bits">>, {t}, [], #point{x = 1}, fun main/0, self(), make_ref()],
    [io:format("~w ~w~n", [kind(V), number_or_list(V)]) || V <- Values],
    [io:format("~w ", [in_if(V)]) || V <- Values],
    io:format("~w ~w~n", [real(1.5), real(2)]).

kind(X) when atom(X) -> atom;
kind(X) when integer(X), X > 0 -> integer;
kind(X) when float(X) -> float;
kind(X) when binary(X) -> binary;
kind(X) when record(X, point) -> point;
kind(X) when tuple(X) -> tuple;
kind(X) when list(X) -> list;
kind(X) when pid(X) -> pid;
kind(X) when reference(X) -> reference;
kind(X) when function(X) -> function;
kind(X) when port(X) -> port.

number_or_list(X) when number(X); list(X) -> true;
number_or_list(_) -> false.

in_if(X) ->
    if
        integer(X) -> i;
        atom(X) -> a;
        true -> o
    end.

%% float/1 as a part of a test is the conversion.
real(X) when float(X) == 2.0 -> two;
real(X) when float(X) -> float.
