%% Crash reports: the crasher, its links, messages and neighbours, for all kinds of ends.
-module(pl_crash).
-export([main/0, crash/2]).
-include("../otp.hrl").

main() ->
    process_flag(trap_exit, true),
    capture(),
    [begin
         io:format("---- ~s~n", [Name]),
         Pid = proc_lib:spawn(?MODULE, crash, [Name, F]),
         p(ended(Pid, fun(_) -> Pid ! a_message, Pid ! {another, "message"}, Pid ! go end)),
         logged()
     end || {Name, F} <- cases()],
    io:format("---- neighbours~n"),
    Pid = proc_lib:spawn(fun() ->
        register(middle, self()),
        put(key, {value, [1, 2, 3]}),
        process_flag(trap_exit, true),
        Me = self(),
        proc_lib:spawn_link(fun() -> register(neighbour, self()), Me ! up, receive stop -> ok end end),
        spawn_link(fun() -> Me ! up, receive stop -> ok end end),
        receive up -> ok end, receive up -> ok end,
        timer:sleep(10),
        receive go -> error(with_neighbours) end
    end),
    p(element(1, ended(Pid, fun(_) -> timer:sleep(30), Pid ! go end))),
    events(),
    io:format("---- format~n"),
    io:put_chars(string:replace(proc_lib:format([[{initial_call, {m, f, ['Argument__1']}}, {pid, list_to_pid("<0.99.0>")}, {registered_name, name}, {error_info, {error, badarg, []}},
                                   {ancestors, [a, b]}, {message_queue_len, 1}, {messages, [{a, message}]}, {links, []}, {dictionary, [{k, v}]}, {trap_exit, true}, {status, running},
                                   {heap_size, 1}, {stack_size, 2}, {reductions, 3}], []]), "<0.99.0>", "<a pid>-", all)),
    io:format("~n").

crash(_, F) -> receive go -> F() end.

cases() ->
    [{"error", fun() -> error({an_error, [1, 2]}) end},
     {"badarith", fun() -> 1 / list_to_integer("0") end},
     {"case_clause", fun() -> case self() of x -> ok end end},
     {"exit", fun() -> exit({an_exit, "text"}) end},
     {"exit normal", fun() -> exit(normal) end},
     {"exit shutdown", fun() -> exit({shutdown, x}) end},
     {"throw", fun() -> throw(a_throw) end},
     {"undef", fun() -> no_module:no_function(a, "b", <<"c">>) end},
     {"long term", fun() -> exit(lists:seq(1, 60)) end},
     {"trap_exit", fun() -> process_flag(trap_exit, true), error(trapping) end}].
