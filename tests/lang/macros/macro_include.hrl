%% Included by macro_include.erl.
-ifndef(MACRO_INCLUDE_HRL).
-define(MACRO_INCLUDE_HRL, true).

-record(shared, {a = 1, b}).
-define(SHARED_CONST, 42).
-define(SHARED_FUN(X), X * ?SHARED_CONST).

included_function(X) -> ?SHARED_FUN(X) + 1.

-endif.

-ifdef(SHARED_GUARDED).
-error("included twice").
-endif.
-define(SHARED_GUARDED, guarded).
