%% logger_formatter: templates, single lines, limits, reports and their callbacks, time, legacy headers.
-module(log_formatter).
-export([main/0]).
-include("../otp.hrl").

main() ->
    Time = 1700000000123456,
    F = fun(Msg, Meta, Config) -> unicode:characters_to_list(logger_formatter:format(#{level => error, msg => Msg, meta => Meta#{time => Time}}, Config#{time_offset => "Z"})) end,
    S = {string, "a message"},
    t("default", fun() -> F(S, #{}, #{}) end),
    t("multi", fun() -> F({"two~nlines ~p", [x]}, #{}, #{single_line => false}) end),
    t("single", fun() -> F({"two~n   lines,~n and~n~n more ~p", [x]}, #{}, #{single_line => true}) end),
    t("offset", fun() -> lists:flatten(logger_formatter:format(#{level => info, msg => S, meta => #{time => Time}}, #{time_offset => "+02:00", time_designator => $\s, template => [time]})) end),
    t("offset in microseconds", fun() -> lists:flatten(logger_formatter:format(#{level => info, msg => S, meta => #{time => Time}}, #{time_offset => -3600000000, template => [time]})) end),
    [t({template, T}, fun() -> F(S, #{pid => list_to_pid("<0.1.0>"), mfa => {m, f, 2}, file => "x.erl", line => 12, my => #{deep => #{key => "value"}, other => {a, b}}, domain => [otp, sasl]}, #{template => T}) end)
     || T <- [[], [level], [msg], ["text ", level, " more"], [mfa], [file, ":", line], [nothing, "x"], [[my, deep, key]], [[my, nothing], "x"], [my], [domain],
              [{pid, ["has"], ["has not"]}, {nothing, ["has"], ["has not"]}], [{[my, other], [[my, other]], ["no"]}], [{line, ["(", line, ")"], []}], [level, "\n", msg, "\n"]]],
    t("reports", fun() -> [F({report, R}, #{}, #{single_line => false, template => [msg]}) || R <- [#{a => 1, b => "text"}, [{a, 1}, {"b", [2]}, not_a_pair], #{}, []]] end),
    t("reports, single", fun() -> [F({report, R}, #{}, #{single_line => true, template => [msg]}) || R <- [#{a => 1, b => "text"}, [{a, 1}, {"b", [2]}]]] end),
    t("labelled", fun() -> F({report, #{label => {a, b}, report => [{x, 1}, {longer, "two"}]}}, #{}, #{single_line => false, template => [msg]}) end),
    t("callback 1", fun() -> F({report, #{x => 1}}, #{report_cb => fun(#{x := X}) -> {"x is ~p", [X]} end}, #{template => [msg]}) end),
    t("callback 2", fun() -> F({report, #{x => 1}}, #{report_cb => fun(#{x := X}, C) -> io_lib:format("x is ~p ~p", [X, C]) end}, #{template => [msg], depth => 6, chars_limit => 100}) end),
    t("callback of the configuration", fun() -> F({report, #{x => 1}}, #{report_cb => fun(_) -> {"no", []} end}, #{report_cb => fun(_) -> {"yes", []} end, template => [msg]}) end),
    t("callbacks that fail", fun() ->
        [F({report, #{x => 1}}, #{report_cb => C}, #{template => [msg]})
         || C <- [fun(_) -> nonsense end, fun(_, _) -> {not_text} end]]
    end),
    t("bad format", fun() -> [F(M, #{}, #{template => [msg]}) || M <- [{"~p ~p", [x]}, {"~z", []}, {"no", [args]}]] end),
    t("bad string", fun() -> F({string, {not_a, string}}, #{}, #{template => [msg]}) end),
    t("unicode", fun() -> F({"~ts ~tp", ["żółw", "żółw"]}, #{}, #{template => [msg]}) end),
    t("chars_limit", fun() -> F({"~p", [lists:seq(1, 100)]}, #{}, #{template => [msg], chars_limit => 50}) end),
    t("depth", fun() -> F({"~p ~w ~s", [lists:seq(1, 100), {a, {b, {c, d}}}, "s"]}, #{}, #{template => [msg], depth => 4}) end),
    t("greater depth", fun() -> F({"~p ~w ~P", [lists:seq(1, 100), {a, {b, {c, {d, {e, {f, {g, h}}}}}}}, lists:seq(1, 50), 20]}, #{}, #{template => [msg], depth => 7}) end),
    t("max_size", fun() -> F({"~s", [lists:duplicate(100, $x)]}, #{}, #{template => [msg, "\n"], max_size => 20}) end),
    t("legacy header", fun() -> [string:slice(F(S, M, #{legacy_header => true, single_line => false}), 0, 12) || M <- [#{}, #{logger_formatter => #{title => "MY TITLE"}}, #{error_logger => #{type => t, tag => error_report}}]] end),
    t("levels in the legacy header", fun() -> [lists:takewhile(fun(C) -> C =/= $\s end, unicode:characters_to_list(logger_formatter:format(#{level => L, msg => S, meta => #{time => Time}}, #{legacy_header => true}))) || L <- [emergency, alert, critical, error, warning, notice, info, debug]] end),
    t("check_config", fun() ->
        [logger_formatter:check_config(C)
         || C <- [#{}, #{chars_limit => 0}, #{chars_limit => unlimited}, #{depth => x}, #{legacy_header => 1}, #{max_size => 50}, #{single_line => x}, #{template => x}, #{template => [msg, 1]}, #{template => [{x, []}]},
                  #{template => [[a, b], {x, ["a"], []}]}, #{time_designator => "T"}, #{time_designator => $T}, #{time_offset => "Z"}, #{time_offset => "x"}, #{time_offset => 0}, #{report_cb => fun(_) -> x end}, #{report_cb => x}, #{unknown => 1}, nonsense]]
    end).
