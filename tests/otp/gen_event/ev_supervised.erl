%% Supervised handlers: what their supervisor is told, and what happens when it ends.
-module(ev_supervised).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, terminate/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    register(watcher, self()),
    {ok, M} = gen_event:start_link({local, manager}),
    t("add", fun() -> {gen_event:add_sup_handler(M, ?MODULE, s), mail(10)} end),
    t("twice", fun() -> {gen_event:add_sup_handler(M, ?MODULE, s), mail(10)} end),
    t("delete", fun() -> {gen_event:delete_handler(M, ?MODULE, args), mail(10)} end),
    Add = fun(F) -> ok = gen_event:add_sup_handler(M, {?MODULE, id}, s), R = F(), {R, mail(10), gen_event:which_handlers(M)} end,
    t("remove", fun() -> Add(fun() -> gen_event:notify(M, remove) end) end),
    t("crash", fun() -> {R, Mail, W} = Add(fun() -> gen_event:notify(M, crash) end), {R, [short(X) || X <- Mail], W} end),
    t("bad", fun() -> Add(fun() -> gen_event:notify(M, bad) end) end),
    t("call removes", fun() -> Add(fun() -> gen_event:call(M, {?MODULE, id}, remove) end) end),
    t("swap", fun() -> Add(fun() -> gen_event:swap_sup_handler(M, {{?MODULE, id}, old}, {{?MODULE, id2}, new}) end) end),
    t("delete swapped", fun() -> {gen_event:delete_handler(M, {?MODULE, id2}, x), mail(10)} end),
    t("handler swaps itself", fun() -> Add(fun() -> gen_event:notify(M, swap) end) end),
    t("delete swapped", fun() -> {gen_event:delete_handler(M, {?MODULE, id3}, x), mail(10)} end),
    t("swapped by another", fun() -> Add(fun() -> spawn(fun() -> gen_event:swap_handler(M, {{?MODULE, id}, old}, {{?MODULE, id4}, new}) end), timer:sleep(10) end) end),
    gen_event:delete_handler(M, {?MODULE, id4}, x), mail(10),
    [t(lists:flatten(io_lib:format("supervisor ends ~p", [R])), fun() ->
         P = spawn(fun() -> ok = gen_event:add_sup_handler(M, {?MODULE, sup}, s), watcher ! added, receive go -> exit(R) end end),
         receive added -> ok end,
         W1 = gen_event:which_handlers(M),
         P ! go,
         Mail = mail(30),
         {W1, Mail, gen_event:which_handlers(M)}
     end) || R <- [normal, shutdown, boom]],
    t("not linked any more", fun() -> process_info(M, links) end),
    t("manager stops", fun() -> Add(fun() -> ok end), gen_event:add_sup_handler(M, {?MODULE, one}, s), gen_event:stop(M), mail(20) end),
    process_flag(trap_exit, true),
    t("manager's parent ends", fun() ->
        P = spawn(fun() -> {ok, N} = gen_event:start_link(), gen_event:add_handler(N, ?MODULE, s), watcher ! {n, N}, receive go -> exit(bye) end end),
        N = receive {n, X} -> X end,
        Ref = monitor(process, N),
        P ! go,
        receive {'DOWN', Ref, _, _, R} -> {R, mail(10)} end
    end).

short({gen_event_EXIT, H, {'EXIT', {R, _}}}) -> {gen_event_EXIT, H, {'EXIT', R}};
short(X) -> X.
init({new, T}) -> watcher ! {swapped_in, T}, {ok, s};
init(S) -> {ok, S}.
handle_event(remove, _) -> remove_handler;
handle_event(crash, _) -> error(crash);
handle_event(bad, _) -> bad;
handle_event(swap, S) -> {swap_handler, a, S, {?MODULE, id3}, new}.
handle_call(remove, _) -> {remove_handler, removed}.
terminate({error, {'EXIT', {R, _}}}, S) -> watcher ! {terminate, {'EXIT', R}, S}, t1;
terminate(R, S) -> watcher ! {terminate, R, S}, {t, R}.
