%% What a function does not need any more is not kept alive while it calls, waits, or works on.
-module(dead_slots).
-export([main/0]).

main() ->
    [io:format("~p ~p~n", [Name, in_process(F)])
     || {Name, F} <- [{call, fun call/0}, {branch, fun branch/0}, {argument, fun argument/0}, {wait, fun wait/0},
                      {wait_timeout, fun wait_timeout/0}, {binary, fun binary/0}, {try_body, fun try_body/0},
                      {handler, fun handler/0}, {closure, fun closure/0}, {last_of_many, fun last_of_many/0},
                      {tuple_element, fun tuple_element/0}, {limited, fun limited/0}]],
    ok.

in_process(F) ->
    {_, Ref} = spawn_opt(fun() -> exit({value, F()}) end,
                           [monitor, {max_heap_size, #{size => 8_000_000, kill => true, error_logger => false}}]),
    receive {'DOWN', Ref, process, _, Reason} -> Reason end.

%% Some 400,000 words.
big() -> lists:seq(1, 200_000).

small() ->
    erlang:garbage_collect(),
    ok = id(ok),
    {total_heap_size, Words} = process_info(self(), total_heap_size),
    if Words < 100_000 -> small; true -> {large, Words} end.

call() ->
    Big = big(),
    N = length(Big),
    Then = small(),
    {N, Then}.

branch() ->
    Big = big(),
    Other = id(1),
    Then = case length(Big) of
               200_000 -> small();
               _ -> {Big, small()}
           end,
    {Other, Then}.

argument() ->
    Big = big(),
    Self = id(self()),
    {consume(Big), Self =:= self()}.

consume([_ | Rest]) ->
    N = length(Rest),
    Then = small(),
    {N, Then}.

wait() ->
    Big = big(),
    Self = self(),
    Length = length(Big),
    Watcher = spawn(fun() ->
                            receive after 50 -> ok end,
                            erlang:garbage_collect(Self),
                            Self ! process_info(Self, total_heap_size)
                    end),
    Result = receive
                 {total_heap_size, Words} when Words < 100_000 -> small;
                 {total_heap_size, Words} -> {large, Words}
             end,
    {Length, Result, is_pid(Watcher)}.

wait_timeout() ->
    Big = big(),
    Self = self(),
    Length = length(Big),
    spawn(fun() ->
                  receive after 50 -> ok end,
                  erlang:garbage_collect(Self),
                  Self ! process_info(Self, total_heap_size)
          end),
    Result = receive
                 {total_heap_size, Words} when Words < 100_000 -> small;
                 {total_heap_size, Words} -> {large, Words}
             after 5000 -> timeout
             end,
    {Length, Result}.

binary() ->
    List = [<<I:32>> || I <- lists:seq(1, 50_000)],
    Binary = iolist_to_binary(List),
    Then = small(),
    {byte_size(Binary), Then}.

try_body() ->
    Big = big(),
    try
        N = length(Big),
        Then = small(),
        {N, Then}
    catch
        _:_ -> caught
    end.

handler() ->
    Big = big(),
    Keep = id(keep),
    try
        fail(Big)
    catch
        throw:N ->
            Then = small(),
            {N, Then, Keep}
    end.

closure() ->
    Big = big(),
    F = fun() -> length(Big) end,
    N = F(),
    Then = small(),
    {N, Then}.

last_of_many() ->
    A = big(), B = big(), C = big(), D = big(),
    Sum = length(A) + length(B) + length(C) + length(D),
    Then = small(),
    {Sum, Then}.

tuple_element() ->
    {ok, Big} = id({ok, big()}),
    [First | _] = Big,
    Then = small(),
    {First, Then}.

%% Two thirds of the limit, dropped, and once more.
limited() ->
    A = lists:seq(1, 1_000_000),
    N = length(A),
    M = work(),
    {N, M}.

work() ->
    B = lists:seq(1, 1_000_000),
    M = length(B),
    Then = small(),
    {M, Then}.

fail(Big) -> throw(length(Big)).

%% Hides a value from the compiler.
id(X) -> X.
