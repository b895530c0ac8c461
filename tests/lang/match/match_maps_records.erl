%% Maps and records in function heads and cases, most specific first.
-module(match_maps_records).
-export([main/0]).
-record(user, {name, age = 0, role = guest}).

main() ->
    t(fun() -> [f(M) || M <- [#{a => 1, b => 2}, #{a => 1}, #{b => 2}, #{a => 2}, #{}, #{a => x, c => y}, notmap]] end),
    t(fun() ->
              [u(U) || U <- [#user{name = "a", role = admin}, #user{name = "b", age = 17}, #user{name = "c", age = 30}, {user, 1}, {user, "t", 5, guest}]]
      end),
    t(fun() -> [k(K, #{x => 1, y => 2}) || K <- [x, y, z]] end),
    t(fun() -> begin #{a := #{b := [_, #{c := C} | _]}} = id(#{a => #{b => [1, #{c => found}, 3]}}), C end end),
    t(fun() ->
              case id(#{type => circle, r => 2}) of #{type := rect, w := W} -> W; #{type := circle, r := R} -> R * R end
      end),
    t(fun() -> [nested(X) || X <- [{ok, #user{role = #{name => root}}}, {ok, #user{}}, {ok, #{}}]] end),
    ok.

f(#{a := 1, b := B}) -> {a1, B};
f(#{a := 1}) -> a1;
f(#{a := A, c := C}) -> {A, C};
f(#{a := A}) -> {a, A};
f(#{b := _}) -> b;
f(M) when M =:= #{} -> empty;
f(_) -> other.

u(#user{role = admin, name = N}) -> {admin, N};
u(#user{age = A, name = N}) when A < 18, A > 0 -> {minor, N};
u(#user{name = N} = U) when is_record(U, user) -> {user, N, U#user.age};
u(_) -> none.

k(K, M) ->
    case M of
        #{K := V} -> {K, V};
        _ -> {no, K}
    end.

nested({ok, #user{role = #{name := N}}}) -> N;
nested({ok, #user{role = R}}) -> R;
nested({ok, _}) -> something.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
