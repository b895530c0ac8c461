%% JSON in the language: encode a tree of maps and lists, decode it again, walk it.
-module(json_walk).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(120)]).

run(N) ->
    Doc = document(600),
    loop(N, Doc, 0).

loop(0, _, Sum) -> Sum;
loop(N, Doc, Sum) ->
    Text = iolist_to_binary(encode(Doc)),
    {Back, <<>>} = value(Text),
    loop(N - 1, Doc, (Sum + byte_size(Text) + total(Back)) band 16#FFFFFFFF).

document(N) ->
    #{<<"items">> => [item(I) || I <- lists:seq(1, N)], <<"version">> => 2, <<"ok">> => true}.

item(I) ->
    #{<<"id">> => I, <<"name">> => <<"item number ", (integer_to_binary(I))/binary>>, <<"price">> => I / 4,
      <<"tags">> => [<<"a">>, <<"b \"quoted\"">>, null, false], <<"pos">> => #{<<"x">> => -I, <<"y">> => I * I}}.

encode(M) when is_map(M) ->
    [${, lists:join($,, [[string(K), $:, encode(V)] || {K, V} <- lists:sort(maps:to_list(M))]), $}];
encode(L) when is_list(L) -> [$[, lists:join($,, [encode(X) || X <- L]), $]];
encode(B) when is_binary(B) -> string(B);
encode(I) when is_integer(I) -> integer_to_binary(I);
encode(F) when is_float(F) -> float_to_binary(F, [{decimals, 2}]);
encode(A) when is_atom(A) -> atom_to_binary(A).

string(B) -> [$", escape(B, <<>>), $"].

escape(<<$", R/binary>>, Acc) -> escape(R, <<Acc/binary, "\\\"">>);
escape(<<$\\, R/binary>>, Acc) -> escape(R, <<Acc/binary, "\\\\">>);
escape(<<C, R/binary>>, Acc) -> escape(R, <<Acc/binary, C>>);
escape(<<>>, Acc) -> Acc.

value(<<$\s, R/binary>>) -> value(R);
value(<<${, $}, R/binary>>) -> {#{}, R};
value(<<${, R/binary>>) -> object(R, #{});
value(<<$[, $], R/binary>>) -> {[], R};
value(<<$[, R/binary>>) -> array(R, []);
value(<<$", R/binary>>) -> text(R, <<>>);
value(<<"true", R/binary>>) -> {true, R};
value(<<"false", R/binary>>) -> {false, R};
value(<<"null", R/binary>>) -> {null, R};
value(<<$-, R/binary>>) -> {V, R2} = number(R, 0), {-V, R2};
value(R) -> number(R, 0).

object(<<$", R/binary>>, M) ->
    {K, <<$:, R1/binary>>} = text(R, <<>>),
    case value(R1) of
        {V, <<$,, R2/binary>>} -> object(R2, M#{K => V});
        {V, <<$}, R2/binary>>} -> {M#{K => V}, R2}
    end.

array(B, Acc) ->
    case value(B) of
        {V, <<$,, R/binary>>} -> array(R, [V | Acc]);
        {V, <<$], R/binary>>} -> {lists:reverse([V | Acc]), R}
    end.

text(<<$", R/binary>>, Acc) -> {Acc, R};
text(<<$\\, C, R/binary>>, Acc) -> text(R, <<Acc/binary, C>>);
text(<<C, R/binary>>, Acc) -> text(R, <<Acc/binary, C>>).

number(<<C, R/binary>>, N) when C >= $0, C =< $9 -> number(R, N * 10 + C - $0);
number(<<$., R/binary>>, N) -> fraction(R, N, 10.0);
number(R, N) -> {N, R}.

fraction(<<C, R/binary>>, N, D) when C >= $0, C =< $9 -> fraction(R, N + (C - $0) / D, D * 10);
fraction(R, N, _) -> {N, R}.

total(M) when is_map(M) -> maps:fold(fun(_, V, A) -> A + total(V) end, 0, M);
total(L) when is_list(L) -> lists:foldl(fun(V, A) -> A + total(V) end, 0, L);
total(B) when is_binary(B) -> byte_size(B);
total(N) when is_number(N) -> trunc(N);
total(_) -> 1.
