#!/usr/bin/env python3
"""check_spec_refs: `Spec 7.3` and `Spec 7` in comments name paragraphs and chapters that lang-spec/ has; so do plain (7.3) in lang-spec itself."""
import re

from common import ROOT, cpp_files, finish, relative


def paragraphs():
    found = set()
    for page in (ROOT / "lang-spec").glob("[0-9][0-9]-*.md"):
        found.add(str(int(page.name[:2])))
        found.update(re.findall(r"^\*\*(\d+\.\d+)\*\* ", page.read_text(), re.M))
    return found


def main():
    known = paragraphs()
    faults = []
    files = list(cpp_files("vm", "compiler", "tools")) + sorted((ROOT / "stdlib").glob("*.bl"))
    for path in files:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            faults += [f"{relative(path)}:{number}: there is no paragraph {ref}" for ref in re.findall(r"\bSpec (\d+(?:\.\d+)?)", line) if ref not in known]
    for path in sorted((ROOT / "lang-spec").glob("[0-9][0-9]-*.md")):
        prose = re.sub(r"^```.*?^```", lambda m: "\n" * m[0].count("\n"), path.read_text(), flags=re.M | re.S)
        for number, line in enumerate(prose.splitlines(), 1):
            for group in re.findall(r"\((\d+\.\d+(?:[ ,to]+\d+\.\d+)*)[^()]*\)", line):
                faults += [f"{relative(path)}:{number}: there is no paragraph {ref}" for ref in re.findall(r"\d+\.\d+", group) if ref not in known]
    finish("check_spec_refs", faults, f"{len(files)} files, {len(known)} paragraphs")


main()
