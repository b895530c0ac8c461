#!/usr/bin/env python3
"""Compile every source of the project twice: the verifier accepts each module, and both times give the same bytes.

    tests/tools/compile_everything.py --beamlet PATH [FILES...]

Each compilation is a process of its own, so that addresses differ. The last line is `N passed, N failed`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from golden_lib import read_test  # noqa: E402

FOLDERS = ("stdlib", "examples", "tests/lang", "tests/stdlib", "tests/process", "tests/bench", "tests/diff", "tests/library")


def sources() -> list[Path]:
    """Everything that must compile: not what expects errors, nor what waits for a part of the compiler (tests/pending.txt)."""
    lines = (ROOT / "tests" / "pending.txt").read_text().splitlines()
    pending = {ROOT / "tests" / line.split()[0] for line in lines if line.strip() and not line.startswith("#")}
    found = [p for folder in FOLDERS for p in (ROOT / folder).rglob("*") if p.suffix in (".bl", ".erl")]
    return sorted(p for p in found if p not in pending and not read_test(p).errors)


def compile_file(beamlet: str, file: Path, folder: Path) -> str:
    """What the compiler had to say against it; empty when all is well."""
    done = subprocess.run([beamlet, "compile", "--verify", "-o", folder, file], capture_output=True,
                          env=dict(os.environ, LC_ALL="C.UTF-8"))
    text = done.stderr.decode(errors="replace").strip()
    return "" if done.returncode == 0 else f"exit status {done.returncode}: {text}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beamlet", required=True, metavar="PATH", help="the executable under test")
    parser.add_argument("files", nargs="*", type=Path, help="sources (all of the project when none is named)")
    options = parser.parse_args()
    beamlet = str(Path(options.beamlet).resolve())
    files = options.files or sources()
    with tempfile.TemporaryDirectory() as scratch:
        # Modules of the same name (one program under two areas, say) must not meet in one folder.
        places = {file: str(i) for i, file in enumerate(files)}
        first, second = Path(scratch, "first"), Path(scratch, "second")
        for file in files:
            (first / places[file]).mkdir(parents=True)
            (second / places[file]).mkdir(parents=True)

        def both(file: Path) -> str:
            wrong = compile_file(beamlet, file, first / places[file])
            if wrong:
                return wrong
            wrong = compile_file(beamlet, file, second / places[file])
            name = file.with_suffix(".blc").name
            same = (first / places[file] / name).read_bytes() == (second / places[file] / name).read_bytes()
            return wrong or ("" if same else "two compilations give different bytes")

        failed = 0
        with ThreadPoolExecutor(2) as pool:
            for file, wrong in zip(files, pool.map(both, files)):
                if wrong:
                    failed += 1
                    print(f"FAILED {file.relative_to(ROOT) if file.is_relative_to(ROOT) else file}\n    {wrong}", flush=True)
    print(f"{len(files) - failed} passed, {failed} failed")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
