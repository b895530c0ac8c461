#!/usr/bin/env python3
"""check_style: headers say what they are for, files stay readable, nothing names a machine's paths."""
import re
import subprocess

from common import ROOT, cpp_files, finish, relative

MAX_LINES = 900  # some 600 is the aim; beyond this a file must be split
TEXT = {".md", ".py", ".bl", ".erl", ".hrl", ".hpp", ".cpp", ".def", ".build", ".txt", ".re", ".yy", ""}
# Spelled in two parts, so that this file does not name them either.
FORBIDDEN = [re.compile(p) for p in ("/wo" + "rk/", "deb." + "debian.org", "registry." + "npmjs")]


def header_faults(path):
    lines = path.read_text().splitlines()
    if path.suffix == ".hpp" and not re.match(rf"// {re.escape(path.name)} - \S", lines[0] if lines else ""):
        yield f"{relative(path)}:1: a header opens with '// {path.name} - what it is'"
    if path.suffix == ".hpp" and "#pragma once" not in "\n".join(lines):
        yield f"{relative(path)}:1: #pragma once is missing"
    if len(lines) > MAX_LINES:
        yield f"{relative(path)}: {len(lines)} lines: split it by what it does (at most {MAX_LINES})"


def tracked_files():
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True)
    if listed.returncode != 0:
        return [p for p in ROOT.rglob("*") if p.is_file() and ".git" not in p.parts and "build" not in p.parts[-2:]]
    return [ROOT / name for name in listed.stdout.splitlines()]


def main():
    faults = []
    seen = 0
    for path in cpp_files("vm", "compiler", "tools"):
        seen += 1
        faults.extend(header_faults(path))
    for path in tracked_files():
        if path.suffix not in TEXT or not path.is_file():
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        faults.extend(f"{relative(path)}: names {p.pattern}" for p in FORBIDDEN if p.search(text))
    finish("check_style", faults, f"{seen} files")


main()
