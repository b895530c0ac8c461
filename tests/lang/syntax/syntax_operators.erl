%% Spacing and odd placements of operators and punctuation.
-module(syntax_operators).
-export([main/0]).

main() ->
    t(fun() -> 1+2*3 end),
    t(fun() -> 1 - -1 end),
    t(fun() -> 1 - - 1 end),
    t(fun() -> [1|[2|[3|[]]]] end),
    t(fun() -> -1 end),
    t(fun() -> - 1 end),
    t(fun() -> 3-1 end),
    t(fun() -> 3 -1 end),
    t(fun() -> [-1, - 2] end),
    t(fun() -> {-1,+1} end),
    t(fun() -> 1.5-0.5 end),
    t(fun() -> 16#1F+1 end),
    t(fun() -> "a"++"b" end),
    t(fun() -> #{a=>1} end),
    t(fun() -> #{a=>1,b=>2}#{a:=3} end),
    t(fun() -> <<1,2>> =:= << 1, 2 >> end),
    t(fun() -> <<- 1>> end),
    t(fun() -> [X||X<-[1,2]] end),
    t(fun() -> fun()->ok end() end),
    t(fun() -> begin A=1,A end end),
    t(fun() -> (((1))) end),
    t(fun() -> { } end),
    t(fun() -> [ ] end),
    t(fun() -> 1=:=1 end),
    t(fun() -> 1=/=1.0 end),
    t(fun() -> 1==1.0 end),
    t(fun() -> 1/=2 end),
    t(fun() -> 1=<2 end),
    t(fun() -> 2>=1 end),
    t(fun() -> a:b(1) end),
    t(fun() -> lists : reverse ( [ 1 , 2 ] ) end),
    t(fun() -> case 1 of 1->a;2->b end end),
    t(fun() -> not(true) end),
    t(fun() -> bnot(5) end),
    t(fun() -> -(5) end),
    t(fun() -> catch-1 end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
