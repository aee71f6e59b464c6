// What the files of the number types share: comparison results, arithmetic on doubles and complex
// numbers, and the initialisation of each type.
#pragma once

#include "runtime/object/operators.h"
#include "runtime/types/number.h"

namespace krait {

// Whether `op` holds for operands whose order is -1, 0 or 1.
inline bool holds(CompareOp op, int order) {
    switch (op) {
        case CompareOp::Lt: return order < 0;
        case CompareOp::Le: return order <= 0;
        case CompareOp::Eq: return order == 0;
        case CompareOp::Ne: return order != 0;
        case CompareOp::Gt: return order > 0;
        default: return order >= 0;
    }
}
inline bool holds(CompareOp op, double a, double b) {
    switch (op) {
        case CompareOp::Lt: return a < b;
        case CompareOp::Le: return a <= b;
        case CompareOp::Eq: return a == b;
        case CompareOp::Ne: return a != b;
        case CompareOp::Gt: return a > b;
        default: return a >= b;
    }
}

inline bool is_complex(Value v) {
    return v.is_object() && v.object()->kind == Kind::Complex;
}

// ---- float (float.cpp, float_round.cpp)
Result<Value> float_binary(Thread&, BinaryOp, double a, double b);
// Order of a float and an int, exact: -1, 0, 1, or 2 for NaN.
int compare_double_int(double a, Value b);
// An instance of `type` (float or a class derived from it).
Result<Value> float_of_type(Thread&, Type* type, double value);
// round(value, digits); false: the result is too great.
bool round_to_digits(double value, i64 digits, double* result);
// The double that float(x) takes from an object with __float__ or __index__; false: it has neither.
Result<bool> double_by_protocol(Thread&, Value v, double* out);
// (numerator, denominator) of a float.
Result<Value> float_ratio(Thread&, double value);
Result<Value> number_power3(Thread&, Value base, Value exponent, Value modulus);

// ---- complex (complex.cpp)
// Arithmetic where at least one operand is complex and the other any number.
Result<Value> complex_binary(Thread&, BinaryOp, Value a, Value b);
// Also where a real number to a real power is complex.
Result<Value> complex_power(Thread&, double a_real, double a_imag, double b_real, double b_imag);

Result<void> init_int_types(Thread&);  // int, bool
Result<void> init_float_type(Thread&);
Result<void> init_complex_type(Thread&);

}  // namespace krait
