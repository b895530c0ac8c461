%% erlang:fun_info, fun_info/2 items and comparison of funs.
-module(funs_info).
-export([main/0]).

main() ->
    t(fun() -> [element(2, erlang:fun_info(fun lists:map/2, K)) || K <- [module, name, arity, env, type]] end),
    t(fun() -> [element(2, erlang:fun_info(fun(_, _) -> ok end, K)) || K <- [module, arity, type]] end),
    t(fun() -> begin X = id(7), element(2, erlang:fun_info(fun() -> X end, env)) end end),
    t(fun() -> begin X = id(7), Y = id("s"), length(element(2, erlang:fun_info(fun() -> {X, Y} end, env))) end end),
    t(fun() -> element(2, erlang:fun_info(fun() -> ok end, env)) end),
    t(fun() -> erlang:fun_info(x, arity) end),
    t(fun() -> erlang:fun_info(fun() -> ok end, bogus) end),
    t(fun() -> is_list(erlang:fun_info(fun() -> ok end)) end),
    t(fun() -> begin F = fun(X) -> X end, G = F, {F =:= G, F == G} end end),
    t(fun() -> begin F = fun(X) -> X end, G = fun(X) -> X end, F =:= G end end),
    t(fun() -> begin Make = fun(N) -> fun() -> N end end, [Make(1) =:= Make(1), Make(1) =:= Make(2)] end end),
    t(fun() -> fun ?MODULE:main/0 =:= fun ?MODULE:main/0 end),
    t(fun() -> begin M = #{fun lists:map/2 => found}, maps:get(fun lists:map/2, M) end end),
    t(fun() -> begin F = fun() -> ok end, M = #{F => found}, maps:get(F, M) end end),
    t(fun() ->
              lists:usort([fun lists:map/2, fun lists:map/2, fun lists:filter/2]) =:= [fun lists:filter/2, fun lists:map/2]
      end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
