%% test_objects.hrl - what bltest.hrl and eunit.hrl share: the assertions, test objects made of them, and macros that look inside.

-ifndef(TEST_OBJECTS_HRL).
-define(TEST_OBJECTS_HRL, true).
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
