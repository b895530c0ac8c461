%% How a call fails: no process, time-outs, servers that end, calling oneself; and replies that come too late.
-module(gs_call_failures).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).
-export([whereis_name/1, send/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    {ok, Pid} = gen_server:start({local, the_server}, ?MODULE, [], []),
    t("reply", fun() -> {gen_server:call(Pid, hello), gen_server:call(the_server, hello), gen_server:call({the_server, node()}, hello)} end),
    t("noproc name", fun() -> gen_server:call(nobody, hello) end),
    t("noproc node", fun() -> gen_server:call({nobody, node()}, hello) end),
    t("noproc pid", fun() -> gen_server:call(dead(), hello) end),
    t("noproc via", fun() -> gen_server:call({via, ?MODULE, nobody}, hello) end),
    t("noproc timeout", fun() -> gen_server:call(nobody, hello, 100) end),
    t("timeout", fun() -> gen_server:call(Pid, {sleep, 60}, 10) end),
    t("no late reply", fun() -> timer:sleep(100), mail(0) end),
    t("timeout zero", fun() -> gen_server:call(Pid, {sleep, 5}, 0) end),
    t("infinity", fun() -> gen_server:call(Pid, {sleep, 20}, infinity) end),
    t("bad timeout", fun() -> gen_server:call(Pid, hello, -1) end),
    t("bad timeout", fun() -> gen_server:call(Pid, hello, soon) end),
    t("self", fun() -> gen_server:call(self(), hello) end),
    t("self name", fun() -> gen_server:call(Pid, call_yourself) end),
    t("dies", fun() -> {ok, P} = gen_server:start(?MODULE, [], []), gen_server:call(P, {die, normal}) end),
    t("dies", fun() -> {ok, P} = gen_server:start(?MODULE, [], []), gen_server:call(P, {die, {shutdown, 1}}) end),
    t("dies", fun() -> {ok, P} = gen_server:start(?MODULE, [], []), gen_server:call(P, {die, kaput}, infinity) end),
    t("killed", fun() -> {ok, P} = gen_server:start(?MODULE, [], []), spawn(fun() -> timer:sleep(10), exit(P, kill) end), gen_server:call(P, {sleep, 500}) end),
    t("twice", fun() -> gen_server:call(Pid, twice) end),
    t("no second reply", fun() -> mail(20) end),
    t("reply by another", fun() -> gen_server:call(Pid, other) end),
    t("cast to nobody", fun() -> {gen_server:cast(nobody, x), gen_server:cast({nobody, node()}, x), gen_server:cast({via, ?MODULE, nobody}, x), gen_server:cast(dead(), x)} end),
    t("cast", fun() -> {gen_server:cast(Pid, {tell, self()}), mail(50)} end),
    t("abcast", fun() -> {gen_server:abcast(the_server, {tell, self()}), mail(50)} end),
    t("abcast nodes", fun() -> {gen_server:abcast([node()], the_server, {tell, self()}), mail(50)} end),
    t("multi_call", fun() -> multi(gen_server:multi_call(the_server, hello)) end),
    t("multi_call nodes", fun() -> multi(gen_server:multi_call([node()], the_server, hello)) end),
    t("multi_call timeout", fun() -> multi(gen_server:multi_call([node()], the_server, {sleep, 60}, 10)) end),
    t("multi_call nobody", fun() -> multi(gen_server:multi_call([node()], nobody, hello)) end),
    t("multi_call none", fun() -> multi(gen_server:multi_call([], the_server, hello)) end),
    timer:sleep(100),
    t("no leftovers", fun() -> mail(0) end),
    t("monitors", fun() -> process_info(self(), monitors) end),
    t("stop nobody", fun() -> gen_server:stop(nobody) end),
    t("stop", fun() -> {gen_server:stop(the_server), whereis(the_server)} end),
    t("stop dead", fun() -> gen_server:stop(Pid) end),
    t("stop reason", fun() -> {ok, P} = gen_server:start(?MODULE, [], []), R = monitor(process, P), ok = gen_server:stop(P, why, 100), receive {'DOWN', R, _, _, W} -> W end end),
    t("stop too slow", fun() -> {ok, P} = gen_server:start(?MODULE, [], []), gen_server:cast(P, {sleep, 200}), gen_server:stop(P, normal, 10) end),
    t("stop crash", fun() -> {ok, P} = gen_server:start(?MODULE, [], []), spawn(fun() -> gen_server:call(P, {sleep, 20}) end), timer:sleep(5), gen_server:cast(P, die), gen_server:stop(P, normal, 1000) end).

%% The node's name is the machine's.
multi({Replies, Bad}) -> {[{N =:= node(), R} || {N, R} <- Replies], [N =:= node() || N <- Bad]}.

dead() ->
    {Pid, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, _, _, _} -> Pid end.

whereis_name(_) -> undefined.
send(Name, Msg) -> exit({badarg, {Name, Msg}}).

init(_) -> {ok, s}.
handle_call(hello, _, S) -> {reply, hi, S};
handle_call({sleep, N}, _, S) -> timer:sleep(N), {reply, slept, S};
handle_call(call_yourself, _, S) -> {reply, catch gen_server:call(the_server, hello), S};
handle_call({die, Why}, _, S) -> {stop, Why, S};
handle_call(twice, From, S) -> gen_server:reply(From, first), {reply, second, S};
handle_call(other, From, S) -> spawn(fun() -> gen_server:reply(From, from_another) end), {noreply, S}.
handle_cast({tell, Pid}, S) -> Pid ! told, {noreply, S};
handle_cast({sleep, N}, S) -> timer:sleep(N), {noreply, S};
handle_cast(die, S) -> {stop, died, S}.
handle_info(_, S) -> {noreply, S}.
