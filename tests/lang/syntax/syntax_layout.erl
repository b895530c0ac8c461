%% Odd layout: several forms on a line, clauses over many lines, comments everywhere.
-module(syntax_layout).
-export([main/0]).

main() -> a(), b(1), c(). a() -> io:format("a~n"). b(X) -> io:format("b~p~n", [X]).

c
(
)
->
    %% a comment before the first expression
    io % even here
    : format
    (
        "c ~p ~p~n" % and here
        ,
        [
            1
            , 2
        ]
    )
    ,
    d(   [1,2   ,3],{   a ,b}   )
    . % after the dot
d(L,T)->io:format("~p~p~n",[L,T]),case L of[]->empty;[_|_]->io:format("nonempty~n")end,e().
e() -> F = fun
        (1)
            -> one;
        (
          _
        ) -> other
    end, io:format("~p~n", [[F(X)||X<-[1,2]]]), io:format("~p~n", ["joined " "string"
        " over lines"]).
%% the last line is a comment
