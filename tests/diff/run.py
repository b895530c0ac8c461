#!/usr/bin/env python3
"""Compare the library modules in stdlib/ with OTP's own, on OTP's machine.

    tests/diff/run.py [--seed N] [--count N] [--doctest] [NAME ...]

Every tests/diff/*_diff.erl is one tester.  A line in it

    %% modules: lists, queue

names the library modules it needs.  Each is compiled under the name bl_<module>
(references among the named modules are renamed with it; a line "values:" names
modules that are renamed where they are plain atoms too), so that both
implementations live in one machine, and the tester compares them:
it exports main(Seed, Count) and returns the number of differences.

What OTP 25's compiler does not know (-doc, -moduledoc) is removed first; a stub
whose body is erlang:nif_error(undef) is turned into a call of OTP's function,
because the machine's own builtin replaces it in Beamlet.

--doctest instead runs the examples of the documentation (lines that begin with
"1> ") of the modules named by the testers against the compiled modules.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
STDLIB = ROOT / "stdlib"
DIFF = ROOT / "tests" / "diff"

DOC = re.compile(
    r'^-(?:module)?doc\s*\(?\s*(?:"""+.*?^\s*"""+|"(?:[^"\\]|\\.)*"|false|hidden|#\{.*?\})\s*\)?\s*\.[ \t]*$',
    re.S | re.M,
)
STUB = re.compile(
    r"^((?:[a-z]\w*|'[^']+'))\(([^()]*)\)\s*(?:when[^>]*?)?->\s*erlang:nif_error\((?:undef|not_loaded)\)\s*([.;])",
    re.M,
)

# What an example begins with.
PROMPT = re.compile(r"\d*> ")

# Builtins of Beamlet alone, and what stands for them on OTP.
STAND_INS = {"maps:iterate": "erts_internal:map_next({}, iterator)"}


def strip_docs(text):
    """Blank the documentation attributes, keeping the line numbers."""
    return DOC.sub(lambda m: "\n" * m.group(0).count("\n"), text)


def delegate_stubs(text, module):
    """Turn builtin stubs into calls of OTP's functions."""

    def replace(match):
        name, args, end = match.groups()
        arity = len(args.split(",")) if args.strip() else 0
        names = ", ".join(f"V{i}" for i in range(arity))
        call = STAND_INS.get(f"{module}:{name}", f"{module}:{name}({{}})").format(names)
        return f"{name}({names}) -> {call}{end}"

    return STUB.sub(replace, text)


def rename(text, modules, values=()):
    """Rename the module, its references to the modules of the set, and the atoms in values."""
    names = "|".join(sorted(modules, key=len, reverse=True))
    text = re.sub(rf"^-module\(({names})\)", r"-module(bl_\1)", text, flags=re.M)
    text = re.sub(rf"(?<![\w':?@])({names})(?=:[a-z'A-Z?])", r"bl_\1", text)
    if values:
        text = re.sub(rf"(?<![\w'\"@.#$?:-])({'|'.join(values)})(?![\w(:'\"])", r"bl_\1", text)
    return text


def translate(module, modules, values, out):
    text = (STDLIB / f"{module}.bl").read_text()
    text = strip_docs(text)
    text = rename(text, modules, values)
    text = delegate_stubs(text, module)
    path = out / f"bl_{module}.erl"
    path.write_text(f'-file("stdlib/{module}.bl", 1).\n' + text)
    return path


def modules_of(tester, key="modules"):
    found = re.search(rf"^%% {key}:\s*(.+)$", tester.read_text(), re.M)
    return [m.strip() for m in found.group(1).split(",")] if found else []


def compile_erl(paths, out):
    if not paths:
        return
    subprocess.run(
        ["erlc", "+nowarn_deprecated_function", "-o", str(out), *map(str, paths)],
        check=True,
    )


def examples(text):
    """Yield (function-less) example groups: lists of (expression, expected)."""
    for block in DOC.finditer(text):
        group, lines = [], block.group(0).splitlines()
        i = 0
        while i < len(lines):
            line = lines[i].strip()
            i += 1
            prompt = PROMPT.match(line)
            if not prompt:
                continue
            expression = line[prompt.end():]
            while not expression.rstrip().endswith(".") and i < len(lines):
                expression += "\n" + lines[i].strip()
                i += 1
            expected = []
            while i < len(lines):
                line = lines[i].strip()
                if not line or PROMPT.match(line) or line.startswith('"""') or line.startswith("```"):
                    break
                expected.append(line)
                i += 1
            group.append((expression, "\n".join(expected)))
        if group:
            yield text.count("\n", 0, block.start()) + 1, group


def erl_string(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def doctest(modules, values, out):
    """Evaluate every example and compare with the value written below it."""
    rows = []
    for module in modules:
        text = (STDLIB / f"{module}.bl").read_text()
        for line, group in examples(text):
            pairs = ",".join(
                "{%s,%s}" % (erl_string(rename(e, modules, values)), erl_string(rename(x, modules, values))) for e, x in group
            )
            rows.append('{"%s",%d,[%s]}' % (module, line, pairs))
    path = out / "doctests.term"
    path.write_text("[" + ",\n".join(rows) + "].\n")
    return run_erl(out, f'doctest:main("{path}")')


def run_erl(out, call):
    code = f"N = {call}, io:format(standard_error, \"\", []), halt(case N of 0 -> 0; _ -> 1 end)."
    return subprocess.run(["erl", "-noshell", "-pa", str(out), "-eval", code], cwd=out).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", nargs="*", help="testers to run, such as lists (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--doctest", action="store_true")
    parser.add_argument("--keep", help="folder for the compiled modules (default: a temporary one)")
    options = parser.parse_args()

    testers = sorted(DIFF.glob("*_diff.erl"))
    if options.names:
        wanted = {name.removesuffix("_diff") for name in options.names}
        testers = [t for t in testers if t.stem.removesuffix("_diff") in wanted]
        missing = wanted - {t.stem.removesuffix("_diff") for t in testers}
        if missing:
            sys.exit(f"no such tester: {', '.join(sorted(missing))}")

    failed = []
    with tempfile.TemporaryDirectory() as temporary:
        base = pathlib.Path(options.keep or temporary).absolute()
        for tester in testers:
            out = base / tester.stem
            out.mkdir(parents=True, exist_ok=True)
            modules = modules_of(tester)
            support = [p for p in DIFF.glob("*.erl") if not p.stem.endswith("_diff")]
            compile_erl([translate(m, modules, modules_of(tester, "values"), out) for m in modules] + support + [tester], out)
            if options.doctest:
                status = doctest(modules, modules_of(tester, "values"), out)
            else:
                status = run_erl(out, f"{tester.stem}:main({options.seed}, {options.count})")
            print(f"{tester.stem}: {'ok' if status == 0 else 'FAILED'}", flush=True)
            if status:
                failed.append(tester.stem)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
