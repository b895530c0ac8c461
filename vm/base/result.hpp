// result.hpp - a value or an error, without exceptions.
//
// Purpose     Functions that can fail for reasons outside the program return Result<T, E>. Ignoring one is a compile error.
// Threads     values.
#pragma once

#include <utility>
#include <variant>

#include "vm/base/assert.hpp"

namespace beamlet {

// Wraps an error on its way into a Result: `return Failure{"no such file"};`
template <class E>
struct Failure {
  E error;
};
template <class E>
Failure(E) -> Failure<E>;

template <class T, class E>
class [[nodiscard]] Result {
 public:
  // Not explicit, so that a function returns its value, or a Failure, as it is.
  // NOLINTNEXTLINE(google-explicit-constructor): see above
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  template <class F>
  // NOLINTNEXTLINE(google-explicit-constructor): see above
  Result(Failure<F> failure) : state_(std::in_place_index<1>, std::move(failure.error)) {}

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] T& value() {
    BEAMLET_CHECK(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] const T& value() const {
    BEAMLET_CHECK(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] E& error() {
    BEAMLET_CHECK(!ok());
    return *std::get_if<1>(&state_);
  }
  T& operator*() { return value(); }
  T* operator->() { return &value(); }

 private:
  std::variant<T, E> state_;
};

}  // namespace beamlet
