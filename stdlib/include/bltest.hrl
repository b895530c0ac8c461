%% bltest.hrl - everything a test module needs: `-include_lib("bltest/include/bltest.hrl")`, or -include("bltest.hrl").
%%
%% The assertions, test objects and ?debug... of test_objects.hrl, and what follows below. See `m:bltest`.

-ifndef(BLTEST_HRL).
-define(BLTEST_HRL, true).
-include_lib("stdlib/include/test_objects.hrl").

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
