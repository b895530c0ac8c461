#include "vm/base/machine_gate.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace beamlet;

TEST_CASE("close waits for who is inside, however long, and not for who is outside") {
  auto gate = std::make_shared<MachineGate>();
  std::atomic<bool> stands{true};  // the machine's tables
  std::atomic<int> entered{0}, touched_late{0}, steps{0};
  std::thread inside([&] {
    REQUIRE(gate->enter());
    ++entered;
    for (int i = 0; i < 20; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      if (!stands) ++touched_late;
      ++steps;
    }
    gate->leave();
  });
  // Never joined: it must not come back. What it touches lives as long as the program.
  static std::atomic<bool> came_back{false};
  static std::atomic<bool>* input = nullptr;
  static std::atomic<bool> waits{false};
  input = new std::atomic<bool>(false);
  std::thread([gate] {
    if (!gate->enter()) return;
    {
      OutsideMachine outside;
      waits = true;
      while (!*input) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    came_back = true;
  }).detach();
  while (entered == 0 || !waits) std::this_thread::yield();
  gate->close();
  CHECK(steps == 20);
  stands = false;
  CHECK_FALSE(gate->enter());
  *input = true;
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK_FALSE(came_back);
  inside.join();
  CHECK(touched_late == 0);
}

TEST_CASE("who is outside comes back while the gate is open") {
  auto gate = std::make_shared<MachineGate>();
  std::thread thread([&] {
    REQUIRE(gate->enter());
    for (int i = 0; i < 100; ++i) OutsideMachine outside;
    gate->leave();
  });
  thread.join();
  gate->close();
  OutsideMachine on_a_thread_without_gate;
}
