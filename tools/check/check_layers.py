#!/usr/bin/env python3
"""check_layers: includes point one way, as vm/LAYERS says."""
import re

from common import ROOT, cpp_files, finish, relative

INCLUDE = re.compile(r'^\s*#\s*include\s+"((?:vm|compiler)/[^"]+)"', re.M)


def read_layers():
    layers = {}
    for line in (ROOT / "vm" / "LAYERS").read_text().splitlines():
        line = line.split("#")[0].strip()
        if line:
            folder, _, allowed = line.partition(":")
            layers[folder.strip()] = set(allowed.split()) | {folder.strip()}
    return layers


def folder_of(path):
    return "/".join(path.split("/")[:2])


def main():
    layers = read_layers()
    faults = []
    seen = 0
    for path in cpp_files("vm", "compiler"):
        seen += 1
        folder = folder_of(relative(path))
        if folder not in layers:
            faults.append(f"{relative(path)}: folder {folder} has no line in vm/LAYERS")
            continue
        text = path.read_text()
        for match in INCLUDE.finditer(text):
            if folder_of(match[1]) not in layers[folder]:
                line = text.count("\n", 0, match.start()) + 1
                faults.append(f"{relative(path)}:{line}: {folder} must not include {match[1]} (vm/LAYERS)")
    finish("check_layers", faults, f"{seen} files")


main()
