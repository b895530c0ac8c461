#!/usr/bin/env python3
"""examples/scheduler as a person runs it: a seed gives the same timeline and picture at every run, colours come on a terminal only, mistakes are told.

No recorded output: each reduction that the machine or the library takes before the program begins changes what a seed leads to.
"""
import argparse
import fcntl
import os
import pathlib
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import xml.etree.ElementTree

EXAMPLE = pathlib.Path(__file__).parents[2] / "examples" / "scheduler"
SEEDS = range(1, 6)
ROW = re.compile(r"^ +\d+ +(\d+) +\d+ +(\d+) +[\d.]+% +[\d.]+ \S+$", re.MULTILINE)


def run(beamlet, options, args):
    return subprocess.run([beamlet, "run", *options, str(EXAMPLE), *args], capture_output=True, timeout=60)


def on_terminal(beamlet, environment):
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen([beamlet, "run", str(EXAMPLE)], stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    text = b""
    try:
        while piece := os.read(ours, 4096):
            text += piece
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    process.wait(timeout=60)
    return text


def seeded(beamlet, seed, folder):
    """The text and the picture of a seed."""
    picture = folder / "timeline.svg"
    done = run(beamlet, ["--deterministic", str(seed)], ["--svg", str(picture)])
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode(), picture.read_text()


def check_seeds(beamlet, folder):
    timelines = [seeded(beamlet, seed, folder) for seed in SEEDS]
    assert timelines == [seeded(beamlet, seed, folder) for seed in SEEDS], "a seed gives two timelines"
    assert len(set(timelines)) == len(timelines), "two seeds give one timeline"
    for text, picture in timelines:
        rows = [(int(calls), int(reductions)) for calls, reductions in ROW.findall(text)]
        assert [calls for calls, _ in rows] == [20000, 40000, 60000, 80000], text
        assert all(calls <= reductions < calls + 1000 for calls, reductions in rows), text
        assert xml.etree.ElementTree.fromstring(picture).tag.endswith("svg")


def check_budget(beamlet):
    for budget in (10, 500, 4000):
        text = run(beamlet, ["--reductions", str(budget)], ["--work", "5000"]).stdout.decode()
        assert text.startswith(f"{budget} reductions a turn, "), text


def check_colours(beamlet):
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    assert b"\x1b[31m" in on_terminal(beamlet, plain), "no colours on a terminal"
    assert b"\x1b" not in on_terminal(beamlet, {**plain, "NO_COLOR": "1"}), "colours against NO_COLOR"
    assert b"\x1b" not in run(beamlet, [], []).stdout, "colours in a pipe"


def check_mistakes(beamlet, folder):
    for args in (["--work"], ["--work", "0"], ["--work", "1,x"], ["--work", "-5"], ["--svg"], ["else"]):
        done = run(beamlet, [], args)
        assert done.returncode == 1 and done.stderr.startswith(b"usage: ") and not done.stdout, (args, done)
    done = run(beamlet, [], ["--work", "10", "--svg", str(folder / "none" / "x.svg")])
    assert done.returncode == 1 and b"no such file or directory" in done.stderr, done


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--beamlet", required=True)
    beamlet = parser.parse_args().beamlet
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        check_seeds(beamlet, folder)
        check_budget(beamlet)
        check_colours(beamlet)
        check_mistakes(beamlet, folder)
    print("good")
    return 0


if __name__ == "__main__":
    sys.exit(main())
