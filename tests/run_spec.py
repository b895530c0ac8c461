#!/usr/bin/env python3
"""Run every example of lang-spec/ and compare with what stands in the text.

    tests/run_spec.py --beamlet PATH [-j N] [--otp] [files...]

Examples are fenced code blocks, in four shapes (lang-spec/README.md tells the reader about them):

    ```erlang            declarations, then `> EXPRESSION.` with its value, or `** Class: Reason`, on the lines below it.
    > 1 + 2.             Each expression has its own scope. `...` in a value stands for anything.
    3
    ```

    ```erlang            a module or a script, followed by what it prints (```output exit=1: its exit status; stdin is empty)
    main() -> ...
    ```
    ```output

    ```erlang            a module or a script, followed by lines of the diagnostics that compiling it gives
    ```
    ```diagnostics

    ```console           `$ beamlet ...` and what that prints, in a folder with the files that
    ```                  blocks ```erlang file=NAME before it have made

A block marked ```erlang beamlet uses what OTP 25 does not have: --otp, which asks `erl` instead of Beamlet, leaves it out,
as it leaves out diagnostics and consoles. A block marked ```erlang pending is right, but Beamlet does something else yet: it is
reported without being a failure, and it fails once it works, so that the mark goes away. Blocks of other languages (text, ebnf) are not examples.
The last line is `N passed, N failed`; the exit status is 1 when an example failed.
"""
import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

SPEC = Path(__file__).resolve().parent.parent / "lang-spec"
TIMEOUT = 60
END = "\x01"  # printed between the values of a block


@dataclass
class Block:
    page: Path
    line: int
    words: list[str]  # of the info string
    lines: list[str]
    result: "Block | None" = None  # the output or diagnostics block behind it
    files: dict[str, str] = field(default_factory=dict)  # blocks file=NAME seen before it

    @property
    def place(self) -> str:
        return f"{self.page.name}:{self.line}"

    def word(self, name: str) -> str | None:
        return next((w[len(name) + 1:] for w in self.words if w.startswith(name + "=")), None)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    @property
    def is_shell(self) -> bool:
        return any(line.startswith("> ") for line in self.lines)


class BadPage(Exception):
    pass


def blocks_of(page: Path) -> list[Block]:
    blocks, current = [], None
    for number, line in enumerate(page.read_text().splitlines(), 1):
        if current is None and line.startswith("```"):
            current = Block(page, number, line[3:].split() or ["text"], [])
        elif current is not None and line == "```":
            blocks.append(current)
            current = None
        elif current is not None:
            current.lines.append(line)
    if current is not None:
        raise BadPage(f"{current.place}: a code block without an end")
    return blocks


def examples_of(page: Path) -> list[Block]:
    """The blocks that run, each with the block of its results."""
    examples, files, last = [], {}, None
    for block in blocks_of(page):
        kind = block.words[0]
        if kind in ("output", "diagnostics"):
            if last is None:
                raise BadPage(f"{block.place}: no program stands before this")
            last.result = block
            last = None
            continue
        if last is not None:
            raise BadPage(f"{last.place}: nothing says what this program prints")
        if kind == "console":
            block.files = dict(files)
            examples.append(block)
        elif kind == "erlang" and block.word("file"):
            files[block.word("file")] = block.text
        elif kind == "erlang":
            examples.append(block)
            last = None if block.is_shell else block
    if last is not None:
        raise BadPage(f"{last.place}: nothing says what this program prints")
    return examples


def numbering_faults(page: Path) -> list[str]:
    """Paragraphs **N.1**, **N.2**, ... of chapter N: each once, in order."""
    chapter = re.match(r"(\d\d)-", page.name)
    if not chapter:
        return []
    faults, expected = [], 1
    for number, line in enumerate(page.read_text().splitlines(), 1):
        match = re.match(r"\*\*(\d+)\.(\d+)\*\* ", line)
        if not match:
            continue
        if int(match[1]) != int(chapter[1]) or int(match[2]) != expected:
            faults.append(f"{page.name}:{number}: paragraph {match[1]}.{match[2]}, expected {int(chapter[1])}.{expected}")
        expected = int(match[2]) + 1
    return faults


