#!/usr/bin/env python3
"""Sources and command lines that nobody would write: each ends in a clear error or in the right result, soon, on a small C++ stack.

    tests/tools/hostile_sources.py --beamlet PATH [--slower N] [--stack-kib N] [--filter S]
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 10  # a case takes well under one; what is quadratic or exponential takes minutes
MOST_STDERR = 1 << 20


@dataclass
class Case:
    name: str
    text: bytes | str | None = None  # of NAME.erl; None: no source, `args` says all
    out: str = ""                    # expected on stdout
    err: str = ""                    # a part of stderr; empty: the program runs
    args: list[str] = field(default_factory=list)


def module(name: str, body: str, out: str = "", err: str = "", head: str = "") -> Case:
    return Case(name, f"-module({name}).\n-export([main/0]).\n{head}\n{body}\n", out, err)


def shows(name: str, expression: str, out: str = "", err: str = "", head: str = "", rest: str = "") -> Case:
    return module(name, f'main() -> io:format("~w~n", [{expression}]).\nid(X) -> X.\nuse() -> id(1).\n{rest}',
                  out and out + "\n", err, head + "-export([use/0]).")


def nested_cases() -> list[Case]:
    deep, most = 300_000, 9_000
    too_deep = "nested more than 10000 levels deep"
    return [
        shows("deep_parentheses", "(" * deep + "1" + ")" * deep, "1"),
        shows("deep_list", "[" * deep + "]" * deep, err=too_deep),
        shows("deep_tuple", "{" * deep + "}" * deep, err=too_deep),
        shows("deep_begin", "begin " * deep + "1" + " end" * deep, err=too_deep),
        shows("deep_case", "case 1 of _ -> " * deep + "1" + " end" * deep, err=too_deep),
        shows("deep_fun", "fun() -> " * deep + "1" + " end" * deep, err=too_deep),
        shows("deep_try", "try " * deep + "1" + " after 2 end" * deep, err=too_deep),
        shows("deep_not", "not " * deep + "true", err=too_deep),
        shows("deep_type", "1", err=too_deep, head="-type t() :: " + "[" * deep + "a" + "]" * deep + ".\n"),
        shows("never_closed", "[" * deep, err="syntax error"),
        module("only_closing", "main() -> " + "]" * deep, err="syntax error"),
        shows("long_sum", "1+" * deep + "1", str(deep + 1)),
        shows("long_append", "length(" + "[1]++" * deep + "[])", str(deep)),
        shows("long_andalso", "true andalso " * deep + "true", "true"),
        shows("long_conses", "length(" + "[1|" * deep + "[]" + "]" * deep + ")", str(deep)),
        shows("long_strings", "length(" + '"a" ' * deep + ")", str(deep)),
        shows("nested_cases", "case id(1) of 1 -> " * most + "1" + "; _ -> 2 end" * most, "1"),
        shows("nested_calls", "id(" * most + "1" + ")" * most, "1"),
        shows("nested_comprehensions", "[X || X <- " * most + "[1]" + "]" * most, "[1]"),
        shows("nested_maps", "map_size(" + "#{a => " * most + "1" + "}" * most + ")", "1"),
        shows("nested_funs", "is_function(" + "fun() -> " * most + "1" + " end" * most + ")", "true"),
        shows("nested_pattern", "f()", "5",
              rest="f() -> " + "{" * most + "X" + "}" * most + " = id(" + "{" * most + "5" + "}" * most + "), X."),
    ]


def wide_cases() -> list[Case]:
    many = 50_000
    numbers = range(many)
    return [
        shows("many_clauses", "f(id(777))", "777", rest=";\n".join(f"f({i}) -> {i}" for i in numbers) + "."),
        shows("many_atom_clauses", "f(id(a777))", "777", rest=";\n".join(f"f(a{i}) -> {i}" for i in numbers) + "."),
        shows("many_guards", "f(id(777))", "777",
              rest=";\n".join(f"f(X) when X =:= {i} -> {i}" for i in numbers) + "."),
        shows("long_guard", "f(id(1))", "ok", rest="f(X) when " + ",".join(["X =:= 1"] * many) + " -> ok."),
        shows("long_orelse", "f(id(1))", "ok",
              rest="f(X) when " + " orelse ".join(f"X =:= {i}" for i in numbers) + " -> ok."),
        shows("long_prefix_pattern", 'f("abc")', "2", rest="f(" + '"a" ++ ' * many + "_) -> 1; f(_) -> 2."),
        shows("many_elements", "tuple_size({" + ",".join(f"id({i})" for i in numbers) + "})", str(many)),
        shows("many_literals", "length([" + ",".join(["1"] * 500_000) + "])", "500000"),
        shows("many_functions", "f777()", "777", head="-compile(nowarn_unused_function).\n",
              rest="\n".join(f"f{i}() -> {i}." for i in numbers)),
        module("many_variables", "main() -> " + ",\n".join(f"V{i} = id({i})" for i in range(20_000)) +
               ',\n io:format("~w~n", [' + "+".join(f"V{i}" for i in range(20_000)) + "]).\nid(X) -> X.", "199990000\n"),
        module("too_many_variables", "main() -> " + ",\n".join(f"V{i} = id({i})" for i in range(40_000)) +
               ",\n " + "+".join(f"V{i}" for i in range(40_000)) + ".\nid(X) -> X.", err="main/0 is too large"),
        Case("too_many_map_parts", "-module(too_many_map_parts).\n-export([main/1]).\nmain(X) -> #{"
             + ",".join(f"{i} => X" for i in numbers) + "}.\n", err="main/1 is too large"),
        Case("too_many_segments", "-module(too_many_segments).\n-export([main/1]).\nmain(X) -> <<"
             + ",".join(["X"] * many) + ">>.\n", err="main/1 is too large"),
        shows("too_many_arguments", "1", err="at most 255 arguments",
              rest="f(" + ",".join(f"_A{i}" for i in range(300)) + ") -> 1."),
        shows("call_with_too_many", "m:f(" + ",".join(["1"] * 300) + ")", err="at most 255 arguments"),
        shows("fun_with_too_many", "fun(" + ",".join(f"_A{i}" for i in range(300)) + ") -> 1 end",
              err="at most 255 arguments"),
        module("captures_too_many", "main() -> " + ", ".join(f"V{i} = id({i})" for i in range(300)) +
               ", fun() -> " + "+".join(f"V{i}" for i in range(300)) + " end.\nid(X) -> X.",
               err="more than 255 arguments and variables"),
        module("most_arguments", "main() -> io:format(\"~w~n\", [f(" + ",".join(["1"] * 255) + ")]).\nf(" +
               ",".join(f"A{i}" for i in range(255)) + ") -> " + "+".join(f"A{i}" for i in range(255)) + ".", "255\n"),
        shows("atom_of_255", "length(atom_to_list('" + "a" * 255 + "'))", "255"),
        shows("atom_of_256", "'" + "a" * 256 + "'", err="at most 255 characters"),
        shows("plain_atom_of_256", "a" * 256, err="at most 255 characters"),
        shows("plain_atom_of_100000", "a" * 100_000, err="at most 255 characters"),
        shows("long_variable", "begin " + "V" * 100_000 + " = id(1), " + "V" * 100_000 + " end", "1"),
        shows("long_integer", "7" * 100_000 + " rem 1000", "777"),
        shows("longer_integer", "7" * 1_300_000 + " rem 1000", err="at most 4194304 bits"),
        shows("long_float", "7" * 100_000 + ".0", err="too large for a float"),
        shows("long_exponent", "1.0e" + "7" * 100_000, err="too large for a float"),
        shows("long_string", 'length("' + "a" * 1_000_000 + '")', "1000000"),
        shows("records_that_double", "tuple_size(#r39{})", err="default values of record",
              head="-record(r0, {a}).\n" + "".join(
                  f"-record(r{i}, {{a = #r{i - 1}{{}}, b = #r{i - 1}{{}}}}).\n" for i in range(1, 40))),
    ]


def macro_and_text_cases() -> list[Case]:
    return [
        module("macro_of_itself", "main() -> ?A.", err="error", head="-define(A, ?A)."),
        module("macros_in_a_circle", "main() -> ?A.", err="error", head="-define(A, ?B).\n-define(B, ?A)."),
        module("macro_argument_of_itself", "main() -> ?F(?F(1)).", err="error", head="-define(F(X), ?F(X))."),
        module("macros_that_double", "main() -> ?M30.", err="more tokens than a form can have", head="-define(M0, [1]).\n" +
               "".join(f"-define(M{i}, ?M{i - 1} ++ ?M{i - 1}).\n" for i in range(1, 31))),
        module("includes_itself", "main() -> ok.", err="error", head='-include("includes_itself.erl").'),
        module("includes_a_folder", "main() -> ok.", err="cannot find the include file", head='-include("/tmp").'),
        module("includes_nothing", "main() -> ok.", err="cannot find the include file", head='-include("no.hrl").'),
        module("includes_without_end", "main() -> ok.", err="cannot find the include file", head='-include("/dev/zero").'),
        module("many_conditionals", 'main() -> io:format("ok~n").', "ok\n", head="-ifdef(A).\n" * 50_000 + "-endif.\n" * 50_000),
        Case("open_conditionals", "-module(open_conditionals).\n" + "-ifdef(A).\n" * 50_000, err="no `-endif`"),
        Case("open_string", '-module(open_string).\nmain() -> "' + "abc\n" * 100_000, err="unterminated string"),
        Case("open_atom", "-module(open_atom).\nmain() -> '" + "abc\n" * 100_000, err="unterminated quoted atom"),
        Case("open_block", '-module(open_block).\nmain() -> """\n' + "abc\n" * 100_000, err="unterminated triple-quoted"),
        Case("no_full_stop", "-module(no_full_stop).\nmain() -> " + "x " * 500_000, err="syntax error"),
        Case("not_utf8", b'-module(not_utf8).\n-export([main/0]).\nmain() -> "\xff\xfe".\n', err="not valid UTF-8"),
        Case("utf16", "-module(utf16).\nmain() -> ok.\n".encode("utf-16"), err="not valid UTF-8"),
        Case("bytes", bytes((i * 7919 >> 3) & 0xFF for i in range(1_000_000)), err="error"),
        Case("zeros", b"\0" * 5_000_000, err="undef"),
        Case("nothing", "", err="undef"),
        Case("no_functions", "-module(no_functions).\n", err="undef"),
        Case("wrong_main", "-module(wrong_main).\n-export([main/3]).\nmain(_, _, _) -> ok.\n", err="undef"),
        Case("damaged_module", b"BLC1" + bytes(1000), err="damaged_module"),
        module("many_errors", "\n".join(f"f{i}() -> X{i}." for i in range(50_000)), err="error"),
        module("many_syntax_errors", "\n".join(f"f{i}() -> )." for i in range(50_000)), err="syntax error"),
    ]


