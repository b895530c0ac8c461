%% Messages of megabytes, deep terms, many binaries, and what the receiver can do with them.
-module(large_messages).
-export([main/0]).

main() ->
    t(fun() -> echo(lists:seq(1, 200000)) =:= lists:seq(1, 200000) end),
    t(fun() -> erlang:phash2(echo(nest(50000))) =:= erlang:phash2(nest(50000)) end),
    t(fun() -> byte_size(echo(binary:copy(<<"x">>, 5000000))) end),
    t(fun() -> L = [binary:copy(<<I>>, 100) || I <- lists:seq(1, 200)], echo(L) =:= L end),
    t(fun() -> M = maps:from_list([{I, integer_to_list(I)} || I <- lists:seq(1, 5000)]), echo(M) =:= M end),
    t(fun() -> X = 1 bsl 100000, echo(X) =:= X end),
    t(fun() -> T = list_to_tuple(lists:seq(1, 100000)), size(echo(T)) end),
    t(fun() -> [echo({I, <<0:(I * 8)>>}) =:= {I, <<0:(I * 8)>>} || I <- [0, 1, 63, 64, 65, 1000]] end),
    t(fun() ->
        %% Parts of one large binary.
        B = binary:copy(<<"abcdefgh">>, 10000), Parts = [binary:part(B, I * 8, 8) || I <- lists:seq(0, 99)], lists:usort(echo(Parts))
    end),
    t(fun() -> F = fun(X) -> {X, nest(10)} end, G = echo(F), G(1) =:= F(1) end),
    ok.

echo(Term) ->
    P = spawn(fun() -> receive {From, T} -> erlang:garbage_collect(), From ! {echo, T} end end),
    P ! {self(), Term},
    receive {echo, T} -> erlang:garbage_collect(), T end.

nest(0) -> [];
nest(N) -> [N | {nest(N - 1)}].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
