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
# The same without a limit of the heap, where the address space is what ends: the collector is refused its next block.
NO_MEMORY = ("killed", "no memory for its next collection")
# The machine reserves 4 GB of it for the constants of modules.
ADDRESS_SPACE = 5_600_000 * 1024
MOST_BYTES = 1 << 30  # resident; the limit of the heap is 16 MB


def run(beamlet, case, options, address_space=None):
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))
    process = subprocess.run([beamlet, "run", "--schedulers", "2", *options, str(PROGRAM), case], capture_output=True, text=True,
                             timeout=60, preexec_fn=limit if address_space else None)
    return process.returncode, process.stdout.splitlines(), process.stderr


def judge(case, outcome, reason, report):
    status, out, err = outcome
    reports = err.count(report) == 1 if report else "The limit" not in err
    good = status == 0 and out == [reason, "alive"] and reports
    print("ok  " if good else "FAIL", case)
    if not good:
        print(status, out, err)
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--beamlet", required=True)
    parser.add_argument("--address-space", action="store_true", help="also with a limit of it, which sanitizers do not bear")
    options = parser.parse_args()
    beamlet = options.beamlet
    failed = 0
    for case, (flags, reason, report) in CASES.items():
        failed += not judge(case, run(beamlet, case, flags), reason, report)
    if resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 > MOST_BYTES:
        failed += 1
        print("FAIL a process took far more memory than its limit")
    if options.address_space:
        for case in ("heap", "stack"):
            outcome = run(beamlet, case, ["--max-heap-size", "none"], ADDRESS_SPACE)
            failed += not judge(f"{case}, no memory", outcome, *NO_MEMORY)
        status, _, err = run(beamlet, "heap", [], ADDRESS_SPACE // 4)
        if status != 1 or "address space" not in err:
            failed += 1
            print("FAIL too little address space to begin with:", status, err)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
