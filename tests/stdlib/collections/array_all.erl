%% array: fixed and growing, defaults, sparse operations, conversions.
-module(array_all).
-export([main/0]).

main() ->
    A = array:from_list([a, b, c]),
    t(fun() -> array:to_list(A) end),
    t(fun() -> array:get(1, A) end),
    t(fun() -> array:get(5, A) end),
    t(fun() -> array:to_list(array:set(5, z, A)) end),
    t(fun() -> array:size(A) end),
    t(fun() -> array:to_list(array:resize(2, A)) end),
    t(fun() -> array:to_list(array:new(3)) end),
    t(fun() -> array:to_list(array:new(3, {default, 0})) end),
    t(fun() -> array:to_list(array:new([{size, 2}, {fixed, false}, {default, x}])) end),
    t(fun() -> array:set(5, x, array:new(3)) end),
    t(fun() -> array:get(3, array:new(3)) end),
    t(fun() -> array:to_list(array:relax(array:new(2))) end),
    t(fun() -> array:is_fix(array:fix(A)) end),
    t(fun() -> array:default(array:new({default, d})) end),
    t(fun() -> array:to_list(array:reset(1, A)) end),
    t(fun() -> array:foldl(fun(I, X, Acc) -> [{I, X} | Acc] end, [], A) end),
    t(fun() -> array:foldr(fun(I, X, Acc) -> [{I, X} | Acc] end, [], A) end),
    t(fun() -> array:to_list(array:map(fun(I, X) -> {I, X} end, A)) end),
    t(fun() -> array:to_orddict(A) end),
    t(fun() -> array:sparse_to_list(array:set(4, e, A)) end),
    t(fun() -> array:sparse_to_orddict(array:set(4, e, A)) end),
    t(fun() -> array:sparse_size(array:set(4, e, array:new())) end),
    t(fun() -> array:to_list(array:from_orddict([{1, x}, {3, y}])) end),
    t(fun() -> array:is_array(A) end),
    t(fun() -> array:is_array(x) end),
    t(fun() -> array:get(-1, A) end),
    t(fun() -> array:get(a, A) end),
    t(fun() ->
              B = lists:foldl(fun(I, X) -> array:set(I, I * I, X) end, array:new(), lists:seq(0, 999)),
              {array:size(B), array:get(500, B)}
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
