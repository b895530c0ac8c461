%% calendar: Gregorian days and seconds, weekdays, leap years, RFC 3339.
-module(calendar_all).
-export([main/0]).

main() ->
    t(fun() -> calendar:date_to_gregorian_days(1970, 1, 1) end),
    t(fun() -> calendar:date_to_gregorian_days({2024, 2, 29}) end),
    t(fun() -> calendar:gregorian_days_to_date(719528) end),
    t(fun() -> calendar:datetime_to_gregorian_seconds({{1970, 1, 1}, {0, 0, 0}}) end),
    t(fun() -> calendar:gregorian_seconds_to_datetime(62167219200) end),
    t(fun() -> [calendar:day_of_the_week(2024, 1, D) || D <- lists:seq(1, 7)] end),
    t(fun() -> [calendar:is_leap_year(Y) || Y <- [1900, 2000, 2023, 2024]] end),
    t(fun() -> [calendar:last_day_of_the_month(2024, M) || M <- lists:seq(1, 12)] end),
    t(fun() -> [calendar:valid_date(D) || D <- [{2023, 2, 29}, {2024, 2, 29}, {2024, 13, 1}, {2024, 1, 0}]] end),
    t(fun() -> calendar:iso_week_number({2024, 12, 30}) end),
    t(fun() -> calendar:iso_week_number({2021, 1, 1}) end),
    t(fun() -> calendar:seconds_to_daystime(100000) end),
    t(fun() -> calendar:seconds_to_time(3661) end),
    t(fun() -> calendar:time_to_seconds({1, 1, 1}) end),
    t(fun() -> calendar:time_difference({{2024, 1, 1}, {0, 0, 0}}, {{2024, 1, 2}, {1, 2, 3}}) end),
    t(fun() -> calendar:system_time_to_universal_time(0, second) end),
    t(fun() -> calendar:system_time_to_rfc3339(0, [{offset, "Z"}]) end),
    t(fun() -> calendar:rfc3339_to_system_time("2024-02-29T12:34:56Z") end),
    t(fun() -> calendar:rfc3339_to_system_time("2024-02-29T12:34:56+02:00") end),
    t(fun() -> calendar:date_to_gregorian_days(2023, 2, 30) end),
    t(fun() -> calendar:gregorian_days_to_date(0) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
