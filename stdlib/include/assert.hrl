%% assert.hrl - assertions: `-include_lib("stdlib/include/assert.hrl")`.
%%
%% Each fails with error:{Name, Info}, where Info is a property list: module, line, expression (as text), and what was expected and seen. The test
%% runner shows these in words (`m:bltest_assert`). The arguments are evaluated inside funs: a variable that one of them binds is not
%% seen outside, one that is bound already is compared. A last argument, a text, is shown when the assertion fails.
%% With the macro NOASSERT defined, every assertion is `ok` and nothing is evaluated.

-ifndef(ASSERT_HRL).
-define(ASSERT_HRL, true).

-ifdef(NOASSERT).
-define(BLTEST_CHECK(Call), ok).
-else.
-define(BLTEST_CHECK(Call), Call).
-endif.
-define(BLTEST_FUN(Expr), fun() -> (Expr) end).
-define(BLTEST_MATCHER(Pattern), fun(Value__) -> case Value__ of Pattern -> true; _ -> false end end).
-define(BLTEST_TRY(Class, Term, Expr),
        fun() ->
                try (Expr) of
                    Value__ -> {unexpected_success, Value__}
                catch
                    Class:Term -> raised;
                    Class__:Term__:Stack__ -> {unexpected_exception, {Class__, Term__, Stack__}}
                end
        end).
-define(BLTEST_RAISED(Class, Term),
        fun(Class__, Term__) ->
                case Class__ of
                    Class -> case Term__ of Term -> true; _ -> false end;
                    _ -> false
                end
        end).

%% The expression is `true`; `false`.
-define(assert(BoolExpr),
        ?BLTEST_CHECK(bltest_assert:truth(assert, true, ?BLTEST_FUN(BoolExpr), {?MODULE, ?LINE, ??BoolExpr}))).
-define(assert(BoolExpr, Comment),
        ?BLTEST_CHECK(bltest_assert:truth(assert, true, ?BLTEST_FUN(BoolExpr), {?MODULE, ?LINE, ??BoolExpr, Comment}))).
-define(assertNot(BoolExpr),
        ?BLTEST_CHECK(bltest_assert:truth(assert, false, ?BLTEST_FUN(BoolExpr), {?MODULE, ?LINE, ??BoolExpr}))).
-define(assertNot(BoolExpr, Comment),
        ?BLTEST_CHECK(bltest_assert:truth(assert, false, ?BLTEST_FUN(BoolExpr), {?MODULE, ?LINE, ??BoolExpr, Comment}))).

%% The value matches a pattern, which may have a guard: ?assertMatch({ok, N} when N > 0, f()).
-define(assertMatch(Pattern, Expr),
        ?BLTEST_CHECK(bltest_assert:match(?BLTEST_MATCHER(Pattern), ??Pattern, ?BLTEST_FUN(Expr), {?MODULE, ?LINE, ??Expr}))).
-define(assertMatch(Pattern, Expr, Comment),
        ?BLTEST_CHECK(bltest_assert:match(?BLTEST_MATCHER(Pattern), ??Pattern, ?BLTEST_FUN(Expr),
                                          {?MODULE, ?LINE, ??Expr, Comment}))).
-define(assertNotMatch(Pattern, Expr),
        ?BLTEST_CHECK(bltest_assert:not_match(?BLTEST_MATCHER(Pattern), ??Pattern, ?BLTEST_FUN(Expr), {?MODULE, ?LINE, ??Expr}))).
-define(assertNotMatch(Pattern, Expr, Comment),
        ?BLTEST_CHECK(bltest_assert:not_match(?BLTEST_MATCHER(Pattern), ??Pattern, ?BLTEST_FUN(Expr),
                                              {?MODULE, ?LINE, ??Expr, Comment}))).

%% The value is exactly (=:=) the expected one; is not.
-define(assertEqual(Expected, Expr),
        ?BLTEST_CHECK(bltest_assert:equal(Expected, ?BLTEST_FUN(Expr), {?MODULE, ?LINE, ??Expr}))).
-define(assertEqual(Expected, Expr, Comment),
        ?BLTEST_CHECK(bltest_assert:equal(Expected, ?BLTEST_FUN(Expr), {?MODULE, ?LINE, ??Expr, Comment}))).
-define(assertNotEqual(Unexpected, Expr),
        ?BLTEST_CHECK(bltest_assert:not_equal(Unexpected, ?BLTEST_FUN(Expr), {?MODULE, ?LINE, ??Expr}))).
-define(assertNotEqual(Unexpected, Expr, Comment),
        ?BLTEST_CHECK(bltest_assert:not_equal(Unexpected, ?BLTEST_FUN(Expr), {?MODULE, ?LINE, ??Expr, Comment}))).

%% Evaluation fails, with an exception whose class and reason match patterns.
-define(assertException(Class, Term, Expr),
        ?BLTEST_CHECK(bltest_assert:raises(assertException, ?BLTEST_TRY(Class, Term, Expr), {??Class, ??Term}, {?MODULE, ?LINE, ??Expr}))).
-define(assertException(Class, Term, Expr, Comment),
        ?BLTEST_CHECK(bltest_assert:raises(assertException, ?BLTEST_TRY(Class, Term, Expr), {??Class, ??Term}, {?MODULE, ?LINE, ??Expr, Comment}))).
-define(assertError(Term, Expr), ?assertException(error, Term, Expr)).
-define(assertError(Term, Expr, Comment), ?assertException(error, Term, Expr, Comment)).
-define(assertExit(Term, Expr), ?assertException(exit, Term, Expr)).
-define(assertExit(Term, Expr, Comment), ?assertException(exit, Term, Expr, Comment)).
-define(assertThrow(Term, Expr), ?assertException(throw, Term, Expr)).
-define(assertThrow(Term, Expr, Comment), ?assertException(throw, Term, Expr, Comment)).

%% Evaluation does not fail in this way (it may in another, or succeed).
-define(assertNotException(Class, Term, Expr),
        ?BLTEST_CHECK(bltest_assert:not_raises(?BLTEST_RAISED(Class, Term), {??Class, ??Term}, ?BLTEST_FUN(Expr),
                                               {?MODULE, ?LINE, ??Expr}))).
-define(assertNotException(Class, Term, Expr, Comment),
        ?BLTEST_CHECK(bltest_assert:not_raises(?BLTEST_RAISED(Class, Term), {??Class, ??Term}, ?BLTEST_FUN(Expr),
                                               {?MODULE, ?LINE, ??Expr, Comment}))).

-endif.
