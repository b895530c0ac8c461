%% Nested records: access, update, matching, defaults that are expressions.
-module(records_nested).
-export([main/0]).
-record(addr, {street = "none", zip = 10000 + 1}).
-record(person, {name = "anon", addr = #addr{}, tags = [a | [b]], f = fun(X) -> X * 2 end}).
-record(team, {lead = #person{name = "lead"}, members = [] :: [#person{}]}).

main() ->
    t(fun() -> (#person{})#person.addr end),
    t(fun() -> (#person{})#person.addr#addr.zip end),
    t(fun() -> #team{}#team.lead#person.name end),
    t(fun() -> #team{}#team.lead#person.addr#addr.street end),
    t(fun() -> begin P = #person{}, (P#person.f)(21) end end),
    t(fun() -> begin T = #team{}, T#team{lead = (T#team.lead)#person{name = "new"}} =/= T end end),
    t(fun() ->
              T = #team{},
              T2 = T#team{lead = T#team.lead#person{addr = #addr{zip = 5}}},
              T2#team.lead#person.addr#addr.zip
      end),
    t(fun() -> begin #team{lead = #person{addr = #addr{zip = Z}}} = #team{}, Z end end),
    t(fun() ->
              T = #team{members = [#person{name = N} || N <- ["x", "y"]]},
              [P#person.name || P <- T#team.members]
      end),
    t(fun() ->
              [N || #person{name = N, addr = #addr{zip = 10001}} <- [#person{name = a}, #person{name = b, addr = #addr{zip = 1}}]]
      end),
    t(fun() -> lists:keysort(#addr.zip, [#addr{zip = 3}, #addr{zip = 1}, #addr{zip = 2}]) end),
    t(fun() ->
              lists:keyfind("b", #person.name, [#person{name = "a", f = x}, #person{name = "b", f = y, addr = z}])
      end),
    t(fun() -> setelement(#addr.street, #addr{}, "set") end),
    t(fun() -> [is_record(X, addr) || X <- [#addr{}, {addr}, {addr, 1, 2}, #person{}]] end),
    t(fun() -> begin R = #addr{}, R#addr{street = R#addr.zip, zip = R#addr.street} end end),
    t(fun() -> erlang:size(#team{}) end),
    t(fun() -> record_info(fields, person) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
