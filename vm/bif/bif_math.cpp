// bif_math.cpp - module math.
//
// Arguments that are no numbers are badarg; integers too big for a float and results that are no finite number are badarith.
#include <cmath>
#include <numbers>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/term/number.hpp"

namespace beamlet {
namespace {

Term result(Process& p, double value) { return number_result(p, finite_float(p.heap, value)); }

template <double (*Function)(double)>
Term apply1(Process& p, const Term* args) {
  if (!is_number(args[0])) return p.badarg();
  double x;
  return number_to_double(args[0], x) ? result(p, Function(x)) : p.badarith();
}

template <double (*Function)(double, double)>
Term apply2(Process& p, const Term* args) {
  double x, y;
  if (!is_number(args[0])) return p.badarg();
  if (!number_to_double(args[0], x)) return p.badarith();
  if (!is_number(args[1])) return p.badarg();
  if (!number_to_double(args[1], y)) return p.badarith();
  return result(p, Function(x, y));
}

}  // namespace

Term bif_math_acos_1(Process& p, const Term* args) { return apply1<std::acos>(p, args); }
Term bif_math_acosh_1(Process& p, const Term* args) { return apply1<std::acosh>(p, args); }
Term bif_math_asin_1(Process& p, const Term* args) { return apply1<std::asin>(p, args); }
Term bif_math_asinh_1(Process& p, const Term* args) { return apply1<std::asinh>(p, args); }
Term bif_math_atan_1(Process& p, const Term* args) { return apply1<std::atan>(p, args); }
Term bif_math_atan2_2(Process& p, const Term* args) { return apply2<std::atan2>(p, args); }
Term bif_math_atanh_1(Process& p, const Term* args) { return apply1<std::atanh>(p, args); }
Term bif_math_ceil_1(Process& p, const Term* args) { return apply1<std::ceil>(p, args); }
Term bif_math_cos_1(Process& p, const Term* args) { return apply1<std::cos>(p, args); }
Term bif_math_cosh_1(Process& p, const Term* args) { return apply1<std::cosh>(p, args); }
Term bif_math_erf_1(Process& p, const Term* args) { return apply1<std::erf>(p, args); }
Term bif_math_erfc_1(Process& p, const Term* args) { return apply1<std::erfc>(p, args); }
Term bif_math_exp_1(Process& p, const Term* args) { return apply1<std::exp>(p, args); }
Term bif_math_floor_1(Process& p, const Term* args) { return apply1<std::floor>(p, args); }
Term bif_math_fmod_2(Process& p, const Term* args) { return apply2<std::fmod>(p, args); }
Term bif_math_log_1(Process& p, const Term* args) { return apply1<std::log>(p, args); }
Term bif_math_log10_1(Process& p, const Term* args) { return apply1<std::log10>(p, args); }
Term bif_math_log2_1(Process& p, const Term* args) { return apply1<std::log2>(p, args); }
Term bif_math_pi_0(Process& p, const Term*) { return make_float(p.heap, std::numbers::pi); }
Term bif_math_tau_0(Process& p, const Term*) { return make_float(p.heap, 2 * std::numbers::pi); }
Term bif_math_pow_2(Process& p, const Term* args) { return apply2<std::pow>(p, args); }
Term bif_math_sin_1(Process& p, const Term* args) { return apply1<std::sin>(p, args); }
Term bif_math_sinh_1(Process& p, const Term* args) { return apply1<std::sinh>(p, args); }
Term bif_math_sqrt_1(Process& p, const Term* args) { return apply1<std::sqrt>(p, args); }
Term bif_math_tan_1(Process& p, const Term* args) { return apply1<std::tan>(p, args); }
Term bif_math_tanh_1(Process& p, const Term* args) { return apply1<std::tanh>(p, args); }

}  // namespace beamlet
