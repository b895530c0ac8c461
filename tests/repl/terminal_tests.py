#!/usr/bin/env python3
"""The shell on a real pseudo-terminal: each scenario types, and looks at what the screen shows.

    terminal_tests.py --beamlet build/beamlet [SCENARIO...]
"""
import argparse
import os
import signal
import statistics
import sys
import tempfile
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import Terminal  # noqa: E402

UP, DOWN, LEFT, RIGHT = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C"
HOME, END = "\x1b[H", "\x1b[F"
CTRL_A, CTRL_C, CTRL_D, CTRL_E, CTRL_K, CTRL_R, TAB, BACKSPACE = "\x01", "\x03", "\x04", "\x05", "\x0b", "\x12", "\t", "\x7f"

BEAMLET = ""


def shell(**options):
    return Terminal([BEAMLET, "repl"], env={"NO_COLOR": "1", **options.pop("env", {})}, **options)


def evaluate(t, text, *answers):
    t.type(text + "\r")
    for answer in answers:
        t.expect("\n" + answer + "\r\n")
    t.expect("> ")


def give_up(t, prompt):
    """Ctrl-C, which also takes what is typed and not yet read: so nothing is typed before the prompt is there again."""
    t.interrupt()
    t.expect("^C\r\n" + prompt)


def leave(t):
    t.type("q().\r")
    assert t.wait_end() == 0


def scenario_prompt_comes():
    times = []
    for _ in range(7):
        start = time.monotonic()
        with shell() as t:
            t.expect("1> ")
            times.append((time.monotonic() - start) * 1000)
            leave(t)
    # How long it may take is no matter of a test: tools/bench --whole compares it.
    print(f"    start to prompt: median {statistics.median(times):.1f} ms, fastest {min(times):.1f} ms")


def scenario_without_a_command():
    with Terminal([BEAMLET]) as t:
        t.expect("1> ")
        leave(t)


def scenario_values_and_variables():
    with shell() as t:
        t.expect("1> ")
        evaluate(t, "X = 1 + 2.", "3")
        evaluate(t, "{X, X * 2}.", "{3,6}")
        evaluate(t, "X = 4.", "** exception error: no match of right hand side value 4")
        evaluate(t, "f(X), X = 4.", "4")
        evaluate(t, "v(-1) + 1.", "5")
        leave(t)


def scenario_an_item_on_many_lines():
    with shell() as t:
        t.expect("1> ")
        t.type("[1,\r")
        t.expect(".. ")
        t.type("2 |\r")
        t.expect(".. ")
        t.type("\"a.\\n\"].\r")
        t.expect("\n[1,2,97,46,10]\r\n")
        t.expect("2> ")
        t.type("1. 2. 3\r")
        t.expect("\n1\r\n2\r\n")
        t.expect(".. ")
        t.type("+ 4.\r")
        t.expect("\n7\r\n5> ")
        # Ctrl-C gives the item up, Ctrl-D too.
        t.type("{a,\r")
        t.expect(".. ")
        t.type(CTRL_C)
        t.expect("5> ")
        t.type("{a,\r")
        t.expect(".. ")
        t.type(CTRL_D)
        t.expect("5> ")
        evaluate(t, "b.", "b")
        leave(t)


def scenario_history_over_runs():
    with tempfile.TemporaryDirectory() as folder:
        env = {"BEAMLET_HISTORY": os.path.join(folder, "deep", "history")}
        with shell(env=env) as t:
            t.expect("1> ")
            evaluate(t, "first.", "first")
            evaluate(t, "{second, \"ü\"}.", "{second,\"ü\"}")
            leave(t)
        with shell(env=env) as t:
            t.expect("1> ")
            t.type(UP)
            t.expect_screen("1> q().")
            t.type(UP)
            t.expect_screen("1> {second, \"ü\"}.")
            t.type(UP)
            t.expect_screen("1> first.")
            t.type("\r")
            t.expect("\nfirst\r\n2> ")
            t.type(CTRL_R + "sec")
            t.expect_screen("{second, \"ü\"}.")
            t.type("\r")
            t.expect("{second,\"ü\"}\r\n3> ")
            leave(t)
        with open(env["BEAMLET_HISTORY"], encoding="utf-8") as file:
            assert file.read() == "first.\n{second, \"ü\"}.\nq().\nfirst.\n{second, \"ü\"}.\nq().\n"
    with tempfile.TemporaryDirectory() as home:
        with shell(env={"BEAMLET_HISTORY": "off", "HOME": home}) as t:
            t.expect("1> ")
            evaluate(t, "a.", "a")
            leave(t)
        assert os.listdir(home) == []


