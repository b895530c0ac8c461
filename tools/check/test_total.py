#!/usr/bin/env python3
"""Print `N passed, N failed` for the last `meson test` of a build folder.

    tools/check/test_total.py BUILD

Counts single cases where a test tells their number (golden runners: a last line `N passed, N failed`; doctest's summary), and
else each test as one. A test that failed counts at least one failure, whatever it printed.
"""

import json
import re
import sys
from pathlib import Path

GOLDEN = re.compile(r"^(\d+) passed, (\d+) failed$", re.MULTILINE)
DOCTEST = re.compile(r"^\[doctest\] test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed", re.MULTILINE)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
NOT_RUN = ("SKIP", "EXPECTEDFAIL")


def cases(test: dict) -> tuple[int, int]:
    """How many cases of one test passed and failed."""
    if test["result"] in NOT_RUN:
        return 0, 0
    found = None
    text = COLOUR.sub("", test.get("stdout") or "")
    for pattern in (GOLDEN, DOCTEST):
        for match in pattern.finditer(text):
            found = (int(match[1]), int(match[2]))
    if test["result"] == "OK":
        return found or (1, 0)
    passed, failed = found or (0, 1)
    return passed, max(failed, 1)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    log = Path(sys.argv[1], "meson-logs", "testlog.json")
    if not log.exists():
        print(f"{log}: no such file", file=sys.stderr)
        return 2
    totals = [cases(json.loads(line)) for line in log.read_text().splitlines() if line.strip()]
    print(f"{sum(p for p, _ in totals)} passed, {sum(f for _, f in totals)} failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
