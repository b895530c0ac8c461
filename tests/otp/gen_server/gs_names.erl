%% Names: local, and by a registry module ({via, _, _}); who holds one, and what happens when it is taken or given up.
-module(gs_names).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2]).
-export([register_name/2, unregister_name/1, whereis_name/1, send/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    ets:new(names, [named_table, public]),
    t("local", fun() -> {ok, P} = gen_server:start_link({local, loc}, ?MODULE, ok, []), {P =:= whereis(loc), gen_server:call(loc, who)} end),
    t("local taken", fun() -> {error, {already_started, P}} = gen_server:start_link({local, loc}, ?MODULE, ok, []), P =:= whereis(loc) end),
    t("local taken later", fun() ->
        %% Both processes have been started before either registers.
        Rs = [gen_server:start({local, loc2}, ?MODULE, ok, []) || _ <- [1, 2]],
        P = whereis(loc2),
        [case R of {ok, P} -> won; {error, {already_started, P}} -> lost end || R <- Rs]
    end),
    t("via", fun() -> {ok, P} = gen_server:start_link({via, ?MODULE, "a name"}, ?MODULE, ok, []), {P =:= whereis_name("a name"), gen_server:call({via, ?MODULE, "a name"}, who)} end),
    t("via taken", fun() -> {error, {already_started, P}} = gen_server:start({via, ?MODULE, "a name"}, ?MODULE, ok, []), P =:= whereis_name("a name") end),
    t("via cast", fun() -> gen_server:cast({via, ?MODULE, "a name"}, {tell, self()}), mail() end),
    t("via request", fun() -> gen_server:receive_response(gen_server:send_request({via, ?MODULE, "a name"}, who)) end),
    t("via sys", fun() -> sys:get_state({via, ?MODULE, "a name"}) end),
    t("via stop", fun() -> gen_server:stop({via, ?MODULE, "a name"}), whereis_name("a name") end),
    t("stopped in init", fun() -> {gen_server:start({local, fails}, ?MODULE, {stop, no}, []), whereis(fails), gen_server:start({via, ?MODULE, fails}, ?MODULE, {stop, no}, []), whereis_name(fails)} end),
    t("ignored in init", fun() -> {gen_server:start({local, fails}, ?MODULE, ignore, []), whereis(fails), gen_server:start({via, ?MODULE, fails}, ?MODULE, ignore, []), whereis_name(fails)} end),
    t("name free after the end", fun() -> gen_server:stop(loc), whereis(loc) end),
    t("again", fun() -> {ok, _} = gen_server:start_link({local, loc}, ?MODULE, ok, []), gen_server:call(loc, who) end),
    t("registered name as itself", fun() -> {ok, P} = gen_server:start(?MODULE, ok, []), register(given, P), gen_server:call(given, who) end),
    t("bad", fun() -> gen_server:start({local, {a, b}}, ?MODULE, ok, []) end).

register_name(Name, Pid) -> case ets:insert_new(names, {Name, Pid}) of true -> yes; false -> no end.
unregister_name(Name) -> ets:delete(names, Name).
whereis_name(Name) ->
    case ets:lookup(names, Name) of
        [{_, Pid}] -> case is_process_alive(Pid) of true -> Pid; false -> undefined end;
        [] -> undefined
    end.
send(Name, Msg) -> case whereis_name(Name) of undefined -> exit({badarg, {Name, Msg}}); Pid -> Pid ! Msg, Pid end.

init(ok) -> {ok, state};
init(X) -> X.
handle_call(who, _, S) -> {reply, process_info(self(), registered_name), S}.
handle_cast({tell, Pid}, S) -> Pid ! told, {noreply, S}.
