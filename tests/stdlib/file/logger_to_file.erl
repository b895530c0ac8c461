-module(logger_to_file).
-export([main/0]).

%% Log handlers that write files: rotation, changes of the configuration, what is wrong in one; and sys:log_to_file.

main() ->
    N = "/tmp/beamlet_golden_logger_to_file.log",
    Files = [N ++ More || More <- ["", ".0", ".1", ".2"]],
    [file:delete(F) || F <- Files],
    P = fun(X) -> io:format("~p~n", [X]) end,
    Formatter = {logger_formatter, #{template => [level, ": ", msg, "\n"], single_line => true}},
    P(logger:add_handler(h, logger_std_h, #{config => #{type => {file, N}, max_no_bytes => 100, max_no_files => 2}, formatter => Formatter})),
    [logger:error("message number ~w", [I]) || I <- lists:seq(1, 18)],
    P(logger_std_h:filesync(h)),
    [P({filename:basename(F), file:read_file(F)}) || F <- Files],
    {ok, #{config := Config}} = logger:get_handler_config(h),
    P(maps:without([modes], maps:with([type, file, max_no_bytes, max_no_files], Config))),
    {error, {Kind, Module, _, _}} = logger:set_handler_config(h, config, #{type => standard_io}),
    P({Kind, Module}),
    P(logger:update_handler_config(h, config, #{max_no_bytes => 30})),
    logger:error("one more"),
    logger_std_h:filesync(h),
    P([filelib:file_size(F) || F <- Files]),
    P(logger:remove_handler(h)),
    P(logger:remove_handler(h)),
    [P(logger:add_handler(h, logger_std_h, #{config => Wrong}))
     || Wrong <- [#{type => other}, #{other => 1}, #{type => {file, N}, max_no_bytes => 0}, #{type => {file, N}, max_no_files => -1}]],
    P(logger:add_handler(h, logger_std_h, #{config => #{file => N, modes => [write]}, formatter => Formatter})),
    logger:warning(#{one => 1}),
    logger_std_h:filesync(h),
    P(file:read_file(N)),
    P(logger:add_handler(h, logger_std_h, #{})),
    P(logger:remove_handler(h)),
    [file:delete(F) || F <- Files],
    ok.
