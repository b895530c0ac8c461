// The timer wheel against a sorted list that cannot be wrong.
#include "vm/timer/timer_wheel.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace beamlet;

TEST_CASE("timers fire in the order of deadline, then of starting") {
  TimerWheel wheel(1000);
  TimerNode a, b, c, late;
  wheel.start(a, 1010);
  wheel.start(b, 1005);
  wheel.start(c, 1010);
  wheel.start(late, 500);  // already over: due at once
  std::vector<TimerNode*> expired;
  wheel.advance(1000, expired);
  CHECK(expired == std::vector{&late});
  expired.clear();
  wheel.advance(2000, expired);
  CHECK(expired == std::vector{&b, &a, &c});
  CHECK(wheel.size() == 0);
  CHECK(wheel.next_deadline() == TimerWheel::kNever);
}

TEST_CASE("random starts, cancels and jumps agree with a sorted map") {
  for (uint32_t seed = 0; seed < 60; ++seed) {
    std::mt19937_64 random(seed);
    uint64_t now = random() >> 30;
    TimerWheel wheel(now);
    std::vector<TimerNode> nodes(300);
    std::map<std::pair<uint64_t, uint64_t>, TimerNode*> model;
    uint64_t sequence = 0;
    for (int step = 0; step < 4000; ++step) {
      TimerNode& node = nodes[random() % nodes.size()];
      uint64_t kind = random() % 8;
      if (kind < 5 && !node.active()) {
        uint64_t deadline = now + (random() >> (24 + random() % 40));
        wheel.start(node, deadline);
        model.emplace(std::pair{deadline, sequence++}, &node);
      } else if (kind == 5) {
        bool was = node.active();
        CHECK(wheel.cancel(node) == was);
        if (was) std::erase_if(model, [&](const auto& entry) { return entry.second == &node; });
      } else if (kind > 5) {
        if (!model.empty()) CHECK(wheel.next_deadline() <= std::max(model.begin()->first.first, now));
        now += random() >> (30 + random() % 34);
        std::vector<TimerNode*> expired;
        wheel.advance(now, expired);
        std::vector<TimerNode*> expected;
        while (!model.empty() && model.begin()->first.first <= now) {
          expected.push_back(model.begin()->second);
          model.erase(model.begin());
        }
        REQUIRE(expired == expected);
        REQUIRE(wheel.size() == model.size());
      }
    }
  }
}
