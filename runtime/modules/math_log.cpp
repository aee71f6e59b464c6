// math.log, log2, log10: also of ints too great for a float.
#include "runtime/modules/math_internal.h"
#include "runtime/types/container_support.h"
#include "runtime/types/int_internal.h"
#include "runtime/types/number_types.h"

#include <cmath>

namespace krait::math {

namespace {

using Function = double (*)(double);

double natural_log(double x) {
    return std::log(x);
}
double binary_log(double x) {
    return std::log2(x);
}
double decimal_log(double x) {
    return std::log10(x);
}

constexpr const char* kPositive = "expected a positive input";

Result<double> log_of_double(Thread& t, double x, Function function) {
    if (x <= 0.0) return raise_unexpected(t, kPositive, x);
    return std::isfinite(x) ? function(x) : x;
}

Result<double> log_of_int(Thread& t, Value v, Function function) {
    if (int_sign(v) <= 0) return raise_value_error(t, kPositive);
    IntView view(v);
    double value = limbs::to_double(view.limbs, view.count);
    if (std::isfinite(value)) return function(value);
    i64 exponent;
    double fraction = limbs::to_fraction(view.limbs, view.count, &exponent);
    return function(fraction) + function(2.0) * static_cast<double>(exponent);
}

Result<double> log_of(Thread& t, Value v, Function function) {
    if (is_int(v)) return log_of_int(t, v, function);
    return log_of_double(t, TRY(to_double(t, v)), function);
}

}  // namespace

Result<Value> log(Thread& t, const Args& args) {
    TRY(check_no_keywords(t, "math.log", args));
    TRY(check_positional(t, "log", args, 1, 2));
    double numerator = TRY(log_of(t, args[0], natural_log));
    if (args.n == 1) return Value::from_double(numerator);
    double denominator = TRY(log_of(t, args[1], natural_log));
    return float_binary(t, BinaryOp::TrueDiv, numerator, denominator);
}

Result<Value> log2(Thread& t, Value* a) {
    return Value::from_double(TRY(log_of(t, a[0], binary_log)));
}
Result<Value> log10(Thread& t, Value* a) {
    return Value::from_double(TRY(log_of(t, a[0], decimal_log)));
}

}  // namespace krait::math
