// math: the module's table, and the functions of one, two or three floats. Where libm computes a
// function, its result is taken as it is; what is added are the errors: a NaN out of no NaN is a
// ValueError, an infinity out of finite arguments an OverflowError or (for poles) a ValueError.
#include "runtime/modules/math_internal.h"
#include "runtime/modules/math_special.h"
#include "runtime/modules/modules.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
#include "runtime/text/number_format.h"
#include "runtime/types/container_support.h"
#include "runtime/types/dict.h"
#include "runtime/types/int_internal.h"
#include "runtime/types/sequence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace krait {

namespace math {

Failure raise_unexpected(Thread& t, const char* expectation, double got) {
    return raise_value_error(t, cat(expectation, ", got ", text::repr_double(got)));
}

namespace {

Failure raise_domain(Thread& t) {
    return raise_value_error(t, "math domain error");
}
Failure raise_range(Thread& t) {
    return raise_overflow_error(t, "math range error");
}

// ---- functions of one argument

struct Unary {
    double (*function)(double);
    const char*
        expectation;  // "expected …" for arguments outside the domain; null: "math domain error"
    bool may_overflow;
};

Result<Value> apply(Thread& t, const Unary& unary, Value argument) {
    double x = TRY(to_double(t, argument));
    double result = unary.function(x);
    if (KRAIT_LIKELY(std::isfinite(result))) return Value::from_double(result);
    if (std::isnan(result) ? std::isnan(x) : std::isinf(x)) return Value::from_double(result);
    if (std::isinf(result) && unary.may_overflow) return raise_range(t);
    return unary.expectation != nullptr ? raise_unexpected(t, unary.expectation, x)
                                        : raise_domain(t);
}

constexpr const char* kFinite = "expected a finite input";
constexpr const char* kUnitInterval = "expected a number in range from -1 up to 1";

#define KRAIT_UNARY(name, expectation, may_overflow)                                      \
    Result<Value> name(Thread& t, Value* a) {                                             \
        static constexpr Unary kUnary{[](double x) { return std::name(x); }, expectation, \
                                      may_overflow};                                      \
        return apply(t, kUnary, a[0]);                                                    \
    }
KRAIT_UNARY(acos, kUnitInterval, false)
KRAIT_UNARY(acosh, "expected argument value not less than 1", false)
KRAIT_UNARY(asin, kUnitInterval, false)
KRAIT_UNARY(asinh, nullptr, false)
KRAIT_UNARY(atan, nullptr, false)
KRAIT_UNARY(atanh, "expected a number between -1 and 1", false)
KRAIT_UNARY(cbrt, nullptr, false)
KRAIT_UNARY(cos, kFinite, false)
KRAIT_UNARY(cosh, nullptr, true)
KRAIT_UNARY(erf, nullptr, false)
KRAIT_UNARY(erfc, nullptr, false)
KRAIT_UNARY(exp, nullptr, true)
KRAIT_UNARY(exp2, nullptr, true)
KRAIT_UNARY(expm1, nullptr, true)
KRAIT_UNARY(fabs, nullptr, false)
KRAIT_UNARY(log1p, "expected argument value > -1", false)
KRAIT_UNARY(sin, kFinite, false)
KRAIT_UNARY(sinh, nullptr, true)
KRAIT_UNARY(sqrt, "expected a nonnegative input", false)
KRAIT_UNARY(tan, kFinite, false)
KRAIT_UNARY(tanh, nullptr, false)
#undef KRAIT_UNARY

Result<Value> from_outcome(Thread& t, Outcome outcome, double x) {
    if (outcome.status == Status::kDomainError)
        return raise_unexpected(t, "expected a noninteger or positive integer", x);
    if (outcome.status == Status::kRangeError) return raise_range(t);
    return Value::from_double(outcome.value);
}
Result<Value> gamma_function(Thread& t, Value* a) {
    double x = TRY(to_double(t, a[0]));
    return from_outcome(t, gamma(x), x);
}
Result<Value> lgamma_function(Thread& t, Value* a) {
    double x = TRY(to_double(t, a[0]));
    return from_outcome(t, log_gamma(x), x);
}

Result<Value> degrees(Thread& t, Value* a) {
    return Value::from_double(TRY(to_double(t, a[0])) * (180.0 / std::numbers::pi));
}
Result<Value> radians(Thread& t, Value* a) {
    return Value::from_double(TRY(to_double(t, a[0])) * (std::numbers::pi / 180.0));
}
Result<Value> is_finite(Thread& t, Value* a) {
    return Value::from_bool(std::isfinite(TRY(to_double(t, a[0]))));
}
Result<Value> is_inf(Thread& t, Value* a) {
    return Value::from_bool(std::isinf(TRY(to_double(t, a[0]))));
}
Result<Value> is_nan(Thread& t, Value* a) {
    return Value::from_bool(std::isnan(TRY(to_double(t, a[0]))));
}

Result<Value> ulp(Thread& t, Value* a) {
    double x = std::fabs(TRY(to_double(t, a[0])));
    if (!std::isfinite(x)) return Value::from_double(x);
    double next = std::nextafter(x, HUGE_VAL);
    return Value::from_double(std::isinf(next) ? x - std::nextafter(x, -HUGE_VAL) : next - x);
}

Result<Value> frexp(Thread& t, Value* a) {
    double x = TRY(to_double(t, a[0]));
    int exponent = 0;
    if (std::isfinite(x)) x = std::frexp(x, &exponent);
    Value items[] = {Value::from_double(x), Value::small_int(exponent)};
    return make_tuple_from(t, items, 2);
}

Result<Value> modf(Thread& t, Value* a) {
    double x = TRY(to_double(t, a[0]));
    double whole = x;
    double fraction = std::isnan(x) ? x : std::modf(x, &whole);
    Value items[] = {Value::from_double(fraction), Value::from_double(whole)};
    return make_tuple_from(t, items, 2);
}

// ---- to ints

using Rounding = double (*)(double);

Result<Value> round_by(Thread& t, Value v, Str* method, Rounding rounding) {
    if (v.is_small_int()) return v;
    if (!v.is_double()) {
        Value result = TRY(call_found_or_absent(t, type_lookup(t, type_of(t, v), method), v));
        if (!result.is_absent()) return result;
    }
    return int_from_double(t, rounding(TRY(to_double(t, v))));
}

Result<Value> ceil(Thread& t, Value* a) {
    return round_by(t, a[0], t.names().__ceil__, [](double x) { return std::ceil(x); });
}
Result<Value> floor(Thread& t, Value* a) {
    return round_by(t, a[0], t.names().__floor__, [](double x) { return std::floor(x); });
}
Result<Value> trunc(Thread& t, Value* a) {
    if (a[0].is_small_int()) return a[0];
    if (a[0].is_double()) return int_from_double(t, a[0].double_value());
    Value method = type_lookup(t, type_of(t, a[0]), t.names().__trunc__);
    Value result = TRY(call_found_or_absent(t, method, a[0]));
    if (!result.is_absent()) return result;
    return raise_type_error(t,
                            cat("type ", type_name(t, a[0]), " doesn't define __trunc__ method"));
}

// ---- functions of two arguments and more

struct Doubles {
    double x, y;
};
Result<Doubles> two(Thread& t, Value* a) {
    double x = TRY(to_double(t, a[0]));
    double y = TRY(to_double(t, a[1]));
    return Doubles{x, y};
}

Result<Value> atan2(Thread& t, Value* a) {
    Doubles d = TRY(two(t, a));
    return Value::from_double(std::atan2(d.x, d.y));
}
Result<Value> copysign(Thread& t, Value* a) {
    Doubles d = TRY(two(t, a));
    return Value::from_double(std::copysign(d.x, d.y));
}

Result<Value> fmod(Thread& t, Value* a) {
    Doubles d = TRY(two(t, a));
    double result = std::fmod(d.x, d.y);
    if (std::isnan(result) && !std::isnan(d.x) && !std::isnan(d.y)) return raise_domain(t);
    return Value::from_double(result);
}
Result<Value> remainder(Thread& t, Value* a) {
    Doubles d = TRY(two(t, a));
    double result = std::remainder(d.x, d.y);
    if (std::isnan(result) && !std::isnan(d.x) && !std::isnan(d.y)) return raise_domain(t);
    return Value::from_double(result);
}

Result<Value> pow(Thread& t, Value* a) {
    Doubles d = TRY(two(t, a));
    double result = std::pow(d.x, d.y);
    if (std::isfinite(result) || !std::isfinite(d.x) || !std::isfinite(d.y))
        return Value::from_double(result);
    // A negative number to a fractional power, zero to a negative one.
    if (std::isnan(result) || d.x == 0.0) return raise_domain(t);
    return raise_range(t);
}

Result<Value> ldexp(Thread& t, Value* a) {
    double x = TRY(to_double(t, a[0]));
    if (!is_int(a[1])) return raise_type_error(t, "Expected an int as second argument to ldexp.");
    i64 exponent = std::clamp<i64>(int_clip_i64(a[1]), -1000000, 1000000);
    double result = std::ldexp(x, static_cast<int>(exponent));
    if (std::isinf(result) && std::isfinite(x)) return raise_range(t);
    return Value::from_double(result);
}

Result<Value> fma(Thread& t, Value* a) {
    double x = TRY(to_double(t, a[0])), y = TRY(to_double(t, a[1])), z = TRY(to_double(t, a[2]));
    double result = std::fma(x, y, z);
    if (std::isnan(result) && !std::isnan(x) && !std::isnan(y) && !std::isnan(z))
        return raise_value_error(t, "invalid operation in fma");
    if (std::isinf(result) && std::isfinite(x) && std::isfinite(y) && std::isfinite(z))
        return raise_overflow_error(t, "overflow in fma");
    return Value::from_double(result);
}

Result<Value> nextafter(Thread& t, Value* a) {
    Doubles d = TRY(two(t, a));
    if (a[2].is_none()) return Value::from_double(std::nextafter(d.x, d.y));
    Value steps = TRY(to_index(t, a[2]));
    if (int_sign(steps) < 0) return raise_value_error(t, "steps must be a non-negative integer");
    IntView view(steps);
    u64 count = view.count > 1 ? UINT64_MAX : view.count == 1 ? view.limbs[0] : 0;
    return Value::from_double(step_towards(d.x, d.y, count));
}

Result<Value> isclose(Thread& t, Value* a) {
    Doubles d = TRY(two(t, a));
    double relative = TRY(to_double(t, a[2])), absolute = TRY(to_double(t, a[3]));
    if (relative < 0.0 || absolute < 0.0)
        return raise_value_error(t, "tolerances must be non-negative");
    if (d.x == d.y) return Value::true_();
    if (std::isinf(d.x) || std::isinf(d.y)) return Value::false_();
    double difference = std::fabs(d.y - d.x);
    bool close = difference <= std::fabs(relative * d.y) ||
                 difference <= std::fabs(relative * d.x) || difference <= absolute;
    return Value::from_bool(close);
}

// ---- the module

constexpr NativeDef kFunctions[] = {
    {"acos", "(x, /)", "The angle in radians whose cosine is x.", acos},
    {"acosh", "(x, /)", "Inverse hyperbolic cosine.", acosh},
    {"asin", "(x, /)", "The angle in radians whose sine is x.", asin},
    {"asinh", "(x, /)", "Inverse hyperbolic sine.", asinh},
    {"atan", "(x, /)", "The angle in radians whose tangent is x.", atan},
    {"atan2", "(y, x, /)", "The angle in radians of the point (x, y), in the right quadrant.",
     atan2},
    {"atanh", "(x, /)", "Inverse hyperbolic tangent.", atanh},
    {"cbrt", "(x, /)", "Cube root.", cbrt},
    {"ceil", "(x, /)", "The least int that is not below x.", ceil},
    {"copysign", "(x, y, /)", "The magnitude of x with the sign of y.", copysign},
    {"cos", "(x, /)", "Cosine of an angle in radians.", cos},
    {"cosh", "(x, /)", "Hyperbolic cosine.", cosh},
    {"degrees", "(x, /)", "From radians to degrees.", degrees},
    {"dist", "(p, q, /)", "Distance of two points, given as coordinates.", dist},
    {"erf", "(x, /)", "Error function.", erf},
    {"erfc", "(x, /)", "One minus the error function.", erfc},
    {"exp", "(x, /)", "e to the power x.", exp},
    {"exp2", "(x, /)", "2 to the power x.", exp2},
    {"expm1", "(x, /)", "e to the power x, minus one, precise for small x.", expm1},
    {"fabs", "(x, /)", "Magnitude as a float.", fabs},
    {"factorial", "(n, /)", "Product of the ints from 1 to n.", factorial},
    {"floor", "(x, /)", "The greatest int that is not above x.", floor},
    {"fma", "(x, y, z, /)", "x * y + z, rounded once.", fma},
    {"fmod", "(x, y, /)", "Remainder with the sign of x, as C has it.", fmod},
    {"frexp", "(x, /)", "(m, e) such that x == m * 2**e and 0.5 <= abs(m) < 1.", frexp},
    {"fsum", "(seq, /)", "The sum of floats, rounded once.", fsum},
    {"gamma", "(x, /)", "Gamma function.", gamma_function},
    {"gcd", "(*integers)", "Greatest common divisor.", gcd},
    {"hypot", "(*coordinates)", "Distance of a point from the origin.", hypot},
    {"isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
     "Whether two numbers are equal up to a tolerance.", isclose},
    {"isfinite", "(x, /)", "Whether x is neither infinite nor NaN.", is_finite},
    {"isinf", "(x, /)", "Whether x is infinite.", is_inf},
    {"isnan", "(x, /)", "Whether x is NaN.", is_nan},
    {"isqrt", "(n, /)", "The greatest int whose square is not above n.", isqrt},
    {"lcm", "(*integers)", "Least common multiple.", lcm},
    {"ldexp", "(x, i, /)", "x * 2**i.", ldexp},
    {"lgamma", "(x, /)", "Natural logarithm of the magnitude of gamma(x).", lgamma_function},
    {"log", "(*args)", "log(x, [base=math.e])\nLogarithm of x, natural if no base is given.", log},
    {"log1p", "(x, /)", "Natural logarithm of 1 + x, precise for small x.", log1p},
    {"log10", "(x, /)", "Logarithm to base 10.", log10},
    {"log2", "(x, /)", "Logarithm to base 2.", log2},
    {"modf", "(x, /)", "(fraction, whole) of x, both with its sign.", modf},
    {"pow", "(x, y, /)", "x to the power y, as floats.", pow},
    {"radians", "(x, /)", "From degrees to radians.", radians},
    {"remainder", "(x, y, /)", "x minus the multiple of y nearest to it.", remainder},
    {"sin", "(x, /)", "Sine of an angle in radians.", sin},
    {"sinh", "(x, /)", "Hyperbolic sine.", sinh},
    {"sqrt", "(x, /)", "Square root.", sqrt},
    {"tan", "(x, /)", "Tangent of an angle in radians.", tan},
    {"tanh", "(x, /)", "Hyperbolic tangent.", tanh},
    {"sumprod", "(p, q, /)", "Sum of the products of corresponding items.", sumprod},
    {"trunc", "(x, /)", "The int next to x towards zero.", trunc},
    {"prod", "(iterable, /, *, start=1)", "Product of all items.", prod},
    {"perm", "(n, k=None, /)", "Ways to choose k of n items, in order.", perm},
    {"comb", "(n, k, /)", "Ways to choose k of n items, without order.", comb},
    {"nextafter", "(x, y, /, *, steps=None)", "The float that many steps from x towards y.",
     nextafter},
    {"ulp", "(x, /)", "Value of the least significant bit of x.", ulp},
};

}  // namespace

}  // namespace math

Result<Module*> init_math_module(Thread& t) {
    Module* module = TRY(
        make_native_module(t, "math", "Mathematical functions of real numbers.", math::kFunctions));
    struct Constant {
        const char* name;
        double value;
    };
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    constexpr Constant kConstants[] = {{"pi", std::numbers::pi},
                                       {"e", std::numbers::e},
                                       {"tau", 2.0 * std::numbers::pi},
                                       {"inf", kInfinity},
                                       {"nan", std::numeric_limits<double>::quiet_NaN()}};
    for (const Constant& constant : kConstants) {
        Str* name = TRY(intern(t, constant.name));
        TRY(dict_set_str(t, module->dict, name, Value::from_double(constant.value)));
    }
    return module;
}

}  // namespace krait
