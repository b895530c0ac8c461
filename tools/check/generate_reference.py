#!/usr/bin/env python3
"""generate_reference: the reference pages that are made from the tables.

    generate_reference.py           writes lang-spec/opcode-reference.md, builtin-reference.md and diagnostic-reference.md
    generate_reference.py --check   fails when they are not what the tables say
"""
import re
import sys

from common import ROOT, finish

TABLES = ROOT / "vm" / "tables"
DIAGNOSTICS = ROOT / "compiler" / "diag" / "diagnostics.def"
GROUPS = {0: "General", 1: "Lexical", 2: "Preprocessor", 3: "Syntax", 4: "Names and scopes", 5: "Patterns, guards, bits and records",
          6: "Attributes and declarations", 8: "Limits of the machine", 9: "Not in the language"}
NOTE = "<!-- Made from {table} by tools/check/generate_reference.py; edit the table, not this page. -->\n"


def rows(table, macro):
    """Arguments of each row, as written: strings unquoted (adjacent ones joined), the rest as it is."""
    text = (TABLES / table).read_text()  # an absolute path stands for itself
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


def diagnostics():
    page = "# Diagnostics\n\n" + NOTE.format(table="compiler/diag/diagnostics.def")
    page += "\n`E` stops the compilation, `W` warns. `{0}`, `{1}` stand for names out of the source. Numbers keep their meaning for ever.\n"
    last = None
    for name, number, severity, text in sorted(rows(DIAGNOSTICS, "BEAMLET_DIAGNOSTIC"), key=lambda r: int(r[1])):
        group = GROUPS[int(number) // 100]
        if group != last:
            page += f"\n## {group}\n\n| code | name | text |\n|---|---|---|\n"
            last = group
        page += f"| {severity[0]}{int(number):04} | {name} | {cell(text)} |\n"
    return page


def main():
    pages = {"diagnostic-reference.md": diagnostics(), "opcode-reference.md": opcodes(), "builtin-reference.md": builtins()}
    faults = []
    for name, text in pages.items():
        path = ROOT / "lang-spec" / name
        if "--check" not in sys.argv:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            faults.append(f"lang-spec/{name} is out of date: run tools/check/generate_reference.py")
    finish("generate_reference", faults, f"{len(pages)} pages")


main()
