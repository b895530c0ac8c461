%% A record of forty fields: creation, update of several, matching, access by index.
-module(records_many_fields).
-export([main/0]).
-record(big, {f1 = 1, f2 = 2, f3 = 3, f4, f5, f6, f7, f8, f9, f10 = ten, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20 = "twenty",
              f21, f22, f23, f24, f25, f26, f27, f28, f29, f30 = 30.0, f31, f32, f33, f34, f35, f36, f37, f38, f39, f40 = last}).

main() ->
    t(fun() -> tuple_size(#big{}) end),
    t(fun() -> begin B = id(#big{}), {B#big.f1, B#big.f10, B#big.f20, B#big.f30, B#big.f40} end end),
    t(fun() ->
              B = id(#big{}),
              C = B#big{f5 = 5, f25 = 25, f40 = new},
              {C#big.f5, C#big.f25, C#big.f40, C#big.f1}
      end),
    t(fun() -> begin #big{f2 = X, f39 = Y, f40 = Z} = id(#big{f39 = y}), {X, Y, Z} end end),
    t(fun() -> length(record_info(fields, big)) end),
    t(fun() -> record_info(size, big) end),
    t(fun() -> #big.f33 end),
    t(fun() -> element(#big.f20, id(#big{})) end),
    t(fun() -> begin B = id(#big{_ = d}), lists:usort(tl(tuple_to_list(B))) end end),
    t(fun() -> begin B = id(#big{f7 = 7, _ = d}), {B#big.f7, B#big.f8} end end),
    t(fun() ->
              lists:foldl(fun(I, B) -> setelement(I, B, I) end, id(#big{}), lists:seq(2, 41)) =:= list_to_tuple([big | lists:seq(2, 41)])
      end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
