%% logger.hrl - macros that log with the place where they stand.
%%
%% ?LOG_ERROR(StringOrReport), ?LOG_ERROR(FormatOrFun, ArgsOrFunArgs), ?LOG_ERROR(..., ..., Metadata) and so on for each level;
%% ?LOG(Level, ...) for a level that is a value. Nothing is evaluated when the level is not logged for this module.
-ifndef(LOGGER_HRL).
-define(LOGGER_HRL, true).

-define(LOCATION,
        #{mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, line => ?LINE, file => ?FILE}).

-define(LOG_IF_ALLOWED(Level, Call),
        case logger:allow(Level, ?MODULE) of
            true -> Call;
            false -> ok
        end).

-define(LOG_EMERGENCY(A), ?LOG_IF_ALLOWED(emergency, logger:macro_log(?LOCATION, emergency, A))).
-define(LOG_EMERGENCY(A, B), ?LOG_IF_ALLOWED(emergency, logger:macro_log(?LOCATION, emergency, A, B))).
-define(LOG_EMERGENCY(A, B, C), ?LOG_IF_ALLOWED(emergency, logger:macro_log(?LOCATION, emergency, A, B, C))).

-define(LOG_ALERT(A), ?LOG_IF_ALLOWED(alert, logger:macro_log(?LOCATION, alert, A))).
-define(LOG_ALERT(A, B), ?LOG_IF_ALLOWED(alert, logger:macro_log(?LOCATION, alert, A, B))).
-define(LOG_ALERT(A, B, C), ?LOG_IF_ALLOWED(alert, logger:macro_log(?LOCATION, alert, A, B, C))).

-define(LOG_CRITICAL(A), ?LOG_IF_ALLOWED(critical, logger:macro_log(?LOCATION, critical, A))).
-define(LOG_CRITICAL(A, B), ?LOG_IF_ALLOWED(critical, logger:macro_log(?LOCATION, critical, A, B))).
-define(LOG_CRITICAL(A, B, C), ?LOG_IF_ALLOWED(critical, logger:macro_log(?LOCATION, critical, A, B, C))).

-define(LOG_ERROR(A), ?LOG_IF_ALLOWED(error, logger:macro_log(?LOCATION, error, A))).
-define(LOG_ERROR(A, B), ?LOG_IF_ALLOWED(error, logger:macro_log(?LOCATION, error, A, B))).
-define(LOG_ERROR(A, B, C), ?LOG_IF_ALLOWED(error, logger:macro_log(?LOCATION, error, A, B, C))).

-define(LOG_WARNING(A), ?LOG_IF_ALLOWED(warning, logger:macro_log(?LOCATION, warning, A))).
-define(LOG_WARNING(A, B), ?LOG_IF_ALLOWED(warning, logger:macro_log(?LOCATION, warning, A, B))).
-define(LOG_WARNING(A, B, C), ?LOG_IF_ALLOWED(warning, logger:macro_log(?LOCATION, warning, A, B, C))).

-define(LOG_NOTICE(A), ?LOG_IF_ALLOWED(notice, logger:macro_log(?LOCATION, notice, A))).
-define(LOG_NOTICE(A, B), ?LOG_IF_ALLOWED(notice, logger:macro_log(?LOCATION, notice, A, B))).
-define(LOG_NOTICE(A, B, C), ?LOG_IF_ALLOWED(notice, logger:macro_log(?LOCATION, notice, A, B, C))).

-define(LOG_INFO(A), ?LOG_IF_ALLOWED(info, logger:macro_log(?LOCATION, info, A))).
-define(LOG_INFO(A, B), ?LOG_IF_ALLOWED(info, logger:macro_log(?LOCATION, info, A, B))).
-define(LOG_INFO(A, B, C), ?LOG_IF_ALLOWED(info, logger:macro_log(?LOCATION, info, A, B, C))).

-define(LOG_DEBUG(A), ?LOG_IF_ALLOWED(debug, logger:macro_log(?LOCATION, debug, A))).
-define(LOG_DEBUG(A, B), ?LOG_IF_ALLOWED(debug, logger:macro_log(?LOCATION, debug, A, B))).
-define(LOG_DEBUG(A, B, C), ?LOG_IF_ALLOWED(debug, logger:macro_log(?LOCATION, debug, A, B, C))).

-define(LOG(Level, A), ?LOG_IF_ALLOWED(Level, logger:macro_log(?LOCATION, Level, A))).
-define(LOG(Level, A, B), ?LOG_IF_ALLOWED(Level, logger:macro_log(?LOCATION, Level, A, B))).
-define(LOG(Level, A, B, C), ?LOG_IF_ALLOWED(Level, logger:macro_log(?LOCATION, Level, A, B, C))).

-endif.
