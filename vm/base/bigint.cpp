#include "vm/base/bigint.hpp"

#include <gmp.h>

#include <array>

#include "vm/base/assert.hpp"

namespace beamlet {

static_assert(sizeof(mp_limb_t) == sizeof(Limb) && GMP_NAIL_BITS == 0);

uint8_t digit_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<uint8_t>(c - '0');
  if (c >= 'a' && c <= 'z') return static_cast<uint8_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'Z') return static_cast<uint8_t>(c - 'A' + 10);
  return 255;
}

bool limbs_from_text(std::string_view digits, uint32_t base, std::vector<Limb>& out) {
  out.clear();
  if (digits.empty()) return false;
  std::string values(digits.size(), '\0');
  for (size_t i = 0; i < digits.size(); ++i) {
    uint8_t v = digit_value(digits[i]);
    if (v >= base) return false;
    values[i] = static_cast<char>(v);
  }
  size_t skip = values.find_first_not_of('\0');
  if (skip == std::string::npos) return true;
  size_t count = values.size() - skip;
  uint32_t bits_per_digit = 32 - static_cast<uint32_t>(__builtin_clz(base - 1));
  out.resize(count * bits_per_digit / 64 + 2);
  mp_size_t n = mpn_set_str(reinterpret_cast<mp_ptr>(out.data()),
                            reinterpret_cast<const unsigned char*>(values.data()) + skip, count,
                            static_cast<int>(base));
  out.resize(limbs_normal(out.data(), static_cast<size_t>(n)));
  return true;
}

void append_limbs(std::string& out, std::span<const Limb> limbs, uint32_t base) {
  size_t n = limbs_normal(limbs.data(), limbs.size());
  if (n == 0) {
    out.push_back('0');
    return;
  }
  // mpn_get_str may overwrite its operand's limbs and one above.
  std::vector<Limb> copy(limbs.begin(), limbs.begin() + static_cast<ptrdiff_t>(n));
  copy.push_back(0);
  size_t at = out.size();
  out.resize(at +
             mpn_sizeinbase(reinterpret_cast<mp_srcptr>(copy.data()), static_cast<mp_size_t>(n),
                            static_cast<int>(base)) +
             1);
  auto* digits = reinterpret_cast<unsigned char*>(out.data()) + at;
  size_t count = mpn_get_str(digits, static_cast<int>(base), reinterpret_cast<mp_ptr>(copy.data()),
                             static_cast<mp_size_t>(n));
  size_t zeros = 0;
  while (zeros + 1 < count && digits[zeros] == 0) ++zeros;
  for (size_t i = zeros; i < count; ++i)
    digits[i - zeros] = static_cast<unsigned char>("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digits[i]]);
  out.resize(at + count - zeros);
}

}  // namespace beamlet
