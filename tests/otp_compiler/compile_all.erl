%% Runs on Erlang/OTP and on Beamlet: compiles modules with OTP's compiler and prints a line for each, so that the outputs can be compared.
-module(compile_all).
-export([main/1]).

%% Files of abstract code in the external term format. The literals are left out (compressed by some zlib), and FunT (holds a checksum over them).
main(Files) ->
    [print(filename:basename(Name), compile:forms(forms(Name), [binary, return, deterministic, no_spawn_compiler_process]))
     || File <- Files, Name <- [text(File)]],
    ok.

text(File) when is_atom(File) -> atom_to_list(File);
text(File) -> File.

forms(Name) ->
    {ok, Bytes} = file:read_file(Name),
    binary_to_term(Bytes).

print(Name, {ok, Module, Beam, Warnings}) ->
    <<"FOR1", _:32, "BEAM", Chunks/binary>> = Beam,
    Wanted = [{Id, byte_size(Chunk), erlang:phash2(Chunk)}
              || {Id, Chunk} <- chunks(Chunks), lists:member(Id, [<<"AtU8">>, <<"Code">>, <<"ImpT">>, <<"ExpT">>, <<"LocT">>, <<"StrT">>])],
    io:format("~s ~0p ~0p ~0p~n", [Name, Module, Warnings, Wanted]);
print(Name, Failure) ->
    io:format("~s ~0P~n", [Name, Failure, 200]).

chunks(<<>>) -> [];
chunks(<<Id:4/binary, Size:32, Rest/binary>>) ->
    Padding = (4 - Size rem 4) rem 4,
    <<Chunk:Size/binary, _:Padding/binary, More/binary>> = Rest,
    [{Id, Chunk} | chunks(More)].
