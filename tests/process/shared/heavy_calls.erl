%% Builtins with large arguments, called by many processes at once: results, errors, messages that come meanwhile, and kills in the middle.
-module(heavy_calls).
-export([main/0]).

main() ->
    L = lists:seq(1, 30000),
    Pairs = [{I, integer_to_list(I)} || I <- L],
    Self = self(),
    Calls = [{sum, fun() -> erlang:phash2(Pairs) end},
             {size, fun() -> iolist_size([Pairs2 || {_, Pairs2} <- Pairs]) end},
             {bytes, fun() -> erlang:md5([T || {_, T} <- Pairs]) end},
             {map, fun() -> maps:size(maps:from_list(Pairs)) end},
             {minus, fun() -> length(L -- lists:seq(2, 30000, 2)) end},
             {plus, fun() -> length(L ++ L) end},
             {again, fun() -> binary_to_term(term_to_binary(Pairs)) =:= Pairs end},
             {split, fun() -> length(binary:split(binary:copy(<<"abc,">>, 200000), <<",">>, [global])) end},
             {number, fun() -> byte_size(integer_to_binary(1 bsl 400000)) end},
             {improper, fun() -> catch_reason(fun() -> iolist_to_binary(L ++ [x]) end) end},
             {tail, fun() -> catch_reason(fun() -> maps:from_list(Pairs ++ [y]) end) end},
             {applied, fun() -> apply(erlang, list_to_tuple, [L]) =:= erlang:list_to_tuple(L) end}],
    Pids = [{Name, spawn_link(fun() -> worker(Self, Name, Call) end)} || {Name, Call} <- Calls],
    [Pid ! {hello, N} || N <- [1, 2, 3], {_, Pid} <- Pids],
    [io:format("~p ~p~n", [Name, receive {Name, Value} -> Value end]) || {Name, _} <- Calls],
    Ends = [begin
                {Pid, Ref} = spawn_monitor(fun() -> forever(Call) end),
                receive after N rem 4 -> ok end,
                exit(Pid, kill),
                receive {'DOWN', Ref, process, Pid, Reason} -> Reason end
            end || N <- lists:seq(1, 4), {_, Call} <- Calls],
    io:format("~p~n", [lists:usort(Ends)]),
    io:format("~p~n", [catch_trace(fun() -> iolist_to_binary(id([L, x])) end)]).

worker(Parent, Name, Call) ->
    Value = Call(),
    Value = Call(),
    Hellos = [receive {hello, N} -> N end || N <- [1, 2, 3]],
    Parent ! {Name, {Value, Hellos}}.

forever(Call) -> _ = Call(), forever(Call).

catch_reason(F) -> try F() catch C:R -> {C, R} end.

catch_trace(F) ->
    try F() catch C:R:S -> [{M, N, A, _} | _] = S, {C, R, M, N, length(A)} end.

id(X) -> X.