# Every walk over a term, on terms deeper than any C++ stack.
DEEP_TERMS = r"""
-module(deep_terms).
-export([main/0]).
main() ->
    N = 200000,
    Shapes = [{list, fun(A) -> [A] end, []}, {tuple, fun(A) -> {A} end, {}}, {improper, fun(A) -> [A | a] end, []},
              {value, fun(A) -> #{k => A} end, #{}}, {key, fun(A) -> #{A => v} end, #{}}, {tail, fun(A) -> [1 | A] end, []}],
    [shape(Name, nest(F, Z, if Name =:= key -> 1000; true -> N end), nest(F, Z, if Name =:= key -> 1000; true -> N end)) || {Name, F, Z} <- Shapes],
    closure(nest(fun(A) -> fun() -> A end end, z, N)).
nest(_, T, 0) -> T;
nest(F, T, N) -> nest(F, F(T), N - 1).
shape(Name, A, B) ->
    true = A =:= B, true = A == B, false = A < B, false = A > B,
    H = erlang:phash2(A), H = erlang:phash2(B),
    Bin = term_to_binary(A), true = binary_to_term(Bin) =:= B,
    true = byte_size(Bin) =:= erlang:external_size(B),
    true = A =:= binary_to_term(term_to_binary(A, [compressed])),
    erlang:garbage_collect(),
    Self = self(), spawn(fun() -> receive X -> Self ! {back, X} end end) ! A,
    receive {back, X} -> true = X =:= A end,
    T = ets:new(t, []), ets:insert(T, {1, A}), [{1, C}] = ets:lookup(T, 1), true = C =:= A, ets:insert(T, {A, 1}), [{_, 1}] = ets:lookup(T, B),
    put(deep, A), true = get(deep) =:= B, erase(deep),
    persistent_term:put(p, A), true = persistent_term:get(p) =:= B, persistent_term:erase(p),
    true = erts_debug:flat_size(A) > 0,
    L = iolist_size(lists:flatten(io_lib:format("~W", [A, 10]))), true = L > 0,
    P = length(io_lib:format("~w", [A])), true = P > 0,
    {_, R} = spawn_monitor(fun() -> exit(A) end),
    receive {'DOWN', R, _, _, Why} -> true = Why =:= A end,
    io:format("~p ok~n", [Name]).
closure(F) ->
    Self = self(), spawn(fun() -> receive X -> Self ! {back, X} end end) ! F,
    receive {back, X} -> io:format("fun ~p~n", [X =:= F]) end,
    _ = erlang:phash2(F),
    io:format("fun ok~n").
"""


