// complex: arithmetic. Products and quotients recover infinities as C99's Annex G has it; a real
// operand stays real (it is not given a zero imaginary part first), so that signs of zeros and
// infinities survive.
#include "runtime/errors/errors.h"
#include "runtime/types/number.h"
#include "runtime/types/number_types.h"

#include <cmath>

namespace krait {

Result<Complex*> make_complex(Thread& t, double re, double im) {
    Complex* result = TRY(make<Complex>(t, t.types().complex_));
    result->real = re;
    result->imag = im;
    return result;
}

namespace {

struct Parts {
    double re, im;
};

// What is left of a component when only "infinite or not" and its sign count.
double unit_if_infinite(double x) {
    return std::copysign(std::isinf(x) ? 1.0 : 0.0, x);
}
void nan_to_zero(double& x) {
    if (std::isnan(x)) x = std::copysign(0.0, x);
}
bool any_infinite(Parts x) {
    return std::isinf(x.re) || std::isinf(x.im);
}
bool all_finite(Parts x) {
    return std::isfinite(x.re) && std::isfinite(x.im);
}

// The product of two numbers one of which is infinite, where the plain formula gave NaN for both
// parts.
Parts infinite_product(Parts a, Parts b, Parts plain) {
    bool recalculate = false;
    double ac = a.re * b.re, bd = a.im * b.im, ad = a.re * b.im, bc = a.im * b.re;
    if (any_infinite(a)) {
        a = {unit_if_infinite(a.re), unit_if_infinite(a.im)};
        nan_to_zero(b.re), nan_to_zero(b.im);
        recalculate = true;
    }
    if (any_infinite(b)) {
        b = {unit_if_infinite(b.re), unit_if_infinite(b.im)};
        nan_to_zero(a.re), nan_to_zero(a.im);
        recalculate = true;
    }
    if (!recalculate && (std::isinf(ac) || std::isinf(bd) || std::isinf(ad) || std::isinf(bc))) {
        nan_to_zero(a.re), nan_to_zero(a.im), nan_to_zero(b.re), nan_to_zero(b.im);
        recalculate = true;
    }
    if (!recalculate) return plain;
    return {HUGE_VAL * (a.re * b.re - a.im * b.im), HUGE_VAL * (a.re * b.im + a.im * b.re)};
}

Parts multiply(Parts a, Parts b) {
    Parts product{a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
    if (std::isnan(product.re) && std::isnan(product.im)) return infinite_product(a, b, product);
    return product;
}

// a / b by Smith's method: scaled by the greater part of b, so that nothing overflows on the way.
Parts divide(Parts a, Parts b) {
    Parts quotient{NAN, NAN};
    double re_size = std::fabs(b.re), im_size = std::fabs(b.im);
    if (re_size >= im_size) {
        double ratio = b.im / b.re;
        double scale = b.re + b.im * ratio;
        quotient = {(a.re + a.im * ratio) / scale, (a.im - a.re * ratio) / scale};
    } else if (im_size >= re_size) {
        double ratio = b.re / b.im;
        double scale = b.re * ratio + b.im;
        quotient = {(a.re * ratio + a.im) / scale, (a.im * ratio - a.re) / scale};
    }
    if (!std::isnan(quotient.re) || !std::isnan(quotient.im)) return quotient;
    if (any_infinite(a) && all_finite(b)) {
        Parts x{unit_if_infinite(a.re), unit_if_infinite(a.im)};
        return {HUGE_VAL * (x.re * b.re + x.im * b.im), HUGE_VAL * (x.im * b.re - x.re * b.im)};
    }
    if (any_infinite(b) && all_finite(a)) {
        Parts y{unit_if_infinite(b.re), unit_if_infinite(b.im)};
        return {0.0 * (a.re * y.re + a.im * y.im), 0.0 * (a.im * y.re - a.re * y.im)};
    }
    return quotient;
}

// The same for a real dividend.
Parts divide_real(double a, Parts b) {
    Parts quotient{NAN, NAN};
    double re_size = std::fabs(b.re), im_size = std::fabs(b.im);
    if (re_size >= im_size) {
        double ratio = b.im / b.re;
        double scale = b.re + b.im * ratio;
        quotient = {a / scale, (-a * ratio) / scale};
    } else if (im_size >= re_size) {
        double ratio = b.re / b.im;
        double scale = b.re * ratio + b.im;
        quotient = {(a * ratio) / scale, (-a) / scale};
    }
    if (std::isnan(quotient.re) && std::isnan(quotient.im) && any_infinite(b) && std::isfinite(a)) {
        Parts y{unit_if_infinite(b.re), unit_if_infinite(b.im)};
        return {0.0 * (a * y.re), 0.0 * (-a * y.im)};
    }
    return quotient;
}

// ---- powers

Parts whole_power(Parts base, unsigned exponent) {
    Parts result{1.0, 0.0};
    Parts square = base;
    for (unsigned mask = 1; mask <= exponent; mask <<= 1) {
        if (exponent & mask) result = multiply(result, square);
        square = multiply(square, square);
    }
    return result;
}

Parts polar_power(Parts base, Parts exponent, double* angle_used) {
    double length = std::hypot(base.re, base.im);
    double angle = std::atan2(base.im, base.re);
    double result_length = std::pow(length, exponent.re);
    double result_angle = angle * exponent.re;
    if (exponent.im != 0.0) {
        result_length *= std::exp(-angle * exponent.im);
        result_angle += exponent.im * std::log(length);
    }
    *angle_used = result_angle;
    return {result_length * std::cos(result_angle), result_length * std::sin(result_angle)};
}

Failure raise_zero_to_negative(Thread& t) {
    return raise_zero_division(t, "zero to a negative or complex power");
}

}  // namespace

Result<Value> complex_power(Thread& t, double a_real, double a_imag, double b_real, double b_imag) {
    constexpr double kMostMultiplied =
        100.0;  // beyond, products would add up more error than the polar form has
    Parts base{a_real, a_imag}, exponent{b_real, b_imag};
    bool base_zero = a_real == 0 && a_imag == 0;
    Parts result{};
    if (b_imag == 0 && b_real == std::floor(b_real) && std::fabs(b_real) <= kMostMultiplied) {
        result = whole_power(base, static_cast<unsigned>(std::fabs(b_real)));
        if (b_real < 0) {
            if (result.re == 0 && result.im == 0) return raise_zero_to_negative(t);
            result = divide({1.0, 0.0}, result);
        }
    } else if (base_zero) {
        if (b_imag != 0 || b_real < 0) return raise_zero_to_negative(t);
    } else {
        double angle = 0;
        result = polar_power(base, exponent, &angle);
        // CPython takes the error that cos(inf) reports for this one.
        if (std::isinf(angle)) return raise_zero_to_negative(t);
    }
    if (any_infinite(result)) return raise_overflow_error(t, "complex exponentiation");
    return Value(TRY(make_complex(t, result.re, result.im)));
}

namespace {

// An operand: complex, or real (im unused).
struct Operand {
    Parts parts;
    bool real;
};

Result<Operand> operand(Thread& t, Value v) {
    if (is_complex(v)) return Operand{{v.as<Complex>()->real, v.as<Complex>()->imag}, false};
    double re = is_float(v) ? float_value(v) : TRY(int_to_double(t, v));
    return Operand{{re, 0.0}, true};
}

Parts add(const Operand& a, const Operand& b) {
    double re = a.parts.re + b.parts.re;
    if (a.real) return {re, b.parts.im};
    return {re, b.real ? a.parts.im : a.parts.im + b.parts.im};
}

Parts subtract(const Operand& a, const Operand& b) {
    double re = a.parts.re - b.parts.re;
    if (a.real) return {re, -b.parts.im};
    return {re, b.real ? a.parts.im : a.parts.im - b.parts.im};
}

Parts multiply(const Operand& a, const Operand& b) {
    if (a.real) return {a.parts.re * b.parts.re, a.parts.re * b.parts.im};
    if (b.real) return {a.parts.re * b.parts.re, a.parts.im * b.parts.re};
    return multiply(a.parts, b.parts);
}

Parts divide(const Operand& a, const Operand& b) {
    if (a.real) return divide_real(a.parts.re, b.parts);
    if (b.real) return {a.parts.re / b.parts.re, a.parts.im / b.parts.re};
    return divide(a.parts, b.parts);
}

bool is_number(Value v) {
    return is_int(v) || is_float(v) || is_complex(v);
}

}  // namespace

Result<Value> complex_binary(Thread& t, BinaryOp op, Value left, Value right) {
    if (is_complex(left) && is_complex(right)) {
        Parts a{left.as<Complex>()->real, left.as<Complex>()->imag};
        Parts b{right.as<Complex>()->real, right.as<Complex>()->imag};
        if (op == BinaryOp::Add) return Value(TRY(make_complex(t, a.re + b.re, a.im + b.im)));
        if (op == BinaryOp::Sub) return Value(TRY(make_complex(t, a.re - b.re, a.im - b.im)));
        if (op == BinaryOp::Mul) {
            Parts product = multiply(a, b);
            return Value(TRY(make_complex(t, product.re, product.im)));
        }
    }
    bool supported = op == BinaryOp::Add || op == BinaryOp::Sub || op == BinaryOp::Mul ||
                     op == BinaryOp::TrueDiv || op == BinaryOp::Pow;
    if (!supported || !is_number(left) || !is_number(right)) return Value::not_implemented();
    Operand a = TRY(operand(t, left));
    Operand b = TRY(operand(t, right));
    Parts result{};
    switch (op) {
        case BinaryOp::Add: result = add(a, b); break;
        case BinaryOp::Sub: result = subtract(a, b); break;
        case BinaryOp::Mul: result = multiply(a, b); break;
        case BinaryOp::TrueDiv:
            if (b.parts.re == 0 && b.parts.im == 0)
                return raise_zero_division(t, "division by zero");
            result = divide(a, b);
            break;
        default: return complex_power(t, a.parts.re, a.parts.im, b.parts.re, b.parts.im);
    }
    return Value(TRY(make_complex(t, result.re, result.im)));
}

}  // namespace krait
