%% Building binaries: appending bytes, integers and binaries, and binary comprehensions.
-module(bin_build).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(160)]).

run(N) -> loop(N, 0).

loop(0, Sum) -> Sum;
loop(N, Sum) ->
    A = bytes(200000, <<>>),
    B = fields(50000, <<>>),
    C = << <<(X bxor 16#5A)>> || <<X>> <= A >>,
    D = << <<X:12>> || X <- lists:seq(1, 20000) >>,
    loop(N - 1, (Sum + erlang:crc32([A, B, C, D])) band 16#FFFFFFFF).

bytes(0, B) -> B;
bytes(N, B) -> bytes(N - 1, <<B/binary, N>>).

fields(0, B) -> B;
fields(N, B) -> fields(N - 1, <<B/binary, N:16, (N * N):32/little, "abc">>).