def scenario_editing():
    with shell() as t:
        t.expect("1> ")
        t.type("ello" + HOME + "h" + END + "o." + LEFT + BACKSPACE + "\r")
        t.expect("\nhello\r\n2> ")
        t.type("[1,2,3]" + CTRL_A + "hd(" + CTRL_E + ").xyz" + LEFT * 3 + CTRL_K + "\r")
        t.expect("\n1\r\n3> ")
        leave(t)


def scenario_completion():
    with shell() as t:
        t.expect("1> ")
        t.type("lists:rev" + TAB)
        t.expect_screen("1> lists:reverse(")
        t.type("[1,2]).\r")
        t.expect("\n[2,1]\r\n2> ")
        t.type("gen_ser" + TAB)
        t.expect_screen("2> gen_server:")
        give_up(t, "2> ")
        t.type("maps:to_" + TAB)
        t.expect_screen("2> maps:to_list(")
        give_up(t, "2> ")
        evaluate(t, "LongName = 1, LongOther = 2.", "2")
        t.type("Lon" + TAB)
        t.expect_screen("3> Long")
        t.type(TAB)
        t.expect_screen("LongName", "LongOther", "3> Long")
        t.type("N" + TAB + " + 1.\r")
        t.expect("\n2\r\n4> ")
        evaluate(t, "my_function(A) -> A + 1.", "ok")
        t.type("my_f" + TAB + "5).\r")
        t.expect("\n6\r\n6> ")
        t.type("lists:key" + TAB)
        t.expect_screen("keydelete/3", "keyfind/3", "keytake/3", "/3     \n6> lists:key".replace("     ", ""))
        give_up(t, "6> ")
        t.type("no_such_module:x" + TAB + "y")
        t.expect_screen("6> no_such_module:xy")
        give_up(t, "6> ")
        leave(t)


def scenario_interrupt():
    with shell() as t:
        t.expect("1> ")
        evaluate(t, "X = 7, P = self().")
        t.type("timer:sleep(infinity).\r")
        time.sleep(0.2)
        t.interrupt()
        t.expect("** interrupted\r\n2> ")
        t.type("(fun Loop(N) -> Loop(N + 1) end)(0).\r")
        time.sleep(0.2)
        t.interrupt()
        t.expect("** interrupted\r\n2> ")
        evaluate(t, "{X, P =:= self()}.", "{7,false}")
        t.type("garbage")
        t.expect("garbage")
        t.interrupt()
        t.expect("^C\r\n3> ")
        t.interrupt()
        t.expect("leaves)\r\n3> ")
        # Something else in between: once more is not twice.
        evaluate(t, "X.", "7")
        t.interrupt()
        t.expect("leaves)\r\n4> ")
        t.interrupt()
        assert t.wait_end() == 0


def scenario_end_of_input():
    with shell() as t:
        t.expect("1> ")
        t.type(CTRL_D)
        assert t.wait_end() == 0


def scenario_exit_status():
    with shell() as t:
        t.expect("1> ")
        t.type("halt(3).\r")
        assert t.wait_end() == 3
    with shell() as t:
        t.expect("1> ")
        t.type("spawn(fun() -> timer:sleep(100), halt(4) end).\r")
        t.expect("2> ")
        t.type("half a li")
        assert t.wait_end() == 4
    with shell() as t:
        t.expect("1> ")
        t.type("half a li")
        t.expect("half a li")
        os.kill(t.process.pid, signal.SIGTERM)
        t.wait_end()


def scenario_crash_keeps_bindings():
    with shell() as t:
        t.expect("1> ")
        evaluate(t, "X = [1,2,3].", "[1,2,3]")
        evaluate(t, "F = fun(A) -> A + hd(X) end, ok.", "ok")
        evaluate(t, "exit(self(), kill).", "** exception exit: killed")
        evaluate(t, "spawn_link(fun() -> exit(boom) end), timer:sleep(1000).", "** exception exit: boom")
        t.type("1 / (hd(X) - 1).\r")
        t.expect("arithmetic expression\r\n     in operator  '/'/2\r\n        called as 1 / 0\r\n6> ")
        # Many modules came and went: what was made in the first ones is still there.
        for n in range(6, 40):
            evaluate(t, f"{{{n}, \"literal {n}\"}}.", f"{{{n},\"literal {n}\"}}")
        evaluate(t, "{X, F(9)}.", "{[1,2,3],10}")
        leave(t)


