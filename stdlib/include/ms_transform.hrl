%% ms_transform.hrl - ets:fun2ms(fun ... end) and dbg:fun2ms(fun ... end) have to be given a fun that is written out.
%%
%% The compiler translates them with or without this header; with it, any other argument is an error when the module is compiled,
%% instead of when the call runs.
-compile({parse_transform, ms_transform}).
