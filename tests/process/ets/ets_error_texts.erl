%% What every function of ets says is wrong with its arguments.
-module(ets_error_texts).
-export([main/0]).
main() ->
    N = ets:new(named, [named_table, public]), ets:insert(N, {a, 1, b}),
    ets:new(bag, [named_table, bag]), ets:insert(bag, {a, 1}),
    O = ets:new(ord, [named_table, ordered_set]), 
    ets:insert(O, {1, x}),
    ets:new(kp, [named_table, {keypos, 2}]),
    Dead = ets:new(dead, []), ets:delete(Dead),
    Me = self(),
    spawn(fun() -> ets:new(prot, [named_table]), ets:new(priv, [named_table, private]), Me ! ok, receive stop -> ok end end),
    receive ok -> ok end,
    Gone = spawn(fun() -> ok end), timer:sleep(10),
    Bad = [nope, Dead, make_ref(), 17, "t"],
    Calls =
      [{delete, [T]} || T <- Bad ++ [prot, priv]] ++
      [{delete, [T, k]} || T <- Bad ++ [prot, priv]] ++
      [{delete_object, A} || A <- [[nope, {a}], [prot, {a}], [named, a], [kp, {a}], [17, b]]] ++
      [{delete_all_objects, A} || A <- [[nope], [prot], [17]]] ++
      [{first, [T]} || T <- [nope, priv, 17]] ++ [{last, [T]} || T <- [nope, priv, 17]] ++
      [{next, A} || A <- [[nope, 1], [named, 1], [priv, 1], [17, 1]]] ++
      [{prev, A} || A <- [[nope, 1], [named, 1], [priv, 1]]] ++
      [{give_away, A} || A <- [[nope, Me, d], [named, Me, d], [named, Gone, d], [named, x, d], [prot, Me, d], [17, 18, d]]] ++
      [{info, A} || A <- [[17], ["a"], [named, nothing], [17, size], [named, 1], [nope, nothing], [nope, size]]] ++
      [{insert, A} || A <- [[nope, {a}], [prot, {a}], [named, a], [named, [a]], [named, [{a}|b]], [kp, {a}], [kp, [{a}]], [17, a], [named, {}]]] ++
      [{insert_new, A} || A <- [[nope, {a}], [prot, {a}], [named, a], [named, [a]], [kp, {a}], [17, a]]] ++
      [{lookup, A} || A <- [[nope, 1], [priv, 1], [17, 1]]] ++
      [{lookup_element, A} || A <- [[nope, 1, 2], [named, 1, 2], [named, a, 4], [named, a, 0], [named, a, x], [priv, a, 1], [named, zz, x], [bag, a, 3], [17, a, b], [nope, a, b]]] ++
      [{match, A} || A <- [[nope, '_'], [priv, '_'], [17, '_'], [nope, '_', 1], [named, '_', 0], [named, '_', x], [foo]]] ++
      [{match_delete, A} || A <- [[nope, '_'], [prot, '_'], [17, '_']]] ++
      [{match_object, A} || A <- [[nope, '_'], [priv, '_'], [nope, '_', 1], [named, '_', 0], [named, '_', x], [foo]]] ++
      [{match_spec_compile, A} || A <- [[foo], [[]], [[x]], [[{a, b, c}]]]] ++
      [{match_spec_run_r, A} || A <- [[foo, x, []], [[{a}], x, []]]] ++
      [{member, A} || A <- [[nope, a], [priv, a], [17, a]]] ++
      [{new, A} || A <- [[1, []], [a, foo], [a, [foo]], [named, [named_table]], [a, [{keypos, 0}]], [1, x], [a, [{heir, x, y}]], [a, [set|x]]]] ++
      [{rename, A} || A <- [[nope, a], [prot, a], [named, 1], [named, bag], [17, 1], [nope, 1]]] ++
      [{safe_fixtable, A} || A <- [[nope, true], [priv, true], [named, x], [17, x]]] ++
      [{select, A} || A <- [[nope, []], [priv, []], [named, x], [named, [x]], [named, [{'$1',[],['$1']}], 0], [named, [{'$1',[],['$1']}], x], [nope, [], 1], [foo], [17, x]]] ++
      [{select_reverse, A} || A <- [[nope, []], [named, x], [named, [{'$1',[],['$1']}], 0], [foo]]] ++
      [{select_count, A} || A <- [[nope, []], [priv, []], [named, x]]] ++
      [{select_delete, A} || A <- [[nope, []], [prot, []], [named, x]]] ++
      [{select_replace, A} || A <- [[nope, []], [prot, []], [named, x], [named, [{'$1',[],[b]}]], [bag, [{'$1',[],['$1']}]], [named, [{{a,'$1','$2'},[],[{{b,'$1','$2'}}]}]]]] ++
      [{setopts, A} || A <- [[nope, []], [prot, {heir, none}], [named, x], [named, {heir, x, y}], [named, [{heir, none}, foo]], [17, x]]] ++
      [{slot, A} || A <- [[nope, 1], [priv, 1], [named, 100000], [named, -1], [named, x], [ord, 2]]] ++
      [{tab2list, A} || A <- [[nope], [priv], [17]]] ++
      [{take, A} || A <- [[nope, 1], [prot, 1], [17, 1]]] ++
      [{update_counter, A} || A <- [[nope, a, 1], [prot, a, 1], [named, zz, 1], [named, a, {3, 1}], [named, a, {1, 1}], [named, a, {4, 1}], [named, a, x], [named, a, {2, x}], [named, a, [{2,1},x]], [bag, a, 1], [named, a, {0, 1}], [named, a, {2,1,x,1}], [named, a, {2,1,1,x}], [17, a, 1], [17, a, x], [nope, a, x],
                                    [nope, a, 1, {a, 1}], [named, zz, 1, x], [named, zz, {5,1}, {zz, 1}], [named, a, x, {a, 1}], [named, zz, x, x]]] ++
      [{update_element, A} || A <- [[nope, a, {2, 1}], [prot, a, {2, 1}], [named, zz, {2,1}], [named, a, {1, 1}], [named, a, {9, 1}], [named, a, x], [named, a, [{2, x}, y]], [bag, a, {2, 1}], [named, a, {0, 1}], [17, a, x], [named, a, {x, 1}]]] ++
      [{whereis, A} || A <- [[1], [make_ref()]]],
    [report(F, A) || {F, A} <- Calls].

%% Tables, processes and funs differ from run to run.
report(Function, Args) ->
    Shown = [if is_reference(A) -> ref; is_pid(A) -> pid; true -> A end || A <- Args],
    try apply(ets, Function, Args) of
        Result -> io:format("~w ~w -> ~w~n", [Function, Shown, Result])
    catch
        error:Reason:Stacktrace ->
            [{ets, _, _, Location} | _] = Stacktrace,
            #{module := Module} = Info = proplists:get_value(error_info, Location),
            Texts = lists:sort(maps:to_list(Module:format_error(Reason, Stacktrace))),
            io:format("~w ~w: ~w, ~w~n", [Function, Shown, Reason, maps:get(cause, Info, none)]),
            [io:format("    ~w: ~ts~n", [N, Text]) || {N, Text} <- Texts]
    end.
