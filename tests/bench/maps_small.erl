%% Small maps as records: matching, updating, growing.
-module(maps_small).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(40000000)]).

run(N) -> loop(N, #{name => joe, count => 0, total => 0, last => none, kind => a}).

loop(0, #{count := C, total := T, last := L}) -> {C, T, L};
loop(N, #{count := C, kind := a} = M) -> loop(N - 1, M#{count := C + 1, kind := b});
loop(N, #{total := T, kind := b} = M) -> loop(N - 1, M#{total := T + N, last := N, kind := a}).
