%% eunit.hrl - EUnit's macros for test modules written for OTP: `-include_lib("eunit/include/eunit.hrl")`.
%%
%% The same as bltest.hrl but for what only Beamlet has. In a module that includes this, functions called setup or cleanup mean nothing to the
%% runner: fixtures are {setup, ...} and {foreach, ...} of generators, as in EUnit.

-ifndef(EUNIT_HRL).
-define(EUNIT_HRL, true).
-define(EUNIT, true).
-bltest_rules(eunit).
-include_lib("stdlib/include/test_objects.hrl").

-define(LET(Variable, Value, Expr), (fun(Variable) -> (Expr) end)(Value)).
-define(IF(Condition, True, False), (case (Condition) of true -> (True); false -> (False) end)).

-endif.
