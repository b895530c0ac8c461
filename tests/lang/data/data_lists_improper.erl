%% Improper lists wherever lists are walked.
-module(data_lists_improper).
-export([main/0]).

main() ->
    t(fun() -> length([1 | id(2)]) end),
    t(fun() -> lists:reverse([1, 2 | id(3)]) end),
    t(fun() -> [X || X <- [1 | id(2)]] end),
    t(fun() -> [1 | id(2)] ++ [3] end),
    t(fun() -> [1] ++ id(2) end),
    t(fun() -> hd([1 | id(2)]), tl([1 | id(2)]) end),
    t(fun() -> is_list([1 | id(2)]) end),
    t(fun() -> [1 | id(2)] =:= [1 | 2] end),
    t(fun() -> [a, b | id(c)] < [a, b, c] end),
    t(fun() -> [H | T] = [1 | id(2)], {H, T} end),
    t(fun() -> lists:sum([1 | id(2)]) end),
    t(fun() -> list_to_tuple([1 | id(2)]) end),
    t(fun() -> list_to_binary([1 | id(2)]) end),
    t(fun() -> list_to_binary([1 | id(<<2>>)]) end),
    t(fun() -> iolist_size([<<"a">> | id(<<"b">>)]) end),
    t(fun() -> lists:flatten(io_lib:format("~w ~p", [[1 | id(2)], [a | id("b")]])) end),
    t(fun() -> erlang:phash2([1 | id(2)]) end),
    t(fun() -> binary_to_term(term_to_binary([1 | id(2)])) end),
    t(fun() -> lists:map(fun(X) -> X end, [1 | id(2)]) end),
    t(fun() -> lists:foldl(fun(X, A) -> X + A end, 0, [1 | id(2)]) end),
    t(fun() -> apply(lists, max, [[1 | id(2)]]) end),
    t(fun() -> lists:member(2, [1 | id(2)]) end),
    t(fun() -> lists:member(1, [1 | id(2)]) end),
    t(fun() -> "abc" ++ id(x) end),
    t(fun() -> [$a | "bc"] end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
