#!/usr/bin/env python3
"""`beamlet test` as a person uses it: what it prints, its exit status, its options.

    tests/tools/bltest.py --beamlet PATH [--accept]

The programs are in bltest_corpus/; NAME.out beside one is what `beamlet test -v --no-times --seed 1 NAME` prints (--accept writes it). The last line
is `N passed, N failed`.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).with_name("bltest_corpus")


@dataclass
class Done:
    status: int
    out: str
    err: str


class Checks:
    def __init__(self, beamlet: str, accept: bool):
        self.beamlet, self.accept = beamlet, accept
        self.passed = self.failed = 0

    def run(self, *arguments: str, folder: Path = CORPUS, environment: dict | None = None) -> Done:
        done = subprocess.run([self.beamlet, "test", *arguments], cwd=folder, capture_output=True, text=True, timeout=120,
                              stdin=subprocess.DEVNULL, env=dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8", **(environment or {})))
        return Done(done.returncode, done.stdout, done.stderr)

    def check(self, what: str, holds: bool, done: Done | str) -> None:
        if holds:
            self.passed += 1
            return
        self.failed += 1
        shown = done if isinstance(done, str) else f"exit status {done.status}\n{done.out}{done.err}"
        print(f"FAILED {what}\n" + "\n".join("    " + line for line in shown.splitlines()))

    def golden(self, program: str, status: int) -> None:
        done = self.run("-v", "--no-times", "--seed", "1", program)
        # Places in the library move when it is edited.
        text = re.sub(r"(\w+(?<!_test)\.bl)(:|, line )\d+", r"\1\2N", done.out)
        text = re.sub(r"\d\d-\w{3}-\d{4}::[\d:.]+", "TIME", re.sub(r"<0\.\d+\.\d+>", "<PID>", text))
        file = (CORPUS / program).with_suffix(".out")
        if self.accept:
            file.write_text(text)
        expected = file.read_text() if file.exists() else ""
        self.check(f"{program} prints what {file.name} says", text == expected, difference(expected, text))
        self.check(f"{program} ends with {status}", done.status == status, done)


def difference(expected: str, text: str) -> str:
    import difflib
    return "\n".join(difflib.unified_diff(expected.splitlines(), text.splitlines(), "expected", "printed", lineterm=""))


def seeds_and_order(c: Checks) -> None:
    names = [re.findall(r"^\w+ +(\S.*?)$", c.run("-v", "--no-times", "--seed", seed, "shop_tests.erl").out, re.M) for seed in "1122"]
    c.check("the same seed gives the same order", names[0] == names[1] and names[2] == names[3], str(names))
    c.check("another seed gives another order", names[0] != names[2] and sorted(names[0]) == sorted(names[2]), str(names))
    done = c.run("--seeds", "5", "--jobs", "2", "shop_tests.erl")
    c.check("--seeds passes", done.status == 0 and "passed under each of 5 seeds" in done.out, done)
    done = c.run("--seeds", "20", "race.bl")
    match = re.search(r"beamlet test (race\.bl --deterministic (\d+) --filter \w+)", done.out)
    c.check("--seeds finds a race and says how to repeat it", done.status == 1 and match is not None, done)
    if match:
        again = c.run(*match[1].split())
        c.check("the command repeats it", again.status == 1 and "1 test, 1 failure" in again.out, again)


def options(c: Checks) -> None:
    done = c.run("--filter", "let_", "shop_tests.erl")
    c.check("--filter takes some", done.status == 0 and "1 test, 0 failures" in done.out, done)
    done = c.run("--filter", "two items", "shop_tests.erl")
    c.check("--filter looks at titles", done.status == 0 and "2 tests, 0 failures" in done.out, done)
    done = c.run("--filter", "nothing_like_it", "shop_tests.erl")
    c.check("a filter that takes none is an error", done.status == 1 and "There is no test whose name contains \"nothing_like_it\"" in done.out, done)
    done = c.run("--timeout", "50", "slow.bl")
    c.check("--timeout", done.status == 1 and "took longer than 50 ms" in done.out, done)
    done = c.run("halting.bl")
    c.check("a test that ends the machine is no success", done.status == 1 and "a test ended the machine" in done.err, done)
    done = c.run("--jobs", "3", "shop_tests.erl", "context_test.bl")
    c.check("--jobs runs modules together", "18 tests" in done.out or "failure" in done.out, done)


def discovery(c: Checks) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        done = c.run(folder=folder)
        c.check("no tests is an error", done.status == 1 and "no test modules in ." in done.err, done)
        for place in ("src", "test/deep", ".hidden", "build"):
            (folder / place).mkdir(parents=True)
        (folder / "src/thing.erl").write_text("-module(thing).\n-export([f/0]).\n-include(\"thing.hrl\").\nf() -> ?ANSWER.\n")
        (folder / "src/thing.hrl").write_text("-define(ANSWER, 42).\n")
        (folder / "test/thing_test.bl").write_text("f_test() -> 42 = thing:f().\n")
        (folder / "test/deep/other_tests.erl").write_text("-module(other_tests).\n-export([f_test/0]).\nf_test() -> ok.\n")
        (folder / "test/helper.bl").write_text("f_test() -> error(not_a_test_module).\n")
        for place in (".hidden", "build"):
            (folder / place / "x_test.bl").write_text("f_test() -> error(not_looked_at).\n")
        done = c.run(folder=folder)
        c.check("modules are found, and those they test", done.status == 0 and "2 tests, 0 failures" in done.out, done)
        done = c.run("test/thing_test.bl", "test", folder=folder)
        c.check("a file named twice counts once", done.status == 0 and "2 tests, 0 failures" in done.out, done)
        done = c.run("no/such", folder=folder)
        c.check("a path that is none", done.status == 1 and "there is no file or folder no/such" in done.err, done)
        (folder / "test/bad_test.bl").write_text("f_test() -> undefined_function(1).\n")
        done = c.run(folder=folder)
        c.check("a file that does not compile", done.status == 1 and "undefined_function/1" in done.err
                and "1 file does not compile; no test was run" in done.err, done)
        (folder / "test/bad_test.bl").unlink()
        (folder / "src/thing_test.bl").write_text("f_test() -> ok.\n")
        done = c.run(folder=folder)
        c.check("two modules of one name", done.status == 1 and "are both the module thing_test" in done.err, done)


def documentation(c: Checks) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "d.erl").write_text('-module(d).\n-moduledoc """\nHello.\n\n```\n1> X = d:inc(1).\n2\n2> d:inc(\n2>   X).\n3\n3> d:inc(a).\n'
                                      '** exception error: an error occurred when evaluating an arithmetic expression\n```\n""".\n-export([inc/1, f/0, g/0]).\n-doc """\n'
                                      'One more.\n\n    > d:inc(1).\n    3\n""".\n-spec inc(integer()) -> integer().\ninc(N) -> N + 1.\n'
                                      '-doc "None.".\nf() -> io:format("hello~n").\n-spec g() -> ok.\ng() -> ok.\n')
        done = c.run("--docs", "d.erl", "-v", "--no-times", folder=folder)
        c.check("an example that is right", "passed  d:moduledoc" in done.out, done)
        c.check("an example that is wrong", done.status == 1 and re.search(r"failed  d:inc/1\n.*d\.erl:19\b.*expected +3\n +got +2\n", done.out, re.S), done)
        done = c.run("--docs", "--missing", "d.erl", folder=folder)
        c.check("--missing", done.out.splitlines() == ["d:f/0: no -spec", "d:f/0: no example", "d:g/0: no -doc"], done)
        done = c.run("--docs", "proplists", folder=folder)
        c.check("a module of the library", done.status == 0 and ", 0 failures" in done.out, done)
        done = c.run("--docs", "no_such_module", folder=folder)
        c.check("no such module", done.status == 1 and "no module and no source file no_such_module" in done.err, done)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beamlet", required=True, metavar="PATH", help="the executable under test")
    parser.add_argument("--accept", action="store_true", help="what is printed is what should be")
    arguments = parser.parse_args()
    checks = Checks(str(Path(arguments.beamlet).resolve()), arguments.accept)
    checks.golden("failing_test.bl", 1)
    checks.golden("context_test.bl", 1)
    checks.golden("killed_test.bl", 1)
    checks.golden("shop_tests.erl", 0)
    for part in (seeds_and_order, options, discovery, documentation):
        part(checks)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
