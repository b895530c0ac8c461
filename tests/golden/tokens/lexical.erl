%% every kind of token
-module(lexical).
f(X, _Y, Ünder) when X >= 16#FF_FF -> {atom, 'quoted atom', 'it\'s', état, $a, $\n, $\x{1F600}};
f(1_000, 1.5e-3, 2#0.101#e8) -> "string\t\x{e9}" "joined", ~"sigil", ~S|raw\n|;
f(A, B, C) -> A#r.f =:= B, C =/= A, <<A:8/little>>, [A | B], #{a => 1, b := 2}.
g() -> """
    triple
      quoted
    """.
h() -> 99999999999999999999, 16#FFFFFFFFFFFFFFFFFF, 3#12, maybe, else, [X || X <:- A && Y <- B].
bad() -> "\x{110000}", 8#9, ~x(a), ∀.
