#!/usr/bin/env python3
"""Record the golden outputs of the .erl test programs from Erlang/OTP (25 is the oracle).

    tests/record_goldens.py [--check] [-j N] [areas, folders or files...]

Every program is compiled by OTP's compiler into a temporary folder and run twice; its stdout becomes NAME.out.
A program is refused, and its golden left alone, when it does not compile, when its two runs differ, when its exit
status is not the one its header says, or when it prints something no other machine could print (pids, refs, funs, ports).
--check writes nothing: it says which goldens differ from what `erl` prints now.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from golden_lib import TESTS, BadTest, Test, find_tests

# Runs a module's main as `beamlet run` does: in a process of its own; 0 when it returns, 1 when it dies.
DRIVER = r"""
-module(golden_driver).
-export([compile/1, start/1]).

compile([Out | Files]) ->
    Bad = [F || F <- Files, not compiled(F, Out)],
    halt(case Bad of [] -> 0; _ -> 1 end).

compiled(File, Out) ->
    Options = [{outdir, Out}, {i, filename:dirname(File)}, report_errors],
    case code:where_is_file(filename:basename(File, ".erl") ++ ".beam") of
        non_existing -> element(1, result(compile:file(File, Options))) =:= ok;
        Where -> io:format("~ts: module name already taken by ~ts~n", [File, Where]), false
    end.

result(error) -> {error, none};
result(Ok) -> Ok.

start([Name]) ->
    Module = list_to_atom(Name),
    Args = init:get_plain_arguments(),
    ok = io:setopts([{encoding, unicode}]),
    {module, Module} = code:ensure_loaded(Module),
    Main = case erlang:function_exported(Module, main, 1) of
               true -> fun() -> Module:main(Args) end;
               false -> fun() -> Module:main() end
           end,
    {_, Ref} = spawn_monitor(Main),
    receive
        {'DOWN', Ref, process, _, normal} -> halt(0);
        {'DOWN', Ref, process, _, Reason} ->
            io:format(standard_error, "~tp~n", [Reason]),
            halt(1)
    end.
"""

UNREPEATABLE = re.compile(rb"<\d+\.\d+\.\d+>|#Ref<|#Fun<|#Port<")


def run_once(test: Test, folder: Path) -> tuple[int, bytes, bytes]:
    # No logger: crash reports are not the program's output.
    command = ["erl", "-noshell", "-kernel", "logger", "[{handler,default,undefined}]", "-pa", str(folder),
               "-run", "golden_driver", "start", test.path.stem, "-extra", *test.args]
    env = dict(os.environ, LC_ALL="C.UTF-8")
    done = subprocess.run(command, input=test.stdin.encode(), capture_output=True, timeout=180, env=env)
    return done.returncode, done.stdout, done.stderr


def record(test: Test, folder: Path, check: bool) -> str | None:
    """None when the golden is (or already was) right, else why not."""
    if not (folder / f"{test.path.stem}.beam").exists():
        return "does not compile"
    try:
        status, out, err = run_once(test, folder)
        again, out_again, _ = run_once(test, folder)
    except subprocess.TimeoutExpired:
        return "did not end in 180 s"
    if (status, out) != (again, out_again):
        return "two runs differ"
    if status != test.exit:
        return f"exit status {status}, header says {test.exit}: {err.decode(errors='replace')[:400]}"
    found = UNREPEATABLE.search(out)
    if found:
        return f"prints {found.group().decode()}, which no other machine can print"
    if str(TESTS).encode() in out:
        return "prints the path of this checkout"
    if check:
        return None if test.expected_stdout() == out else "golden differs from what erl prints"
    if not out and not test.exit:
        return "prints nothing"
    if test.expected_stdout() != out:
        test.golden.write_bytes(out)
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, compare only")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1, metavar="N", help="programs at a time")
    parser.add_argument("where", nargs="*", help="areas, folders or files (all of them when none is named)")
    options = parser.parse_args()
    try:
        tests = [t for t in find_tests(options.where, (".erl",)) if t.path.suffix == ".erl"]
        everything = find_tests([], (".erl",))
    except BadTest as bad:
        print(bad, file=sys.stderr)
        return 2

    failures: dict[str, str] = {}
    stems: dict[str, Path] = {}
    for test in everything:
        if stems.setdefault(test.path.stem, test.path) != test.path:
            failures[test.name] = f"same module name as {stems[test.path.stem]}"

    # A program may call a helper module of its folder, so helpers are compiled along.
    folders = {t.path.parent for t in tests}
    sources = {t.path for t in tests} | {t.path for t in everything if t.helper and t.path.parent in folders}
    with tempfile.TemporaryDirectory() as temp:
        folder = Path(temp)
        (folder / "golden_driver.erl").write_text(DRIVER)
        subprocess.run(["erlc", "-o", temp, folder / "golden_driver.erl"], check=True)
        ordered = sorted(str(p) for p in sources)
        for start in range(0, len(ordered), 200):
            compiled = subprocess.run(["erl", "-noshell", "-pa", temp, "-run", "golden_driver", "compile", temp,
                                       *ordered[start:start + 200]], capture_output=True, text=True)
            if compiled.returncode:
                print(compiled.stdout + compiled.stderr)
        programs = [t for t in tests if not t.helper]
        with ThreadPoolExecutor(options.j) as pool:
            results = pool.map(lambda t: record(t, folder, options.check), programs)
            for test, why in zip(programs, results):
                if why:
                    failures.setdefault(test.name, why)
    for name, why in sorted(failures.items()):
        print(f"REFUSED {name}: {why}")
    print(f"{len(programs)} programs, {len(failures)} refused")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
