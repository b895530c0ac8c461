#!/usr/bin/env python3
"""The orderly end of a program: signals, init:stop, and that no output is lost."""
import argparse
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

PROGRAMS = pathlib.Path(__file__).parent / "shutdown"
LIMIT = 30  # seconds; far more than anything here takes


class Program:
    def __init__(self, beamlet, name, *args, stdout=subprocess.PIPE):
        self.process = subprocess.Popen([beamlet, "run", str(PROGRAMS / (name + ".bl")), *args], stdin=subprocess.DEVNULL,
                                        stdout=stdout, stderr=subprocess.PIPE)

    def read_until(self, line):
        """The lines up to this one: the program prints it when it waits for what comes."""
        lines = []
        while True:
            got = self.process.stdout.readline().decode()
            assert got, f"the program ended before it printed {line!r}: {lines}"
            if got == line + "\n":
                return lines
            lines.append(got.rstrip("\n"))

    def signal(self, number):
        self.process.send_signal(number)

    def finish(self):
        out, err = self.process.communicate(timeout=LIMIT)
        return self.process.returncode, out.decode().splitlines(), err.decode()


TREE_ENDS = ["app_2 shutdown", "app_1 shutdown", "inner_2 shutdown", "inner_1 shutdown", "application stopped",
             "own_2 shutdown", "own_1 shutdown", "loose shutdown"]


def sigterm_stops_in_order(beamlet):
    program = Program(beamlet, "tree")
    program.read_until("up")
    program.signal(signal.SIGTERM)
    status, out, err = program.finish()
    assert (status, out) == (0, TREE_ENDS), (status, out, err)
    assert "SIGTERM received - shutting down" in err, err


def sigint_stops_in_order(beamlet):
    program = Program(beamlet, "tree")
    program.read_until("up")
    program.signal(signal.SIGINT)
    status, out, err = program.finish()
    assert (status, out) == (130, TREE_ENDS), (status, out, err)


def second_signal_forces_the_end(beamlet):
    for second, expected in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
        program = Program(beamlet, "stubborn")
        program.read_until("up")
        program.signal(signal.SIGTERM)
        program.read_until("asked to stop")
        program.signal(second)
        status, _, err = program.finish()
        assert status == expected and "second signal" in err, (status, err)


def time_limit_forces_the_end(beamlet):
    program = Program(beamlet, "stubborn", "-shutdown_time", "300")
    program.read_until("up")
    begin = time.monotonic()
    program.signal(signal.SIGTERM)
    status, _, err = program.finish()
    assert status == 0 and "the time to stop in good order is over" in err, (status, err)
    assert time.monotonic() - begin < LIMIT / 2


def own_handlers(beamlet):
    program = Program(beamlet, "own_handler")
    program.read_until("up")
    program.signal(signal.SIGUSR2)
    program.signal(signal.SIGTERM)
    program.read_until("sigterm")
    program.signal(signal.SIGTERM)
    program.read_until("sigterm")
    program.signal(signal.SIGUSR1)
    status, out, _ = program.finish()
    assert (status, out) == (7, ["good bye"]), (status, out)


def ignored_at_start_stays_ignored(beamlet):
    old = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        program = Program(beamlet, "tree")
    finally:
        signal.signal(signal.SIGINT, old)
    program.read_until("up")
    program.signal(signal.SIGINT)
    time.sleep(0.3)
    assert program.process.poll() is None
    program.signal(signal.SIGTERM)
    status, out, _ = program.finish()
    assert (status, out) == (0, TREE_ENDS), (status, out)


def nothing_is_lost_to_a_slow_pipe(beamlet):
    expected = "".join(chr(ord("a") + i % 26) * 1023 + "\n" for i in range(1024))
    for blocking in (True, False):
        read_end, write_end = os.pipe()
        os.set_blocking(write_end, blocking)
        program = Program(beamlet, "much_output", stdout=write_end)
        os.close(write_end)
        got = b""
        while True:
            piece = os.read(read_end, 4096)
            if not piece:
                break
            got += piece
            if len(got) % 65536 == 0:
                time.sleep(0.01)
        os.close(read_end)
        assert program.process.wait(timeout=LIMIT) == 5
        assert got.decode() == expected, (blocking, len(got))


def ends_while_the_pool_works(beamlet):
    with tempfile.TemporaryDirectory() as folder:
        os.mkfifo(os.path.join(folder, "pipe"))
        pathlib.Path(folder, "large").write_bytes(bytes(2_000_000))
        for turn in range(30):
            # Standard input stays open and silent.
            command = [beamlet, "run", "--schedulers", "2", str(PROGRAMS / "jobs_at_end.bl"), folder, str(turn)]
            with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                out = process.stdout.read()
                err = process.stderr.read()
                assert process.wait(timeout=LIMIT) == 0 and (out, err) == (b"over\n", b""), (turn, process.returncode, out, err)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--beamlet", required=True)
    beamlet = parser.parse_args().beamlet
    tests = [sigterm_stops_in_order, sigint_stops_in_order, second_signal_forces_the_end, time_limit_forces_the_end, own_handlers,
             ignored_at_start_stays_ignored, nothing_is_lost_to_a_slow_pipe, ends_while_the_pool_works]
    failed = 0
    for test in tests:
        try:
            test(beamlet)
            print("ok  ", test.__name__)
        except (AssertionError, subprocess.TimeoutExpired) as error:
            failed += 1
            print("FAIL", test.__name__, error)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
