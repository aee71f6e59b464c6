// float, complex, bool: value structs and the numeric operations that the interpreter's slow paths call.
#pragma once

#include "runtime/object/thread.h"
#include "runtime/types/int.h"

namespace krait {

struct Float : Object {  // an instance of a subclass of float
    static constexpr Kind kKind = Kind::Float;
    double value;
};
struct Complex : Object {
    static constexpr Kind kKind = Kind::Complex;
    double real, imag;
};

inline bool is_float(Value v) {
    return v.is_double() || (v.is_object() && v.object()->kind == Kind::Float);
}
inline double float_value(Value v) {
    return v.is_double() ? v.double_value() : v.as<Float>()->value;
}
Result<Complex*> make_complex(Thread&, double re, double im);
// Through __float__ / __index__, as float(v) and math functions do: TypeError "must be real number, not X".
Result<double> to_double(Thread&, Value v);
// Arithmetic on any mix of int, float, complex, bool (and their subclasses' payloads); NotImplemented for anything else.
Result<Value> number_binary(Thread&, BinaryOp, Value a, Value b);
// Comparison of any mix of int, float, bool (exact, as Python compares int with float); NotImplemented otherwise.
Result<Value> number_compare(Thread&, CompareOp, Value a, Value b);
double float_mod(double a, double b);  // Python's %
double float_floordiv(double a, double b);
Result<Value> float_power(Thread&, double a, double b);

Result<void> init_number_types(Thread&);  // int, bool, float, complex

}  // namespace krait
