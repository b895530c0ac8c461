#!/usr/bin/env python3
"""check_atomics: every explicit memory order says what it pairs with ("pairs with X" on the line or in the comment just above it)."""
import re

from common import cpp_files, finish, relative

ORDER = re.compile(r"memory_order_(acquire|release|acq_rel|seq_cst)|memory_order::(acquire|release|acq_rel|seq_cst)")
# The comment may stand up to this many lines above (a statement broken over lines, a comment of several lines).
REACH = 6


def main():
    faults = []
    seen = 0
    for path in cpp_files("vm"):
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines):
            if not ORDER.search(line.split("//")[0]):
                continue
            seen += 1
            near = lines[max(0, number - REACH) : number + 1]
            if not any(re.search(r"//.*pairs? with|//.*paired with", text, re.I) for text in near):
                faults.append(f"{relative(path)}:{number + 1}: a memory order without a comment 'pairs with ...'")
    finish("check_atomics", faults, f"{seen} memory orders")


main()
