%% -ifdef, -ifndef, -if, -elif, -else, -endif and -undef, nested.
-module(macro_conditionals).
-export([main/0]).
-define(YES, true).
-define(NUM, 3).
-export([unused/0]).

-ifdef(YES).
a() -> defined.
-else.
a() -> undefined.
-endif.

-ifdef(NO).
b() -> defined.
-else.
b() -> undefined.
-endif.

-ifndef(NO).
c() -> not_defined.
-endif.

-if(?NUM > 5).
d() -> big.
-elif(?NUM > 2).
d() -> middle.
-elif(?NUM > 1).
d() -> small.
-else.
d() -> none.
-endif.

-if(defined(YES) andalso not defined(NO)).
e() -> both.
-else.
e() -> neither.
-endif.

-ifdef(YES).
-ifdef(NO).
f() -> inner.
-else.
-if(?NUM =:= 3).
f() -> three.
-else.
f() -> other.
-endif.
-endif.
-else.
this is not Erlang at all ) ( [ but it is skipped.
-endif.

-undef(YES).
-ifdef(YES).
g() -> still.
-else.
g() -> gone.
-endif.

-define(YES, again).
h() -> ?YES.

-ifdef(NEVER).
-error("not reached").
-include("no_such_file.hrl").
-endif.

unused() -> ok.

main() ->
    io:format("~p~n", [[a(), b(), c(), d(), e(), f(), g(), h()]]).
