%% assert.hrl - macros that check what has to hold.
%%
%% ?assert(Cond) ?assertNot(Cond) ?assertEqual(Expected, Expr) ?assertNotEqual(Unexpected, Expr) ?assertMatch(Guarded, Expr)
%% ?assertNotMatch(Guarded, Expr) ?assertException(Class, Term, Expr) ?assertNotException(Class, Term, Expr)
%% ?assertError(Term, Expr) ?assertExit(Term, Expr) ?assertThrow(Term, Expr), each also with a comment as last argument.
%% All have the value `ok`, or raise error({Macro, Info}) where Info tells module, line, expression, and what was found.
%% With NOASSERT defined (and ASSERT not) they do nothing.
-ifndef(ASSERT_HRL).
-define(ASSERT_HRL, true).

-ifdef(ASSERT).
-undef(NOASSERT).
-endif.

-ifdef(NOASSERT).

-define(assert(Cond), ok).
-define(assert(Cond, Comment), ok).
-define(assertNot(Cond), ok).
-define(assertNot(Cond, Comment), ok).
-define(assertEqual(Expected, Expr), ok).
-define(assertEqual(Expected, Expr, Comment), ok).
-define(assertNotEqual(Unexpected, Expr), ok).
-define(assertNotEqual(Unexpected, Expr, Comment), ok).
-define(assertMatch(Guarded, Expr), ok).
-define(assertMatch(Guarded, Expr, Comment), ok).
-define(assertNotMatch(Guarded, Expr), ok).
-define(assertNotMatch(Guarded, Expr, Comment), ok).
-define(assertException(Class, Term, Expr), ok).
-define(assertException(Class, Term, Expr, Comment), ok).
-define(assertNotException(Class, Term, Expr), ok).
-define(assertNotException(Class, Term, Expr, Comment), ok).

-else.

%% All checks are funs that are called at once, so that their variables are their own.
-define(assert__where, {module, ?MODULE}, {line, ?LINE}).
-define(assert__fail(Macro, Info), erlang:error({Macro, [?assert__where | Info]})).

-define(assert__boolean(Macro, Expected, Cond, Text, Comment),
        ((fun() ->
              case (Cond) of
                  Expected -> ok;
                  X__V when is_boolean(X__V) ->
                      ?assert__fail(Macro, Comment ++ [{expression, Text}, {expected, Expected}, {value, X__V}]);
                  X__V ->
                      ?assert__fail(Macro, Comment ++ [{expression, Text}, {expected, Expected}, {not_boolean, X__V}])
              end
          end)())).
-define(assert(Cond), ?assert__boolean(assert, true, Cond, (??Cond), [])).
-define(assert(Cond, Comment), ?assert__boolean(assert, true, Cond, (??Cond), [{comment, (Comment)}])).
-define(assertNot(Cond), ?assert__boolean(assert, false, Cond, (??Cond), [])).
-define(assertNot(Cond, Comment), ?assert__boolean(assert, false, Cond, (??Cond), [{comment, (Comment)}])).

-define(assert__equal(Expected, Expr, Text, Comment),
        ((fun() ->
              X__X = (Expected),
              case (Expr) of
                  X__Y when X__Y =:= X__X -> ok;
                  X__V ->
                      ?assert__fail(assertEqual, Comment ++ [{expression, Text}, {expected, X__X}, {value, X__V}])
              end
          end)())).
-define(assertEqual(Expected, Expr), ?assert__equal(Expected, Expr, (??Expr), [])).
-define(assertEqual(Expected, Expr, Comment), ?assert__equal(Expected, Expr, (??Expr), [{comment, (Comment)}])).

-define(assert__not_equal(Unexpected, Expr, Text, Comment),
        ((fun() ->
              X__X = (Unexpected),
              case (Expr) of
                  X__Y when X__Y =:= X__X ->
                      ?assert__fail(assertNotEqual, Comment ++ [{expression, Text}, {value, X__X}]);
                  _ -> ok
              end
          end)())).
