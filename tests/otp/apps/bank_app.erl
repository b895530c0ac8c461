%% A bank: accounts are gen_servers under a simple_one_for_one supervisor, found by name in a table; transfers between them; one crashes.
-module(bank_app).
-export([main/0, start_link/0, init/1, account/2, handle_call/3, handle_cast/2, handle_info/2, terminate/2, code_change/3]).
-include("../otp.hrl").

main() ->
    capture(none),
    ets:new(accounts, [named_table, public]),
    {ok, Sup} = start_link(),
    [{ok, _} = supervisor:start_child(Sup, [Name, Amount]) || {Name, Amount} <- [{ann, 100}, {bob, 50}, {cy, 0}]],
    Balances = fun() -> [{N, call(N, balance)} || N <- [ann, bob, cy]] end,
    t("open", Balances),
    t("deposit", fun() -> {call(cy, {deposit, 5}), call(cy, {deposit, -5}), Balances()} end),
    t("withdraw", fun() -> {call(bob, {withdraw, 20}), call(bob, {withdraw, 500}), Balances()} end),
    t("transfer", fun() -> {transfer(ann, bob, 60), transfer(ann, bob, 60), Balances()} end),
    t("nobody", fun() -> transfer(ann, zoe, 1) end),
    t("history", fun() -> call(bob, history) end),
    t("many at once", fun() ->
        Me = self(),
        Pids = [spawn_link(fun() -> [transfer(ann, cy, 1) || _ <- lists:seq(1, 10)], Me ! {self(), done} end) || _ <- lists:seq(1, 4)],
        [receive {P, done} -> ok end || P <- Pids],
        Balances()
    end),
    t("crash", fun() ->
        [{cy, Old}] = ets:lookup(accounts, cy),
        R = (catch call(cy, crash)),
        timer:sleep(100),
        [{cy, New}] = ets:lookup(accounts, cy),
        {element(1, R), Old =:= New, Balances(), supervisor:count_children(Sup)}
    end),
    t("total", fun() -> lists:sum([B || {_, B} <- Balances()]) end),
    unlink(Sup),
    t("stop", fun() -> exit(Sup, shutdown), timer:sleep(50), [is_process_alive(P) || {_, P} <- ets:tab2list(accounts)] end).

start_link() -> supervisor:start_link(?MODULE, supervisor).

transfer(From, To, Amount) ->
    case ets:member(accounts, To) of
        false -> {error, {unknown, To}};
        true ->
            case call(From, {withdraw, Amount}) of
                {ok, _} -> {ok, _} = call(To, {deposit, Amount}), ok;
                Error -> Error
            end
    end.

call(Name, Request) ->
    [{_, Pid}] = ets:lookup(accounts, Name),
    gen_server:call(Pid, Request).

account(Name, Amount) -> gen_server:start_link(?MODULE, {Name, Amount}, []).

init(supervisor) -> {ok, {{simple_one_for_one, 3, 10}, [{account, {?MODULE, account, []}, transient, 1000, worker, [?MODULE]}]}};
init({Name, Amount}) ->
    process_flag(trap_exit, true),
    ets:insert(accounts, {Name, self()}),
    {ok, #{name => Name, balance => Amount, history => []}}.

handle_call(balance, _From, #{balance := B} = S) -> {reply, B, S};
handle_call(history, _From, #{history := H} = S) -> {reply, lists:reverse(H), S};
handle_call({deposit, A}, _From, S) when A =< 0 -> {reply, {error, amount}, S};
handle_call({deposit, A} = E, _From, #{balance := B, history := H} = S) -> {reply, {ok, B + A}, S#{balance := B + A, history := [E | H]}};
handle_call({withdraw, A}, _From, #{balance := B} = S) when A > B -> {reply, {error, {insufficient, B}}, S};
handle_call({withdraw, A} = E, _From, #{balance := B, history := H} = S) -> {reply, {ok, B - A}, S#{balance := B - A, history := [E | H]}};
handle_call(crash, _From, _S) -> error(crashed).
handle_cast(_, S) -> {noreply, S}.
handle_info(_, S) -> {noreply, S}.
terminate(_, _) -> ok.
code_change(_, S, _) -> {ok, S}.
