%% lists: sorting, folding, mapping and searching lists of 1,000 elements.
-module(lists_cases).
-export([cases/0]).

cases() ->
    Up = lists:seq(1, 1000),
    Mixed = [(I * 7919) rem 1009 || I <- Up],
    Words = [integer_to_list(I) || I <- Mixed],
    Pairs = [{I, integer_to_list(I)} || I <- Mixed],
    [{"sort/1", 200, fun() -> lists:sort(Mixed) end},
     {"sort/1 strings", 100, fun() -> lists:sort(Words) end},
     {"sort/2", 100, fun() -> lists:sort(fun(A, B) -> A >= B end, Mixed) end},
     {"usort/1", 200, fun() -> lists:usort(Mixed) end},
     {"keysort/2", 200, fun() -> lists:keysort(1, Pairs) end},
     {"foldl/3", 1000, fun() -> lists:foldl(fun(X, Sum) -> X + Sum end, 0, Mixed) end},
     {"foldr/3", 1000, fun() -> lists:foldr(fun(X, Sum) -> X + Sum end, 0, Mixed) end},
     {"map/2", 1000, fun() -> lists:map(fun(X) -> X + 1 end, Mixed) end},
     {"filter/2", 1000, fun() -> lists:filter(fun(X) -> X band 1 =:= 0 end, Mixed) end},
     {"foreach/2", 1000, fun() -> lists:foreach(fun(X) -> X end, Mixed) end},
     {"any/2", 1000, fun() -> lists:any(fun(X) -> X < 0 end, Mixed) end},
     {"keyfind/3", 3000, fun() -> lists:keyfind(none, 1, Pairs) end},
     {"member/2", 3000, fun() -> lists:member(none, Mixed) end},
     {"reverse/1", 3000, fun() -> lists:reverse(Mixed) end},
     {"append/1", 1000, fun() -> lists:append(Words) end},
     {"flatten/1", 200, fun() -> lists:flatten(Words) end},
     {"zip/2", 1000, fun() -> lists:zip(Up, Mixed) end},
     {"unzip/1", 1000, fun() -> lists:unzip(Pairs) end},
     {"seq/2", 1000, fun() -> lists:seq(1, 1000) end},
     {"nth/2", 3000, fun() -> lists:nth(900, Up) end},
     {"split/2", 1000, fun() -> lists:split(500, Up) end},
     {"partition/2", 500, fun() -> lists:partition(fun(X) -> X > 500 end, Mixed) end},
     {"sum/1", 1000, fun() -> lists:sum(Mixed) end},
     {"max/1", 1000, fun() -> lists:max(Mixed) end},
     {"subtract/2", 500, fun() -> Mixed -- Up end}].