-define(assertNotEqual(Unexpected, Expr), ?assert__not_equal(Unexpected, Expr, (??Expr), [])).
-define(assertNotEqual(Unexpected, Expr, Comment),
        ?assert__not_equal(Unexpected, Expr, (??Expr), [{comment, (Comment)}])).

-define(assert__match(Guarded, Expr, Pattern, Text, Comment),
        ((fun() ->
              case (Expr) of
                  Guarded -> ok;
                  X__V ->
                      ?assert__fail(assertMatch, Comment ++ [{expression, Text}, {pattern, Pattern}, {value, X__V}])
              end
          end)())).
-define(assertMatch(Guarded, Expr), ?assert__match(Guarded, Expr, (??Guarded), (??Expr), [])).
-define(assertMatch(Guarded, Expr, Comment),
        ?assert__match(Guarded, Expr, (??Guarded), (??Expr), [{comment, (Comment)}])).

-define(assert__not_match(Guarded, Expr, Pattern, Text, Comment),
        ((fun() ->
              X__V = (Expr),
              case X__V of
                  Guarded ->
                      ?assert__fail(assertNotMatch, Comment ++ [{expression, Text}, {pattern, Pattern}, {value, X__V}]);
                  _ -> ok
              end
          end)())).
-define(assertNotMatch(Guarded, Expr), ?assert__not_match(Guarded, Expr, (??Guarded), (??Expr), [])).
-define(assertNotMatch(Guarded, Expr, Comment),
        ?assert__not_match(Guarded, Expr, (??Guarded), (??Expr), [{comment, (Comment)}])).

-define(assert__exception(Class, Term, Expr, Pattern, Text, Comment),
        ((fun() ->
              try (Expr) of
                  X__V ->
                      ?assert__fail(assertException,
                                    Comment ++ [{expression, Text}, {pattern, Pattern}, {unexpected_success, X__V}])
              catch
                  Class:Term -> ok;
                  X__C:X__T:X__S ->
                      ?assert__fail(assertException,
                                    Comment ++ [{expression, Text}, {pattern, Pattern},
                                                {unexpected_exception, {X__C, X__T, X__S}}])
              end
          end)())).
-define(assert__pattern(Class, Term), "{ " ++ Class ++ " , " ++ Term ++ " , [...] }").
-define(assertException(Class, Term, Expr),
        ?assert__exception(Class, Term, Expr, ?assert__pattern((??Class), (??Term)), (??Expr), [])).
-define(assertException(Class, Term, Expr, Comment),
        ?assert__exception(Class, Term, Expr, ?assert__pattern((??Class), (??Term)), (??Expr), [{comment, (Comment)}])).

-define(assert__not_exception(Class, Term, Expr, Pattern, Text, Comment),
        ((fun() ->
              try (Expr) of
                  _ -> ok
              catch
                  X__C:X__T:X__S ->
                      case X__C of
                          Class ->
                              case X__T of
                                  Term ->
                                      ?assert__fail(assertNotException,
                                                    Comment ++ [{expression, Text}, {pattern, Pattern},
                                                                {unexpected_exception, {X__C, X__T, X__S}}]);
                                  _ -> ok
                              end;
                          _ -> ok
                      end
              end
          end)())).
-define(assertNotException(Class, Term, Expr),
        ?assert__not_exception(Class, Term, Expr, ?assert__pattern((??Class), (??Term)), (??Expr), [])).
-define(assertNotException(Class, Term, Expr, Comment),
        ?assert__not_exception(Class, Term, Expr, ?assert__pattern((??Class), (??Term)), (??Expr),
                               [{comment, (Comment)}])).

-endif.

-define(assertError(Term, Expr), ?assertException(error, Term, Expr)).
-define(assertError(Term, Expr, Comment), ?assertException(error, Term, Expr, Comment)).
-define(assertExit(Term, Expr), ?assertException(exit, Term, Expr)).
-define(assertExit(Term, Expr, Comment), ?assertException(exit, Term, Expr, Comment)).
-define(assertThrow(Term, Expr), ?assertException(throw, Term, Expr)).
-define(assertThrow(Term, Expr, Comment), ?assertException(throw, Term, Expr, Comment)).

-endif.
