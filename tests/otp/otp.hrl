%% What the programs of this area share: printing values without what no other machine could print, and the text of log events.
-compile([nowarn_unused_function]).
-export([log/2]).

%% Print the value of a fun, or the exception that it ends with.
t(Fun) ->
    p(try Fun() catch Class:Reason -> {Class, Reason} end).

p(Term) -> io:format("~p~n", [normal(Term)]).

t(Label, Fun) when not is_list(Label) ->
    io:format("~p: ", [Label]),
    t(Fun);
t(Label, Fun) ->
    io:format("~ts: ", [Label]),
    t(Fun).

%% Pids, references and funs by what they are; of stack traces the functions of this module only.
normal(Pid) when is_pid(Pid), Pid =:= self() -> '<self>';
normal(Pid) when is_pid(Pid) -> '<pid>';
normal([alias | Ref]) when is_reference(Ref) -> '<ref>';
normal(Ref) when is_reference(Ref) -> '<ref>';
normal(Fun) when is_function(Fun) -> '<fun>';
normal(Term) -> each(fun normal/1, Term).

each(Do, [{M, F, A, L} | _] = Stack) when is_atom(M), is_atom(F), is_list(A) orelse is_integer(A), is_list(L) ->
    [{N, G, arity(B)} || {N, G, B, _} <- Stack, N =:= ?MODULE, Do =/= undefined, not inner(G)];
each(Do, [H | T]) -> [Do(H) | Do(T)];
each(Do, Tuple) when is_tuple(Tuple) -> list_to_tuple([Do(X) || X <- tuple_to_list(Tuple)]);
each(Do, Map) when is_map(Map) -> maps:from_list([{Do(K), Do(V)} || {K, V} <- maps:to_list(Map)]);
each(_Do, Term) -> Term.

%% The names of funs are the compiler's own.
inner(Name) -> lists:prefix("-", atom_to_list(Name)).

arity(A) when is_list(A) -> length(A);
arity(A) -> A.

%% Send what is logged from now on to this process, and nowhere else.
capture() -> capture(notice).

capture(Level) ->
    ok = logger:set_primary_config(level, Level),
    lists:foreach(fun(Id) -> logger:remove_handler(Id) end, logger:get_handler_ids()),
    ok = logger:add_handler(capture, ?MODULE, #{owner => self(), filter_default => log, filters => []}).

log(Event, #{owner := Owner}) -> Owner ! {'$logged', Event}.

%% The events that have come by now, as text. The process identifiers are all the same one.
logged() ->
    lists:foreach(fun(Event) -> io:put_chars(text(Event)) end, events()).

events() -> events(100).

events(Time) ->
    receive {'$logged', Event} -> [Event | events(Time)] after Time -> [] end.

text(#{level := Level, msg := Msg, meta := Meta}) ->
    Title = case Meta of
                #{logger_formatter := #{title := Given}} -> Given;
                #{} -> "-"
            end,
    Domain = maps:get(domain, Meta, none),
    [io_lib:format("[~p ~ts ~p]~n", [Level, Title, Domain]),
     string:replace(logger_formatter:format(#{level => Level, msg => fixed(Msg), meta => Meta#{time => 0}},
                                            #{single_line => false, template => [msg, "\n"]}),
                    "<0.99.0>", "<a pid>-", all)].

fixed(Pid) when is_pid(Pid) -> list_to_pid("<0.99.0>");
fixed([alias | Ref]) when is_reference(Ref) -> reference;
fixed(Ref) when is_reference(Ref) -> reference;
fixed(Fun) when is_function(Fun) -> a_fun;
fixed({Size, N}) when Size =:= heap_size; Size =:= stack_size; Size =:= reductions -> {Size, min(N, 1)};
fixed(Term) -> each(fun fixed/1, Term).

%% Everything in the mailbox.
mail() -> mail(50).
mail(Time) -> receive X -> [X | mail(Time)] after Time -> [] end.

%% Why a process ends when something is done to it.
ended(Pid, Do) ->
    Ref = monitor(process, Pid),
    Do(Pid),
    receive {'DOWN', Ref, process, _, Reason} -> Reason after 2000 -> still_alive end.
