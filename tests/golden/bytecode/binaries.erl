%% Binary matching and construction, contexts handed over, records, maps, nested tries.
-module(binaries).
-export([bytes/2, packet/1, words/1, state/1, nested/1, keys/1]).
-record(state, {count = 0, name}).

bytes(<<X, Rest/binary>>, Acc) -> bytes(Rest, [X | Acc]);
bytes(<<>>, Acc) -> Acc.

packet(<<"GET ", Path/binary>>) -> {get, Path};
packet(<<16#FF, N:16/little, Data:N/binary, Rest/binary>>) -> {data, Data, Rest};
packet(_) -> error.

words(B) -> << <<(W + 1):16>> || <<W:16>> <= B >>.

state(#state{count = N} = S) -> S#state{count = N + 1}.

nested(F) ->
    try
        try F() catch error:E -> {error, E} end
    catch
        _:R:St -> {R, St}
    end.

keys(#{a := A, b := B}) -> {A, B}.
