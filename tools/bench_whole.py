"""What `tools/bench --whole` measures: the executables as wholes, from the outside.

start    a small program from its source to its end; erl starts an empty one
compile  a module of 20,000 lines, from the start of the process to its end
prompt   the shell on a pseudo-terminal: from its start to its first prompt
waiting  resident memory of a process that waits in receive, over a million of them, and the processor time they take in ten seconds (Beamlet only)
"""
import os
import pathlib
import pty
import select
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINES = 20_000
PROMPT_LIMIT_S = 20


def seconds(command, folder):
    start = time.monotonic()
    # Without a time limit: with one, Python looks for the end only every few milliseconds.
    subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.monotonic() - start


def large_module(lines):
    """Functions as people write them: clauses, guards, records, comprehensions, binaries, cases."""
    text = ["-module(large).", "-compile(export_all).", "-record(item, {id, name = \"\", tags = []})."]
    number = 0
    while len(text) < lines:
        number += 1
        text += [
            f"count_{number}([], Sum) -> Sum;",
            f"count_{number}([#item{{id = Id, tags = Tags}} | Rest], Sum) when is_integer(Id), Id > {number} ->",
            f"    count_{number}(Rest, Sum + length([T || T <- Tags, T =/= none]));",
            f"count_{number}([{{pair, A, B}} | Rest], Sum) ->",
            f"    case {{A, B}} of",
            f"        {{{number}, <<Len:16, Body:Len/binary, _/binary>>}} -> count_{number}(Rest, Sum + byte_size(Body));",
            f"        {{X, Y}} when X < Y -> count_{number}(Rest, Sum * X - Y);",
            f"        _ -> try count_{number}(Rest, Sum) catch error:Reason -> {{failed, Reason, {number}}} end",
            "    end;",
            f"count_{number}([Map | Rest], Sum) when is_map(Map) ->",
            f"    #{{size := Size}} = Map#{{last => fun(E) -> E + Sum end}},",
            f"    count_{number}(Rest, Sum + Size).",
        ]
    return "\n".join(text) + "\n"


def to_prompt(command):
    """Seconds until the shell has written its first prompt."""
    start = time.monotonic()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, dict(os.environ, TERM="xterm", HOME="/nonexistent"))
    text = b""
    try:
        while b"1> " not in text:
            if not select.select([terminal], [], [], PROMPT_LIMIT_S)[0]:
                sys.exit(f"bench: {command[0]} shows no prompt: {text!r}")
            text += os.read(terminal, 4096)
        return time.monotonic() - start
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)


def row(name, theirs, ours, rounds, unit=1e3):
    """Rounds in turn, medians."""
    otp, own = [], []
    for _ in range(rounds):
        otp.append(theirs())
        own.append(ours())
    otp, own = statistics.median(otp), statistics.median(own)
    print(f"{name:<12}{otp * unit:>12.1f}{own * unit:>14.1f}{otp / own:>9.1f}", flush=True)


def whole(beamlet, rounds, work):
    beamlet = str(pathlib.Path(beamlet).resolve())
    (work / "large.erl").write_text(large_module(LINES))
    print(f"{'':<12}{'OTP ms':>12}{'Beamlet ms':>14}{'ratio':>9}")
    row("start", lambda: seconds(["erl", "-noshell", "-eval", "halt()."], work),
        lambda: seconds([beamlet, "run", str(ROOT / "examples" / "hello.bl")], work), max(rounds, 11))
    row("compile", lambda: seconds(["erlc", "+nowarn_export_all", "large.erl"], work),
        lambda: seconds([beamlet, "compile", "-o", "large.blc", "large.erl"], work), rounds)
    row("prompt", lambda: to_prompt(["erl"]), lambda: to_prompt([beamlet, "repl"]), max(rounds, 11))
    subprocess.run([beamlet, "run", str(ROOT / "tests" / "bench" / "limits" / "waiting_processes.erl")], check=True, stdin=subprocess.DEVNULL)