def shell_parts(block: Block) -> tuple[list[str], list[tuple[int, str, str]]]:
    """Declarations, and (line, expression, expected value) of each `> `."""
    declarations, parts = [], []
    expression_open = False
    for offset, line in enumerate(block.lines, 1):
        if line.startswith("> "):
            parts.append([block.line + offset, [line[2:]], []])
            expression_open = not line.rstrip().endswith(".")
        elif not parts:
            declarations.append(line)
        elif expression_open:
            parts[-1][1].append(line)
            expression_open = not line.rstrip().endswith(".")
        else:
            parts[-1][2].append(line)
    return declarations, [(line, "\n".join(e).rstrip().rstrip("."), "\n".join(v).rstrip()) for line, e, v in parts]


def shell_module(block: Block) -> str:
    declarations, parts = shell_parts(block)
    calls = ",\n    ".join(f"show(fun example_{i}/0)" for i in range(len(parts)))
    functions = "\n".join(f"example_{i}() ->\n    {e}.\n" for i, (_, e, _) in enumerate(parts))
    return ("-module(example).\n-export([main/0]).\n-compile([nowarn_unused_function, nowarn_unused_record]).\n"
            + "\n".join(declarations) + "\n"
            + "main() ->\n    " + calls + ".\n"
            + 'show(Example) ->\n    try Example() of Value -> io:format("~tp~n\\x01", [Value])\n'
            + '    catch Class:Reason -> io:format("** ~tp: ~tp~n\\x01", [Class, Reason])\n    end.\n'
            + functions)


def matches(expected: str, actual: str) -> bool:
    if "..." not in expected:
        return expected == actual
    return re.fullmatch(".*".join(re.escape(part) for part in expected.split("...")), actual, re.S) is not None


def module_file(text: str) -> str:
    name = re.search(r"^-module\(\s*'?([\w@]+)'?\s*\)\.", text, re.M)
    return f"{name[1]}.erl" if name else "example.bl"