def deep_terms() -> list[Case]:
    shapes = "".join(f"{shape} ok\n" for shape in ("list", "tuple", "improper", "value", "key", "tail"))
    return [Case("deep_terms", DEEP_TERMS, shapes + "fun true\nfun ok\n")]


def command_cases() -> list[Case]:
    return [
        Case("no_command", args=[], err="required"),
        Case("no_file", args=["run"], err="required"),
        Case("missing_file", args=["run", "nowhere.erl"], err="cannot read nowhere.erl: no such file"),
        Case("folder", args=["run", "/tmp"], err="is a folder"),
        Case("endless_file", args=["run", "/dev/zero"], err="larger than 256 MiB"),
        Case("unknown_command", args=["frobnicate"], err="cannot read frobnicate"),
        Case("unknown_option", args=["run", "--frobnicate", "x.erl"], err="--frobnicate"),
        Case("no_schedulers", args=["run", "--schedulers", "0", "x.erl"], err="--schedulers"),
        Case("bad_seed", args=["run", "--deterministic", "seed", "x.erl"], err="--deterministic"),
        Case("missing_value", args=["run", "--path"], err="--path"),
        Case("compile_nothing", args=["compile", "nowhere.erl"], err="no such file"),
        Case("compile_to_nowhere", args=["compile", "-o", "/nowhere/x.blc", "source.erl"], err="cannot write"),
        Case("disasm_nothing", args=["disasm", "nowhere.blc"], err="no such file"),
        Case("eval_half", args=["eval", "1 +"], err="syntax error"),
        Case("eval_nothing", args=["eval", ""], err="eval"),
        Case("eval_wrong", args=["eval", "1 + a"], err="badarith"),
    ]


