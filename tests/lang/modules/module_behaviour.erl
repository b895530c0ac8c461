%% A module with -behaviour, -callback and -optional_callbacks of its own.
-module(module_behaviour).
-export([main/0]).
-callback init(Args :: term()) -> {ok, State :: term()}.
-callback handle(Msg :: term(), State :: term()) -> term().
-callback terminate(term()) -> ok.
-optional_callbacks([terminate/1]).
-export([behaviour_info_is_there/0]).

main() ->
    t(fun() -> lists:sort(?MODULE:behaviour_info(callbacks)) end),
    t(fun() -> ?MODULE:behaviour_info(optional_callbacks) end),
    t(fun() -> behaviour_info_is_there() end),
    ok.

behaviour_info_is_there() -> erlang:function_exported(?MODULE, behaviour_info, 1).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
