%% What start gives for every way a process may begin: acknowledged with anything, ended before, ended after.
-module(pl_acks).
-export([main/0, begin_/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    process_flag(trap_exit, true),
    Begins = [{"ok", fun(_) -> proc_lib:init_ack({ok, self()}), stay() end},
              {"any term", fun(_) -> proc_lib:init_ack([any, {term}]), stay() end},
              {"to the parent by pid", fun(Parent) -> proc_lib:init_ack(Parent, {hello, me}), stay() end},
              {"twice", fun(_) -> proc_lib:init_ack(first), proc_lib:init_ack(second), stay() end},
              {"ignore and end", fun(_) -> proc_lib:init_ack(ignore), exit(normal) end},
              {"error and end", fun(_) -> proc_lib:init_ack({error, because}), exit(because) end},
              {"ends normally", fun(_) -> ok end},
              {"exit", fun(_) -> exit({no, start}) end},
              {"shutdown", fun(_) -> exit(shutdown) end},
              {"error", fun(_) -> error(broken) end},
              {"throw", fun(_) -> throw(thrown) end},
              {"killed", fun(_) -> exit(self(), kill), stay() end}],
    [t(Name, fun() -> R = proc_lib:start(?MODULE, begin_, [self(), F]), receive {begun, _} -> R end end) || {Name, F} <- Begins],
    [t("link, " ++ Name, fun() ->
         R = proc_lib:start_link(?MODULE, begin_, [self(), F], 5000),
         receive {begun, P} -> ok end,
         unlink_or_exit(P, R)
     end) || {Name, F} <- lists:sublist(Begins, 4)],
    [t("monitor, " ++ Name, fun() ->
         {R, Ref} = proc_lib:start_monitor(?MODULE, begin_, [self(), F], 5000, [{priority, normal}]),
         receive {begun, P} -> exit(P, kill) end,
         {R, receive {'DOWN', Ref, process, P, Why} -> Why end}
     end) || {Name, F} <- Begins, not lists:member(Name, ["ignore and end", "error and end"])],
    t("monitor as an option of start", fun() -> proc_lib:start(?MODULE, begin_, [self(), fun(_) -> ok end], 1000, [monitor]) end),
    t("no such function", fun() -> {error, {R, _}} = proc_lib:start(?MODULE, nothing, []), is_atom(R) end).

unlink_or_exit(P, R) ->
    exit(P, kill),
    {R, receive {'EXIT', P, Why} -> Why end}.

stay() -> receive never -> ok end.

begin_(Parent, F) ->
    Parent ! {begun, self()},
    F(Parent).
