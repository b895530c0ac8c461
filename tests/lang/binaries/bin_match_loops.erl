%% Loops over binaries that hand over their match contexts, and fields of common sizes at any position.
-module(bin_match_loops).
-export([main/0, ints/1, be/1, le/1, sle/1, sbe/1, take/2, magic/1, odd/2, letters/2, tok/1, esc/2, cnt/2, two/1, keep/1, t3/2]).
main() ->
    P = fun(X) -> io:format("~w~n", [X]) end,
    C = fun(F) -> try F() catch Class:Reason -> {Class, Reason} end end,
    B = <<255,254,253,252,251,250,249,248,1,2,3,4,5,6,7,8>>,
    [P(ints(binary:part(B, I, 16 - I))) || I <- lists:seq(0, 16)],
    [P(F(<<B/binary>>)) || F <- [fun be/1, fun le/1, fun sle/1, fun sbe/1]],
    <<_:3, Odd/bits>> = B,
    [P(F(Odd)) || F <- [fun ints/1, fun be/1, fun le/1, fun sle/1, fun sbe/1]],
    Long = list_to_binary(lists:seq(0, 200)),
    [P(take(N, Long)) || N <- [0,1,7,8,9,15,16,17,23,24,25,40,64,65,100,195,196,197,-1,a,1.0, 1 bsl 70, 1 bsl 58]],
    <<_:5, OL/bits>> = Long,
    [P(take(N, OL)) || N <- [0,1,7,8,9,24,25,195,196]],
    [P(magic(X)) || X <- [<<"GIF89a">>, <<"GIF89">>, <<"GIF87ax">>, <<"PNG">>, <<>>, <<1:3>>, <<"abcdefghijkl">>]],
    [P(odd(X, 0)) || X <- [<<1,2,3:5>>, <<>>, <<1:1>>, B]],
    P(letters(<<"the QUICK 123">>, 0)), P(C(fun() -> letters(<<"the", 1:1>>, 0) end)), P(C(fun() -> letters(foo, 0) end)),
    P(tok(<<"ab, cd=12;x ">>)), P(tok(<<>>)), P(C(fun() -> tok(<<"a", 255, 3:2>>) end)),
    P(esc(<<"a\"b\\c\n", 16#e9/utf8, 16#1F600/utf8, "z">>, [])), P(C(fun() -> esc(<<"a", 255, "b">>, []) end)),
    P(cnt(<<0,1,0,2,7,0,0>>, {0,0,0})), P(C(fun() -> cnt(<<0,1,3:3>>, {0,0,0}) end)),
    P(two(<<1,2,3>>)), P(two(<<9,2,3>>)), P(two(<<8,2,3>>)), P(keep(<<1,2,3>>)), P(keep(<<2,2,3>>)), P(keep(<<3,3>>)),
    P(t3(<<1,2,3>>, [])), P(C(fun() -> t3(<<1,9,3>>, []) end)).
ints(<<A:16, B:24, C:8/signed, R/binary>>) -> {A, B, C, R};
ints(<<A:16/little, R/bits>>) -> {l, A, R};
ints(<<A, R/bits>>) -> {one, A, R};
ints(R) -> {rest, R}.
be(<<A:8, B:16, C:24, D:32, E:40, R/bits>>) -> {A, B, C, D, E, R}.
le(<<A:8/little, B:16/little, C:24/little, D:32/little, E:32/little, F:13/little, R/bits>>) -> {A, B, C, D, E, F, R}.
sle(<<A:8/little-signed, B:16/little-signed, C:24/little-signed, D:32/little-signed, E:40/little-signed, R/bits>>) -> {A, B, C, D, E, R}.
sbe(<<A:1/signed, A2:8/signed, B:16/signed, C:23/signed, D:32/signed, E:44/signed, R/bits>>) -> {A, A2, B, C, D, E, R}.
take(N, B) ->
    case B of
        <<X:4/binary, D:N/binary, R/binary>> -> {X, D, byte_size(R)};
        <<H:8, D:N/binary-unit:16, R/bits>> -> {H, D, bit_size(R)};
        <<H:3, D:N/bits, _/bits>> -> {bits, H, D};
        <<_:11, _/bits>> -> no
    end.
magic(<<"GIF89a", R/binary>>) -> {gif89, R};
magic(<<"GIF87a", R/binary>>) -> {gif87, R};
magic(<<"PNG">>) -> png;
magic(<<"abcdefghi", R/binary>>) -> {long, R};
magic(X) -> {none, X}.
odd(<<A:8, B/bits>>, N) -> odd(B, N + A);
odd(<<>>, N) -> {whole, N};
odd(B, N) -> {part, B, N}.
letters(<<C, R/binary>>, S) when C >= $a, C =< $z -> letters(R, S + C);
letters(<<C, R/binary>>, S) when C >= $0, C =< $9 -> letters(R, S + 10 * C);
letters(<<_, R/binary>>, S) -> letters(R, S);
letters(<<>>, S) -> S.
tok(<<C, R/binary>>) when C >= $a, C =< $z -> word(R, [C]);
tok(<<C, R/binary>>) when C =:= $,; C =:= $; -> [C | tok(R)];
tok(<<$\s, R/binary>>) -> tok(R);
tok(<<C, R/binary>>) when C < 128 -> [{other, C, R} | tok(R)];
tok(<<>>) -> [].
word(<<C, R/binary>>, W) when C >= $a, C =< $z -> word(R, [C | W]);
word(<<R/binary>>, W) -> [lists:reverse(W) | tok(R)].
esc(<<C/utf8, R/binary>>, A) when C =:= $" -> esc(R, [C, $\\ | A]);
esc(<<$\\, R/binary>>, A) -> esc(R, [$\\, $\\ | A]);
esc(<<C/utf8, R/binary>>, A) when C > 127 -> esc(R, [{u, C} | A]);
esc(<<C/utf8, R/binary>>, A) -> esc(R, [C | A]);
esc(<<>>, A) -> lists:reverse(A).
cnt(<<0, R/binary>>, {A, B, C}) -> cnt(R, {A + 1, B, C});
cnt(<<X, R/binary>>, {A, B, C}) -> case X of 1 -> cnt(R, {A, B + 1, C}); 7 -> {stop, R, A, B, C}; _ -> cnt(R, {A, B, C + X}) end;
cnt(<<>>, T) -> T.
two(<<X, R/binary>>) -> case X of 9 -> {nine, R}; 8 -> [two(R), two(R)]; _ -> two(R) end;
two(<<>>) -> done.
keep(<<X, R/binary>> = All) -> case X of 1 -> keep(R); 2 -> {All, R}; _ -> {keep(R), All} end;
keep(<<>>) -> done.
t3(<<X, R/binary>>, A) -> try X = id(X), id2(X) of Y -> t3(R, [Y | A]) catch error:E -> {E, R, t3(R, A)} end;
t3(<<>>, A) -> A.
id(X) -> X.
id2(X) when X < 5 -> X.
