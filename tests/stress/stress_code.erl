%% Code is replaced, deleted and purged at random while processes run in it, keep its constants and call its funs. A broken law is printed with its seed, and
%% the exit status is 1.
%%
%% The laws:
%%   versions     a call is answered by one version, whole: number, value, constants and frames of it agree
%%   load         not_purged exactly when there is old code
%%   soft purge   false exactly when one sits in the old code; nobody is killed
%%   purge        kills exactly those that sit in the old code
%%   constants    whoever kept one has it unchanged, whatever became of its code
%%   funs         one of code that is gone raises badfun, another gives what its version gives
%%   workers      each ends once: by itself or, when it was in old code at a purge, killed
%%   leaks        code and processes are what they were before
-module(stress_code).
-export([main/1]).

-define(S, stress_code_subject).
-define(PATIENCE, 60000).

%% The control process's picture of the module: which version is current and old (or none), and who sits in them.
-record(c, {where, versions, current = none, old = none, current_sitters = [], old_sitters = [], killed = 0, loads = 0, purges = 0}).

main(Args) ->
    [Seconds, Seed, Workers, Steps] = arguments(Args, [3, 1, 20, 300]),
    Versions = versions(),
    Until = erlang:monotonic_time(millisecond) + Seconds * 1000,
    rounds(Until, Versions, Seed, 1, Workers, Steps, {0, 0, 0}).

arguments([], Defaults) -> Defaults;
arguments([A | As], [_ | Ds]) -> [list_to_integer(A) | arguments(As, Ds)].

%% The module files of the versions, which stand in folders beside this program. A later call of a deleted version must not find them.
versions() ->
    Folder = filename:join(filename:dirname(code:which(?MODULE)), "versions"),
    list_to_tuple([version(filename:join(Folder, integer_to_list(N))) || N <- [1, 2, 3]]).

version(Folder) ->
    true = code:add_patha(Folder),
    {?S, Bytes, _} = code:get_object_code(?S),
    true = code:del_path(Folder),
    Bytes.

