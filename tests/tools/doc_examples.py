#!/usr/bin/env python3
"""The library's documentation: every example of every module runs, every exported function has -doc, -spec and an example.

What only the shell can do stands in blocks that begin with ```shell: these are typed to `beamlet repl`, a shell for each, and what it answers is compared, where `...`
stands for anything.

    tests/tools/doc_examples.py --beamlet PATH [--list] [FILES...]

doc_known.txt beside this file lists what is not so yet, `MODULE:NAME: WHAT` a line. What is wrong and not listed fails, and so does a
line that is not true any more, so that the list only shrinks. --list prints the list as it should be. The last line is `N passed, N failed`.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KNOWN = Path(__file__).with_name("doc_known.txt")


def run(beamlet: str, arguments: list[str]) -> str:
    done = subprocess.run([beamlet, "test", "--docs", *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env=dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8"))
    if "not all tests have run" in done.stderr or done.returncode not in (0, 1):
        sys.exit(done.stdout + done.stderr)
    return done.stdout


def shell_blocks(file: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """The ```shell blocks of a source: the name of what they document, and their inputs with what the shell should answer."""
    text = file.read_text()
    blocks = []
    for block in re.finditer(r"^```shell\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        name = re.search(r"^-(?:spec|type|callback) (\w+)", text[block.end() :], re.MULTILINE)
        steps = re.split(r"^\d+> ", block[1], flags=re.MULTILINE)[1:]
        blocks.append((name[1] if name else "moduledoc", [tuple((step + "\n").split("\n", 1)) for step in steps]))
    return blocks


def run_shell(beamlet: str, steps: list[tuple[str, str]]) -> str:
    """What is wrong with the answers to the inputs of a block; nothing when they are right."""
    mark = "-- answered --"
    typed = "".join(f'{expression}\nio:put_chars("\\n{mark}\\n").\n' for expression, _ in steps)
    done = subprocess.run([beamlet, "repl"], input=typed, capture_output=True, text=True, timeout=60,
                          env=dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8", HOME="/nonexistent"))
    answers = [answer.strip() for answer in done.stdout.split(f"\n{mark}\nok\n")]
    for (expression, expected), answer in zip(steps, answers):
        pattern = ".*".join(re.escape(part) for part in expected.strip().split("..."))
        if expected.strip() and not re.fullmatch(pattern, answer, re.DOTALL):
            return f"  {expression}\n  expected  {expected.strip()}\n  got       {answer}\n"
    return "" if len(answers) > len(steps) else f"  the shell ended early: {done.stdout}{done.stderr}\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beamlet", required=True, metavar="PATH", help="the executable under test")
    parser.add_argument("--list", action="store_true", help="print what is wrong, as the list has it")
    parser.add_argument("files", nargs="*", type=Path, help="sources (all of stdlib/ when none is named)")
    options = parser.parse_args()
    beamlet = str(Path(options.beamlet).resolve())
    files = options.files or sorted((ROOT / "stdlib").glob("*.bl"))
    names = [str(file) for file in files]

    missing = run(beamlet, ["--missing", *names]).splitlines()
    # A machine for each module: what its examples start and register is not there for the next.
    printed = {file: run(beamlet, ["-v", "--no-times", "--seed", "1", str(file)]) for file in files}
    lines = [line for text in printed.values() for line in text.splitlines()]
    failing = [line.removeprefix("failed ").strip() + ": the example fails" for line in lines if line.startswith("failed  ")]
    passed = sum(line.startswith("passed ") for line in lines)
    for file in files:
        for name, steps in shell_blocks(file):
            if fault := run_shell(beamlet, steps):
                failing.append(f"{file.stem}:{name}: the shell's example fails")
                printed[file] += f"{failing[-1]}\n{fault}"
            else:
                passed += 1
    wrong = sorted(set(missing + failing))
    if options.list:
        print("\n".join(wrong))
        return 0

    modules = {file.stem for file in files}
    known = {line for line in KNOWN.read_text().splitlines() if line and not line.startswith("#") and line.split(":")[0] in modules}
    faults = [f"{line}" for line in wrong if line not in known]
    faults += [f"{line} - this is right now: take the line out of {KNOWN.name}" for line in sorted(known.difference(wrong))]
    for file, text in printed.items():
        if any(f.startswith(file.stem + ":") and f.endswith("example fails") for f in faults):
            print(text)
    print("\n".join(faults))
    print(f"{passed} passed, {len(faults)} failed ({len(known)} known)")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
