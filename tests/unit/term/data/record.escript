#!/usr/bin/env escript
%% Records what OTP says about random terms, numbers and floats. The unit tests read the files beside this script and compare.
%% Usage: escript record.escript DIRECTORY. The same OTP release gives the same files (recorded with OTP 25).
%%
%% terms.txt    external format in hex | phash2 | phash(T, 2^32) | 1: bytes and text must match, 0: holds a map whose order is free | ~w text
%% pairs.txt    two terms in hex | < = > as `<` and `==` see them | 1 when =:=
%% numbers.txt  operator | operand | operand | result or badarith; integers in decimal, floats as f and 16 hex digits
%% floats.txt   16 hex digits | shortest | decimals | fixed | compact | scientific

main([Dir]) ->
    rand:seed(exsss, {20, 26, 7}),
    write(Dir, "terms.txt", [term_line(random(4)) || _ <- lists:seq(1, 900)] ++ [term_line(T) || T <- specials()]),
    write(Dir, "pairs.txt", [pair_line() || _ <- lists:seq(1, 1000)]),
    write(Dir, "numbers.txt", [number_line() || _ <- lists:seq(1, 2500)]),
    write(Dir, "floats.txt", [float_line(float()) || _ <- lists:seq(1, 1500)]).

write(Dir, Name, Lines) -> ok = file:write_file(filename:join(Dir, Name), [[L, $\n] || L <- Lines]).

hex(Bin) -> [io_lib:format("~2.16.0b", [B]) || <<B>> <= Bin].
hex_float(F) -> hex(<<F/float>>).

%% -- terms

term_line(T) ->
    Fixed = case free_order(T) of true -> "0"; false -> "1" end,
    [hex(term_to_binary(T)), $|, integer_to_list(erlang:phash2(T, 1 bsl 32)), $|,
     integer_to_list(erlang:phash(T, 1 bsl 32)), $|, Fixed, $|,
     case Fixed of "1" -> unicode:characters_to_binary(io_lib:format("~w", [T])); _ -> "" end].

free_order(M) when is_map(M) -> map_size(M) > 32 orelse free_order(maps:to_list(M));
free_order(T) when is_tuple(T) -> free_order(tuple_to_list(T));
free_order([H | T]) -> free_order(H) orelse free_order(T);
free_order(_) -> false.

