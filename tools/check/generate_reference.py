#!/usr/bin/env python3
"""generate_reference: the reference pages that are made from the tables.

    generate_reference.py           writes lang-spec/opcode-reference.md and lang-spec/builtin-reference.md
    generate_reference.py --check   fails when they are not what the tables say
"""
import re
import sys

from common import ROOT, finish

TABLES = ROOT / "vm" / "tables"
NOTE = "<!-- Made from {table} by tools/check/generate_reference.py; edit the table, not this page. -->\n"


def rows(table, macro):
    """Arguments of each row, as written: strings unquoted (adjacent ones joined), the rest as it is."""
    text = (TABLES / table).read_text()
    string = r'"(?:[^"\\]|\\.)*"'
    row = re.compile(rf"^{macro}\(((?:{string}|[^\"()])*)\)", re.M)
    for match in row.finditer(text):
        fields = re.findall(rf"(?:{string}\s*)+|[^,\s][^,]*", match[1])
        yield ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', f)).replace('\\"', '"') if f.lstrip().startswith('"') else f.strip() for f in fields]


def cell(text):
    return text.replace("|", "\\|")


def opcodes():
    page = "# Instructions\n\n" + NOTE.format(table="vm/tables/opcodes.def")
    page += "\nHow the operand letters read:\n\n| letter | operand |\n|---|---|\n"
    for letter, _, doc in rows("operand_kinds.def", "OPERAND_KIND"):
        page += f"| `{letter.strip(chr(39))}` | {cell(doc)} |\n"
    page += "\n| number | name | operands | flags | meaning |\n|---|---|---|---|---|\n"
    for number, name, operands, flags, doc in rows("opcodes.def", "OPCODE"):
        shown = "" if flags == "None" else flags
        page += f"| {number} | {name} | `{operands}` | {shown} | {cell(doc)} |\n"
    return page


def builtins():
    page = "# Builtins\n\n" + NOTE.format(table="vm/tables/bifs.def")
    page += "\nFunctions that are native code. *Guard* builtins may stand in guards.\n"
    last = None
    for module, name, arity, _, kind, doc in sorted(rows("bifs.def", "BIF"), key=lambda r: (r[0], r[1], int(r[2]))):
        if module != last:
            page += f"\n## {module}\n\n| function | kind | meaning |\n|---|---|---|\n"
            last = module
        page += f"| `{cell(name)}/{arity}` | {kind} | {cell(doc)} |\n"
    return page


def main():
    pages = {"opcode-reference.md": opcodes(), "builtin-reference.md": builtins()}
    faults = []
    for name, text in pages.items():
        path = ROOT / "lang-spec" / name
        if "--check" not in sys.argv:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            faults.append(f"lang-spec/{name} is out of date: run tools/check/generate_reference.py")
    finish("generate_reference", faults, f"{len(pages)} pages")


main()
