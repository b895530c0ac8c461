%% Shortest paths in a graph.
-module(prog_dijkstra).
-export([main/0]).

main() ->
    Graph = #{a => [{b, 7}, {c, 9}, {f, 14}], b => [{a, 7}, {c, 10}, {d, 15}], c => [{a, 9}, {b, 10}, {d, 11}, {f, 2}],
              d => [{b, 15}, {c, 11}, {e, 6}], e => [{d, 6}, {f, 9}], f => [{a, 14}, {c, 2}, {e, 9}], z => []},
    {Dist, Prev} = search(Graph, [{0, a}], #{a => 0}, #{}),
    [io:format("~p: ~p via ~p~n", [N, maps:get(N, Dist, infinity), path(N, Prev)]) || N <- lists:sort(maps:keys(Graph))].

search(_, [], Dist, Prev) -> {Dist, Prev};
search(Graph, [{D, N} | Queue], Dist, Prev) ->
    case maps:get(N, Dist) < D of
        true -> search(Graph, Queue, Dist, Prev);
        false ->
            {Q, Ds, Ps} = lists:foldl(fun({M, W}, {Q0, D0, P0}) ->
                case maps:get(M, D0, infinity) > D + W of
                    true -> {lists:umerge(Q0, [{D + W, M}]), D0#{M => D + W}, P0#{M => N}};
                    false -> {Q0, D0, P0}
                end
            end, {Queue, Dist, Prev}, maps:get(N, Graph)),
            search(Graph, Q, Ds, Ps)
    end.

path(N, Prev) -> path(N, Prev, []).

path(N, Prev, Acc) ->
    case Prev of
        #{N := P} -> path(P, Prev, [N | Acc]);
        _ -> [N | Acc]
    end.
