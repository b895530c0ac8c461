%% Shared binaries on their way between processes: built by appending, cut into parts, kept, dropped, sent on, put into tables and terms, while their holders
%% collect and die. Every part has to keep its bytes, and in the end no byte is kept. A broken law is printed with its seed, and the exit status is 1.
-module(stress_binaries).
-export([main/1]).

-define(PATIENCE, 60000).

main(Args) ->
    [Seconds, Seed, Workers, Steps] = arguments(Args, [3, 1, 40, 200]),
    Until = erlang:monotonic_time(millisecond) + Seconds * 1000,
    rounds(Until, Seed, 1, Workers, Steps).

arguments([], Defaults) -> Defaults;
arguments([A | As], [_ | Ds]) -> [list_to_integer(A) | arguments(As, Ds)].

rounds(Until, Seed, Round, Workers, Steps) ->
    erlang:garbage_collect(),
    Before = erlang:memory(binary),
    Table = ets:new(binaries, [public]),
    Crew = [spawn_monitor(fun() -> worker({Seed, Round, I}, Table, Steps) end) || I <- lists:seq(1, Workers)],
    Pids = list_to_tuple([P || {P, _} <- Crew]),
    [P ! {start, Pids} || {P, _} <- Crew],
    [receive {'DOWN', R, process, P, Why} -> lists:member(Why, [normal, killed]) orelse broken({Seed, Round}, Why)
     after ?PATIENCE -> broken({Seed, Round}, {stuck, process_info(P)}) end || {P, R} <- Crew],
    [intact(Seed, Object) || {_, Object} <- ets:tab2list(Table)],
    ets:delete(Table),
    given_back(Before, {Seed, Round}, 200),
    case erlang:monotonic_time(millisecond) < Until of
        true -> rounds(Until, Seed, Round + 1, Workers, Steps);
        false -> io:format("~b rounds~n", [Round])
    end.

given_back(Before, Where, Tries) ->
    erlang:garbage_collect(),
    case erlang:memory(binary) of
        Now when Now =< Before + 65536 -> ok;
        _ when Tries > 0 -> receive after 10 -> ok end, given_back(Before, Where, Tries - 1);
        Now -> broken(Where, {binaries_left, Before, Now})
    end.

-spec broken(term(), term()) -> no_return().
broken(Where, What) ->
    io:format("BROKEN ~p: ~p~n", [Where, What]),
    halt(1).

worker(Where, Table, Steps) ->
    rand:seed(exsss, Where),
    receive {start, Pids} -> steps(Steps, Where, Table, Pids, [fresh()]) end.

%% A piece: {Binary, first byte, step}: byte I is (First + I * Step) rem 251.
fresh() ->
    First = rand:uniform(250),
    Step = rand:uniform(250),
    Size = case rand:uniform(10) of 1 -> rand:uniform(100000); _ -> rand:uniform(600) end,
    {grow(<<>>, First, Step, Size, 0), First, Step}.

%% Built by appending, so that it has room behind it.
grow(B, _, _, Size, Size) -> B;
grow(B, First, Step, Size, I) -> grow(<<B/binary, ((First + I * Step) rem 251)>>, First, Step, Size, I + 1).

intact(Where, {B, First, Step}) ->
    is_right(B, First, Step) orelse broken(Where, {bytes_changed, byte_size(B), First, Step}).

is_right(<<>>, _, _) -> true;
is_right(<<X, Rest/binary>>, First, Step) -> X =:= First rem 251 andalso is_right(Rest, First + Step, Step).

steps(0, Where, _, _, Held) -> [intact(Where, Piece) || Piece <- Held], ok;
steps(N, Where, Table, Pids, Held) ->
    Held1 = receive {piece, Piece} -> intact(Where, Piece), [Piece | lists:sublist(Held, 8)] after 0 -> Held end,
    steps(N - 1, Where, Table, Pids, act(rand:uniform(11), Where, Table, Pids, Held1)).

act(1, _, _, _, Held) -> [fresh() | lists:sublist(Held, 8)];
act(N, _, _, Pids, [Piece | _] = Held) when N =< 3 -> element(rand:uniform(size(Pids)), Pids) ! {piece, Piece}, Held;
act(4, Where, _, _, [{B, First, Step} | Rest]) when byte_size(B) > 1 ->
    At = rand:uniform(byte_size(B) - 1),
    Part = {binary:part(B, At, byte_size(B) - At), (First + At * Step) rem 251, Step},
    intact(Where, Part),
    [Part, {B, First, Step} | Rest];
act(5, _, _, _, [{B, First, Step} | Rest]) ->
    %% Appending to the newest piece, and to an older view of the same bytes.
    Size = byte_size(B),
    Longer = grow(B, First, Step, Size + rand:uniform(50), Size),
    Other = <<B/binary, "other">>,
    true = byte_size(Other) =:= Size + 5,
    [{Longer, First, Step}, {B, First, Step} | lists:sublist(Rest, 8)];
act(6, _, Table, _, [Piece | _] = Held) -> ets:insert(Table, {rand:uniform(20), Piece}), Held;
act(7, Where, Table, _, Held) ->
    case ets:lookup(Table, rand:uniform(20)) of
        [{_, Piece}] -> intact(Where, Piece), [Piece | lists:sublist(Held, 8)];
        [] -> Held
    end;
act(8, _, _, _, Held) -> erlang:garbage_collect(), Held;
act(9, Where, _, _, [Piece | _] = Held) ->
    %% Through a fun in a process of its own, which may be killed on the way.
    {P, R} = spawn_monitor(fun() -> intact(Where, Piece), exit({piece, Piece}) end),
    rand:uniform(2) =:= 1 andalso exit(P, kill),
    receive
        {'DOWN', R, _, _, {piece, Back}} -> [Back | Held];
        {'DOWN', R, _, _, killed} -> Held
    end;
act(10, _, _, _, [_ | Held]) when Held =/= [] -> Held;
act(11, Where, _, _, [{B, First, Step} | Rest]) ->
    {B2, First, Step} = binary_to_term(term_to_binary({B, First, Step})),
    intact(Where, {B2, First, Step}),
    rand:uniform(60) =:= 1 andalso exit(self(), kill),
    [{B2, First, Step} | Rest];
act(_, _, _, _, Held) -> Held.
