%% The process dictionary against funs, exceptions and other processes.
-module(pdict_semantics).
-export([main/0]).

main() ->
    t(fun() -> begin put(k, 1), F = fun() -> get(k) end, put(k, 2), F() end end),
    t(fun() -> begin put(k, before), catch (begin put(k, inside), throw(x) end), get(k) end end),
    t(fun() ->
              put(k, mine),
              Me = self(),
              spawn(fun() -> Me ! {theirs, get(k)} end),
              receive {theirs, V} -> {V, get(k)} end
      end),
    t(fun() ->
              put({a, 1}, tuple),
              put("s", string),
              put(<<"b">>, binary),
              [get({a, 1}), get("s"), get(<<"b">>)]
      end),
    t(fun() -> begin put(big, lists:seq(1, 10000)), erlang:garbage_collect(), lists:sum(get(big)) end end),
    t(fun() -> begin erase(), [put(I rem 10, I) || I <- lists:seq(1, 100)], lists:sort(get()) end end),
    t(fun() -> begin put(f, fun(X) -> X + 1 end), (get(f))(1) end end),
    t(fun() -> begin put(k, v), {erase(k), erase(k), get(k)} end end),
    t(fun() -> length(erase()) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
