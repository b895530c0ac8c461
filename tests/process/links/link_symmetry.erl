%% However link/1 and unlink/1 of two processes cross, both ends agree in the end.
-module(link_symmetry).
-export([main/0]).

main() ->
    t(fun() -> lists:usort([changes(N) || N <- lists:seq(1, 300)]) end),
    t(fun() -> lists:usort([crossing() || _ <- lists:seq(1, 300)]) end),
    ok.

%% Both change their link to the other at random for a while; then each tells whether it is linked.
changes(N) ->
    Self = self(),
    A = spawn(fun() -> peer(Self, N) end),
    B = spawn(fun() -> peer(Self, N * 7 + 1) end),
    A ! {start, B},
    B ! {start, A},
    [receive {done, P} -> ok end || P <- [A, B]],
    %% A round trip between the two, so that every signal of the one has reached the other.
    A ! {ping, B},
    B ! {ping, A},
    [receive {ponged, P} -> ok end || P <- [A, B]],
    {links, LA} = process_info(A, links),
    {links, LB} = process_info(B, links),
    exit(A, kill),
    exit(B, kill),
    lists:member(B, LA) =:= lists:member(A, LB).

peer(Parent, Seed) ->
    process_flag(trap_exit, true),
    receive {start, Other} -> change(Other, Seed, 20) end,
    Parent ! {done, self()},
    serve(Parent).

change(_, _, 0) -> ok;
change(Other, Seed, N) ->
    Next = (Seed * 1103515245 + 12345) rem 2147483648,
    case Next div 65536 rem 3 of
        0 -> link(Other);
        1 -> unlink(Other);
        2 -> erlang:yield()
    end,
    change(Other, Next, N - 1).

serve(Parent) ->
    receive
        {ping, Other} -> Other ! {echo, self()}, serve(Parent);
        {echo, From} -> From ! echoed, serve(Parent);
        echoed -> Parent ! {ponged, self()}, serve(Parent)
    end.

%% unlink/1 on both sides at once, and one side links again: linked on both sides or on none.
crossing() ->
    Self = self(),
    B = spawn_link(fun() ->
        process_flag(trap_exit, true),
        Self ! ready,
        receive go -> unlink(Self) end,
        receive {tell, From} -> From ! {self(), linked_to(Self)} end
    end),
    receive ready -> ok end,
    B ! go,
    unlink(B),
    link(B),
    B ! {tell, self()},
    receive {B, Its} -> ok end,
    Mine = linked_to(B),
    unlink(B),
    Mine =:= Its.

linked_to(P) ->
    {links, L} = process_info(self(), links),
    lists:member(P, L).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