def scenario_output_from_behind():
    with shell() as t:
        t.expect("1> ")
        evaluate(t, "spawn(fun() -> timer:sleep(300), io:format(\"one~ntwo~n\"), "
                    "io:put_chars(user, \"no end\") end), ok.", "ok")
        t.type("1 + 1")
        t.expect_screen("one\ntwo\n", "no end\n2> 1 + 1")
        assert t.last_line() == "2> 1 + 1", t.screen.text()
        t.type(" + 1.\r")
        t.expect("\n3\r\n3> ")
        # A line over several rows of the screen is moved as a whole.
        long = "{" + ", ".join(f"element_{n}" for n in range(20)) + "}."
        evaluate(t, "spawn(fun() -> timer:sleep(300), io:format(\"behind~n\") end), ok.", "ok")
        t.type(long)
        t.expect_screen("behind\n4> {element_0,")
        t.type("\r")
        t.expect("element_19}\r\n5> ")
        assert t.screen.text().count("{element_0,") == 2, t.screen.text()
        leave(t)


def scenario_processes_go_on_at_the_prompt():
    for schedulers in ("1", "2"):
        with Terminal([BEAMLET, "repl", "--schedulers", schedulers], env={"NO_COLOR": "1"}) as t:
            t.expect("1> ")
            evaluate(t, "P = spawn(fun() -> (fun L(N) -> receive {get, From} -> From ! N after 1 -> L(N + 1) end end)(0) end), ok.")
            time.sleep(0.3)
            evaluate(t, "P ! {get, self()}, receive N when N > 20 -> many after 1000 -> none end.", "many")
            leave(t)


def scenario_reading_programs():
    with shell() as t:
        t.expect("1> ")
        t.type("io:get_line(\"Name: \").\r")
        t.expect("\nName: ")
        t.type("Jörg\r")
        t.expect("\n\"Jörg\\n\"\r\n2> ")
        t.type("io:fread(\"two: \", \"~d ~d\").\r")
        t.expect("\ntwo: ")
        t.type("3\r")
        t.expect("3\r\n")
        t.type("4\r")
        t.expect("\n{ok,[3,4]}\r\n3> ")
        t.type("io:get_chars(\"> \", 2).\r")
        t.expect("\n> ")
        t.type("ab.\r")
        t.expect("\n\"ab\"\r\n")
        t.expect("4> ")
        t.type("io:get_line(\"Name: \").\r")
        t.expect("\nName: ")
        t.interrupt()
        t.expect("** interrupted\r\n")
        t.expect("4> ")
        evaluate(t, "a.", "a")
        leave(t)


def scenario_resizing():
    with shell() as t:
        t.expect("1> ")
        evaluate(t, "io:columns().", "{ok,80}")
        t.type("abc")
        t.expect("abc")
        t.resize(24, 40)
        t.expect("2> abc")
        t.type(CTRL_C)
        t.expect("2> ")
        evaluate(t, "io:columns().", "{ok,40}")
        t.type("lists:seq(1, 30).\r")
        t.expect("\n[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,\r\n")
        t.expect("4> ")
        leave(t)


def scenario_unicode():
    with shell() as t:
        t.expect("1> ")
        t.type("{\"日本語x" + BACKSPACE + BACKSPACE + "\", 'ünï', <<\"é\"/utf8>>}.\r")
        t.expect("\n{[26085,26412],ünï,<<\"é\"/utf8>>}\r\n2> ")
        t.expect_screen("1> {\"日本\", 'ünï', <<\"é\"/utf8>>}.")
        leave(t)


def scenario_long_lines():
    with shell() as t:
        t.expect("1> ")
        text = "length(\"" + "abcdefghij" * 20 + "\")."
        t.type(text + HOME + "0 + ")
        t.expect_screen("1> 0 + length(\"abc", "hij\").")
        t.type("\r")
        t.expect("\n200\r\n2> ")
        wide = "length(\"" + "日本" * 50 + "\")."
        t.type(wide + "\r")
        t.expect("\n100\r\n3> ")
        leave(t)


