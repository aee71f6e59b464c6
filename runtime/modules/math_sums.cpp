// math: sums, products and distances over iterables.
#include "runtime/modules/math_internal.h"
#include "runtime/modules/math_special.h"
#include "runtime/object/operations.h"
#include "runtime/types/container_support.h"
#include "runtime/types/int_internal.h"
#include "runtime/types/sequence.h"

#include <cmath>
#include <vector>

namespace krait::math {

Result<Value> fsum(Thread& t, Value* a) {
    ExactSum sum;
    auto add = [&](Value item) -> Result<void> {
        double x = TRY(to_double(t, item));
        if (!sum.add(x)) return raise_overflow_error(t, "intermediate overflow in fsum");
        return {};
    };
    TRY(iterate(t, a[0], add));
    ExactSum::Problem problem;
    double result = sum.result(&problem);
    if (problem == ExactSum::Problem::kOppositeInfinities)
        return raise_value_error(t, "-inf + inf in fsum");
    return Value::from_double(result);
}

namespace {

bool is_plain_number(Value v) {
    return v.is_small_int() || v.is_double();
}

Result<Value> multiply_any(Thread& t, Value a, Value b) {
    if (is_plain_number(a) && is_plain_number(b)) return number_binary(t, BinaryOp::Mul, a, b);
    return binary(t, BinaryOp::Mul, a, b);
}

}  // namespace

Result<Value> prod(Thread& t, Value* a) {
    Value result = a[1];
    auto multiply = [&](Value item) -> Result<void> {
        result = TRY(multiply_any(t, result, item));
        return {};
    };
    TRY(iterate(t, a[0], multiply));
    return result;
}

namespace {

// The sum of products p[i] * q[i]: as long as both are ints, exactly; then as long as they are
// floats (or ints with floats), with extended precision; from then on by the operators.
class SumOfProducts {
public:
    explicit SumOfProducts(Thread& t) : thread_(t) {}

    Result<void> add(Value p, Value q) {
        if (ints_) {
            if (is_exact_int(p) && is_exact_int(q)) return add_by_operators(p, q);
            ints_ = false;
        }
        if (floats_) {
            double x, y;
            bool mixed = (p.is_double() || q.is_double()) && as_double(p, &x) && as_double(q, &y);
            if (mixed && products_.add_product(x, y)) {
                used_floats_ = true;
                return {};
            }
            TRY(finish_floats());
        }
        return add_by_operators(p, q);
    }

    Result<Value> result() {
        TRY(finish_floats());
        return total_;
    }

private:
    bool is_exact_int(Value v) {
        return v.is_small_int() || (v.is_object() && v.object()->type == thread_.types().int_);
    }
    bool as_double(Value v, double* out) {
        if (v.is_double()) {
            *out = v.double_value();
            return true;
        }
        if (!v.is_bool() && !is_exact_int(v)) return false;
        IntView view(v);
        *out = limbs::to_double(view.limbs, view.count);
        if (view.negative) *out = -*out;
        return std::isfinite(*out);
    }
    Result<void> finish_floats() {
        floats_ = false;
        if (!used_floats_) return {};
        used_floats_ = false;
        total_ =
            TRY(binary(thread_, BinaryOp::Add, total_, Value::from_double(products_.result())));
        return {};
    }
    Result<void> add_by_operators(Value p, Value q) {
        Value product = TRY(multiply_any(thread_, p, q));
        total_ = TRY(binary(thread_, BinaryOp::Add, total_, product));
        return {};
    }

    Thread& thread_;
    Value total_ = Value::small_int(0);
    ProductSum products_;
    bool ints_ = true, floats_ = true, used_floats_ = false;
};

}  // namespace

Result<Value> sumprod(Thread& t, Value* a) {
    Value left = TRY(get_iter(t, a[0]));
    Value right = TRY(get_iter(t, a[1]));
    SumOfProducts sum(t);
    for (;;) {
        Value p = TRY(iter_next(t, left));
        Value q = TRY(iter_next(t, right));
        if (p.is_absent() != q.is_absent())
            return raise_value_error(t, "Inputs are not the same length");
        if (p.is_absent()) return sum.result();
        TRY(sum.add(p, q));
    }
}

// ---- distances

namespace {

// Coordinates of a point, as magnitudes, with what the norm needs to know of them.
class Coordinates {
public:
    void add(double x) {
        x = std::fabs(x);
        values_.push_back(x);
        found_nan_ |= std::isnan(x);
        if (x > greatest_) greatest_ = x;
    }
    double norm() { return vector_norm(values_.data(), values_.size(), greatest_, found_nan_); }

private:
    std::vector<double> values_;
    double greatest_ = 0.0;
    bool found_nan_ = false;
};

Result<Tuple*> as_tuple(Thread& t, Value point) {
    if (is_tuple(point)) return point.as<Tuple>();
    return tuple_from_iterable(t, point);
}

}  // namespace

Result<Value> dist(Thread& t, Value* a) {
    Tuple* p = TRY(as_tuple(t, a[0]));
    Tuple* q = TRY(as_tuple(t, a[1]));
    if (p->length != q->length)
        return raise_value_error(t, "both points must have the same number of dimensions");
    Coordinates coordinates;
    for (u64 i = 0; i < p->length; i++) {
        double x = TRY(to_double(t, p->items[i]));
        double y = TRY(to_double(t, q->items[i]));
        coordinates.add(x - y);
    }
    return Value::from_double(coordinates.norm());
}

Result<Value> hypot(Thread& t, const Args& args) {
    TRY(check_no_keywords(t, "math.hypot", args));
    Coordinates coordinates;
    for (u32 i = 0; i < args.n; i++) coordinates.add(TRY(to_double(t, args[i])));
    return Value::from_double(coordinates.norm());
}

}  // namespace krait::math