def run(case: Case, beamlet: str, folder: Path, options: argparse.Namespace) -> str:
    """What is wrong; empty when the case passes."""
    args = case.args
    if case.text is not None:
        path = folder / (case.name + ".erl")
        path.write_bytes(case.text if isinstance(case.text, bytes) else case.text.encode())
        args = ["run", path.name]
    stack = options.stack_kib * 1024
    try:
        done = subprocess.run([beamlet, *args], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=SECONDS * options.slower,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_STACK, (stack, stack)))
    except subprocess.TimeoutExpired:
        return f"did not end in {SECONDS * options.slower} s"
    err = done.stderr.decode(errors="replace")
    wrong = []
    if done.returncode != (1 if case.err else 0):
        wrong.append(f"exit status {done.returncode}")
    if case.err not in err:
        wrong.append(f"stderr lacks: {case.err}")
    if done.stdout.decode(errors="replace") != case.out:
        wrong.append(f"stdout: {done.stdout[:200]!r}")
    if len(err) > MOST_STDERR:
        wrong.append(f"{len(err)} characters on stderr")
    return ", ".join(wrong) + "; " + err[:300] if wrong else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beamlet", required=True)
    parser.add_argument("--slower", type=int, default=1, help="factor for the time limit (sanitizers)")
    parser.add_argument("--stack-kib", type=int, default=256, help="limit of the main thread's stack")
    parser.add_argument("--filter", default="")
    options = parser.parse_args()
    beamlet = str(Path(options.beamlet).resolve())
    failed = passed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "source.erl").write_text("-module(source).\n")
        for case in nested_cases() + wide_cases() + macro_and_text_cases() + deep_terms() + command_cases():
            if options.filter not in case.name:
                continue
            if wrong := run(case, beamlet, folder, options):
                failed += 1
                print(f"FAILED {case.name}: {wrong}", flush=True)
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
