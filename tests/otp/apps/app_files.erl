%% Applications described by .app files in a folder of the code path: loading, starting with what they need, files that are wrong.
-module(app_files).
-behaviour(application).
-export([main/0, start/2, stop/1, init/1]).

start(normal, Name) ->
    io:format("~p starts~n", [Name]),
    supervisor:start_link(?MODULE, []).

stop(_) -> ok.

init([]) -> {ok, {{one_for_one, 1, 5}, []}}.

main() ->
    Folder = "/tmp/beamlet_app_files_" ++ os:getpid(),
    ok = file:make_dir(Folder),
    true = code:add_patha(Folder),
    try
        [ok = file:write_file(filename:join(Folder, Name), Text) || {Name, Text} <- files()],
        loading(),
        starting()
    after
        [file:delete(filename:join(Folder, Name)) || {Name, _} <- files()],
        file:del_dir(Folder)
    end,
    ok.

loading() ->
    io:format("~p~n", [application:load(shop)]),
    io:format("~p~n", [application:load(shop)]),
    io:format("~p ~p~n", [application:get_env(shop, port), application:get_key(shop, vsn)]),
    io:format("~p~n", [application:unload(shop)]),
    [io:format("~p: ~p~n", [Name, application:load(Name)]) || Name <- [no_such, no_dot, unfinished, no_constant, not_a_spec, syntax]].

starting() ->
    io:format("~p~n", [application:start(shop)]),
    io:format("~p~n", [application:ensure_all_started(shop)]),
    io:format("~p~n", [application:ensure_all_started(shop)]),
    io:format("~p~n", [application:get_env(shop, port)]),
    io:format("~p~n", [application:start(no_such)]),
    io:format("~p~n", [application:ensure_all_started(no_such)]),
    io:format("~p~n", [application:ensure_all_started(needs_none)]),
    io:format("~p~n", [application:ensure_all_started(may_have_none)]),
    io:format("~p~n", [application:ensure_all_started(may_have_one)]).

files() ->
    [{"shop.app", "%% The shop.\n{application, shop,\n [{vsn, \"1.2\"}, {applications, [kernel, stdlib, store]},\n  {mod, {app_files, shop}}, {env, [{port, 80}]}]}.\n"},
     {"store.app", "{application, store, [{vsn, \"3\"}, {applications, [kernel]}, {mod, {app_files, store}}]}."},
     {"no_dot.app", "{application, no_dot, []}"},
     {"unfinished.app", "{application,\n unfinished, \"}."},
     {"no_constant.app", "{application, no_constant, [{vsn, Vsn}]}."},
     {"not_a_spec.app", "foo."},
     {"syntax.app", "\n{application, syntax, [{vsn \"1\"}]}."},
     {"needs_none.app", "{application, needs_none, [{applications, [no_such]}]}."},
     {"may_have_none.app", "{application, may_have_none, [{applications, [no_such]}, {optional_applications, [no_such]}]}."},
     {"may_have_one.app", "{application, may_have_one, [{applications, [choice]}, {optional_applications, [choice]}]}."},
     {"choice.app", "{application, choice, []}."}].
