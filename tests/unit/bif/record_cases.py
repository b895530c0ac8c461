#!/usr/bin/env python3
"""record_cases.py: asks erl for the results of the calls in cases.txt and writes them to cases.inc.

Run it by hand after changing cases.txt; erl must be installed. Results are terms in ~w form.
"""

import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

PROGRAM = r"""
-module(record).
-export([main/1]).
main([In, Out]) ->
    {ok, Text} = file:read_file(In),
    Calls = [L || L <- string:split(binary_to_list(Text), "\n", all), L =/= [], hd(L) =/= $%],
    ok = file:write_file(Out, [row(Call) || Call <- Calls]),
    halt().
%% Bit strings are no literals to erl_parse:normalise/1 when they have sizes: evaluated here.
fold(Expr) -> {value, V, _} = erl_eval:expr(Expr, []), erl_parse:abstract(V).
row(Call) ->
    {ok, Tokens, _} = erl_scan:string(Call ++ "."),
    {ok, [{call, _, {remote, _, M, F}, ArgExprs}]} = erl_parse:parse_exprs(Tokens),
    [Module, Function | Args] = [erl_parse:normalise(fold(E)) || E <- [M, F | ArgExprs]],
    {Class, Term} = try {ok, apply(Module, Function, Args)} catch C:R -> {C, R} end,
    ["CASE(R\"(", Call, ")\", \"", atom_to_list(Class), "\", R\"(", io_lib:format("~w", [Term]), ")\")\n"].
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "record.erl"
        source.write_text(PROGRAM)
        subprocess.run(["erlc", "-o", folder, str(source)], check=True)
        out = Path(folder) / "out"
        subprocess.run(
            ["erl", "-noshell", "-pa", folder, "-run", "record", "main", str(HERE / "cases.txt"), str(out)], check=True
        )
        head = "// cases.inc - recorded by record_cases.py from cases.txt: CASE(call, class, term). Do not edit.\n"
        (HERE / "cases.inc").write_text(head + out.read_text())


if __name__ == "__main__":
    main()
