%% modules: rand
%% The numbers must be OTP's for the same seeds. Not compared: normal, uniform_real, the bytes and jump of exs1024s,
%% bounds past 2^58, and the older algorithms.
-module(rand_diff).
-export([main/2]).

main(Seed, Count) ->
    rand:seed(exsss, Seed),
    lists:sum([one(diff:one_of([exsss, exro928ss, exrop, exs1024s, exsp])) || _ <- lists:seq(1, Count)]).

one(Alg) ->
    Seed = diff:one_of([rand:uniform(1 bsl 70), rand:uniform(100), {rand:uniform(1 bsl 40), rand:uniform(1 bsl 60), rand:uniform(1 bsl 70)}]),
    Steps = [diff:one_of([uniform, {uniform, rand:uniform(1000)}, {uniform, rand:uniform(1 bsl 58)}, {uniform, 1 bsl rand:uniform(57)},
                          case Alg of exs1024s -> uniform; _ -> {bytes, rand:uniform(40)} end, next, case Alg of exs1024s -> uniform; _ -> jump end]) || _ <- lists:seq(1, 20)],
    A = diff:outcome(fun() -> run(rand, Alg, Seed, Steps) end),
    B = diff:outcome(fun() -> run(bl_rand, Alg, Seed, Steps) end),
    case A =:= B of
        true -> 0;
        false ->
            {value, X} = A,
            Why = case B of {value, Y} -> first(lists:zip3([start | Steps], X, Y)); _ -> B end,
            diff:report({Alg, Seed, Why})
    end.

first([{_, X, X} | T]) -> first(T);
first([T | _]) -> T;
first([]) -> none.

run(M, Alg, Seed, Steps) ->
    S = M:seed_s(Alg, Seed),
    {Out, _} = lists:mapfoldl(fun(Step, S0) ->
        {V, S1} = case Step of
            uniform -> M:uniform_s(S0);
            {uniform, N} -> M:uniform_s(N, S0);
            {bytes, N} -> M:bytes_s(N, S0);
            real -> M:uniform_real_s(S0);
            next -> {seed, M:seed_s(M:export_seed_s(S0))};
            jump -> case diff:outcome(fun() -> M:jump(S0) end) of {value, J} -> {jumped, J}; E -> {E, S0} end
        end,
        {{V, M:export_seed_s(S1)}, S1}
    end, S, Steps),
    [M:export_seed_s(S) | Out].
