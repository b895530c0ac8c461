%% try inside try, in catch, in after, in funs; which handler wins.
-module(exc_nested).
-export([main/0]).

main() ->
    t(fun() -> try try error(a) catch throw:_ -> inner end catch error:a -> outer end end),
    t(fun() -> try try error(a) catch error:b -> inner end catch error:R -> {outer, R} end end),
    t(fun() -> try try throw(a) catch a -> throw(b) end catch b -> outer_b end end),
    t(fun() -> try try throw(a) after put(log, [x]) end catch a -> get(log) end end),
    t(fun() -> try throw(a) catch a -> try throw(b) catch b -> both end end end),
    t(fun() -> try try exit(one) catch exit:one -> exit(two) after exit(three) end catch exit:R -> R end end),
    t(fun() -> [try f(X) catch C:R -> {C, R} end || X <- lists:seq(1, 6)] end),
    t(fun() ->
              try lists:map(fun(3) -> throw({stop, 3}); (X) -> X end, [1, 2, 3, 4]) catch {stop, N} -> {stopped, N} end
      end),
    t(fun() -> level(5) end),
    t(fun() -> unwound(1000) end),
    t(fun() ->
              F = fun() -> try throw(in_fun) catch X -> {fun_caught, X} end end,
              try F() catch _ -> not_here end
      end),
    t(fun() -> try (try 1 of 1 -> throw(t) catch t -> wrong end) catch t -> right end end),
    t(fun() -> case try throw(x) catch x -> y end of y -> case_y; _ -> other end end),
    t(fun() -> try begin A = 1, B = A + 1, throw({A, B}) end catch {_, B2} -> B2 end end),
    ok.

f(1) -> ok;
f(2) -> throw(two);
f(3) -> error(three);
f(4) -> exit(four);
f(5) -> try f(2) catch throw:X -> {caught, X} end;
f(6) -> try f(3) after ok end.

level(0) -> throw(bottom);
level(N) ->
    try level(N - 1)
    catch
        throw:bottom when N > 2 -> {caught_at, N};
        throw:bottom -> throw(bottom)
    end.

%% Every frame has its own after.
unwound(N) ->
    put(count, 0),
    catch unwind(N),
    get(count).

unwind(0) -> exit(done);
unwind(N) ->
    try unwind(N - 1)
    after put(count, get(count) + 1)
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
