// Operators: which operand's class is asked first, what happens when it declines, and what the
// complaint says.
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
#include "runtime/types/int.h"
#include "runtime/types/number.h"

namespace krait {

// ---- arithmetic

namespace {

// Sums, differences and comparisons of plain numbers, which need no dispatch. Absent: not such a
// case.
KRAIT_INLINE Value fast_arithmetic(BinaryOp op, Value a, Value b) {
    if (a.is_small_int() && b.is_small_int()) {
        i64 x = a.small_int_value(), y = b.small_int_value();
        i64 r;
        switch (op) {
            case BinaryOp::Add: r = x + y; break;
            case BinaryOp::Sub: r = x - y; break;
            case BinaryOp::Mul:
                if (__builtin_mul_overflow(x, y, &r)) return Value::absent();
                break;
            case BinaryOp::And: r = x & y; break;
            case BinaryOp::Or: r = x | y; break;
            case BinaryOp::Xor: r = x ^ y; break;
            default: return Value::absent();
        }
        return Value::fits_small_int(r) ? Value::small_int(r) : Value::absent();
    }
    if (a.is_double() && b.is_double()) {
        double x = a.double_value(), y = b.double_value();
        switch (op) {
            case BinaryOp::Add: return Value::from_double(x + y);
            case BinaryOp::Sub: return Value::from_double(x - y);
            case BinaryOp::Mul: return Value::from_double(x * y);
            default: return Value::absent();
        }
    }
    return Value::absent();
}

// NotImplemented when neither operand's class can do it.
Result<Value> dispatch(Thread& t, BinaryOp op, Value left, Value right) {
    Type* left_type = type_of(t, left);
    Type* right_type = type_of(t, right);
    auto of_left = left_type->slots.binary;
    auto of_right = right_type == left_type ? nullptr : right_type->slots.binary;
    if (of_right == of_left) of_right = nullptr;
    if (of_left != nullptr) {
        bool right_first = of_right != nullptr && (is_subtype(right_type, left_type) ||
                                                   yields_to_right(t, op, left, right));
        if (right_first) {
            Value result = TRY(of_right(t, op, left, right));
            if (!result.is_not_implemented()) return result;
            of_right = nullptr;
        }
        Value result = TRY(of_left(t, op, left, right));
        if (!result.is_not_implemented()) return result;
    }
    if (of_right == nullptr) return Value::not_implemented();
    return of_right(t, op, left, right);
}

KRAIT_COLD Failure raise_unsupported(Thread& t, std::string_view symbol, Value left, Value right) {
    return raise_type_error(t, cat("unsupported operand type(s) for ", symbol, ": '",
                                   type_name(t, left), "' and '", type_name(t, right), "'"));
}

}  // namespace

bool yields_to_right(Thread& t, BinaryOp op, Value left, Value right) {
    if ((op != BinaryOp::Add && op != BinaryOp::Mul) || !left.is_object()) return false;
    if (left.object()->type->slots.binary == script_binary) return false;
    if (type_of(t, right)->slots.binary != script_binary) return false;
    Kind kind = left.object()->kind;
    return kind == Kind::Str || kind == Kind::Bytes || kind == Kind::ByteArray ||
           kind == Kind::Tuple || kind == Kind::List;
}

Result<Value> binary(Thread& t, BinaryOp op, Value left, Value right) {
    Value fast = fast_arithmetic(op, left, right);
    if (!fast.is_absent()) return fast;
    Value result = TRY(dispatch(t, op, left, right));
    if (KRAIT_LIKELY(!result.is_not_implemented())) return result;
    return raise_unsupported(t, kBinarySymbols[static_cast<int>(op)], left, right);
}

Result<Value> inplace(Thread& t, BinaryOp op, Value left, Value right) {
    Value fast = fast_arithmetic(op, left, right);
    if (!fast.is_absent()) return fast;
    Type* left_type = type_of(t, left);
    if (left_type->slots.inplace != nullptr) {
        // A list's += takes any iterable; an operand that knows how to add itself to a list comes
        // before that.
        Type* right_type = type_of(t, right);
        if (yields_to_right(t, op, left, right)) {
            Value result = TRY(right_type->slots.binary(t, op, left, right));
            if (!result.is_not_implemented()) return result;
        }
        Value result = TRY(left_type->slots.inplace(t, op, left, right));
        if (!result.is_not_implemented()) return result;
    }
    Value result = TRY(dispatch(t, op, left, right));
    if (KRAIT_LIKELY(!result.is_not_implemented())) return result;
    std::string symbol =
        op == BinaryOp::Pow ? "**=" : cat(kBinarySymbols[static_cast<int>(op)], "=");
    return raise_unsupported(t, symbol, left, right);
}

Result<Value> unary(Thread& t, UnaryOp op, Value v) {
    if (op == UnaryOp::Neg) {
        if (v.is_small_int() && Value::fits_small_int(-v.small_int_value()))
            return Value::small_int(-v.small_int_value());
        if (v.is_double()) return Value::from_double(-v.double_value());
    }
    const Slots& slots = type_of(t, v)->slots;
    if (slots.unary != nullptr && (slots.unary_ops >> static_cast<int>(op) & 1)) {
        Value result = TRY(slots.unary(t, op, v));
        if (!result.is_not_implemented()) return result;
    }
    constexpr const char* kOperators[] = {"unary -", "unary +", "unary ~", "abs()",
                                          "int()",   "float()", "index",   "complex()"};
    return raise_type_error(t, cat("bad operand type for ", kOperators[static_cast<int>(op)], ": '",
                                   type_name(t, v), "'"));
}

Result<Value> power(Thread& t, Value base, Value exponent, Value modulus) {
    if (modulus.is_empty() || modulus.is_none()) return binary(t, BinaryOp::Pow, base, exponent);
    decltype(Slots::power3) tried[3];
    const Value operands[3] = {base, exponent, modulus};
    // A more derived exponent goes first, as with two operands.
    int order[3] = {0, 1, 2};
    Type* base_type = type_of(t, base);
    Type* exponent_type = type_of(t, exponent);
    if (exponent_type != base_type && is_subtype(exponent_type, base_type))
        std::swap(order[0], order[1]);
    for (int i = 0; i < 3; i++) {
        auto f = type_of(t, operands[order[i]])->slots.power3;
        bool repeated = f == nullptr;
        for (int j = 0; j < i; j++) repeated |= f == tried[j];
        if (repeated) continue;
        tried[i] = f;
        Value result = TRY(f(t, base, exponent, modulus));
        if (!result.is_not_implemented()) return result;
    }
    return raise_type_error(
        t, cat("unsupported operand type(s) for ** or pow(): '", type_name(t, base), "', '",
               type_name(t, exponent), "', '", type_name(t, modulus), "'"));
}

// ---- comparison

namespace {

template <class T>
bool compare_plain(CompareOp op, T a, T b) {
    switch (op) {
        case CompareOp::Lt: return a < b;
        case CompareOp::Le: return a <= b;
        case CompareOp::Eq: return a == b;
        case CompareOp::Ne: return a != b;
        case CompareOp::Gt: return a > b;
        default: return a >= b;
    }
}

Result<Value> dispatch_comparison(Thread& t, CompareOp op, Value left, Value right) {
    Type* left_type = type_of(t, left);
    Type* right_type = type_of(t, right);
    auto of_left = left_type->slots.compare;
    auto of_right = right_type->slots.compare;
    bool right_done = false;
    if (left_type != right_type && of_right != nullptr && is_subtype(right_type, left_type)) {
        right_done = true;
        Value result = TRY(of_right(t, swapped(op), right, left));
        if (!result.is_not_implemented()) return result;
    }
    if (of_left != nullptr) {
        Value result = TRY(of_left(t, op, left, right));
        if (!result.is_not_implemented()) return result;
    }
    if (!right_done && of_right != nullptr) {
        Value result = TRY(of_right(t, swapped(op), right, left));
        if (!result.is_not_implemented()) return result;
    }
    if (op == CompareOp::Eq) return Value::from_bool(left == right);
    if (op == CompareOp::Ne) return Value::from_bool(left != right);
    return raise_type_error(
        t, cat("'", kCompareSymbols[static_cast<int>(op)], "' not supported between instances of '",
               type_name(left_type), "' and '", type_name(right_type), "'"));
}

}  // namespace

Result<Value> compare(Thread& t, CompareOp op, Value left, Value right) {
    if (left.is_small_int() && right.is_small_int())
        return Value::from_bool(compare_plain(op, left.small_int_value(), right.small_int_value()));
    if (left.is_double() && right.is_double())
        return Value::from_bool(compare_plain(op, left.double_value(), right.double_value()));
    if (is_exact_str(t, left) && is_exact_str(t, right)) {
        Str* a = left.as<Str>();
        Str* b = right.as<Str>();
        if (op == CompareOp::Eq) return Value::from_bool(str_equal(a, b));
        if (op == CompareOp::Ne) return Value::from_bool(!str_equal(a, b));
        return Value::from_bool(compare_plain(op, str_compare(a, b), 0));
    }
    if (c_stack_exhausted(t)) return raise_recursion_error(t, " in comparison");
    return dispatch_comparison(t, op, left, right);
}

Result<bool> compare_truth(Thread& t, CompareOp op, Value left, Value right) {
    Value result = TRY(compare(t, op, left, right));
    if (result.is_bool()) return result.is_true();
    return truth(t, result);
}

Result<bool> equal(Thread& t, Value a, Value b) {
    return compare_truth(t, CompareOp::Eq, a, b);
}

Result<bool> equal_or_same(Thread& t, Value a, Value b) {
    if (a == b) return true;
    return compare_truth(t, CompareOp::Eq, a, b);
}

}  // namespace krait