rounds(Until, Versions, Seed, Round, Workers, Steps, {Loads, Purges, Killed}) ->
    Where = {Seed, Round},
    rand:seed(exsss, {Seed, Round, 0}),
    Before = holdings(),
    %% The first version, so that nobody finds none before it was loaded once.
    {module, ?S} = erlang:load_module(?S, element(1, Versions)),
    Crew = [spawn_monitor(fun() -> worker({Seed, Round, I}, Steps) end) || I <- lists:seq(1, Workers)],
    [Pid ! {others, [P || {P, _} <- Crew]} || {Pid, _} <- Crew],
    C = control(Steps, #c{where = Where, versions = Versions, current = 1, loads = 1}),
    [Pid ! stop || {Pid, _} <- Crew],
    Ends = [receive {'DOWN', R, process, P, Why} -> Why after ?PATIENCE -> broken(Where, {stuck, process_info(P)}) end || {P, R} <- Crew],
    [broken(Where, E) || E <- Ends, E =/= normal, E =/= killed],
    clean_up(C),
    check_holdings(Where, Before, 100),
    Totals = {Loads + C#c.loads, Purges + C#c.purges, Killed + C#c.killed + length([x || killed <- Ends])},
    case erlang:monotonic_time(millisecond) < Until of
        true -> rounds(Until, Versions, Seed, Round + 1, Workers, Steps, Totals);
        false -> io:format("~b rounds, ~p loads, purges, killed~n", [Round, Totals])
    end.

-spec broken(term(), term()) -> no_return().
broken(Where, What) ->
    io:format("BROKEN ~p: ~p~n", [Where, What]),
    halt(1).

holdings() ->
    erlang:garbage_collect(),
    [{processes, erlang:system_info(process_count)}, {code, erlang:memory(code)}, {binary, erlang:memory(binary)}].

check_holdings(Where, Before, Tries) ->
    After = holdings(),
    case [{Kind, B, A} || {{Kind, B}, {Kind, A}} <- lists:zip(Before, After), A > B + allowed(Kind, Where)] of
        [] -> ok;
        _ when Tries > 0 -> receive after 20 -> ok end, check_holdings(Where, Before, Tries - 1);
        More -> broken(Where, {leaked, More})
    end.

%% The first round starts the processes that purge, and loads what is needed; funs have entries that stay.
allowed(processes, {_, 1}) -> 3;
allowed(processes, _) -> 0;
allowed(code, {_, 1}) -> 1000000;
allowed(code, _) -> 5000;
allowed(binary, {_, 1}) -> 3000000;
allowed(binary, _) -> 500000.

%% -- who replaces the code

control(0, C) -> C;
control(N, C) ->
    maybe_pause(),
    control(N - 1, checked(case rand:uniform(12) of
        K when K =< 4 -> load(C);
        K when K =< 6 -> soft_purge(C);
        K when K =< 8 -> purge(C);
        9 -> delete(C);
        K when K =< 11 -> sit(C);
        12 -> leave(C)
    end)).

maybe_pause() ->
    case rand:uniform(4) of 1 -> receive after 1 -> ok end; 2 -> erlang:yield(); _ -> ok end.

%% What the machine says is what the picture says; nobody was killed who should not be.
checked(#c{where = Where, old = Old} = C) ->
    erlang:check_old_code(?S) =:= (Old =/= none) orelse broken(Where, {old_code, Old}),
    erlang:module_loaded(?S) =:= (C#c.current =/= none) orelse broken(Where, {current_code, C#c.current}),
    [broken(Where, {killed, Pid}) || {Pid, _, _} <- C#c.current_sitters ++ C#c.old_sitters, not is_process_alive(Pid)],
    C.

load(#c{where = Where} = C) ->
    Version = rand:uniform(3),
    case erlang:load_module(?S, element(Version, C#c.versions)) of
        {module, ?S} when C#c.old =:= none; C#c.current =:= none ->
            replaced(Version, C#c{loads = C#c.loads + 1});
        {error, not_purged} when C#c.old =/= none, C#c.current =/= none -> C;
        Other -> broken(Where, {load, Other, C#c.current, C#c.old})
    end.

replaced(Version, #c{current = none} = C) -> C#c{current = Version};
replaced(Version, C) -> C#c{current = Version, current_sitters = [], old = C#c.current, old_sitters = C#c.current_sitters}.

delete(#c{current = none} = C) -> C;
delete(#c{old = none} = C) ->
    true = erlang:delete_module(?S),
    C#c{current = none, current_sitters = [], old = C#c.current, old_sitters = C#c.current_sitters};
delete(#c{where = Where} = C) ->
    try erlang:delete_module(?S) of Other -> broken(Where, {deleted, Other})
    catch error:badarg -> C
    end.

%% A worker may be in the old code for a moment, which the picture does not know: false is then right, too.
soft_purge(#c{old = none} = C) ->
    code:soft_purge(?S) orelse broken(C#c.where, no_old_code),
    C;
soft_purge(C) ->
    case code:soft_purge(?S) of
        true when C#c.old_sitters =:= [] -> C#c{old = none, purges = C#c.purges + 1};
        true -> broken(C#c.where, {purged_under, C#c.old_sitters});
        false -> C
    end.

purge(#c{old = none} = C) ->
    code:purge(?S) andalso broken(C#c.where, nothing_to_purge),
    C;
purge(C) ->
    Killed = code:purge(?S),
    Killed orelse C#c.old_sitters =:= [] orelse broken(C#c.where, {not_killed, C#c.old_sitters}),
    [receive {'DOWN', R, process, P, killed} -> ok;
             {'DOWN', R, process, P, Why} -> broken(C#c.where, {sitter_ended, Why})
     after ?PATIENCE -> broken(C#c.where, {not_killed, process_info(P)}) end || {P, R, _} <- C#c.old_sitters],
    C#c{old = none, old_sitters = [], purges = C#c.purges + 1, killed = C#c.killed + length(C#c.old_sitters)}.

sit(#c{current = none} = C) -> C;
sit(#c{where = Where, current = Version} = C) ->
    Self = self(),
    {Pid, Ref} = spawn_monitor(fun() -> left = ?S:sit(Self), exit(left) end),
    receive
        {Pid, sits, Version, Constant} ->
            right(Where, Version, Constant),
            C#c{current_sitters = [{Pid, Ref, Version} | C#c.current_sitters]};
        {Pid, sits, Other, _} -> broken(Where, {sits_in, Other, Version});
        {'DOWN', Ref, process, Pid, Why} -> broken(Where, {sitter_ended, Why})
    after ?PATIENCE -> broken(Where, {does_not_sit, process_info(Pid)})
    end.

leave(#c{old_sitters = [Sitter | Sitters]} = C) -> leaves(C, Sitter), C#c{old_sitters = Sitters};
leave(#c{current_sitters = [Sitter | Sitters]} = C) -> leaves(C, Sitter), C#c{current_sitters = Sitters};
leave(C) -> C.

leaves(C, {Pid, Ref, _}) ->
    Pid ! {self(), leave},
    receive {'DOWN', Ref, process, Pid, Why} -> Why =:= left orelse broken(C#c.where, {left, Why})
    after ?PATIENCE -> broken(C#c.where, {does_not_leave, process_info(Pid)}) end.

clean_up(#c{old = none, current = none} = C) -> C;
clean_up(#c{old = none} = C) -> clean_up(delete(C));
clean_up(C) -> clean_up(purge(C)).

%% -- who runs in it

worker(Where, Steps) ->
    rand:seed(exsss, Where),
    receive {others, Others} -> work(Steps, Where, list_to_tuple(Others), []) end.

work(0, Where, _, Kept) ->
    kept(Where, Kept),
    receive stop -> ok end;
work(N, Where, Others, Kept) ->
    Kept1 = take(Where, Kept),
    work(N - 1, Where, Others, case rand:uniform(8) of
        1 -> calculate(Where, N), Kept1;
        2 -> keep_frame(Where, N), Kept1;
        3 -> new([{constant, if_there(fun() -> ?S:constant() end)}], Kept1);
        4 -> new([{adder, N, if_there(fun() -> ?S:adder(N) end)}], Kept1);
        5 -> give(Others, Kept1), Kept1;
        6 -> kept(Where, Kept1), Kept1;
        7 -> erlang:garbage_collect(), Kept1;
        8 -> use_funs(Where, Kept1)
    end).

%% `gone`: there is no such version just now.
if_there(Fun) ->
    try Fun()
    catch error:undef -> gone
    end.

new([{_, gone}], Kept) -> Kept;
new([{_, _, gone}], Kept) -> Kept;
new(One, Kept) -> One ++ lists:sublist(Kept, 8).

calculate(Where, N) ->
    case if_there(fun() -> ?S:calc(N) end) of
        gone -> ok;
        {V, Value, Constant} ->
            Value =:= N * 10 + V orelse broken(Where, {calc, N, V, Value}),
            right(Where, V, Constant)
    end.

keep_frame(Where, N) ->
    Inner = fun(X) -> maybe_pause(), if_there(fun() -> ?S:calc(X) end) end,
    case if_there(fun() -> ?S:keep(Inner, N) end) of
        gone -> ok;
        {V, Value, Constant} ->
            right(Where, V, Constant),
            case Value of
                gone -> ok;
                {W, Result, Other} -> Result =:= N * 10 + W orelse broken(Where, {calc, N, W, Result}), right(Where, W, Other)
            end
    end.

%% What others gave.
take(Where, Kept) ->
    receive {take, Things} -> kept(Where, Things), take(Where, lists:sublist(Things ++ Kept, 8))
    after 0 -> Kept
    end.

give(Others, Kept) -> element(rand:uniform(tuple_size(Others)), Others) ! {take, lists:sublist(Kept, 3)}.

kept(Where, Kept) -> [right(Where, element(1, C), C) || {constant, C} <- Kept].

use_funs(Where, Kept) ->
    lists:filter(fun({adder, N, Fun}) ->
                         try Fun(1) of
                             {V, Value, Constant} ->
                                 Value =:= N + 1 orelse broken(Where, {adder, N, Value}),
                                 right(Where, V, Constant),
                                 true
                         catch
                             error:{badfun, Fun} -> false;
                             error:undef -> false
                         end;
                    (_) -> true
                 end, Kept).

%% A version's constant, built here from its number.
right(Where, V, Constant) ->
    Text = <<"more than sixty-four bytes, so that it is kept outside of any heap: version ", V>>,
    {V, [V, "text", 2.5 * V], #{version => V, big => V bsl 80}, Text} =:= Constant orelse broken(Where, {constant, V, Constant}).
