%% base64: encode, decode, padding, white space, errors.
-module(base64_all).
-export([main/0]).

main() ->
    t(fun() -> [base64:encode(X) || X <- [<<>>, <<"f">>, <<"fo">>, <<"foo">>, "foob", <<"fooba">>, "foobar"]] end),
    t(fun() -> base64:encode_to_string("hello") end),
    t(fun() -> [base64:decode(X) || X <- [<<>>, <<"Zg==">>, <<"Zm8=">>, "Zm9v"]] end),
    t(fun() -> base64:decode_to_string("aGVsbG8=") end),
    t(fun() -> base64:decode(<<"aGVs bG8=\n">>) end),
    t(fun() -> base64:encode(<<0, 255, 16#FB, 16#F0>>) end),
    t(fun() -> base64:mime_decode(<<"aGVs!bG8=">>) end),
    t(fun() ->
              base64:decode(base64:encode(list_to_binary(lists:seq(0, 255)))) =:= list_to_binary(lists:seq(0, 255))
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
