%% Processes that die of errors nobody caught, and what is logged of them.
-module(log_crashes).
-export([main/0]).
-include("../otp.hrl").

main() ->
    capture(),
    [begin
         io:format("---- ~s~n", [Name]),
         {_, Ref} = spawn_monitor(F),
         receive {'DOWN', Ref, _, _, R} -> p(R) end,
         [begin io:put_chars(text(E)), p(lists:sort(maps:keys(M))), p(maps:get(error_logger, M)) end || #{meta := M} = E <- events()]
     end || {Name, F} <- [{"error", fun() -> error(boom) end}, {"throw", fun() -> throw(ball) end}, {"exit", fun() -> exit(why) end}, {"normal", fun() -> ok end},
                          {"badmatch", fun() -> {ok, _} = self() end}, {"undef", fun() -> no_module:f(1) end}, {"function_clause", fun() -> lists:nth(x, []) end}]].
