%% Every type test on every type of value.
-module(guard_type_tests).
-export([main/0]).
-record(r, {a}).

main() ->
    Values = [0, -1, 1 bsl 80, 1.5, a, true, false, [], [1], "s", [a | b], {}, {1}, {r, 1}, {r}, #{}, #{k => v},
              <<>>, <<1>>, <<1:3>>, self(), make_ref(), fun() -> ok end, fun lists:map/2],
    [io:format("~s ~w~n", [Name, [F(V) || V <- Values]]) || {Name, F} <- tests()],
    [io:format("guard ~s ~w~n", [Name, [F(V) || V <- Values]]) || {Name, F} <- guards()],
    ok.

tests() ->
    [{is_atom, fun(X) -> is_atom(X) end}, {is_boolean, fun(X) -> is_boolean(X) end},
     {is_integer, fun(X) -> is_integer(X) end}, {is_float, fun(X) -> is_float(X) end},
     {is_number, fun(X) -> is_number(X) end}, {is_list, fun(X) -> is_list(X) end},
     {is_tuple, fun(X) -> is_tuple(X) end}, {is_map, fun(X) -> is_map(X) end},
     {is_binary, fun(X) -> is_binary(X) end}, {is_bitstring, fun(X) -> is_bitstring(X) end},
     {is_pid, fun(X) -> is_pid(X) end}, {is_reference, fun(X) -> is_reference(X) end},
     {is_port, fun(X) -> is_port(X) end}, {is_function, fun(X) -> is_function(X) end},
     {is_function_0, fun(X) -> is_function(X, 0) end}, {is_function_2, fun(X) -> is_function(X, 2) end},
     {is_record_r, fun(X) -> is_record(X, r) end}, {is_record_r1, fun(X) -> is_record(X, r, 1) end}].

guards() ->
    [{is_atom, fun(X) when is_atom(X) -> y; (_) -> n end}, {is_boolean, fun(X) when is_boolean(X) -> y; (_) -> n end},
     {is_integer, fun(X) when is_integer(X) -> y; (_) -> n end}, {is_float, fun(X) when is_float(X) -> y; (_) -> n end},
     {is_number, fun(X) when is_number(X) -> y; (_) -> n end}, {is_list, fun(X) when is_list(X) -> y; (_) -> n end},
     {is_tuple, fun(X) when is_tuple(X) -> y; (_) -> n end}, {is_map, fun(X) when is_map(X) -> y; (_) -> n end},
     {is_binary, fun(X) when is_binary(X) -> y; (_) -> n end},
     {is_bitstring, fun(X) when is_bitstring(X) -> y; (_) -> n end},
     {is_pid, fun(X) when is_pid(X) -> y; (_) -> n end}, {is_reference, fun(X) when is_reference(X) -> y; (_) -> n end},
     {is_function, fun(X) when is_function(X) -> y; (_) -> n end},
     {is_function_2, fun(X) when is_function(X, 2) -> y; (_) -> n end},
     {is_record_r, fun(X) when is_record(X, r) -> y; (_) -> n end},
     {not_is_atom, fun(X) when not is_atom(X) -> y; (_) -> n end}].
