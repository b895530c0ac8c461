// bif_erlang_time.cpp - clocks, calendars and unique integers. The native time unit is the nanosecond.
#include <atomic>
#include <ctime>

#include "vm/base/clock.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/identity.hpp"

namespace beamlet {
namespace {

constexpr Term kNative = Term::small(clock::kNanosecondsPerSecond);

// Parts per second of a time unit, as a positive integer term; none() when it is no unit.
Term parts_per_second(Term unit) {
  if (unit == atom::native || unit == atom::perf_counter || unit == atom::nanosecond ||
      unit == atom::nano_seconds) {
    return kNative;
  }
  if (unit == atom::second || unit == atom::seconds) return Term::small(1);
  if (unit == atom::millisecond || unit == atom::milli_seconds) return Term::small(1'000);
  if (unit == atom::microsecond || unit == atom::micro_seconds) return Term::small(1'000'000);
  if (unit.is_small()) return unit.small_value() > 0 ? unit : Term::none();
  return is_kind(unit, TermKind::PosBig) ? unit : Term::none();
}

// time * to / from, rounded down.
Term convert(Process& p, Term time, Term from, Term to) {
  if (from == to) return time;
  Term product = number_mul(p.heap, time, to);
  if (product.is_atom()) return p.error(product);
  Term quotient = integer_div(p.heap, product, from);
  bool negative = product.is_small() ? product.small_value() < 0 : is_kind(product, TermKind::NegBig);
  if (negative && integer_rem(p.heap, product, from) != Term::small(0)) {
    quotient = number_sub(p.heap, quotient, Term::small(1));
  }
  return number_result(p, quotient);
}

Term in_unit(Process& p, int64_t ns, Term unit) {
  Term to = parts_per_second(unit);
  return to.is_none() ? p.badarg() : convert(p, make_int(p, ns), kNative, to);
}

Term timestamp(Process& p, int64_t microseconds) {
  return new_tuple(p, Term::small(microseconds / 1'000'000'000'000),
                   Term::small(microseconds / 1'000'000 % 1'000'000), Term::small(microseconds % 1'000'000));
}

// -- calendars

Term date_term(Process& p, const tm& t) {
  return new_tuple(p, Term::small(int64_t{t.tm_year} + 1900), Term::small(t.tm_mon + 1),
                   Term::small(t.tm_mday));
}
Term time_term(Process& p, const tm& t) {
  return new_tuple(p, Term::small(t.tm_hour), Term::small(t.tm_min), Term::small(t.tm_sec));
}
Term date_time_term(Process& p, const tm& t) {
  Term date = date_term(p, t);
  return new_tuple(p, date, time_term(p, t));
}

tm local_now() {
  time_t now = static_cast<time_t>(clock::os_system_ns() / clock::kNanosecondsPerSecond);
  tm t;
  localtime_r(&now, &t);
  return t;
}

bool is_leap_year(int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int64_t days_in_month(int64_t year, int64_t month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays[month - 1];
}

// {{Year, Month, Day}, {Hour, Minute, Second}} of small integers, checked against the calendar.
bool read_date_time(Term t, tm& out) {
  const Term* both = tuple_of(t, 2);
  const Term* date = both != nullptr ? tuple_of(both[0], 3) : nullptr;
  const Term* time = both != nullptr ? tuple_of(both[1], 3) : nullptr;
  if (date == nullptr || time == nullptr) return false;
  for (int i = 0; i < 3; ++i) {
    if (!date[i].is_small() || !time[i].is_small()) return false;
  }
  constexpr int64_t kMaxYear = int64_t{1} << 30;
  int64_t year = date[0].small_value(), month = date[1].small_value(), day = date[2].small_value();
  int64_t hour = time[0].small_value(), minute = time[1].small_value(), second = time[2].small_value();
  if (year < 1 || year > kMaxYear || month < 1 || month > 12) return false;
  if (day < 1 || day > days_in_month(year, month)) return false;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false;
  out = {};
  out.tm_year = static_cast<int>(year - 1900);
  out.tm_mon = static_cast<int>(month - 1);
  out.tm_mday = static_cast<int>(day);
  out.tm_hour = static_cast<int>(hour);
  out.tm_min = static_cast<int>(minute);
  out.tm_sec = static_cast<int>(second);
  return true;
}

// Conversions to and from local time exist from 1902 on, as on every system with a 32-bit epoch behind it.
constexpr int kFirstLocalYear = 1902 - 1900;

Term local_to_universal(Process& p, Term date_time, int daylight_saving) {
  tm local;
  if (!read_date_time(date_time, local) || local.tm_year < kFirstLocalYear) return p.badarg();
  local.tm_isdst = daylight_saving;
  time_t seconds = mktime(&local);
  tm utc;
  gmtime_r(&seconds, &utc);
  return date_time_term(p, utc);
}

}  // namespace

Term bif_system_time_0(Process& p, const Term*) { return make_int(p, clock::system_ns()); }
Term bif_system_time_1(Process& p, const Term* args) { return in_unit(p, clock::system_ns(), args[0]); }
Term bif_monotonic_time_0(Process& p, const Term*) { return make_int(p, clock::monotonic_ns()); }
Term bif_monotonic_time_1(Process& p, const Term* args) { return in_unit(p, clock::monotonic_ns(), args[0]); }
Term bif_time_offset_0(Process& p, const Term*) { return make_int(p, clock::offset_ns()); }
Term bif_time_offset_1(Process& p, const Term* args) { return in_unit(p, clock::offset_ns(), args[0]); }

Term bif_convert_time_unit_3(Process& p, const Term* args) {
  Term from = parts_per_second(args[1]);
  Term to = parts_per_second(args[2]);
  if (!is_integer(args[0]) || from.is_none() || to.is_none()) return p.badarg();
  return convert(p, args[0], from, to);
}

Term bif_timestamp_0(Process& p, const Term*) { return timestamp(p, clock::system_ns() / 1000); }

Term bif_now_0(Process& p, const Term*) {
  static std::atomic<int64_t> last{0};
  int64_t now = clock::system_ns() / 1000;
  // relaxed: the one variable's order of changes is all that matters
  int64_t before = last.load(std::memory_order_relaxed);
  do {
    if (now <= before) now = before + 1;
  } while (!last.compare_exchange_weak(before, now, std::memory_order_relaxed));  // relaxed: see above
  return timestamp(p, now);
}

Term bif_date_0(Process& p, const Term*) { return date_term(p, local_now()); }
Term bif_time_0(Process& p, const Term*) { return time_term(p, local_now()); }
Term bif_localtime_0(Process& p, const Term*) { return date_time_term(p, local_now()); }

Term bif_universaltime_0(Process& p, const Term*) {
  time_t now = static_cast<time_t>(clock::os_system_ns() / clock::kNanosecondsPerSecond);
  tm utc;
  gmtime_r(&now, &utc);
  return date_time_term(p, utc);
}

Term bif_localtime_to_universaltime_1(Process& p, const Term* args) {
  return local_to_universal(p, args[0], -1);
}
Term bif_localtime_to_universaltime_2(Process& p, const Term* args) {
  if (args[1] == atom::true_) return local_to_universal(p, args[0], 1);
  if (args[1] == atom::false_) return local_to_universal(p, args[0], 0);
  return args[1] == atom::undefined ? local_to_universal(p, args[0], -1) : p.badarg();
}

Term bif_universaltime_to_localtime_1(Process& p, const Term* args) {
  tm utc;
  if (!read_date_time(args[0], utc) || utc.tm_year < kFirstLocalYear) return p.badarg();
  time_t seconds = timegm(&utc);
  tm local;
  localtime_r(&seconds, &local);
  return date_time_term(p, local);
}

Term bif_universaltime_to_posixtime_1(Process& p, const Term* args) {
  tm utc;
  return read_date_time(args[0], utc) ? make_int(p, int64_t{timegm(&utc)}) : p.badarg();
}

Term bif_posixtime_to_universaltime_1(Process& p, const Term* args) {
  if (!args[0].is_small()) return p.badarg();
  time_t seconds = static_cast<time_t>(args[0].small_value());
  tm utc;
  return gmtime_r(&seconds, &utc) != nullptr ? date_time_term(p, utc) : p.badarg();
}

// -- os

Term bif_os_timestamp_0(Process& p, const Term*) { return timestamp(p, clock::os_system_ns() / 1000); }
Term bif_os_system_time_0(Process& p, const Term*) { return make_int(p, clock::os_system_ns()); }
Term bif_os_system_time_1(Process& p, const Term* args) { return in_unit(p, clock::os_system_ns(), args[0]); }
Term bif_os_perf_counter_0(Process& p, const Term*) { return make_int(p, clock::monotonic_ns()); }
Term bif_os_perf_counter_1(Process& p, const Term* args) {
  return in_unit(p, clock::monotonic_ns(), args[0]);
}

// -- unique integers

Term bif_unique_integer_0(Process& p, const Term*) {
  return make_int(p, Term::kMinSmall + static_cast<int64_t>(next_unique_integer()));
}

Term bif_unique_integer_1(Process& p, const Term* args) {
  bool positive = false, monotonic = false;
  Term list = args[0];
  for (; list.is_cons(); list = list.tail()) {
    if (list.head() == atom::positive)
      positive = true;
    else if (list.head() == atom::monotonic)
      monotonic = true;
    else
      return p.badarg();
  }
  if (!list.is_nil()) return p.badarg();
  int64_t value = monotonic ? next_monotonic_integer() : static_cast<int64_t>(next_unique_integer());
  return make_int(p, positive ? value : Term::kMinSmall + value);
}

}  // namespace beamlet
