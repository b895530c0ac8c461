%% after: runs always, its value is ignored, order of effects.
-module(exc_after).
-export([main/0]).

main() ->
    t(fun() -> try ok after put(k, 1) end end),
    t(fun() -> get(k) end),
    t(fun() -> try throw(x) after put(k, 2) end end),
    t(fun() -> get(k) end),
    t(fun() -> try throw(x) catch x -> caught after put(k, 3) end end),
    t(fun() -> get(k) end),
    t(fun() -> try error(x) catch x -> caught after put(k, 4) end end),
    t(fun() -> get(k) end),
    t(fun() -> try ok of ok -> throw(y) after put(k, 5) end end),
    t(fun() -> get(k) end),
    t(fun() -> try ok after throw(from_after) end end),
    t(fun() -> try throw(a) after throw(from_after) end end),
    t(fun() -> try throw(a) catch a -> error(b) after exit(c) end end),
    t(fun() -> try try throw(inner) after put(k, 6) end catch inner -> {outer, get(k)} end end),
    t(fun() ->
              log(fun(L) -> try L(body), value of value -> L('of') catch _ -> L('catch') after L('after') end end)
      end),
    t(fun() ->
              log(fun(L) -> try L(body), throw(t) of value -> L('of') catch _ -> L('catch') after L('after') end end)
      end),
    t(fun() ->
              log(fun(L) -> try try L(body), throw(t) after L(after1) end catch _ -> L('catch') after L(after2) end end)
      end),
    t(fun() -> log(fun(L) -> try L(a), try L(b), throw(t) catch nomatch -> L(c) after L(d) end after L(e) end end) end),
    t(fun() -> nest(5) end),
    ok.

log(F) ->
    put(log, []),
    Result = try F(fun(X) -> put(log, [X | get(log)]), X end) catch C:R -> {C, R} end,
    {Result, lists:reverse(get(log))}.

nest(0) -> [];
nest(N) ->
    put(n, 0),
    try nest(N - 1) of L -> [N | L]
    after put(n, get(n) + N)
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
