%% All forms of sending to names, before, during and after they have an owner.
-module(send_by_name).
-export([main/0]).

main() ->
    t(fun() -> by_name ! x end),
    t(fun() -> register(by_name, self()), by_name ! a, {by_name, node()} ! b, erlang:send(by_name, c), erlang:send({by_name, node()}, d, []), got() end),
    t(fun() -> spawn(fun() -> by_name ! from_other end), receive X -> X end end),
    t(fun() -> unregister(by_name), catch_class(fun() -> by_name ! x end) end),
    t(fun() -> {by_name, node()} ! lost end),
    t(fun() -> erlang:send_after(1, by_name, lost), receive after 5 -> got() end end),
    t(fun() -> register(by_name, self()), erlang:send_after(1, by_name, timed), receive timed -> timed end end),
    t(fun() -> exit(whereis(by_name), normal), got() end),
    t(fun() -> link(whereis(by_name)) end),
    t(fun() -> is_process_alive(by_name) end),
    t(fun() -> process_info(by_name, status) end),
    ok.

got() -> receive X -> [X | got()] after 0 -> [] end.

catch_class(F) -> try F() catch C:R -> {C, R} end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
