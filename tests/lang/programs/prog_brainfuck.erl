%% An interpreter of Brainfuck that says hello.
-module(prog_brainfuck).
-export([main/0]).

main() ->
    run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.").

run(Source) -> exec(parse(Source), {[], 0, []}), ok.

parse(S) -> {Program, []} = parse(S, []), Program.

parse([$[ | T], Acc) -> {Loop, R} = parse(T, []), parse(R, [{loop, Loop} | Acc]);
parse([$] | T], Acc) -> {lists:reverse(Acc), T};
parse([C | T], Acc) -> parse(T, [C | Acc]);
parse([], Acc) -> {lists:reverse(Acc), []}.

%% The tape is a zipper: cells to the left, the cell, cells to the right.
exec([], Tape) -> Tape;
exec([$> | P], {L, C, []}) -> exec(P, {[C | L], 0, []});
exec([$> | P], {L, C, [R | Rs]}) -> exec(P, {[C | L], R, Rs});
exec([$< | P], {[], C, R}) -> exec(P, {[], 0, [C | R]});
exec([$< | P], {[L | Ls], C, R}) -> exec(P, {Ls, L, [C | R]});
exec([$+ | P], {L, C, R}) -> exec(P, {L, (C + 1) band 255, R});
exec([$- | P], {L, C, R}) -> exec(P, {L, (C - 1) band 255, R});
exec([$. | P], {_, C, _} = T) -> io:put_chars([C]), exec(P, T);
exec([{loop, _} | P], {_, 0, _} = T) -> exec(P, T);
exec([{loop, Body} | _] = P, T) -> exec(P, exec(Body, T)).
