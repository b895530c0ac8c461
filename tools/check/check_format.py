#!/usr/bin/env python3
"""check_format: clang-format would change nothing in the C++ files (`--fix`: let it)."""
import shutil
import subprocess
import sys

from common import ROOT, finish

FORMATTER = "clang-format-19"
FOLDERS = ("vm", "compiler", "tools", "tests")


def main():
    if shutil.which(FORMATTER) is None:
        sys.exit(f"check_format: {FORMATTER} is not installed (tools/setup test)")
    files = sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*") if p.suffix in {".cpp", ".hpp"})
    if "--fix" in sys.argv[1:]:
        subprocess.run([FORMATTER, "-i", *files], check=True)
    report = subprocess.run([FORMATTER, "--dry-run", "--ferror-limit=1", *files], capture_output=True, text=True)
    changed = sorted({line.split(":")[0] for line in report.stderr.splitlines() if "[-Wclang-format-violations]" in line})
    faults = [f"{name}: not as clang-format would have it (tools/check/check_format.py --fix)" for name in changed]
    if report.returncode != 0 and not faults:
        faults = [report.stderr.strip()]
    finish("check_format", faults, f"{len(files)} files")


main()