specials() ->
    [[], {}, "", <<>>, #{}, 0, -1, 255, 256, 1 bsl 27, -(1 bsl 27), (1 bsl 27) - 1, -(1 bsl 27) - 1, 1 bsl 31, (1 bsl 31) - 1,
     -(1 bsl 31), -(1 bsl 31) - 1, 1 bsl 59, -(1 bsl 59), (1 bsl 59) - 1, 1 bsl 61, (1 bsl 61) - 1, -(1 bsl 61), -(1 bsl 61) - 1,
     1 bsl 63, 1 bsl 64, -(1 bsl 64), 1 bsl 2039, 1 bsl 2040, 1 bsl 5000, 0.0, 1.0, -1.5, 1.0e300, 5.0e-324,
     a, '', 'A', 'hello world', 'don\'t', 'a\nb', 'x@y_1', 'end', 'maybe', 'if', 'é', 'Éa', 'λ', '日本', 'a\\b', "abc", [0, 255], [0, 256], [a | b],
     [[[]]], {{{}}}, list_to_tuple(lists:seq(1, 300)),
     <<1>>, <<1:1>>, <<0:7>>, <<5:3>>, <<1, 2, 3:4>>, binary:copy(<<"x">>, 1000), #{a => 1}, #{1 => a, 1.0 => b}, #{#{} => []},
     maps:from_list([{N, N} || N <- lists:seq(1, 32)]), maps:from_list([{N, N} || N <- lists:seq(1, 33)]),
     maps:from_list([{integer_to_binary(N), {N}} || N <- lists:seq(1, 500)]), fun erlang:abs/1, fun lists:map/2,
     #{<<"k">> => maps:from_list([{{N}, [N]} || N <- lists:seq(1, 50)])}].

random(Depth) ->
    case rand:uniform(case Depth of 0 -> 9; _ -> 14 end) of
        1 -> rand:uniform(300) - 20;
        2 -> random_integer();
        3 -> random_integer();
        4 -> float();
        5 -> lists:nth(rand:uniform(8), [a, b, ok, 'Hello', 'é', 'λx', true, undefined]);
        6 -> [];
        7 -> rand:bytes(rand:uniform(100) - 1);
        8 -> Bits = rand:uniform(300), <<B:Bits/bitstring, _/bitstring>> = rand:bytes(40), B;
        9 -> [rand:uniform(256) - 1 || _ <- lists:seq(1, rand:uniform(12) - 1)];
        N when N < 11 -> list_to_tuple([random(Depth - 1) || _ <- lists:seq(1, rand:uniform(6) - 1)]);
        N when N < 13 -> [random(Depth - 1) || _ <- lists:seq(1, rand:uniform(6) - 1)];
        13 -> [random(Depth - 1) | random(0)];
        14 ->
            Size = case rand:uniform(8) of 1 -> 30 + rand:uniform(40); _ -> rand:uniform(6) - 1 end,
            maps:from_list([{random(rand:uniform(2) - 1), random(Depth - 1)} || _ <- lists:seq(1, Size)])
    end.

random_integer() ->
    Bits = rand:uniform(case rand:uniform(10) of 1 -> 2500; _ -> 140 end),
    N = rand:uniform(1 bsl Bits) - 1,
    case rand:uniform(2) of 1 -> N; 2 -> -N end.

float() ->
    case rand:uniform(6) of
        1 -> rand:uniform();
        2 -> float(rand:uniform(1000000));
        3 -> rand:uniform(100000) / 1000;
        4 -> math:pow(10, rand:uniform(40) - 20) * (rand:uniform(2) * 2 - 3);
        _ -> any_float()
    end.
any_float() ->
    case rand:bytes(8) of
        <<F/float>> -> F;
        _ -> any_float()
    end.

%% -- order

pair_line() ->
    A = random(2),
    B = case rand:uniform(3) of 1 -> random(2); 2 -> like(A); 3 -> like(like(A)) end,
    Order = if A == B -> $=; A < B -> $<; true -> $> end,
    [hex(term_to_binary(A)), $|, hex(term_to_binary(B)), $|, Order, $|, case A =:= B of true -> $1; false -> $0 end].

%% Something close to a term: so that comparisons get deep into it.
like(I) when is_integer(I) ->
    case rand:uniform(4) of
        1 when abs(I) < 1 bsl 1000 -> float(I);
        2 -> I + 1;
        3 -> -I;
        _ -> I
    end;
like(F) when is_float(F) ->
    case rand:uniform(3) of 1 -> trunc(F); 2 -> trunc(F) + 1; _ -> F end;
like(T) when is_tuple(T), T =/= {} ->
    I = rand:uniform(tuple_size(T)),
    setelement(I, T, like(element(I, T)));
like([H | T]) ->
    case rand:uniform(2) of 1 -> [like(H) | T]; 2 -> [H | like(T)] end;
like(M) when is_map(M), map_size(M) > 0 ->
    {K, V} = lists:nth(rand:uniform(map_size(M)), maps:to_list(M)),
    case rand:uniform(2) of 1 -> M#{K := like(V)}; 2 -> (maps:remove(K, M))#{like(K) => V} end;
like(B) when is_bitstring(B), bit_size(B) > 0 ->
    N = rand:uniform(bit_size(B)) - 1,
    <<P:N/bitstring, X:1, R/bitstring>> = B,
    <<P/bitstring, (1 - X):1, R/bitstring>>;
like(_) -> random(1).

%% -- numbers

number_line() ->
    Op = lists:nth(rand:uniform(16), ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr', '<', '==', neg, 'bnot', trunc]),
    A = operand(),
    B = case Op of
            _ when Op =:= 'bsl'; Op =:= 'bsr' -> rand:uniform(400) - 200;
            _ when Op =:= '<'; Op =:= '==' -> case rand:uniform(2) of 1 -> operand(); 2 -> like(A) end;
            _ -> case rand:uniform(20) of 1 -> 0; _ -> operand() end
        end,
    R = try apply_op(Op, A, B) catch error:_ -> badarith end,
    [atom_to_list(Op), $|, show(A), $|, show(B), $|, show(R)].

apply_op(neg, A, _) -> -A;
apply_op('bnot', A, _) -> bnot A;
apply_op(trunc, A, _) -> {trunc(A), round(A), floor(A), ceil(A)};
apply_op(Op, A, B) -> erlang:Op(A, B).

operand() -> case rand:uniform(6) of 1 -> float(); _ -> random_integer() end.

show(T) when is_tuple(T) -> lists:join($,, [show(E) || E <- tuple_to_list(T)]);
show(F) when is_float(F) -> [$f, hex_float(F)];
show(I) when is_integer(I) -> integer_to_list(I);
show(A) -> atom_to_list(A).

%% -- floats

float_line(F) ->
    D = rand:uniform(25) - 1,
    C = max(D, 1),
    Try = fun(G) -> try G() catch error:_ -> "badarg" end end,
    %% compact without decimals cuts zeros of large integers in OTP 25 (1.0e18 becomes "1"): not recorded.
    [hex_float(F), $|, io_lib:format("~w", [F]), $|, integer_to_list(D), $|, Try(fun() -> float_to_list(F, [{decimals, D}]) end), $|,
     Try(fun() -> float_to_list(F, [{decimals, C}, compact]) end), $|, float_to_list(F, [{scientific, D}])].
