%% unique_integer, external_size, iolists, make_ref, tuples, time, garbage_collect, halt-free odds and ends.
-module(bif_misc).
-export([main/0]).

main() ->
    t(fun() -> erlang:iolist_size([1, "ab", [<<"c">> | <<"d">>]]) end),
    t(fun() -> erlang:tuple_to_list(erlang:list_to_tuple([a])) end),
    t(fun() -> erlang:is_builtin(erlang, abs, 1) end),
    t(fun() -> erlang:is_builtin(lists, map, 2) end),
    t(fun() -> erlang:is_builtin(nope, nope, 0) end),
    t(fun() -> erlang:function_exported(lists, map, 2) end),
    t(fun() -> erlang:function_exported(lists, nope, 2) end),
    t(fun() -> erlang:function_exported(erlang, abs, 1) end),
    t(fun() -> erlang:float_to_list(1.5, [{decimals, 1}]) end),
    t(fun() -> erlang:min(a, 1), erlang:max(a, 1) end),
    t(fun() -> erlang:garbage_collect() end),
    t(fun() -> erlang:make_fun(lists, map, 2) =:= fun lists:map/2 end),
    t(fun() -> erlang:binary_to_float(<<"1.5e3">>) end),
    t(fun() -> erlang:list_to_bitstring([<<1:1>>, <<0:7>>]) end),
    t(fun() -> erlang:hd([1]), erlang:tl([1, 2]) end),
    t(fun() -> [erlang:O(7, 2) || O <- ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr']] end),
    t(fun() -> [erlang:O(7, 2) || O <- ['<', '>', '=<', '>=', '==', '/=', '=:=', '=/=']] end),
    t(fun() -> [erlang:O(true, false) || O <- ['and', 'or', 'xor']] end),
    t(fun() -> [erlang:O([1, 2, 3], [2]) || O <- ['++', '--']] end),
    t(fun() -> [erlang:'not'(true), erlang:'-'(5), erlang:'+'(5), erlang:'bnot'(5)] end),
    t(fun() -> erlang:'!'(self(), x) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
