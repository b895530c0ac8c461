%% A large case over atoms, and one over tagged tuples of different sizes.
-module(match_switch_atoms).
-export([main/0]).

main() ->
    t(fun() -> [color(C) || C <- [red, green, blue, cyan, magenta, yellow, black, white, pink, "red", 1]] end),
    t(fun() ->
              [shape(S) || S <- [{point}, {circle, 1}, {rect, 2, 3}, {box, 1, 2, 3}, {circle, 1, 2}, {circle}, {unknown, 1}, {}, x, {line, {0, 0}, {1, 1}}]]
      end),
    t(fun() -> [op(O) || O <- [{'+', 1, 2}, {'-', 5, {'*', 2, 2}}, {neg, 4}, {'/', 1, 0}, {'?', 1}]] end),
    ok.

color(red) -> 16#FF0000;
color(green) -> 16#00FF00;
color(blue) -> 16#0000FF;
color(cyan) -> 16#00FFFF;
color(magenta) -> 16#FF00FF;
color(yellow) -> 16#FFFF00;
color(black) -> 0;
color(white) -> 16#FFFFFF;
color(C) when is_atom(C) -> unknown;
color(_) -> not_a_color.

shape({point}) -> 0;
shape({circle, R}) -> {circle, R * R * 3};
shape({rect, A, B}) -> {rect, A * B};
shape({box, A, B, C}) -> {box, A * B * C};
shape({line, {X1, Y1}, {X2, Y2}}) -> {line, abs(X2 - X1) + abs(Y2 - Y1)};
shape({circle, _, _}) -> ellipse;
shape(T) when is_tuple(T), tuple_size(T) =:= 1 -> single;
shape({}) -> empty;
shape({T, _}) -> {other, T};
shape(_) -> none.

op({'+', A, B}) -> op(A) + op(B);
op({'-', A, B}) -> op(A) - op(B);
op({'*', A, B}) -> op(A) * op(B);
op({'/', A, B}) -> try op(A) div op(B) catch error:badarith -> infinity end;
op({neg, A}) -> -op(A);
op(N) when is_integer(N) -> N;
op(_) -> bad_op.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
