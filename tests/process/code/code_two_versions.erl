%% Old and current code: what may be loaded, who is in which, what a purge does to whom.
-module(code_two_versions).
-export([main/0]).

-define(S, code_subject).

main() ->
    {?S, Binary, File} = code:get_object_code(?S),
    io:format("not loaded ~p~n", [{code:is_loaded(?S), erlang:module_loaded(?S), erlang:check_old_code(?S)}]),
    Load = fun() -> code:load_binary(?S, File, Binary) end,
    io:format("first ~p~n", [Load()]),
    io:format("old ~p~n", [erlang:check_old_code(?S)]),
    Inner = spawn(?S, inner_loop, []),
    Outer = spawn(?S, outer_loop, []),
    here = where(Inner),
    here = where(Outer),
    io:format("second ~p~n", [Load()]),
    io:format("old ~p~n", [erlang:check_old_code(?S)]),
    io:format("by bif ~p~n", [erlang:load_module(?S, Binary)]),
    io:format("delete ~p~n", [code:delete(?S)]),
    io:format("by bif ~p~n", [catch_class(fun() -> erlang:delete_module(?S) end)]),
    here = where(Inner),
    here = where(Outer),
    io:format("in old code ~p ~p ~p~n", [erlang:check_process_code(P, ?S) || P <- [Inner, Outer, self()]]),
    io:format("async ~p~n", [erlang:check_process_code(Inner, ?S, [{async, id}])]),
    receive M -> io:format("answer ~p~n", [M]) end,
    io:format("soft purge ~p~n", [code:soft_purge(?S)]),
    io:format("old ~p~n", [erlang:check_old_code(?S)]),
    here = where(Inner),
    Monitor = monitor(process, Inner),
    io:format("purge ~p~n", [code:purge(?S)]),
    receive {'DOWN', Monitor, process, Inner, Reason} -> io:format("killed: ~p~n", [Reason]) end,
    here = where(Outer),
    io:format("old ~p~n", [erlang:check_old_code(?S)]),
    io:format("purge ~p~n", [code:purge(?S)]),
    io:format("soft purge ~p~n", [code:soft_purge(?S)]),
    io:format("by bif ~p~n", [catch_class(fun() -> erlang:purge_module(?S) end)]),

    %% The caller's own frames.
    io:format("frame ~p~n", [?S:wait(fun() ->
        {module, ?S} = Load(),
        {erlang:check_process_code(self(), ?S), code:soft_purge(?S)}
    end)]),
    io:format("soft purge ~p~n", [code:soft_purge(?S)]),

    %% Delete, and loading at the next call.
    io:format("delete ~p ~p~n", [code:delete(?S), code:is_loaded(?S) =/= false]),
    io:format("delete ~p~n", [catch_class(fun() -> erlang:delete_module(?S) end)]),
    io:format("purge ~p~n", [erlang:purge_module(?S)]),
    io:format("gone ~p~n", [where(Outer, 300)]),
    io:format("delete ~p ~p~n", [code:delete(?S), code:is_loaded(?S) =/= false]),
    io:format("purge ~p~n", [code:purge(?S)]),
    {module, ?S} = code:ensure_loaded(?S),
    io:format("call ~p~n", [(?S:adder(3))(4)]),
    {file, Where} = code:is_loaded(?S),
    io:format("which ~p~n", [code:which(?S) =:= Where]),
    io:format("md5 ~p~n", [?S:module_info(md5) =:= code:module_md5(Binary)]),
    io:format("md5 ~p~n", [code:module_md5(<<"nonsense">>)]),

    %% The functions of `code` purge by themselves.
    {module, ?S} = Load(),
    Third = spawn(?S, inner_loop, []),
    here = where(Third),
    {module, ?S} = Load(),
    here = where(Third),
    {module, ?S} = Load(),
    io:format("third version ~p~n", [where(Third)]),

    %% Bad files.
    io:format("bad ~p~n", [code:load_binary(?S, File, <<"nonsense">>)]),
    io:format("bad ~p~n", [code:load_binary(other_name, File, Binary)]),
    io:format("bad ~p~n", [code:load_binary(?S, File, binary:part(Binary, 0, byte_size(Binary) - 10))]),
    io:format("none ~p ~p~n", [code:load_file(no_such_module), code:ensure_loaded(no_such_module)]),
    io:format("none ~p ~p~n", [code:get_object_code(no_such_module), code:which(no_such_module)]),
    io:format("none ~p ~p~n", [code:delete(no_such_module), erlang:delete_module(no_such_module)]),
    io:format("none ~p ~p~n", [code:purge(no_such_module), code:soft_purge(no_such_module)]),
    io:format("file ~p~n", [code:load_file(?S)]),
    io:format("purge ~p~n", [code:purge(?S)]),
    [io:format("badarg ~p~n", [catch_class(F)]) || F <- [
        fun() -> erlang:load_module(id(1), Binary) end,
        fun() -> erlang:check_old_code(id(1)) end,
        fun() -> erlang:check_process_code(id(x), ?S) end,
        fun() -> erlang:check_process_code(self(), ?S, [{bad, option}]) end,
        fun() -> erlang:purge_module(id("x")) end,
        fun() -> erlang:module_loaded(id("x")) end]],
    ok.

where(Pid) -> where(Pid, 5000).

where(Pid, Time) ->
    Ref = monitor(process, Pid),
    Pid ! {self(), Ref, where},
    receive
        {Ref, Where} -> demonitor(Ref, [flush]), Where;
        {'DOWN', Ref, process, Pid, Reason} -> Reason
    after Time -> timeout
    end.

catch_class(F) ->
    try F() catch C:R -> {C, R} end.

id(X) -> X.
