#!/usr/bin/env python3
"""The limits that protect the node: each ends or refuses the culprit, says so once, and the node lives on."""
import argparse
import pathlib
import resource
import subprocess
import sys

PROGRAM = pathlib.Path(__file__).parent / "limits" / "culprits.bl"
HEAP = ["--max-heap-size", "2000000"]
# Name: options, how the culprit ends, which limit is logged (None: none).
CASES = {
    "heap": (HEAP, "killed", "maximum heap size reached"),
    "stack": (HEAP, "killed", "maximum heap size reached"),
    "binaries": (HEAP, "killed", "maximum heap size reached"),
    "native": (HEAP, "killed", "maximum heap size reached"),
    "messages": (["--max-message-queue-len", "100"], "{max_message_queue_len,100}", "maximum message queue length reached"),
    "processes": (["--max-processes", "200"], "system_limit", "The limit of the number of processes (200) is reached"),
    "atoms": (["--max-atoms", "20000"], "system_limit", "The limit of the number of atoms (20000) is reached"),
    "decoded_atoms": (["--max-atoms", "20000"], "system_limit", "The limit of the number of atoms (20000) is reached"),
    "copies": ([], "system_limit", None),
    "tables": (["--max-ets-tables", "50"], "system_limit", "The limit of the number of ets tables (50) is reached"),
}
MOST_BYTES = 1 << 30  # resident; the limit of the heap is 16 MB


def run(beamlet, case, options):
    process = subprocess.run([beamlet, "run", "--schedulers", "2", *options, str(PROGRAM), case], capture_output=True, text=True,
                             timeout=60)
    return process.returncode, process.stdout.splitlines(), process.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--beamlet", required=True)
    beamlet = parser.parse_args().beamlet
    failed = 0
    for case, (options, reason, report) in CASES.items():
        status, out, err = run(beamlet, case, options)
        reports = err.count(report) == 1 if report else "The limit" not in err
        good = status == 0 and out == [reason, "alive"] and reports
        failed += not good
        print("ok  " if good else "FAIL", case)
        if not good:
            print(status, out, err)
    if resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 > MOST_BYTES:
        failed += 1
        print("FAIL a process took far more memory than its limit")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
