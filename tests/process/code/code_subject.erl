%% The module the programs of this folder load, replace and remove.
%% helper: a library module without main
-module(code_subject).
-export([inner_loop/0, outer_loop/0, literal/1, adder/1, wait/1, held/1]).

%% Stays in the version it began in.
inner_loop() ->
    receive
        {From, Ref, where} -> From ! {Ref, here}, inner_loop();
        stop -> ok
    end.

%% Goes on in the current version.
outer_loop() ->
    receive
        {From, Ref, where} -> From ! {Ref, here}, ?MODULE:outer_loop();
        stop -> ok
    end.

literal(tuple) -> {a, [b, "text", 3.5], #{k => {v, 12345678901234567890}}};
literal(list) -> [one, {two, 2}, <<"three">>];
literal(shared) -> X = {deep, [1, 2, 3]}, {X, X};
literal(binary) -> <<"a binary of more than sixty-four bytes, so that its bytes are kept outside of any heap">>.

adder(N) -> fun(X) -> X + N end.

%% Sits in a frame of this module.
wait(Fun) ->
    R = Fun(),
    {back, R}.

%% Keeps a literal in its stack while it waits elsewhere.
held(Fun) ->
    L = literal(tuple),
    _ = Fun(),
    L.
