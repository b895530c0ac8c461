-module(names).
-export([start/1, missing/0]).
-behaviour(gen_server).
-define(WRAP(X), {wrapped, X, Undefined}).
-record(state, {count, limit = 10}).

start(Count) ->
    Limit = Count + Cuont,
    S = #state{cuont = 1},
    case Limit of
        1 -> Result = ok;
        _ -> other
    end,
    {Result, strat(S), lenght([]), ?WRAP(Limit), S#stat.count}.

unused(A) -> fun(A) -> A end.

guarded(X) when start(X) -> X.

pattern(f(X), <<B/binary, C/binary>>) -> {X, B, C}.

always(_) -> ok;
always(1) -> never.
