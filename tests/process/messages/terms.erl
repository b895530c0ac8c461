%% Terms of every kind survive being sent.
-module(terms).
-export([main/0]).

main() ->
    t(fun() -> [echo(X) =:= X || X <- terms()] end),
    t(fun() -> begin X = {terms(), terms()}, echo(X) =:= X end end),
    t(fun() -> begin F = echo(fun(X) -> X * 2 end), F(21) end end),
    t(fun() -> begin Y = id(5), F = echo(fun(X) -> X + Y end), F(1) end end),
    t(fun() ->
              B = binary:copy(<<"x">>, 100000),
              <<_:10/binary, S:1000/binary, _/binary>> = B,
              echo(S) =:= S
      end),
    t(fun() -> begin L = lists:seq(1, 100000), echo(L) =:= L end end),
    t(fun() -> begin D = nest(100000), echo(D) =:= D end end),
    t(fun() -> begin M = maps:from_list([{I, {I}} || I <- lists:seq(1, 5000)]), echo(M) =:= M end end),
    t(fun() -> begin B = append(1000, <<>>), echo(B) =:= B end end),
    t(fun() -> byte_size(echo(<<0:8000000>>)) end),
    ok.

terms() ->
    [0, -1, 1 bsl 59, 1 bsl 64, -(1 bsl 200), 1.5, a, [], [1, 2 | 3], "string", {}, {1, {2}}, #{}, #{a => #{b => c}},
     <<>>, <<"small">>, <<1:3>>, binary:copy(<<"0123456789">>, 20), self(), make_ref(), fun lists:map/2].

echo(X) ->
    P = spawn(fun() -> receive {From, Y} -> From ! {self(), Y} end end),
    P ! {self(), X},
    receive {P, Z} -> Z end.

nest(0) -> [];
nest(N) -> {nest(N - 1)}.

append(0, B) -> B;
append(N, B) -> append(N - 1, <<B/binary, N>>).

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
