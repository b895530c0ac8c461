%% Tables: numbers, strings and atoms aligned in columns with every kind of padding.
-module(io_columns).
-export([main/0]).

main() ->
    Rows = [{apple, 3, 1.5, "red"}, {banana, 12, 0.25, "yellow"}, {cherry, 144, 12.125, "dark red"}, {'dragon fruit', 7, 100.0, "pink"}],
    io:format("~-14s|~6s|~10s|~-10s|~n", ["name", "count", "price", "colour"]),
    io:format("~14c+~6c+~10c+~10c~n", [$-, $-, $-, $-]),
    [io:format("~-14s|~6b|~10.2f|~-10s|~n", [N, C, P, S]) || {N, C, P, S} <- Rows],
    [io:format("~14s|~-6b|~-10.3f|~10s|~n", [N, C, P, S]) || {N, C, P, S} <- Rows],
    [io:format("~14..*s|~6..0b|~10.1.0f|~10..-s|~n", [$., N, C, P, S]) || {N, C, P, S} <- Rows],
    [io:format("~*s|~*b|~*.*f|~n", [12, N, 5, C, 9, 1, P]) || {N, C, P, _} <- Rows],
    [io:format("~20w|~-20w|~20p|~n", [N, S, C]) || {N, C, _, S} <- Rows],
    io:format("~3s|~3b|~3w|~n", ["toolong", 12345, toolong]),
    io:format("~tc~tc ~ts ~10ts|~-10ts|~n", [960, 26085, "πa", "πa", "日本"]).
