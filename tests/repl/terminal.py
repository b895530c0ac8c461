"""A pseudo-terminal with a program in it, and what its screen shows.

    with Terminal([beamlet, "repl"]) as t:
        t.expect("1> ")
        t.type("1 + 2.\r")
        t.expect("3\r\n2> ")

`Screen` understands the control sequences that a line editor writes to an xterm; an unknown one is an error, so that a test never passes by not looking.
"""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
import unicodedata


def cell_width(char):
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


class Screen:
    """The cells of an xterm, as far as a line editor uses them. Lines that scrolled away stay in `lines`."""

    CONTROL = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z@`])|\x1b([=>()78MDEc])(?:(?<=[()])(.))?")

    def __init__(self, rows=24, columns=80):
        self.rows, self.columns = rows, columns
        self.lines = [[]]
        self.row = self.column = 0
        self.pending = ""
        self.wrap = False  # the cursor stands behind the last column

    def line(self, row):
        while len(self.lines) <= row:
            self.lines.append([])
        return self.lines[row]

    def put(self, char):
        width = cell_width(char)
        if width == 0:
            return
        if self.wrap or self.column + width > self.columns:
            self.row, self.column, self.wrap = self.row + 1, 0, False
        cells = self.line(self.row)
        cells.extend(" " * (self.column + width - len(cells)))
        cells[self.column] = char
        if width == 2:
            cells[self.column + 1] = ""
        self.column += width
        if self.column == self.columns:
            self.column, self.wrap = self.columns - 1, True

    def feed(self, text):
        text = self.pending + text
        self.pending = ""
        at = 0
        while at < len(text):
            char = text[at]
            if char == "\x1b":
                found = self.CONTROL.match(text, at)
                if not found:
                    if len(text) - at > 20:
                        raise AssertionError(f"unknown control sequence {text[at:at + 20]!r}")
                    self.pending = text[at:]
                    return
                if found.group(2):
                    self.control(found.group(1), found.group(2))
                at = found.end()
                continue
            at += 1
            if char == "\r":
                self.column, self.wrap = 0, False
            elif char == "\n":
                self.row, self.wrap = self.row + 1, False
                self.line(self.row)
            elif char == "\b":
                self.column, self.wrap = max(0, self.column - 1), False
            elif char == "\t":
                self.column = min(self.columns - 1, (self.column // 8 + 1) * 8)
            elif char == "\x07":
                pass
            elif char < " ":
                raise AssertionError(f"unknown control character {char!r}")
            else:
                self.put(char)

    def control(self, parameters, command):
        numbers = [int(n) if n else 0 for n in parameters.strip("?").split(";")] if parameters else []
        n = max(1, numbers[0] if numbers else 1)
        cells = self.line(self.row)
        if command in "ABCDGKJP@X":
            self.wrap = False
        if command == "A":
            self.row = max(0, self.row - n)
        elif command == "B":
            self.row += n
        elif command == "C":
            self.column = min(self.columns - 1, self.column + n)
        elif command == "D":
            self.column = max(0, self.column - n)
        elif command in "G`":
            self.column = n - 1
        elif command == "K":
            assert not numbers or numbers[0] == 0, parameters
            del cells[self.column:]
        elif command == "J":
            assert not numbers or numbers[0] == 0, parameters
            del cells[self.column:]
            for row in range(self.row + 1, len(self.lines)):
                self.lines[row] = []
        elif command == "P":
            del cells[self.column:self.column + n]
        elif command == "@":
            cells.extend(" " * (self.column - len(cells)))
            cells[self.column:self.column] = [" "] * n
            del cells[self.columns:]
        elif command in "mhl":
            pass
        else:
            raise AssertionError(f"unknown control sequence {parameters}{command}")

    def text(self):
        """What is seen, without blanks at the ends of lines and blank lines at the end."""
        return "\n".join("".join(cells).rstrip() for cells in self.lines).rstrip("\n")


class Terminal:
    def __init__(self, command, env=None, rows=24, columns=80, timeout=10.0):
        self.timeout = timeout
        self.raw = ""
        self.seen = 0  # of raw: expect() has been here
        self.screen = Screen(rows, columns)
        self.bytes = b""
        self.master, slave = pty.openpty()
        self.slave_name = os.ttyname(slave)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.settings = termios.tcgetattr(slave)
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8", "BEAMLET_HISTORY": "off"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        environment.update(env or {})

        def take_terminal():
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment,
                                        preexec_fn=take_terminal, close_fds=True)
        self.slave = slave

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if kind is not None:
            print("---- what the terminal got:", repr(self.raw[-4000:]), sep="\n")
            print("---- the screen:", self.screen.text(), sep="\n")
        os.close(self.master)
        os.close(self.slave)

    def type(self, text):
        os.write(self.master, text.encode())

    def read_some(self, seconds):
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:  # the other end is closed
            return False
        self.bytes += data
        text = self.bytes.decode("utf-8", "ignore")
        # An incomplete character stays.
        self.bytes = self.bytes[len(text.encode()):]
        self.raw += text
        self.screen.feed(text)
        return bool(data)

    def expect(self, text, seconds=None):
        """Waits until `text` comes, behind what was expected before."""
        end = time.monotonic() + (seconds or self.timeout)
        while True:
            at = self.raw.find(text, self.seen)
            if at >= 0:
                self.seen = at + len(text)
                return
            left = end - time.monotonic()
            if left <= 0 or (not self.read_some(left) and self.process.poll() is not None):
                raise AssertionError(f"{text!r} did not come; last: {self.raw[self.seen:]!r}")

    def expect_screen(self, *texts, seconds=None):
        """Waits until every text stands on the screen."""
        end = time.monotonic() + (seconds or self.timeout)
        while True:
            shown = self.screen.text()
            if all(text in shown for text in texts):
                return
            left = end - time.monotonic()
            if left <= 0 or (not self.read_some(left) and self.process.poll() is not None):
                raise AssertionError(f"{texts!r} is not on the screen:\n{shown}")

    def last_line(self):
        return self.screen.text().split("\n")[-1]

    def interrupt(self):
        self.type("\x03")

    def resize(self, rows, columns):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.rows, self.screen.columns = rows, columns
        os.kill(self.process.pid, signal.SIGWINCH)

    def wait_end(self, seconds=None):
        """The exit status; the terminal must be as it was."""
        end = time.monotonic() + (seconds or self.timeout)
        while self.process.poll() is None:
            self.read_some(0.02)
            if time.monotonic() > end:
                raise AssertionError("the program does not end")
        while self.read_some(0.02):
            pass
        now = termios.tcgetattr(self.slave)
        if now != self.settings:
            raise AssertionError(f"the terminal's settings were not restored: {self.settings} became {now}")
        return self.process.returncode
