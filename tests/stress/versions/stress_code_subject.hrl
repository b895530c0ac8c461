%% What stress_code replaces: each version says which it is in everything that it returns.
-export([calc/1, constant/0, adder/1, sit/1, keep/2]).

calc(X) -> {?VERSION, X * 10 + ?VERSION, constant()}.

constant() -> {?VERSION, [?VERSION, "text", 2.5 * ?VERSION], #{version => ?VERSION, big => ?VERSION bsl 80},
               <<"more than sixty-four bytes, so that it is kept outside of any heap: version ", ?VERSION>>}.

adder(N) -> fun(X) -> {?VERSION, N + X, constant()} end.

%% Stays in this version until it is told to leave.
sit(From) ->
    From ! {self(), sits, ?VERSION, constant()},
    receive {From, leave} -> left end.

%% A frame of this version under a call, and a constant in it.
keep(Fun, X) ->
    Constant = constant(),
    Value = Fun(X),
    {?VERSION, Value, Constant}.
