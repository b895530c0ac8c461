#!/usr/bin/env python3
"""Writes the headers of stdlib/include as rows of a C++ table.

Usage: embed_headers.py OUT FOLDER HEADER...
FOLDER/x.hrl answers -include_lib("stdlib/include/x.hrl"), FOLDER/app/x.hrl "app/include/x.hrl".
"""
import os
import sys


def main():
    out, folder, headers = sys.argv[1], sys.argv[2], sys.argv[3:]
    rows = []
    for path in sorted(headers):
        parts = os.path.relpath(path, folder).split(os.sep)
        name = "/".join((parts[:-1] or ["stdlib"]) + ["include", parts[-1]])
        with open(path, encoding="utf-8") as f:
            rows.append('{"%s", R"hrl(%s)hrl"},\n' % (name, f.read()))
    with open(out, "w", encoding="utf-8") as f:
        f.writelines(rows)


main()
