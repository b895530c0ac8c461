%% bltest.hrl - everything a test module needs: `-include_lib("bltest/include/bltest.hrl")`, or -include("bltest.hrl").
%%
%% The assertions of assert.hrl, test objects (?_test, ?_assert...), ?debug..., and what follows below. See `m:bltest`.

-ifndef(BLTEST_HRL).
-define(BLTEST_HRL, true).
-ifndef(BLTEST_TESTS_HRL).
-define(BLTEST_TESTS_HRL, true).
-include_lib("stdlib/include/assert.hrl").

-ifndef(NOTEST).
-ifndef(TEST).
-define(TEST, true).
-endif.
-endif.

%% Tests need not be exported by name.
-compile([export_all, nowarn_export_all, nowarn_unused_function]).

%% Test objects, for generators (`name_test_() -> [?_test(...), ?_assertEqual(1, f())].`): the line and a fun.
-define(_test(Expr), {?LINE, fun() -> (Expr) end}).
-define(_assert(BoolExpr), ?_test(?assert(BoolExpr))).
-define(_assert(BoolExpr, Comment), ?_test(?assert(BoolExpr, Comment))).
-define(_assertNot(BoolExpr), ?_test(?assertNot(BoolExpr))).
-define(_assertNot(BoolExpr, Comment), ?_test(?assertNot(BoolExpr, Comment))).
-define(_assertMatch(Pattern, Expr), ?_test(?assertMatch(Pattern, Expr))).
-define(_assertMatch(Pattern, Expr, Comment), ?_test(?assertMatch(Pattern, Expr, Comment))).
-define(_assertNotMatch(Pattern, Expr), ?_test(?assertNotMatch(Pattern, Expr))).
-define(_assertNotMatch(Pattern, Expr, Comment), ?_test(?assertNotMatch(Pattern, Expr, Comment))).
-define(_assertEqual(Expected, Expr), ?_test(?assertEqual(Expected, Expr))).
-define(_assertEqual(Expected, Expr, Comment), ?_test(?assertEqual(Expected, Expr, Comment))).
-define(_assertNotEqual(Unexpected, Expr), ?_test(?assertNotEqual(Unexpected, Expr))).
-define(_assertNotEqual(Unexpected, Expr, Comment), ?_test(?assertNotEqual(Unexpected, Expr, Comment))).
-define(_assertException(Class, Term, Expr), ?_test(?assertException(Class, Term, Expr))).
-define(_assertException(Class, Term, Expr, Comment), ?_test(?assertException(Class, Term, Expr, Comment))).
-define(_assertError(Term, Expr), ?_test(?assertError(Term, Expr))).
-define(_assertError(Term, Expr, Comment), ?_test(?assertError(Term, Expr, Comment))).
-define(_assertExit(Term, Expr), ?_test(?assertExit(Term, Expr))).
-define(_assertExit(Term, Expr, Comment), ?_test(?assertExit(Term, Expr, Comment))).
-define(_assertThrow(Term, Expr), ?_test(?assertThrow(Term, Expr))).
-define(_assertThrow(Term, Expr, Comment), ?_test(?assertThrow(Term, Expr, Comment))).
-define(_assertNotException(Class, Term, Expr), ?_test(?assertNotException(Class, Term, Expr))).
-define(_assertNotException(Class, Term, Expr, Comment), ?_test(?assertNotException(Class, Term, Expr, Comment))).

%% Looking inside. These write at once, past the capture of the test's output, and return what they show (debugFmt and debugMsg: ok).
-define(debugMsg(Text), bltest_assert:debug(?MODULE, ?LINE, "~ts", [Text])).
-define(debugHere, ?debugMsg("<-")).
-define(debugFmt(Format, Args), bltest_assert:debug(?MODULE, ?LINE, Format, Args)).
-define(debugVal(Expr), bltest_assert:debug_value(?MODULE, ?LINE, ??Expr, (Expr), 20)).
-define(debugVal(Expr, Depth), bltest_assert:debug_value(?MODULE, ?LINE, ??Expr, (Expr), Depth)).
-define(debugTime(Text, Expr), bltest_assert:debug_time(?MODULE, ?LINE, Text, fun() -> (Expr) end)).
%% What the test has written so far, as a string.
-define(capturedOutput, bltest_capture:output()).

-endif.

%% A message that matches comes in time (milliseconds; 100 when not given); returns the message. When none does, the failure shows the mailbox.
-define(assertReceive(Pattern), ?assertReceive(Pattern, 100)).
-define(assertReceive(Pattern, Timeout),
        (fun() ->
                 receive
                     Message__ = Pattern -> Message__
                 after Timeout -> bltest_assert:not_received(??Pattern, Timeout, {?MODULE, ?LINE, ??Pattern})
                 end
         end)()).
%% No message that matches comes in that time.
-define(assertNotReceive(Pattern), ?assertNotReceive(Pattern, 100)).
-define(assertNotReceive(Pattern, Timeout),
        (fun() ->
                 receive
                     Message__ = Pattern -> bltest_assert:received(??Pattern, Message__, {?MODULE, ?LINE, ??Pattern})
                 after Timeout -> ok
                 end
         end)()).
%% The expression becomes `true` within so many milliseconds (1000 when not given): it is evaluated again and again.
-define(assertEventually(BoolExpr), ?assertEventually(BoolExpr, 1000)).
-define(assertEventually(BoolExpr, Timeout),
        bltest_assert:eventually(fun() -> (BoolExpr) end, Timeout, {?MODULE, ?LINE, ??BoolExpr})).
%% The number is at most Delta away from the expected one.
-define(assertInDelta(Expected, Delta, Expr),
        bltest_assert:in_delta(Expected, Delta, fun() -> (Expr) end, {?MODULE, ?LINE, ??Expr})).
-define(_assertInDelta(Expected, Delta, Expr), ?_test(?assertInDelta(Expected, Delta, Expr))).
%% Fails the test with a text, gives it up without failing.
-define(fail(Text), bltest_assert:fail(Text, {?MODULE, ?LINE, ""})).
-define(skip(Reason), bltest_assert:skip(Reason)).

-endif.