def scenario_functions_and_records():
    with shell() as t:
        t.expect("1> ")
        evaluate(t, "double(X) -> 2 * X.", "ok")
        evaluate(t, "double(4).", "8")
        # One that calls what comes later, and itself.
        evaluate(t, "even(0) -> true; even(N) -> odd(N - 1).", "ok")
        evaluate(t, "even(3).", "** exception error: undefined shell command odd/1")
        evaluate(t, "odd(0) -> false; odd(N) -> even(N - 1).", "ok")
        evaluate(t, "{even(1000), lists:map(fun double/1, [1,2])}.", "{true,[2,4]}")
        evaluate(t, "double(X) when is_list(X) -> X ++ X; double(X) -> X + X.", "ok")
        evaluate(t, "{double([a]), double(5)}.", "{[a,a],10}")
        t.type("lf().\r")
        t.expect("double(X) when is_list(X) -> X ++ X; double(X) -> X + X.\r\n")
        t.expect("> ")
        t.type("wrong(X) -> Y.\r")
        t.expect("variable `Y` is unbound")
        t.expect("^")
        t.expect("> ")
        evaluate(t, "ff(double, 1).", "ok")
        evaluate(t, "double(1).", "** exception error: undefined shell command double/1")
        evaluate(t, "-record(point, {x = 1, y}).", "point")
        evaluate(t, "P = #point{y = 2}, P#point.x + P#point.y.", "3")
        evaluate(t, "rd(line, {from = #point{}, to}).", "line")
        evaluate(t, "(#line{})#line.from#point.x.", "1")
        evaluate(t, "px(#point{x = X}) -> X.", "ok")
        evaluate(t, "px(P).", "1")
        leave(t)


def scenario_diagnostics():
    with shell() as t:
        t.expect("1> ")
        t.type("X = 1, {X, .\r")
        t.expect("shell:1:12: error")
        t.expect("X = 1, {X, .")
        t.expect("1> ")
        t.type("lenght([1]) + Unbound.\r")
        t.expect("variable `Unbound` is unbound")
        t.expect("^~~~~~~")
        t.expect("1> ")
        leave(t)


def scenario_compiling():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "probe.erl")
        with open(path, "w", encoding="utf-8") as out:
            out.write("-module(probe).\n-export([f/0]).\nf() -> 1.\n")
        with shell() as t:
            t.expect("1> ")
            evaluate(t, f"cd(\"{folder}\").")
            evaluate(t, "c(\"probe.erl\").", "{ok,probe}")
            evaluate(t, "probe:f().", "1")
            for n in (2, 3, 4):
                with open(path, "w", encoding="utf-8") as out:
                    out.write(f"-module(probe).\n-export([f/0]).\nf() -> {n}.\n")
                evaluate(t, "c(probe).", "{ok,probe}")
                evaluate(t, "probe:f().", str(n))
            with open(path, "w", encoding="utf-8") as out:
                out.write("-module(probe).\n-export([f/0]).\nf() -> X.\n")
            t.type("c(probe).\r")
            t.expect("variable `X` is unbound")
            t.expect("\nerror\r\n")
            t.expect("> ")
            evaluate(t, "probe:f().", "4")
            evaluate(t, "ls().", "probe.erl")
            leave(t)


def scenario_colours():
    with Terminal([BEAMLET, "repl"]) as t:
        t.expect("1> ")
        t.type("{a, 1, \"s\"}.\r")
        t.expect("{\x1b[36ma\x1b[0m,\x1b[33m1\x1b[0m,\x1b[32m\"s\"\x1b[0m}\r\n")
        t.type("X.\r")
        t.expect("\x1b[")
        t.expect("is unbound")
        leave(t)


def scenario_documentation():
    with shell() as t:
        t.expect("1> ")
        t.type("h(lists, reverse, 1).\r")
        t.expect("reverse(List :: [T]) -> [T]\r\n")
        t.expect("reverse order")
        t.expect("2> ")
        t.type("help().\r")
        t.expect("Variables and results")
        t.expect("catch_exception(Bool)")
        t.expect("3> ")
        leave(t)


def main():
    global BEAMLET
    parser = argparse.ArgumentParser()
    parser.add_argument("--beamlet", required=True)
    parser.add_argument("scenarios", nargs="*")
    args = parser.parse_args()
    BEAMLET = os.path.abspath(args.beamlet)
    failed = []
    for name, scenario in list(globals().items()):
        if not name.startswith("scenario_") or (args.scenarios and name[9:] not in args.scenarios):
            continue
        start = time.monotonic()
        try:
            scenario()
            print(f"ok      {name[9:]} ({time.monotonic() - start:.1f} s)", flush=True)
        except Exception:  # noqa: BLE001 - every kind of failure is told, and the next scenario runs
            failed.append(name[9:])
            print(f"FAILED  {name[9:]}", flush=True)
            traceback.print_exc()
    if failed:
        print(f"{len(failed)} scenarios failed: {' '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