@dataclass
class Runner:
    beamlet: str
    otp: bool

    def run(self, args: list[str], folder: str) -> tuple[int, str, str]:
        environment = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8")
        done = subprocess.run(args, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT)
        # OTP 25 without a shell writes characters up to 255 as single bytes.
        codec = "latin-1" if self.otp and b"\xc3" not in done.stdout else "utf-8"
        return done.returncode, done.stdout.decode(codec, errors="replace"), done.stderr.decode(errors="replace")

    def program(self, text: str, folder: str) -> tuple[int, str, str]:
        file = module_file(text)
        if self.otp and file.endswith(".bl"):
            file = "example.erl"
            text = "-module(example).\n-compile([export_all, nowarn_export_all]).\n" + text
        Path(folder, file).write_text(text)
        if not self.otp:
            return self.run([self.beamlet, "run", file], folder)
        status, out, err = self.run(["erlc", "+debug_info", file], folder)
        if status != 0:
            return status, "", out + err
        return self.run(["erl", "-noshell", "-noinput", "+pc", "unicode", "-s", file[:-4], "main", "-s", "init", "stop"], folder)

    def check(self, block: Block) -> tuple[int, list[str]]:
        """How many examples passed, and what is wrong with the others."""
        passed, faults = self.check_now(block)
        if "pending" not in block.words or self.otp:
            return passed, faults
        return (0, []) if faults else (0, [f"{block.place}: this works now; take the mark `pending` away"])

    def check_now(self, block: Block) -> tuple[int, list[str]]:
        with tempfile.TemporaryDirectory(prefix="beamlet-spec-") as folder:
            try:
                if block.words[0] == "console":
                    return self.check_console(block, folder)
                if block.is_shell:
                    return self.check_shell(block, folder)
                if block.result.words[0] == "output":
                    return self.check_output(block, folder)
                return self.check_diagnostics(block, folder)
            except subprocess.TimeoutExpired:
                return 0, [f"{block.place}: still running after {TIMEOUT} s"]

    def check_shell(self, block: Block, folder: str) -> tuple[int, list[str]]:
        _, parts = shell_parts(block)
        status, out, err = self.program(shell_module(block), folder)
        values = out.split(END)
        if len(values) != len(parts) + 1:
            return 0, [f"{block.place}: {len(values) - 1} of {len(parts)} expressions gave a value\n{indent(out.replace(END, '') + err)}"]
        faults = []
        for (line, expression, expected), actual in zip(parts, values):
            if not matches(expected, actual.rstrip("\n")):
                faults.append(f"{block.page.name}:{line}: {expression}\n{indent('expected: ' + expected)}\n{indent('value:    ' + actual.rstrip())}")
        return len(parts) - len(faults), faults

    def check_output(self, block: Block, folder: str) -> tuple[int, list[str]]:
        status, out, err = self.program(block.text, folder)
        expected_status = int(block.result.word("exit") or 0)
        if matches(block.result.text if block.result.lines else "", out) and status == expected_status:
            return 1, []
        return 0, [f"{block.place}: exit status {status}, expected {expected_status}\n{indent(out)}\n{indent(err)}"]

    def check_diagnostics(self, block: Block, folder: str) -> tuple[int, list[str]]:
        file = module_file(block.text)
        Path(folder, file).write_text(block.text)
        _, out, err = self.run([self.beamlet, "compile", "-o", "out.blc", file], folder)
        said = [line for line in (out + err).splitlines() if re.match(r"[^ ]+:\d+:\d+: (error|warning)\[", line)]
        expected = [f"{file}:{line}" for line in block.result.lines if line.strip()]
        if said == expected:
            return 1, []
        return 0, [f"{block.place}: the diagnostics are\n{indent(chr(10).join(said) or out + err)}"]

    def check_console(self, block: Block, folder: str) -> tuple[int, list[str]]:
        for name, text in block.files.items():
            Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
            Path(folder, name).write_text(text)
        commands = []
        for offset, line in enumerate(block.lines, 1):
            if line.startswith("$ "):
                commands.append((block.line + offset, line[2:], []))
            elif commands:
                commands[-1][2].append(line)
        faults = []
        for line, command, expected in commands:
            words = shlex.split(command)
            if words[0] != "beamlet":
                raise BadPage(f"{block.page.name}:{line}: a console example runs beamlet")
            _, out, err = self.run([self.beamlet, *words[1:]], folder)
            if not matches("\n".join(expected).rstrip(), (out + err).rstrip()):
                faults.append(f"{block.page.name}:{line}: $ {command}\n{indent(out + err)}")
        return len(commands) - len(faults), faults


def indent(text: str) -> str:
    return "\n".join("    " + line for line in text.rstrip().splitlines())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--beamlet", default="build/beamlet")
    parser.add_argument("--otp", action="store_true", help="ask erl instead")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()

    pages = options.files or sorted(SPEC.glob("*.md"))
    faults = [fault for page in pages for fault in numbering_faults(page)]
    examples = []
    for page in pages:
        try:
            examples += examples_of(page)
        except BadPage as fault:
            faults.append(str(fault))
    if options.otp:
        examples = [e for e in examples if e.words[0] == "erlang" and "beamlet" not in e.words
                    and (e.is_shell or e.result.words == ["output"])]
    runner = Runner(str(Path(options.beamlet).resolve()), options.otp)
    passed = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for count, found in pool.map(runner.check, examples):
            passed += count
            faults += found
    for fault in faults:
        print(fault)
    for example in examples:
        if "pending" in example.words and not options.otp:
            print(f"pending: {example.place}")
    print(f"{passed} passed, {len(faults)} failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
