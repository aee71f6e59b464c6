// float: arithmetic and comparison, alone and mixed with int and complex; conversion of any number
// to a double.
#include "runtime/errors/errors.h"
#include "runtime/text/number_format.h"
#include "runtime/types/int_internal.h"
#include "runtime/types/number.h"
#include "runtime/types/number_types.h"
#include "runtime/types/sequence.h"

#include <cerrno>
#include <cmath>

namespace krait {

// ---- arithmetic of doubles

double float_mod(double a, double b) {
    double mod = std::fmod(a, b);
    if (mod == 0) return std::copysign(0.0, b);
    return (b < 0) != (mod < 0) ? mod + b : mod;
}

namespace {

struct DoubleDivision {
    double quotient, remainder;
};

// Floored; the quotient is rounded to the nearest whole number, since (a - mod) / b may be a little
// off one.
DoubleDivision floor_divide(double a, double b) {
    double mod = std::fmod(a, b);
    double quotient = (a - mod) / b;
    if (mod == 0) {
        mod = std::copysign(0.0, b);
    } else if ((b < 0) != (mod < 0)) {
        mod += b;
        quotient -= 1.0;
    }
    if (quotient == 0) return {std::copysign(0.0, a / b), mod};
    double whole = std::floor(quotient);
    if (quotient - whole > 0.5) whole += 1.0;
    return {whole, mod};
}

// OverflowError with the arguments that an errno gives it.
Failure raise_range_error(Thread& t) {
    Value arguments[] = {Value::small_int(ERANGE),
                         TRY(make_str_ascii(t, "Numerical result out of range"))};
    return raise_exception(t,
                           Value(TRY(make_exception(t, t.types().overflow_error, arguments, 2))));
}

bool is_whole(double x) {
    return std::floor(x) == x;
}
bool is_odd(double x) {
    return std::fmod(std::fabs(x), 2.0) == 1.0;
}

// a**b where one of them is infinite, or a is zero. All of it follows C99's pow().
double power_of_special(double a, double b) {
    if (std::isinf(b)) {
        double magnitude = std::fabs(a);
        if (magnitude == 1.0) return 1.0;
        return (b > 0) == (magnitude > 1.0) ? HUGE_VAL : 0.0;
    }
    double magnitude = std::isinf(a) == (b > 0) ? HUGE_VAL : 0.0;
    return is_odd(b) ? std::copysign(magnitude, a) : magnitude;
}

}  // namespace

double float_floordiv(double a, double b) {
    return floor_divide(a, b).quotient;
}

Result<Value> float_power(Thread& t, double a, double b) {
    if (b == 0 || a == 1.0) return Value::from_double(1.0);
    if (std::isnan(a)) return Value::from_double(a);
    if (std::isnan(b)) return Value::from_double(b);
    if (a == 0 && b < 0 && !std::isinf(b))
        return raise_zero_division(t, "zero to a negative power");
    if (std::isinf(a) || std::isinf(b) || a == 0) return Value::from_double(power_of_special(a, b));
    bool negate = false;
    if (a < 0) {
        if (!is_whole(b)) return complex_power(t, a, 0.0, b, 0.0);
        negate = is_odd(b);
        a = -a;
    }
    double result = std::pow(a, b);
    if (std::isinf(result)) return raise_range_error(t);
    return Value::from_double(negate ? -result : result);
}

Result<Value> float_binary(Thread& t, BinaryOp op, double a, double b) {
    switch (op) {
        case BinaryOp::Add: return Value::from_double(a + b);
        case BinaryOp::Sub: return Value::from_double(a - b);
        case BinaryOp::Mul: return Value::from_double(a * b);
        case BinaryOp::Pow: return float_power(t, a, b);
        case BinaryOp::TrueDiv:
        case BinaryOp::FloorDiv:
        case BinaryOp::Mod:
        case BinaryOp::DivMod: break;
        default: return Value::not_implemented();
    }
    if (b == 0) return raise_zero_division(t, "division by zero");
    if (op == BinaryOp::TrueDiv) return Value::from_double(a / b);
    if (op == BinaryOp::Mod) return Value::from_double(float_mod(a, b));
    DoubleDivision division = floor_divide(a, b);
    if (op == BinaryOp::FloorDiv) return Value::from_double(division.quotient);
    Value items[] = {Value::from_double(division.quotient), Value::from_double(division.remainder)};
    return make_tuple_from(t, items, 2);
}

// ---- mixed operands

namespace {

constexpr u32 kFloatOps =
    1u << static_cast<int>(BinaryOp::Add) | 1u << static_cast<int>(BinaryOp::Sub) |
    1u << static_cast<int>(BinaryOp::Mul) | 1u << static_cast<int>(BinaryOp::TrueDiv) |
    1u << static_cast<int>(BinaryOp::FloorDiv) | 1u << static_cast<int>(BinaryOp::Mod) |
    1u << static_cast<int>(BinaryOp::Pow) | 1u << static_cast<int>(BinaryOp::DivMod);

Result<Value> binary_mixed(Thread& t, BinaryOp op, Value a, Value b) {
    if (is_complex(a) || is_complex(b)) return complex_binary(t, op, a, b);
    bool a_float = is_float(a), b_float = is_float(b);
    if (!(a_float || is_int(a)) || !(b_float || is_int(b)) ||
        !(kFloatOps >> static_cast<int>(op) & 1))
        return Value::not_implemented();
    double x = a_float ? float_value(a) : TRY(int_to_double(t, a));
    double y = b_float ? float_value(b) : TRY(int_to_double(t, b));
    return float_binary(t, op, x, y);
}

}  // namespace

Result<Value> number_binary(Thread& t, BinaryOp op, Value a, Value b) {
    if (a.is_small_int() && b.is_small_int()) {
        i64 x = a.small_int_value(), y = b.small_int_value();
        // Sums of 49-bit numbers can't overflow 64 bits.
        switch (op) {
            case BinaryOp::Add: return make_int(t, x + y);
            case BinaryOp::Sub: return make_int(t, x - y);
            case BinaryOp::And: return Value::small_int(x & y);
            case BinaryOp::Or: return Value::small_int(x | y);
            case BinaryOp::Xor: return Value::small_int(x ^ y);
            case BinaryOp::Mul: {
                i64 product;
                if (KRAIT_LIKELY(!__builtin_mul_overflow(x, y, &product)))
                    return make_int(t, product);
                break;
            }
            default: break;
        }
        return int_binary(t, op, a, b);
    }
    if (a.is_double() && b.is_double())
        return float_binary(t, op, a.double_value(), b.double_value());
    if (is_int(a) && is_int(b)) return int_binary(t, op, a, b);
    return binary_mixed(t, op, a, b);
}

Result<Value> number_power3(Thread& t, Value base, Value exponent, Value modulus) {
    if (modulus.is_none()) return number_binary(t, BinaryOp::Pow, base, exponent);
    auto is_number = [](Value v) { return is_int(v) || is_float(v) || is_complex(v); };
    if (!is_number(base) || !is_number(exponent)) return Value::not_implemented();
    if (is_complex(base) || is_complex(exponent) || is_complex(modulus))
        return raise_value_error(t, "complex modulo");
    return raise_type_error(t, "pow() 3rd argument not allowed unless all arguments are integers");
}

// ---- comparison

int compare_double_int(double a, Value b) {
    if (std::isnan(a)) return 2;
    if (std::isinf(a)) return a > 0 ? 1 : -1;
    i64 word;
    if (std::fabs(a) < 9.0e18 && int_to_i64(b, &word)) {
        auto whole = static_cast<i64>(a);
        if (whole != word) return whole < word ? -1 : 1;
        double rest = a - static_cast<double>(whole);
        return rest < 0 ? -1 : rest > 0;
    }
    IntView other(b);
    bool negative = a < 0;
    if (negative != other.negative || other.is_zero()) return a < 0 ? -1 : a > 0 ? 1 : -int_sign(b);
    limbs::Limb words[limbs::kDoubleLimbs];
    std::size_t count = limbs::from_double(words, a);
    int order = limbs::compare(words, limbs::trim(words, count), other.limbs, other.count);
    // A fraction decides only between numbers of one word, which were compared above or differ by
    // more.
    if (order == 0 && std::trunc(a) != a) order = 1;
    return negative ? -order : order;
}

namespace {

Value compared(CompareOp op, int order) {
    if (order == 2) return Value::from_bool(op == CompareOp::Ne);
    return Value::from_bool(holds(op, order));
}

}  // namespace

Result<Value> number_compare(Thread&, CompareOp op, Value a, Value b) {
    if (a.is_small_int() && b.is_small_int()) {
        i64 x = a.small_int_value(), y = b.small_int_value();
        return Value::from_bool(holds(op, x < y ? -1 : x > y));
    }
    if (a.is_double() && b.is_double())
        return Value::from_bool(holds(op, a.double_value(), b.double_value()));
    bool a_int = is_int(a), b_int = is_int(b);
    if (a_int && b_int) return Value::from_bool(holds(op, int_compare(a, b)));
    bool a_float = !a_int && is_float(a), b_float = !b_int && is_float(b);
    if (a_float && b_float) return Value::from_bool(holds(op, float_value(a), float_value(b)));
    if (a_float && b_int) return compared(op, compare_double_int(float_value(a), b));
    if (a_int && b_float) return compared(swapped(op), compare_double_int(float_value(b), a));
    return Value::not_implemented();
}

// ---- conversion

Result<bool> double_by_protocol(Thread& t, Value v, double* out) {
    Value result = TRY(convert_by_slot(t, UnaryOp::Float, v));
    if (!result.is_absent()) {
        if (!is_float(result)) {
            return raise_type_error(t, cat(type_name(t, v), ".__float__ returned non-float (type ",
                                           type_name(t, result), ")"));
        }
        *out = float_value(result);
        return true;
    }
    if (!is_int(v)) {
        result = TRY(convert_by_slot(t, UnaryOp::Index, v));
        if (result.is_absent()) return false;
        result = TRY(to_index(t, v));
    } else {
        result = v;
    }
    *out = TRY(int_to_double(t, result));
    return true;
}

Result<double> to_double(Thread& t, Value v) {
    if (v.is_double()) return v.double_value();
    if (v.is_small_int()) return static_cast<double>(v.small_int_value());
    if (is_float(v)) return float_value(v);
    double value = 0;
    if (TRY(double_by_protocol(t, v, &value))) return value;
    return raise_type_error(t, cat("must be real number, not ", type_name(t, v)));
}

Result<void> init_number_types(Thread& t) {
    TRY(init_int_types(t));
    TRY(init_float_type(t));
    return init_complex_type(t);
}

}  // namespace krait
