%% Tables change hands while their new owners end. Each round makes tables and gives them away, or leaves them to heirs, to processes that end at about that moment.
%%
%% The law: each table is deleted, or has an owner that is alive; and every table that was handed over told its new owner so.
%%   main([Seconds, Seed, Tables])
-module(stress_ets_owners).
-export([main/1]).

-define(PATIENCE, 60000).

main(Args) ->
    [Seconds, Seed, Tables] = arguments(Args, [3, 1, 50]),
    rand:seed(exsss, {Seed, Seed, Seed}),
    Before = lists:sort(ets:all()),
    Rounds = rounds(erlang:monotonic_time(millisecond) + Seconds * 1000, 0, Tables, Seed),
    settled(Before, Seed, 200),
    io:format("~b rounds~n", [Rounds]).

arguments([], Defaults) -> Defaults;
arguments([A | As], [_ | Ds]) -> [list_to_integer(A) | arguments(As, Ds)].

rounds(Until, Round, Tables, Seed) ->
    one_round(Tables, {Seed, Round}),
    case erlang:monotonic_time(millisecond) < Until of
        true -> rounds(Until, Round + 1, Tables, Seed);
        false -> Round + 1
    end.

one_round(N, Where) ->
    %% Receivers that end by themselves, some at once, some when they have got a table, and one that stays.
    Self = self(),
    Stays = spawn_link(fun() -> keeper(Self, 0) end),
    Givers = [spawn_monitor(fun() -> giver(I rem 4, Stays) end) || I <- lists:seq(1, N)],
    [receive {'DOWN', R, process, P, normal} -> ok; {'DOWN', R, process, P, Why} -> broken(Where, {giver, Why}) after ?PATIENCE -> broken(Where, {stuck, P}) end
     || {P, R} <- Givers],
    all_told(Stays, Where, 1000),
    unlink(Stays),
    exit(Stays, kill).

%% Receivers that still end give the keeper more meanwhile.
all_told(Stays, Where, Tries) ->
    Stays ! {count, self()},
    receive
        {kept, Same, Same} -> ok;
        {kept, _, _} when Tries > 0 -> receive after 1 -> ok end, all_told(Stays, Where, Tries - 1);
        {kept, Told, Owned} -> broken(Where, {told, Told, owns, Owned})
    after ?PATIENCE -> broken(Where, keeper)
    end.

%% What it is told of is its own, and there.
keeper(Main, Told) ->
    receive
        {'ETS-TRANSFER', T, _, kept} ->
            self() =:= ets:info(T, owner) orelse exit({not_mine, T}),
            keeper(Main, Told + 1);
        {count, Main} ->
            Main ! {kept, Told, length([T || T <- ets:all(), ets:info(T, owner) =:= self()])},
            keeper(Main, Told)
    end.

%% Gives a table to one that ends, which may leave it to the keeper.
giver(0, Stays) ->
    %% given away, no heir: deleted with the receiver, or kept by the giver that ends now
    Receiver = short_lived(),
    give(ets:new(t, [public]), Receiver),
    give(ets:new(t, [public, {heir, Stays, kept}]), Receiver);
giver(1, Stays) ->
    %% the heir ends as well; its own end passes the table on only if it is asked to
    Heir = short_lived(),
    ets:new(t, [{heir, Heir, gone}]),
    ets:new(t, [{heir, Stays, kept}]),
    linger();
giver(2, Stays) ->
    %% two give to one that ends
    Receiver = short_lived(),
    {P, R} = spawn_monitor(fun() -> give(ets:new(t, [{heir, Stays, kept}]), Receiver) end),
    give(ets:new(t, []), Receiver),
    receive {'DOWN', R, process, P, _} -> ok end;
giver(3, Stays) ->
    %% killed while it is given a table, and while it deletes it
    T = ets:new(t, [public, {heir, Stays, kept}]),
    Receiver = spawn(fun() -> receive {'ETS-TRANSFER', Mine, _, _} -> rand:uniform(2) =:= 1 andalso ets:delete(Mine) end end),
    spawn(fun() -> linger(), exit(Receiver, kill) end),
    give(T, Receiver).

give(T, Receiver) ->
    try ets:give_away(T, Receiver, given) catch error:badarg -> refused end.

short_lived() -> spawn(fun linger/0).

linger() -> spin(rand:uniform(200)).

spin(0) -> ok;
spin(N) -> spin(N - 1).

%% Nothing is left of all the tables.
settled(Before, Seed, Tries) ->
    case lists:sort(ets:all()) of
        Before -> ok;
        _ when Tries > 0 -> receive after 10 -> ok end, settled(Before, Seed, Tries - 1);
        After -> broken(Seed, {left, [{T, ets:info(T, owner), is_process_alive(ets:info(T, owner))} || T <- After -- Before]})
    end.

-spec broken(term(), term()) -> no_return().
broken(Where, What) ->
    io:format("BROKEN ~p: ~p~n", [Where, What]),
    halt(1).
