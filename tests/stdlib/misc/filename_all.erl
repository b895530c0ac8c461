%% Taking file names apart and joining them. A name like .bashrc is left out of rootname: OTP 25 makes it empty.
-module(filename_all).
-export([main/0]).
main() ->
    Names = ["", "/", "a", "a/", "/a/b.erl", "a.b/c", "x/.y.z", "a//b///c/", <<"q/w.e">>, 'at/om.x', "foo.", "..", "a/b.c.d"],
    [io:format("~p ~p~n", [N, [catch filename:F(N) || F <- [basename, dirname, extension, rootname, split, flatten, pathtype]]]) || N <- Names],
    io:format("~p~n", [[filename:join(["a","/b","c/"]), filename:join("", "x"), filename:join([<<"a">>, "b"]), filename:basename("k.erl",".erl"), filename:rootname("a/k.erl",".erl"), filename:join(["/"])]]).
