"""What the checks share: the tree, its C++ files, and how a check ends."""
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CPP_SUFFIXES = {".hpp", ".cpp", ".re", ".yy"}


def cpp_files(*folders):
    """All hand-written C++ files below these folders of the project, sorted."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in CPP_SUFFIXES:
                yield path


def relative(path):
    return path.relative_to(ROOT).as_posix()


def finish(check, faults, seen):
    """Prints the faults and ends the program: 0 when there is none."""
    for fault in faults:
        print(fault)
    print(f"{check}: {seen} looked at, {len(faults)} faults")
    sys.exit(1 if faults else 0)
