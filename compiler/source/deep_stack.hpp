// deep_stack.hpp - run a recursive pass where its depth is safe.
//
// Purpose     Trees are at most kMaxNesting high (syntax/ast.hpp I2). A pass over a high tree gets a thread whose stack is
//             reserved in full (the system provides pages only as they are touched); flat ones, that is nearly all, run
//             where they are.
#pragma once

#include <cstddef>
#include <cstdint>

namespace beamlet {

inline constexpr size_t kPassStackBytes = size_t{512} << 20;
inline constexpr uint32_t kHeightOnAnyStack = 150;

// Calls `run(context)` on a stack of kPassStackBytes and waits for it. False: no such stack could be had.
[[nodiscard]] bool call_on_deep_stack(void (*run)(void*), void* context);

template <typename Pass>
[[nodiscard]] bool run_for_height(uint32_t max_height, Pass&& pass) {
  if (max_height <= kHeightOnAnyStack) {
    pass();
    return true;
  }
  return call_on_deep_stack([](void* p) { (*static_cast<Pass*>(p))(); }, &pass);
}

}  // namespace beamlet
