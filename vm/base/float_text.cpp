#include "vm/base/float_text.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace beamlet {

namespace {

// From here on every double is an integer and plain digits would suggest precision that is not there.
constexpr double kAlwaysScientific = 9007199254740992.0;  // 2^53

constexpr size_t kMaxFixedText = 255;  // OTP's buffer

struct Digits {
  char text[24];
  int count;     // significant digits
  int exponent;  // value = 0.d1d2d3... * 10^exponent
};

Digits shortest_digits(double magnitude) {
  char buffer[kMaxShortFloat];
  const char* end =
      std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::scientific).ptr;
  Digits d{};
  const char* p = buffer;
  for (; p != end && *p != 'e'; ++p)
    if (*p != '.') d.text[d.count++] = *p;
  int exponent = 0;
  ++p;
  if (*p == '+') ++p;
  std::from_chars(p, end, exponent);
  d.exponent = exponent + 1;
  return d;
}

char* put(char* out, const char* text, int count) {
  std::memcpy(out, text, static_cast<size_t>(count));
  return out + count;
}
char* put_zeros(char* out, int count) {
  std::memset(out, '0', static_cast<size_t>(count));
  return out + count;
}

char* put_scientific(char* out, char* end, const Digits& d) {
  *out++ = d.text[0];
  *out++ = '.';
  if (d.count == 1)
    *out++ = '0';
  else
    out = put(out, d.text + 1, d.count - 1);
  *out++ = 'e';
  return std::to_chars(out, end, d.exponent - 1).ptr;
}

int decimal_length(int v) {
  int n = v < 0 ? 2 : 1;
  for (v = std::abs(v); v >= 10; v /= 10) ++n;
  return n;
}

}  // namespace

// Plain or scientific, whichever is shorter; plain when both are equally long.
size_t float_shortest(double value, char (&out)[kMaxShortFloat]) {
  char* p = out;
  char* end = out + kMaxShortFloat;
  if (std::signbit(value)) *p++ = '-';
  double magnitude = std::fabs(value);
  if (magnitude == 0.0) return static_cast<size_t>(put(p, "0.0", 3) - out);
  Digits d = shortest_digits(magnitude);
  int place = d.exponent;
  // The point stands among the digits or just in front of them; otherwise plain takes zeros, in front or behind.
  bool inside = place >= 0 && place < d.count;
  int zeros = place < 0 ? -place : place - d.count;
  int exponent_cost = decimal_length(place - 1) + 1 + (d.count == 1 ? 2 : 1);
  if (magnitude >= kAlwaysScientific || (!inside && zeros + 2 > exponent_cost)) {
    p = put_scientific(p, end, d);
  } else if (place <= 0) {
    p = put(p, "0.", 2);
    p = put_zeros(p, -place);
    p = put(p, d.text, d.count);
  } else if (inside) {
    p = put(p, d.text, place);
    *p++ = '.';
    p = put(p, d.text + place, d.count - place);
  } else {
    p = put(p, d.text, d.count);
    p = put_zeros(p, zeros);
    p = put(p, ".0", 2);
  }
  return static_cast<size_t>(p - out);
}

void append_float(std::string& out, double value) {
  char buffer[kMaxShortFloat];
  out.append(buffer, float_shortest(value, buffer));
}

// Up to kFastDecimals digits OTP scales the fraction by a power of ten, in doubles, and rounds half up: 0.045 with two decimals is 0.05, though
// the double lies below. Programs' output depends on it, so we do the same; everything else is the exact value, correctly rounded.
std::string float_fixed(double value, int decimals, bool compact) {
  constexpr int kFastDecimals = 18;
  constexpr double kNoFraction = 4503599627370496.0;  // 2^52: integers from here on
  char buffer[1024];
  size_t n;
  double magnitude = std::fabs(value);
  if (decimals <= kFastDecimals && magnitude < kNoFraction) {
    uint64_t scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    auto whole = static_cast<uint64_t>(decimals == 0 ? std::round(magnitude) : magnitude);
    uint64_t fraction = 0;
    if (decimals > 0) {
      double part = (magnitude - static_cast<double>(whole)) * static_cast<double>(scale);
      fraction = static_cast<uint64_t>(std::round(part));
    }
    if (fraction >= scale) {
      fraction -= scale;
      whole += decimals > 0 ? 1 : 0;
    }
    int length = decimals == 0
                     ? std::snprintf(buffer, sizeof buffer, "%s%llu", std::signbit(value) ? "-" : "",
                                     static_cast<unsigned long long>(whole))
                     : std::snprintf(buffer, sizeof buffer, "%s%llu.%0*llu", std::signbit(value) ? "-" : "",
                                     static_cast<unsigned long long>(whole), decimals,
                                     static_cast<unsigned long long>(fraction));
    n = static_cast<size_t>(length);
  } else {
    n = static_cast<size_t>(std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value));
  }
  if (n > kMaxFixedText) return {};
  if (compact && decimals > 0) {
    while (n > 2 && buffer[n - 1] == '0' && buffer[n - 2] != '.') --n;
  }
  return std::string(buffer, n);
}

std::string float_scientific(double value, int decimals) {
  char buffer[512];
  int n = std::snprintf(buffer, sizeof buffer, "%.*e", decimals, value);
  return std::string(buffer, static_cast<size_t>(n));
}

std::optional<double> parse_float(std::string_view text) {
  const char* p = text.data();
  const char* end = p + text.size();
  auto digits = [&] {
    const char* from = p;
    while (p != end && *p >= '0' && *p <= '9') ++p;
    return p != from;
  };
  if (p != end && (*p == '+' || *p == '-')) ++p;
  if (!digits()) return std::nullopt;
  if (p == end || *p != '.') return std::nullopt;
  ++p;
  if (!digits()) return std::nullopt;
  if (p != end) {
    if (*p != 'e' && *p != 'E') return std::nullopt;
    ++p;
    if (p != end && (*p == '+' || *p == '-')) ++p;
    if (!digits() || p != end) return std::nullopt;
  }
  if (text.front() == '+') text.remove_prefix(1);
  double value = 0.0;
  auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    // Too small reads as zero, too large is no float. A mantissa of many digits can hide the size: strtod tells.
    double big = std::strtod(std::string(text).c_str(), nullptr);
    if (std::isinf(big)) return std::nullopt;
    return big;
  }
  if (result.ec != std::errc()) return std::nullopt;
  return value;
}

}  // namespace beamlet
