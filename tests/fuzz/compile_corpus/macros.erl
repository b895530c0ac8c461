-define(M(X, Y), {??X, Y}). -define(N, ?M(1, 2)). -define(M(), a).
-if(defined(N) andalso ?OTP_RELEASE >= 27). -include("a.hrl"). -else. -include("b.hrl"). -endif.
f() -> {?N, ?M(f(,), ?LINE), ?M(), ?FUNCTION_NAME, #a{x = ?A}}.
-ifdef(X). -elif(1 + 2 > 3). -endif. -undef(N). -file("x", 9). -error({a}). -feature(maybe_expr, disable).
