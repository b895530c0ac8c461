#include "compiler/source/deep_stack.hpp"

#include <pthread.h>

namespace beamlet {

bool call_on_deep_stack(void (*run)(void*), void* context) {
  struct Call {
    void (*run)(void*);
    void* context;
  } call{run, context};
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_t thread{};
  const bool started = pthread_attr_setstacksize(&attributes, kPassStackBytes) == 0 &&
                       pthread_create(
                           &thread, &attributes,
                           [](void* p) -> void* {
                             auto* call = static_cast<Call*>(p);
                             call->run(call->context);
                             return nullptr;
                           },
                           &call) == 0;
  pthread_attr_destroy(&attributes);
  return started && pthread_join(thread, nullptr) == 0;
}

}  // namespace beamlet
