%% How long one call keeps the others of its scheduler waiting: a process calls each function with a huge argument while a ticker notes the longest
%% time between two of its turns. Run with --schedulers 1. Prints a table, in milliseconds; nothing is checked.
-module(latency).
-export([main/0, main/1]).

main() -> main([]).

main(Wanted) ->
    io:format("~-28ts ~10ts ~10ts~n", ["call", "whole ms", "worst ms"]),
    [report(Name, Prepare) || {Name, Prepare} <- cases(), Wanted =:= [] orelse lists:member(Name, Wanted)],
    ok.

%% Of three runs the one that others on this computer disturbed least.
report(Name, Prepare) ->
    Runs = [run(Prepare) || _ <- [1, 2, 3]],
    Worst = lists:min([W || {W, _} <- Runs]),
    Whole = lists:min([T || {_, T} <- Runs]),
    io:format("~-28ts ~10.2f ~10.2f~n", [Name, Whole / 1000, Worst / 1000]).

run(Prepare) ->
    Self = self(),
    {_, Ref} = spawn_monitor(fun() -> Self ! {result, timed(Prepare)} end),
    receive {'DOWN', Ref, process, _, normal} -> receive {result, R} -> R end end.

timed(Prepare) ->
    Call = Prepare(),
    erlang:garbage_collect(),
    receive after 1 -> ok end,
    Self = self(),
    Ticker = spawn_link(fun() -> Self ! ready, tick(erlang:monotonic_time(microsecond), 0) end),
    receive ready -> erlang:yield() end,
    Start = erlang:monotonic_time(microsecond),
    _ = Call(),
    End = erlang:monotonic_time(microsecond),
    Ticker ! {stop, Self},
    receive {worst, Worst} -> {Worst, End - Start} end.

tick(Last, Worst) ->
    Now = erlang:monotonic_time(microsecond),
    Gap = max(Worst, Now - Last),
    receive
        {stop, To} -> To ! {worst, Gap}
    after 0 ->
        erlang:yield(),
        tick(Now, Gap)
    end.

