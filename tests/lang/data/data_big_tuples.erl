%% Tuples of many thousand elements.
-module(data_big_tuples).
-export([main/0]).

main() ->
    t(fun() ->
              T = list_to_tuple(lists:seq(1, 100000)),
              {tuple_size(T), element(1, T), element(50000, T), element(100000, T)}
      end),
    t(fun() ->
              T = setelement(777, list_to_tuple(lists:seq(1, 1000)), x),
              {element(776, T), element(777, T), element(778, T)}
      end),
    t(fun() -> T = list_to_tuple(lists:seq(1, 50000)), T =:= list_to_tuple(tuple_to_list(T)) end),
    t(fun() -> T = erlang:make_tuple(65536, 0), lists:sum(tuple_to_list(setelement(65536, T, 9))) end),
    t(fun() -> lists:sum(tuple_to_list(fill(1, erlang:make_tuple(2000, 0)))) end),
    t(fun() -> erlang:make_tuple(1000, a) < erlang:make_tuple(1001, a) end),
    t(fun() -> erlang:make_tuple(1000, a) < erlang:make_tuple(1000, b) end),
    t(fun() -> tuple_size(erlang:append_element(erlang:make_tuple(9999, z), y)) end),
    ok.

fill(I, T) when I > tuple_size(T) -> T;
fill(I, T) -> fill(I + 1, setelement(I, T, I)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
