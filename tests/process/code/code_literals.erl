%% Constants of removed code live on wherever a process has them.
-module(code_literals).
-export([main/0]).

-define(S, code_subject).

main() ->
    {?S, Binary, File} = code:get_object_code(?S),
    {module, ?S} = code:load_binary(?S, File, Binary),
    Self = self(),
    T = ets:new(t, []),
    put(literal, ?S:literal(tuple)),
    ets:insert(T, {key, ?S:literal(list), ?S:literal(binary)}),
    persistent_term:put(code_literals, ?S:literal(shared)),
    Part = binary:part(?S:literal(binary), 2, 70),
    Here = [?S:literal(tuple), Part | ?S:literal(list)],
    self() ! {message, ?S:literal(tuple)},
    self() ! ?S:literal(list),
    self() ! ?S:literal(binary),
    erlang:send_after(300, self(), ?S:literal(shared)),
    Keeper = spawn(fun() -> keeper(?S:literal(tuple), Self) end),
    Mailbox = spawn(fun() -> receive go -> ok end, Self ! {mailbox, all()} end),
    Mailbox ! ?S:literal(list),
    Mailbox ! {?S:literal(shared), ?S:literal(binary)},
    Frame = spawn(fun() -> Self ! {frame, catch frame(?S:literal(list))} end),
    Reader = spawn(fun() -> Self ! {reader, catch exit(hold(?S:literal(tuple)))} end),
    erlang:garbage_collect(),
    Funs = [?S:adder(N) || N <- [1, 2, 3]],

    %% Twice: deleted with nothing in its place, and replaced.
    true = code:delete(?S),
    io:format("purge ~p~n", [code:purge(?S)]),
    [{module, ?S} = code:load_binary(?S, File, Binary) || _ <- [1]],
    [begin {module, ?S} = code:load_binary(?S, File, Binary), false = code:purge(?S) end || _ <- lists:seq(1, 20)],

    io:format("dictionary ~p~n", [get(literal)]),
    io:format("ets ~p~n", [ets:lookup(T, key)]),
    io:format("persistent ~p~n", [persistent_term:get(code_literals)]),
    io:format("stack ~p~n", [Here]),
    receive {message, L} -> io:format("message ~p~n", [L]) end,
    receive [one | _] = M -> io:format("message ~p~n", [M]) end,
    receive B when is_binary(B) -> io:format("message ~p~n", [B]) end,
    receive {_, _} = Timer -> io:format("timer ~p~n", [Timer]) end,
    [begin P ! go, receive {Tag, X} -> io:format("~p ~p~n", [Tag, X]) end end
     || {P, Tag} <- [{Keeper, keeper}, {Mailbox, mailbox}, {Frame, frame}, {Reader, reader}]],
    io:format("funs ~p~n", [[F(10) || F <- Funs]]),
    erlang:garbage_collect(),
    io:format("after collection ~p ~p~n", [Here, get(literal)]),
    ok.

keeper(Literal, Self) ->
    receive go -> Self ! {keeper, Literal} end.

frame(Literal) ->
    X = hold(Literal),
    [X | X].

hold(Literal) ->
    receive go -> ok end,
    Literal.

all() ->
    receive X -> [X | all()] after 0 -> [] end.
