#!/usr/bin/env python3
"""Run one libFuzzer target: its corpus first, then new inputs for a while. Status 0 when nothing broke it.

    tests/fuzz/run_fuzz.py FUZZER --corpus FOLDER --work FOLDER [--seconds N] [--max-len N] [--dictionary FILE]

New inputs that reach new code go to WORK/grown/TARGET, so that the next run starts where this one ended; the corpus is
only read. An input that breaks the target is left in WORK/found: `FUZZER FILE` repeats it.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

# An input may take this long, in an instrumented build on a busy machine, and this much memory.
SECONDS_PER_INPUT = 25
MEGABYTES = 3000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fuzzer", type=Path)
    parser.add_argument("--corpus", type=Path, required=True, help="inputs to begin with; only read")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is found")
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--max-len", type=int, default=4096, help="longest input, in bytes")
    parser.add_argument("--dictionary", type=Path, help="words of the input language")
    options = parser.parse_args()

    target = options.fuzzer.name.removesuffix("_fuzz")
    grown = options.work / "grown" / target
    found = options.work / "found"
    grown.mkdir(parents=True, exist_ok=True)
    found.mkdir(parents=True, exist_ok=True)
    # max_total_time counts the corpus too, and 0 would mean "without end".
    limit = [f"-max_total_time={options.seconds}"] if options.seconds > 0 else ["-runs=0"]
    command = [
        options.fuzzer.resolve(), *limit, f"-max_len={options.max_len}", f"-timeout={SECONDS_PER_INPUT}",
        f"-rss_limit_mb={MEGABYTES}", f"-artifact_prefix={found}/{target}-", "-print_final_stats=1",
    ]
    if options.dictionary is not None and options.dictionary.exists():
        command.append(f"-dict={options.dictionary}")
    env = dict(os.environ)
    env.setdefault("ASAN_OPTIONS", "allocator_may_return_null=1")
    return 1 if subprocess.run([*command, grown, options.corpus], env=env).returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
