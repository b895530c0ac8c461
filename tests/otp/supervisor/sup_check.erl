%% check_childspecs, and the flags that init may give: what is taken and what is said of the rest.
-module(sup_check).
-behaviour(supervisor).
-export([main/0]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    Old = {x, {m, f, []}, permanent, 5000, worker, [m]},
    [t({check, C}, fun() -> supervisor:check_childspecs(C) end)
     || C <- [[], [Old], [spec(a)], [spec(a), spec(b)], [spec(a), spec(a)], x, [x], [#{}], [#{id => a}], [#{start => {m, f, []}}],
              [#{id => a, start => {m, f}}], [#{id => a, start => {m, f, x}}], [#{id => a, start => {"m", f, []}}],
              [spec(a, #{restart => R}) || R <- [permanent, transient]], [spec(a, #{restart => x})],
              [spec(a, #{shutdown => brutal_kill})], [spec(a, #{shutdown => infinity})], [spec(a, #{shutdown => 0})], [spec(a, #{shutdown => x})],
              [spec(a, #{type => supervisor})], [spec(a, #{type => x})], [spec(a, #{modules => dynamic})], [spec(a, #{modules => [a, b]})], [spec(a, #{modules => [1]})],
              [spec(a, #{significant => true})], [spec(a, #{significant => true, restart => temporary})], [spec(a, #{significant => x})], [spec(a, #{unknown => key})],
              [setelement(3, Old, x)], [setelement(4, Old, x)], [setelement(5, Old, x)], [setelement(6, Old, x)], [setelement(2, Old, x)], [{x, y}]]],
    [t({auto, A, S}, fun() -> supervisor:check_childspecs([spec(a, #{significant => S, restart => transient})], A) end)
     || A <- [never, any_significant, all_significant, undefined, x], S <- [true, false]],
    [t({flags, F}, fun() ->
         case supervisor:start_link(?MODULE, {ok, {F, []}}) of
             {ok, P} -> exit(P, shutdown), receive {'EXIT', P, R} -> {ok, R} end;
             {error, R} -> {error, R}
         end
     end) || F <- [#{}, #{strategy => one_for_all}, #{strategy => x}, #{intensity => 0}, #{intensity => -1}, #{intensity => x}, #{period => 1}, #{period => 0}, #{period => x},
                   #{auto_shutdown => never}, #{auto_shutdown => any_significant}, #{auto_shutdown => x}, {one_for_one, 1, 5}, {rest_for_one, 0, 1}, {x, 1, 5}, {one_for_one, -1, 5}, {one_for_one, 1, 0}, x, []]].
