// bif_erlang_timer.cpp - timers of the language: send_after, start_timer, cancel_timer, read_timer.
#include "vm/base/clock.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/send.hpp"
#include "vm/timer/timer_service.hpp"

namespace beamlet {

namespace {

// Longest time a timer may run: 2^62 ms would overflow sums with the clock.
constexpr int64_t kMaxMilliseconds = int64_t{1} << 50;

// When the timer fires, from the time argument and the option {abs, true}.
std::optional<uint64_t> deadline(Term time, Term options) {
  bool absolute = false;
  for (; options.is_cons(); options = options.tail()) {
    const Term* pair = tuple_of(options.head(), 2);
    if (pair == nullptr || pair[0] != atom::abs || (pair[1] != atom::true_ && pair[1] != atom::false_))
      return std::nullopt;
    absolute = pair[1] == atom::true_;
  }
  std::optional<int64_t> ms = as_int64(time);
  if (!options.is_nil() || !ms || *ms > kMaxMilliseconds) return std::nullopt;
  if (absolute) return *ms < 0 ? 0 : static_cast<uint64_t>(*ms);
  if (*ms < 0) return std::nullopt;
  return clock::deadline_ms(static_cast<uint64_t>(*ms));
}

// `as_timeout`: the message is {timeout, Ref, Msg} instead of Msg.
Term start(Process& p, const Term* args, Term options, bool as_timeout) {
  std::optional<uint64_t> when = deadline(args[0], options);
  if (!when || !(args[1].is_local_pid() || args[1].is_atom())) return p.badarg();
  uint64_t unique = the_node.ready->next_unique();
  Term ref = ref_at(p.alloc(kRefWords), unique);
  Term message = as_timeout ? new_tuple(p, atom::timeout, ref, args[2]) : args[2];
  Signal* signal = Signal::message(message, true);
  if (signal == nullptr) return p.system_limit();
  the_node.ready->timers().start(unique, *when, args[1], signal);
  return ref;
}

struct TimerOptions {
  bool async = false;
  bool info = true;
};
// A timer that is only read has no option `info`.
std::optional<TimerOptions> read_options(Term list, bool may_have_info) {
  TimerOptions out;
  for (; list.is_cons(); list = list.tail()) {
    const Term* pair = tuple_of(list.head(), 2);
    if (pair == nullptr || (pair[1] != atom::true_ && pair[1] != atom::false_)) return std::nullopt;
    if (pair[0] == atom::async)
      out.async = pair[1] == atom::true_;
    else if (pair[0] == atom::info && may_have_info)
      out.info = pair[1] == atom::true_;
    else
      return std::nullopt;
  }
  return list.is_nil() ? std::optional(out) : std::nullopt;
}

// The answer of cancel_timer and read_timer: at once, or as a message {Name, Ref, Answer} when async.
Term answer(Process& p, Term name, Term ref, std::optional<uint64_t> left, const TimerOptions& options) {
  Term result = left ? make_uint(p, *left) : atom::false_;
  if (!options.async) return options.info ? result : atom::ok;
  if (options.info) (void)send(p.self, new_tuple(p, name, ref, result), &p.reductions);
  return atom::ok;
}

template <bool cancel>
Term stop_or_read(Process& p, Term ref, Term list) {
  std::optional<TimerOptions> options = read_options(list, cancel);
  if (!is_ref(ref) || !options) return p.badarg();
  std::optional<uint64_t> left;
  if (is_kind(ref, TermKind::Ref)) {
    uint64_t unique = ref.boxed_ptr()[1].raw();
    TimerService& home = the_node.ready->timers_of(unique);
    left = cancel ? home.cancel_timer(unique) : home.read_timer(unique);
  }
  return answer(p, cancel ? atom::cancel_timer : atom::read_timer, ref, left, *options);
}

}  // namespace

Term bif_send_after_3(Process& p, const Term* args) { return start(p, args, Term::nil(), false); }
Term bif_send_after_4(Process& p, const Term* args) { return start(p, args, args[3], false); }
Term bif_start_timer_3(Process& p, const Term* args) { return start(p, args, Term::nil(), true); }
Term bif_start_timer_4(Process& p, const Term* args) { return start(p, args, args[3], true); }
Term bif_cancel_timer_1(Process& p, const Term* args) { return stop_or_read<true>(p, args[0], Term::nil()); }
Term bif_cancel_timer_2(Process& p, const Term* args) { return stop_or_read<true>(p, args[0], args[1]); }
Term bif_read_timer_1(Process& p, const Term* args) { return stop_or_read<false>(p, args[0], Term::nil()); }
Term bif_read_timer_2(Process& p, const Term* args) { return stop_or_read<false>(p, args[0], args[1]); }

}  // namespace beamlet