cases() ->
    N = 1000000,
    [{"length", fun() -> L = seq(5 * N), fun() -> length(L) end end},
     {"++", fun() -> L = seq(N), fun() -> L ++ [a] end end},
     {"-- (small right)", fun() -> L = seq(N), fun() -> L -- [1, 500, N] end end},
     {"-- (large both)", fun() -> L = seq(N div 2), fun() -> L -- L end end},
     {"lists:reverse", fun() -> L = seq(N), fun() -> lists:reverse(L) end end},
     {"lists:member", fun() -> L = seq(5 * N), fun() -> lists:member(x, L) end end},
     {"lists:keyfind", fun() -> L = [{I, I} || I <- seq(N)], fun() -> lists:keyfind(x, 1, L) end end},
     {"lists:sort", fun() -> L = [rand:uniform(N) || _ <- seq(N)], fun() -> lists:sort(L) end end},
     {"list_to_tuple", fun() -> L = seq(N), fun() -> list_to_tuple(L) end end},
     {"tuple_to_list", fun() -> T = list_to_tuple(seq(N)), fun() -> tuple_to_list(T) end end},
     {"setelement", fun() -> T = list_to_tuple(seq(N)), fun() -> setelement(5, T, x) end end},
     {"iolist_to_binary", fun() -> L = [[I rem 256, <<"abc">>] || I <- seq(N)], fun() -> iolist_to_binary(L) end end},
     {"iolist_size", fun() -> L = [[I rem 256, <<"abc">>] || I <- seq(N)], fun() -> iolist_size(L) end end},
     {"iolist_to_iovec", fun() -> L = [[I rem 256, <<"abc">>] || I <- seq(N)], fun() -> erlang:iolist_to_iovec(L) end end},
     {"list_to_binary", fun() -> L = [I rem 256 || I <- seq(N)], fun() -> list_to_binary(L) end end},
     {"binary_to_list", fun() -> B = binary:copy(<<"abcdefgh">>, N div 4), fun() -> binary_to_list(B) end end},
     {"binary:copy 64 MB", fun() -> fun() -> binary:copy(<<"abcdefgh">>, 8 * N) end end},
     {"binary:split global", fun() -> B = binary:copy(<<"abc,">>, N), fun() -> binary:split(B, <<",">>, [global]) end end},
     {"binary:matches", fun() -> B = binary:copy(<<"abc,">>, N), fun() -> binary:matches(B, [<<",">>, <<"b">>]) end end},
     {"binary:match none", fun() -> B = binary:copy(<<"abcd">>, 8 * N), fun() -> binary:match(B, <<"zzzz">>) end end},
     {"binary:replace", fun() -> B = binary:copy(<<"abc,">>, N), fun() -> binary:replace(B, <<",">>, <<"--">>, [global]) end end},
     {"unicode to_list", fun() -> B = binary:copy(<<"åäö€"/utf8>>, N div 4), fun() -> unicode:characters_to_list(B) end end},
     {"unicode to_binary", fun() -> L = [16#e5 || _ <- seq(N)], fun() -> unicode:characters_to_binary(L) end end},
     {"term_to_binary", fun() -> T = terms(N div 5), fun() -> term_to_binary(T) end end},
     {"term_to_binary zip", fun() -> T = terms(N div 5), fun() -> term_to_binary(T, [compressed]) end end},
     {"binary_to_term", fun() -> B = term_to_binary(terms(N div 5)), fun() -> binary_to_term(B) end end},
     {"external_size", fun() -> T = terms(N div 5), fun() -> erlang:external_size(T) end end},
     {"phash2", fun() -> T = terms(N div 5), fun() -> erlang:phash2(T) end end},
     {"md5 64 MB", fun() -> B = binary:copy(<<"abcdefgh">>, 8 * N), fun() -> erlang:md5(B) end end},
     {"crc32 64 MB", fun() -> B = binary:copy(<<"abcdefgh">>, 8 * N), fun() -> erlang:crc32(B) end end},
     {"adler32 64 MB", fun() -> B = binary:copy(<<"abcdefgh">>, 8 * N), fun() -> erlang:adler32(B) end end},
     {"maps:from_list", fun() -> L = [{I, I} || I <- seq(N)], fun() -> maps:from_list(L) end end},
     {"maps:from_keys", fun() -> L = seq(N), fun() -> maps:from_keys(L, x) end end},
     {"maps:merge", fun() -> A = maps:from_keys(seq(N), a), B = #{x => 1, N + 1 => 2}, fun() -> maps:merge(B, A) end end},
     {"maps:merge (large both)", fun() -> A = maps:from_keys(seq(N div 2), a), B = maps:from_keys(lists:seq(N, N + N div 2), b),
                                           fun() -> maps:merge(A, B) end end},
     {"maps:keys", fun() -> M = maps:from_keys(seq(N), a), fun() -> maps:keys(M) end end},
     {"maps:to_list", fun() -> M = maps:from_keys(seq(N), a), fun() -> maps:to_list(M) end end},
     {"=:= of terms", fun() -> A = terms(N div 2), B = terms(N div 2), fun() -> A =:= B end end},
     {"send of terms", fun() -> T = terms(N div 2), fun() -> self() ! T end end},
     {"spawn with terms", fun() -> T = terms(N div 2), fun() -> spawn(fun() -> hd(T) end) end end},
     {"bignum *", fun() -> A = 1 bsl 2000000 - 1, fun() -> A * A end end},
     {"bignum div", fun() -> A = 1 bsl 4000000 - 1, B = 1 bsl 2000000 - 7, fun() -> A div B end end},
     {"integer_to_list", fun() -> A = 1 bsl 3321928 - 1, fun() -> integer_to_list(A) end end},
     {"integer_to_binary", fun() -> A = 1 bsl 3321928 - 1, fun() -> integer_to_binary(A) end end},
     {"list_to_integer", fun() -> L = [$7 || _ <- seq(N)], fun() -> list_to_integer(L) end end},
     {"list_to_atom bad", fun() -> L = [$7 || _ <- seq(N)], fun() -> catch list_to_atom(L) end end},
     {"io_lib:format ~w", fun() -> T = terms(N div 50), fun() -> io_lib:format("~w", [T]) end end},
     {"garbage_collect", fun() -> T = terms(N div 2), fun() -> erlang:garbage_collect(), hd(T) end end}].

seq(N) -> lists:seq(1, N).

terms(N) -> [{I, [I, a], <<"binary">>, "string", #{key => I}} || I <- seq(N)].
