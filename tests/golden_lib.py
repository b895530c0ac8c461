"""What the recorder and the runner of the golden programs share: finding tests and reading their headers."""

import re
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).resolve().parent
AREAS = ("lang", "stdlib", "process", "otp")

_HEADER = re.compile(r"^%% (exit|stderr-contains|args|flags|stdin|timeout|helper|expect error|expect): ?(.*)$")
_EXPECT_ERROR = re.compile(r"^(\d+)(?::(\d+))? (.+)$")


class BadTest(Exception):
    """A test file whose header comments make no sense."""


@dataclass
class ExpectedError:
    line: int
    column: int | None
    text: str


@dataclass
class Test:
    path: Path
    exit: int = 0
    stderr_contains: list[str] = field(default_factory=list)
    args: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    stdin: str = ""
    timeout: float | None = None
    helper: bool = False
    expect: list[str] | None = None
    errors: list[ExpectedError] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.path.relative_to(TESTS) if self.path.is_relative_to(TESTS) else self.path)

    @property
    def area(self) -> str:
        return self.name.split("/")[0]

    @property
    def golden(self) -> Path:
        return self.path.with_suffix(".out")

    def expected_stdout(self) -> bytes | None:
        """The stdout this test must print; None when it has no golden yet."""
        if self.errors:
            return b""
        if self.expect is not None:
            return "".join(line + "\n" for line in self.expect).encode()
        return self.golden.read_bytes() if self.golden.exists() else None


def read_test(path: Path) -> Test:
    test = Test(path)
    exit_given = False
    # Errors may be expected of files that are not even UTF-8.
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _HEADER.match(line)
        if not match:
            continue
        key, value = match.groups()
        if key == "exit":
            test.exit = int(value)
            exit_given = True
        elif key == "stderr-contains":
            test.stderr_contains.append(value)
        elif key == "args":
            test.args = value.split()
        elif key == "flags":
            test.flags = value.split()
        elif key == "stdin":
            test.stdin += value + "\n"
        elif key == "timeout":
            test.timeout = float(value)
        elif key == "helper":
            test.helper = True
        elif key == "expect":
            test.expect = (test.expect or []) + [value]
        else:
            place = _EXPECT_ERROR.match(value)
            if not place:
                raise BadTest(f"{path}: bad 'expect error': {value}")
            row, column, text = place.groups()
            test.errors.append(ExpectedError(int(row), int(column) if column else None, text))
    if test.errors and not exit_given:
        test.exit = 1
    return test


def is_part(path: Path) -> bool:
    """Whether it is a module of a program that is a folder: NAME/NAME.bl is the program itself."""
    return path.stem != path.parent.name and (path.parent / f"{path.parent.name}.bl").exists()


def find_tests(roots: list[str], suffixes: tuple[str, ...]) -> list[Test]:
    """All tests under the roots (areas, folders or files), in a fixed order, helpers included."""
    paths: set[Path] = set()
    for root in roots or AREAS:
        # The repository has a stdlib/ of its own: an area's name always means the folder here.
        base = TESTS / root if root in AREAS or not Path(root).exists() else Path(root)
        if not base.exists():
            raise BadTest(f"no such area, folder or file: {root}")
        base = base.resolve()
        if base.is_file():
            paths.add(base)
        else:
            paths.update(p for p in base.rglob("*") if p.suffix in suffixes and not is_part(p))
    return [read_test(p) for p in sorted(paths)]
