%% math: every function, rounded to ten digits where the last one may differ between C libraries.
-module(math_functions).
-export([main/0]).

main() ->
    t(fun() ->
              [r(math:F(0.5)) || F <- [sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, atanh, exp, sqrt, erf, erfc]]
      end),
    t(fun() -> [r(math:F(2)) || F <- [acosh, log, log2, log10, exp, sqrt]] end),
    t(fun() -> r(math:pi()) end),
    t(fun() -> math:pi() end),
    t(fun() -> math:pow(2, 10) end),
    t(fun() -> math:pow(2, 0.5) > 1.414 end),
    t(fun() -> math:pow(0, 0) end),
    t(fun() -> math:pow(-8, 3) end),
    t(fun() -> math:pow(-8, 0.5) end),
    t(fun() -> math:pow(10, 400) end),
    t(fun() -> math:sqrt(16) end),
    t(fun() -> math:sqrt(-1) end),
    t(fun() -> math:log(0) end),
    t(fun() -> math:log(-1) end),
    t(fun() -> math:log2(8) end),
    t(fun() -> math:log2(1024.0) end),
    t(fun() -> math:log10(1000) end),
    t(fun() -> math:exp(0) end),
    t(fun() -> math:exp(1000) end),
    t(fun() -> math:atan2(1, 1) =:= math:pi() / 4 end),
    t(fun() -> math:atan2(0, -1) =:= math:pi() end),
    t(fun() -> math:floor(2.7) end),
    t(fun() -> math:ceil(2.1) end),
    t(fun() -> math:floor(-2.5) end),
    t(fun() -> math:floor(3) end),
    t(fun() -> math:fmod(7, 3) end),
    t(fun() -> math:fmod(-7.5, 2) end),
    t(fun() -> math:fmod(1, 0) end),
    t(fun() -> math:acos(2) end),
    t(fun() -> math:sin(a) end),
    t(fun() -> math:sqrt(1 bsl 2000) end),
    t(fun() -> math:sqrt(1 bsl 100) end),
    ok.

r(X) -> round(X * 10000000000) / 10000000000.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
