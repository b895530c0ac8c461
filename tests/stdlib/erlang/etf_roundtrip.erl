%% binary_to_term(term_to_binary(T)) gives T back, for terms of every shape, plain and compressed.
-module(etf_roundtrip).
-export([main/0]).

main() ->
    Terms = [0, -1, 1 bsl 31, 1 bsl 59, 1 bsl 60, 1 bsl 100, -(1 bsl 100), 1 bsl 5000, 1.5, -1.0e-300, a, 'å', [], [1 | 2], "abc",
             lists:seq(1, 300), {}, {{}}, list_to_tuple(lists:seq(1, 300)), #{}, #{a => 1}, maps:from_list([{I, {I}} || I <- lists:seq(1, 100)]),
             <<>>, <<1, 2, 3>>, <<5:3>>, <<1, 2:7>>, binary:copy(<<"0123456789">>, 100), self(), make_ref(), fun lists:map/2,
             [{k, [#{x => [<<"deep">>]}]}], lists:duplicate(1000, {a, "b", 1.5})],
    t(fun() -> [binary_to_term(term_to_binary(T)) =:= T || T <- Terms] end),
    t(fun() -> [binary_to_term(term_to_binary(T, [compressed])) =:= T || T <- Terms] end),
    t(fun() -> [binary_to_term(term_to_binary(T, [{compressed, 9}])) =:= T || T <- Terms] end),
    t(fun() -> [binary_to_term(term_to_binary(T, [{minor_version, 1}])) =:= T || T <- Terms] end),
    t(fun() -> [binary_to_term(term_to_binary(T), [used]) =:= {T, byte_size(term_to_binary(T))} || T <- Terms] end),
    t(fun() ->
              [binary_to_term(<<(term_to_binary(T))/binary, "trailing">>, [used]) =:= {T, byte_size(term_to_binary(T))} || T <- Terms]
      end),
    t(fun() -> [binary_to_term(iolist_to_binary(erlang:term_to_iovec(T))) =:= T || T <- Terms] end),
    t(fun() -> byte_size(term_to_binary(lists:duplicate(10000, abc), [compressed])) < 1000 end),
    t(fun() -> byte_size(term_to_binary(small, [compressed])) =:= byte_size(term_to_binary(small)) end),
    t(fun() -> begin F = fun(X) -> X + 1 end, G = binary_to_term(term_to_binary(F)), G(1) end end),
    t(fun() -> begin Y = 10, F = fun(X) -> X + Y end, G = binary_to_term(term_to_binary(F)), {G(1), G =:= F} end end),
    t(fun() -> begin D = nest(100000), binary_to_term(term_to_binary(D)) =:= D end end),
    t(fun() -> binary_to_term(<<131, 100, 0, 3, "abc">>) end),
    t(fun() -> binary_to_term(<<131, 115, 3, "abc">>) end),
    t(fun() -> binary_to_term(<<131, 99, "1.50000000000000000000e+00", 0, 0, 0, 0, 0>>) end),
    t(fun() -> binary_to_term(<<131, 107, 0, 3, "abc">>) end),
    t(fun() -> binary_to_term(<<131, 108, 1:32, 97, 1, 97, 2>>) end),
    ok.

nest(0) -> [];
nest(N) -> [nest(N - 1)].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
