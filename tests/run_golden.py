#!/usr/bin/env python3
"""Run the golden programs with `beamlet run` and compare stdout and exit status with what is recorded.

    tests/run_golden.py --beamlet PATH [--filter S] [-j N] [--env K=V]... [--seeds N] [areas, folders or files...]

The last line is `N passed, N failed`; the exit status is 1 when a test failed. With --env BEAMLET_GC_STRESS=1 the
tests named in gc_stress_skip.txt are left out. With --seeds N each program of process/ and otp/ runs under
`--deterministic SEED` for the seeds 1..N, and has to print the same under all of them.
"""

import argparse
import difflib
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from golden_lib import TESTS, BadTest, Test, find_tests

MAX_DIFF_LINES = 24


def listed(file: str) -> dict[str, str]:
    """Test name -> reason, from a file of such lines; every line needs a reason."""
    reasons = {}
    for line in (TESTS / file).read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            if not reason.strip():
                raise BadTest(f"{file}: no reason given for {name}")
            reasons[name] = reason.strip()
    return reasons


def diff(expected: bytes, actual: bytes) -> list[str]:
    lines = list(difflib.unified_diff(expected.decode(errors="replace").splitlines(),
                                      actual.decode(errors="replace").splitlines(),
                                      "expected", "actual", n=1, lineterm=""))
    if not lines and expected != actual:
        lines = ["(they differ only in line ends or in bytes that are not UTF-8)"]
    if len(lines) > MAX_DIFF_LINES:
        lines[MAX_DIFF_LINES:] = [f"... {len(lines) - MAX_DIFF_LINES} more lines of difference"]
    return ["    " + line for line in lines]


def missing_errors(test: Test, err: str) -> list[str]:
    """The expected diagnostics that stderr does not have: FILE:LINE[:COL] and the text, on one line."""
    missing = []
    for error in test.errors:
        column = rf":{error.column}\b" if error.column else r"\b"
        place = re.compile(rf":{error.line}{column}.*{re.escape(error.text)}", re.IGNORECASE)
        if not any(place.search(line) for line in err.splitlines()):
            where = f"{error.line}:{error.column}" if error.column else str(error.line)
            missing.append(f"    no diagnostic at {where} with: {error.text}")
    return missing


def run(test: Test, beamlet: str, env: dict[str, str], extra: list[str], timeout: float, slower: float) -> list[str]:
    """What is wrong, as lines to print; empty when the test passes."""
    expected = test.expected_stdout()
    if expected is None:
        return ["    no golden recorded"]
    flags = test.flags
    if "--deterministic" in extra and "--deterministic" in flags:
        flags = flags[:(at := flags.index("--deterministic"))] + flags[at + 2:]
    command = [beamlet, "run", *extra, *flags, str(test.path), *test.args]
    limit = max(timeout, test.timeout or 0) * slower
    try:
        done = subprocess.run(command, input=test.stdin.encode(), capture_output=True, timeout=limit, env=env)
    except subprocess.TimeoutExpired as late:
        return [f"    did not end in {limit:g} s", *diff(expected, late.stdout or b"")]
    except OSError as error:
        return [f"    {error}"]
    err = done.stderr.decode(errors="replace")
    wrong = []
    if done.stdout != expected:
        wrong += diff(expected, done.stdout)
    if done.returncode != test.exit:
        wrong.append(f"    exit status {done.returncode}, expected {test.exit}")
    wrong += missing_errors(test, err)
    wrong += [f"    stderr lacks: {text}" for text in test.stderr_contains if text not in err]
    if wrong and err:
        wrong += ["    stderr: " + line for line in err.splitlines()[:8]]
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beamlet", required=True, metavar="PATH", help="the executable under test")
    parser.add_argument("--filter", default="", metavar="S", help="only tests whose path contains S")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1, metavar="N", help="tests at a time")
    parser.add_argument("--env", action="append", default=[], metavar="K=V", help="set in the tests' environment")
    parser.add_argument("--timeout", type=float, default=60, metavar="S", help="seconds a test may take that does not ask for more")
    parser.add_argument("--slower", type=float, default=1, metavar="N", help="the build is so many times slower: time limits are longer")
    parser.add_argument("--seeds", type=int, default=0, metavar="N", help="run process/ and otp/ under N deterministic seeds")
    parser.add_argument("--quiet", action="store_true", help="print only the names of the failures")
    parser.add_argument("where", nargs="*", help="areas, folders or files (all of them when none is named)")
    options = parser.parse_args()

    env = dict(os.environ, LC_ALL="C.UTF-8")
    env.update(pair.split("=", 1) for pair in options.env)
    try:
        tests = [t for t in find_tests(options.where, (".erl", ".bl")) if not t.helper and options.filter in t.name]
        skips = listed("gc_stress_skip.txt") if env.get("BEAMLET_GC_STRESS", "0") not in ("", "0") else {}
        pending = listed("pending.txt")
    except BadTest as bad:
        print(bad, file=sys.stderr)
        return 2
    skipped = [t for t in tests if t.name in skips]
    tests = [t for t in tests if t.name not in skips]

    runs = [(test, []) for test in tests]
    if options.seeds:
        runs = [(test, ["--deterministic", str(seed)]) for test in tests if test.area in ("process", "otp")
                for seed in range(1, options.seeds + 1)]
    beamlet = str(Path(options.beamlet).resolve())
    started = time.monotonic()
    failed = 0
    waiting = 0
    with ThreadPoolExecutor(options.j) as pool:
        results = pool.map(lambda r: run(r[0], beamlet, env, r[1], options.timeout, options.slower), runs)
        for (test, extra), wrong in zip(runs, results):
            if test.name in pending:
                # What is not built yet must not look built: a pending test that passes leaves the list.
                if wrong:
                    waiting += 1
                    print(f"PENDING {test.name}: {pending[test.name]}")
                    continue
                wrong = ["    passes now: take it out of tests/pending.txt"]
            if wrong:
                failed += 1
                print(" ".join(["FAILED", test.name, *extra]))
                if not options.quiet:
                    print("\n".join(wrong), flush=True)
    for test in skipped:
        print(f"SKIPPED {test.name}: {skips[test.name]}")
    print(f"({time.monotonic() - started:.1f} s)")
    print(f"{len(runs) - failed - waiting} passed, {failed} failed")
    return 1 if failed or not runs else 0


if __name__ == "__main__":
    sys.exit(main())
