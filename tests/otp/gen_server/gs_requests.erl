%% Requests that do not wait: send_request, and the three ways to get the response, alone and in collections.
-module(gs_requests).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2]).
-export([whereis_name/1, send/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    {ok, S} = gen_server:start({local, requested}, ?MODULE, [], []),
    Send = fun(X) -> gen_server:send_request(S, X) end,
    t("receive", fun() -> gen_server:receive_response(Send(a), infinity) end),
    t("receive in time", fun() -> gen_server:receive_response(Send(a), 1000) end),
    t("receive late", fun() -> R = Send({after_, 50, a}), X = gen_server:receive_response(R, 5), timer:sleep(80), {X, mail(0)} end),
    t("receive abs", fun() -> gen_server:receive_response(Send(a), {abs, erlang:monotonic_time(millisecond) + 500}) end),
    t("receive abs past", fun() -> gen_server:receive_response(Send({after_, 30, a}), {abs, erlang:monotonic_time(millisecond) - 5}) end),
    t("wait", fun() -> gen_server:wait_response(Send(a), infinity) end),
    t("wait again", fun() -> R = Send({after_, 40, a}), {gen_server:wait_response(R, 5), gen_server:wait_response(R, 0), gen_server:wait_response(R, infinity)} end),
    t("check", fun() -> R = Send(a), M = receive X -> X end, {gen_server:check_response(other, R), gen_server:check_response(M, R), gen_server:check_response({'DOWN', make_ref(), process, S, x}, R)} end),
    t("noproc", fun() -> gen_server:receive_response(gen_server:send_request(nobody, a), infinity) end),
    t("noproc via", fun() -> gen_server:wait_response(gen_server:send_request({via, ?MODULE, x}, a), 100) end),
    t("dies", fun() -> {ok, P} = gen_server:start(?MODULE, [], []), gen_server:receive_response(gen_server:send_request(P, {stop, broken}), infinity) end),
    t("dies named", fun() -> {ok, _} = gen_server:start({local, mortal}, ?MODULE, [], []), {error, {W, N}} = gen_server:receive_response(gen_server:send_request(mortal, {stop, {shutdown, x}}), infinity), {W, N} end),
    t("check down", fun() -> {ok, P} = gen_server:start(?MODULE, [], []), R = gen_server:send_request(P, {stop, normal}), M = receive X -> X end, gen_server:check_response(M, R) end),
    t("bad id", fun() -> try gen_server:receive_response(not_an_id) catch error:_ -> an_error end end),
    t("many", fun() -> Rs = [Send({after_, 30 - N, N}) || N <- lists:seq(1, 20)], [gen_server:receive_response(R, infinity) || R <- Rs] end),
    t("new", fun() -> C = gen_server:reqids_new(), {gen_server:reqids_size(C), gen_server:reqids_to_list(C), gen_server:receive_response(C, 0, true), gen_server:wait_response(C, 0, false), gen_server:check_response(x, C, true)} end),
    t("add", fun() ->
        C0 = gen_server:reqids_new(),
        C1 = gen_server:reqids_add(Send(a), la, C0),
        C2 = gen_server:send_request(S, {after_, 20, b}, lb, C1),
        C3 = gen_server:send_request(S, {after_, 60, c}, lc, C2),
        3 = gen_server:reqids_size(C3),
        {A, la, D1} = gen_server:receive_response(C3, infinity, true),
        {B, lb, D2} = gen_server:wait_response(D1, 1000, true),
        T = gen_server:wait_response(D2, 1, true),
        {C, lc, D3} = gen_server:receive_response(D2, {abs, erlang:monotonic_time(millisecond) + 1000}, false),
        {A, B, T, C, gen_server:reqids_size(D1), gen_server:reqids_size(D2), gen_server:reqids_size(D3), [L || {_, L} <- gen_server:reqids_to_list(D3)]}
    end),
    t("add twice", fun() -> R = Send(a), C = gen_server:reqids_add(R, l, gen_server:reqids_new()), try gen_server:reqids_add(R, l, C) catch error:E -> {E, gen_server:receive_response(R, infinity)} end end),
    t("collection timeout", fun() ->
        C = gen_server:send_request(S, {after_, 50, late}, l, gen_server:reqids_new()),
        T = gen_server:receive_response(C, 5, true),
        timer:sleep(80),
        {T, mail(0)}
    end),
    t("collection errors", fun() ->
        {ok, P} = gen_server:start(?MODULE, [], []),
        C = gen_server:send_request(nobody, x, none, gen_server:send_request(P, {stop, why}, dies, gen_server:reqids_new())),
        {R1, L1, C1} = gen_server:receive_response(C, 1000, true),
        {R2, L2, _} = gen_server:receive_response(C1, 1000, true),
        lists:sort([{L1, R1}, {L2, R2}])
    end),
    t("collection check", fun() ->
        C = gen_server:send_request(S, a, l, gen_server:reqids_new()),
        N = gen_server:check_response(unrelated, C, true),
        M = receive X -> X end,
        {R, l, D} = gen_server:check_response(M, C, true),
        {N, R, gen_server:reqids_size(D)}
    end),
    t("all of many", fun() ->
        C = lists:foldl(fun(N, A) -> gen_server:send_request(S, {after_, (N * 7) rem 20, N}, {label, N}, A) end, gen_server:reqids_new(), lists:seq(1, 15)),
        lists:sort(collect(C))
    end),
    t("left over", fun() -> {mail(20), process_info(self(), monitors)} end),
    gen_server:stop(S).

collect(C) ->
    case gen_server:receive_response(C, 1000, true) of
        no_request -> [];
        {{reply, R}, L, D} -> [{L, R} | collect(D)]
    end.

whereis_name(_) -> undefined.
send(Name, Msg) -> exit({badarg, {Name, Msg}}).

init(_) -> {ok, s}.
handle_call({after_, N, X}, From, S) -> spawn(fun() -> timer:sleep(N), gen_server:reply(From, {late, X}) end), {noreply, S};
handle_call({stop, Why}, _, S) -> {stop, Why, S};
handle_call(X, _, S) -> {reply, {got, X}, S}.
handle_cast(_, S) -> {noreply, S}.
