#!/usr/bin/env python3
"""The shell behind a pipe: its answers equal those that OTP's shell gave to the same input.

    piped_tests.py --beamlet build/beamlet      compares with NAME.out
    piped_tests.py --record erl                 records NAME.out for every NAME.in

OTP's prompts are left out (Beamlet writes none to a pipe). An input holds what both answer alike:
no pids and funs printed, no diagnostics of the compiler (Beamlet's are its own), no stack traces through the library.
"""
import argparse
import difflib
import os
import re
import subprocess
import sys

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "piped")


def without_prompts(text):
    text = re.sub(r"^Eshell V.*\n", "", text)
    text = re.sub(r"^(?:\d+> )+", "", text, flags=re.M)
    return re.sub(r"^\*\*\* Terminating erlang.*\n?", "", text, flags=re.M)


def inputs():
    return sorted(name[:-3] for name in os.listdir(FOLDER) if name.endswith(".in"))


def run(command, name):
    with open(os.path.join(FOLDER, name + ".in"), encoding="utf-8") as source:
        done = subprocess.run(command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False,
                              env={**os.environ, "ERL_CRASH_DUMP": "/dev/null"})
    return done.returncode, done.stdout.decode("utf-8", "replace")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--beamlet")
    parser.add_argument("--record", metavar="ERL")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    failed = 0
    for name in args.names or inputs():
        expected_file = os.path.join(FOLDER, name + ".out")
        if args.record:
            _, text = run([args.record], name)
            with open(expected_file, "w", encoding="utf-8") as out:
                out.write(without_prompts(text))
            continue
        status, text = run([args.beamlet, "repl"], name)
        with open(expected_file, encoding="utf-8") as file:
            expected = file.read()
        if status != 0 or text != expected:
            failed += 1
            print(f"FAILED  {name} (status {status})")
            sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), text.splitlines(True), "OTP", "Beamlet"))
        else:
            print(f"ok      {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
