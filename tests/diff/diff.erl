%% Support for the testers in this folder: compare a function of OTP with ours, and
%% generate random terms. The caller seeds the generator with rand:seed/2.
-module(diff).
-export([call/3, call/4, outcome/1, report/1, run/1]).
-export([int/0, small/0, term/0, term/1, key/0, list/1, list/2, one_of/1, bad/1, pairs/1]).

%% Apply Module:Function to Args in both implementations; return 0 if they agree, else print and return 1.
call(Module, Function, Args) -> call(Module, Function, Args, fun(X) -> X end).

%% The same, comparing View(Result).
call(Module, Function, Args, View) ->
    Ours = list_to_atom("bl_" ++ atom_to_list(Module)),
    A = outcome(fun() -> View(apply(Module, Function, Args)) end),
    B = outcome(fun() -> View(apply(Ours, Function, Args)) end),
    case A =:= B of
        true -> 0;
        false -> report({Module, Function, Args, {otp, A}, {ours, B}})
    end.

outcome(Fun) ->
    try {value, Fun()}
    catch Class:Reason -> {Class, Reason}
    end.

report(What) ->
    N = case get(diff_reported) of undefined -> 0; N0 -> N0 end,
    put(diff_reported, N + 1),
    case N < 40 of
        true -> io:format("DIFFERS ~P~n", [What, 120]);
        false -> ok
    end,
    1.

%% Run a list of funs, each returning a number of differences, and add up.
run(Funs) -> lists:sum([F() || F <- Funs]).

int() -> rand:uniform(2001) - 1001.
small() -> rand:uniform(8).

one_of(L) -> lists:nth(rand:uniform(length(L)), L).

%% A term that often equals another one, with numbers that are equal without being the same.
key() -> one_of([a, b, c, 1, 2, 3, 1.0, 2.0, 3.0, {a}, {1}, {1.0}, "x", [], <<"b">>, small(), small(), float(small())]).

term() -> term(3).
term(0) -> key();
term(Depth) ->
    case rand:uniform(6) of
        1 -> [term(Depth - 1) || _ <- lists:seq(1, rand:uniform(4) - 1)];
        2 -> list_to_tuple([term(Depth - 1) || _ <- lists:seq(1, rand:uniform(4) - 1)]);
        3 -> #{term(Depth - 1) => term(Depth - 1)};
        _ -> key()
    end.

list(Max) -> list(Max, fun key/0).
list(Max, Gen) -> [Gen() || _ <- lists:seq(1, rand:uniform(Max + 1) - 1)].

pairs(Max) -> list(Max, fun() -> {key(), int()} end).

%% Something that is not what it should be: the given value spoilt.
bad(Value) ->
    case rand:uniform(6) of
        1 -> foo;
        2 -> -1;
        3 when is_list(Value) -> Value ++ tail;
        4 -> {};
        5 when is_list(Value) -> [x | Value];
        _ -> 1.5
    end.
