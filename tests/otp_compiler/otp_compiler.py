#!/usr/bin/env python3
"""OTP's own compiler, unmodified, as a program for Beamlet: it compiles modules of OTP's library to the same code as on Erlang.

    tests/otp_compiler/otp_compiler.py --beamlet PATH [MODULE...]

Some 90 modules of the packages erlang-base and erlang-src are compiled and loaded by Beamlet from their sources and then work on the abstract
code of each MODULE (default: a dozen, chosen for variety; `all`: every module of OTP's stdlib and compiler). The last line is `N passed, N failed`.
Without erl or the sources the test is skipped (exit status 77).
"""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
SKIPPED = 77
MOST_SHOWN = 40
DEFAULT = ["beam_ssa_dead", "beam_validator", "dict", "erl_anno", "gen_statem", "io_lib_pretty", "lists", "maps", "ordsets", "queue", "sofs", "v3_core"]
# What OTP's compiler needs of its stdlib and Beamlet's library has not, or in part.
STDLIB = ["dict", "digraph", "digraph_utils", "erl_anno", "erl_bits", "erl_eval", "erl_expand_records", "erl_features", "erl_internal", "erl_lint", "erl_parse", "erl_pp", "erl_scan", "eval_bits", "ms_transform",
          "otp_internal", "sofs"]
PARSE = """
main([Headers, Kernel | Files]) ->
    [begin
        {ok, Forms} = epp:parse_file(File, [{includes, [Headers, Kernel, filename:dirname(File)]}]),
        ok = file:write_file(filename:basename(File, ".erl"), term_to_binary(Forms))
     end || File <- Files].
"""


def run(command, folder, timeout=600):
    done = subprocess.run([str(part) for part in command], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def library(root, name):
    """The newest folder of an application of OTP that has sources, or None."""
    found = sorted(folder for folder in root.glob(f"lib/{name}-*") if list(folder.glob("src/*.erl")))
    return found[-1] if found else None


def lay_out(folder, compiler, stdlib):
    """The sources as Beamlet finds them: src/ beside include/, and stdlib/include/ for -include_lib."""
    src, include = folder / "src", folder / "include"
    (folder / "src" / "stdlib").mkdir(parents=True)
    include.mkdir()
    for header in [*stdlib.glob("include/*.hrl"), *stdlib.glob("src/*.hrl"), *compiler.glob("src/*.hrl")]:
        # Beside the sources too: where the options of OTP's makefiles would lead.
        shutil.copy(header, src)
        if header.parent.name == "include":
            shutil.copy(header, include)
    (src / "stdlib" / "include").symlink_to(include)
    for source in [*compiler.glob("src/*.erl"), *(stdlib / "src" / f"{name}.erl" for name in STDLIB)]:
        text = source.read_text()
        # OTP's makefile gives this macro on the command line.
        version = f'-define(COMPILER_VSN, "{compiler.name.split("-")[1]}").\n' if source.name == "beam_asm.erl" else ""
        (src / source.name).write_text(version + text)
    for own in HERE.glob("*.erl"):
        shutil.copy(own, src)
    return src


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--beamlet", required=True)
    parser.add_argument("modules", nargs="*", default=DEFAULT)
    options = parser.parse_args()
    beamlet = pathlib.Path(options.beamlet).resolve()
    if shutil.which("erl") is None:
        print("skipped: there is no erl")
        return SKIPPED
    root = pathlib.Path(run(["erl", "-noshell", "-eval", "io:put_chars(code:root_dir()), halt()."], HERE))
    compiler, stdlib, kernel = (library(root, name) for name in ("compiler", "stdlib", "kernel"))
    if compiler is None or stdlib is None or kernel is None:
        print("skipped: the sources of OTP are not installed (Debian: erlang-src)")
        return SKIPPED
    sources = {path.stem: path for folder in (compiler, stdlib) for path in sorted(folder.glob("src/*.erl"))}
    wanted = sorted(sources) if options.modules == ["all"] else options.modules
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        src, forms, erlang = lay_out(folder, compiler, stdlib), folder / "forms", folder / "erlang"
        forms.mkdir()
        erlang.mkdir()
        (erlang / "parse.escript").write_text("#!/usr/bin/env escript\n%%\n" + PARSE)
        run(["escript", erlang / "parse.escript", folder / "include", kernel / "include", *(sources[m] for m in wanted)], forms)
        files = sorted(forms.iterdir())
        run(["erlc", src / "compile_all.erl"], erlang)
        names = ",".join(f'"{file}"' for file in files)
        expected = run(["erl", "-noshell", "-eval", f"compile_all:main([{names}]), halt()."], erlang).splitlines()
        actual = run([beamlet, "run", src / "compile_all.erl", *files], src).splitlines()
    differing = sorted(set(expected) ^ set(actual))
    for line in differing[:MOST_SHOWN]:
        print(("erl      " if line in expected else "beamlet  ") + line)
    print(f"{len(set(expected) & set(actual))} passed, {len(differing)} failed")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
