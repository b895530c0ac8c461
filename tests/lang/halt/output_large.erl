%% Six thousand lines of output, in order.
-module(output_large).
-export([main/0]).

main() ->
    [io:format("~6..0b ~s~n", [I, lists:duplicate(I rem 40, $=)]) || I <- lists:seq(1, 1000)],
    io:put_chars([[integer_to_list(I), $\n] || I <- lists:seq(1, 5000)]).
