// What lists and tuples have in common: searching, comparing and showing their items. Script code
// that runs in between may shrink a list, so its storage is read anew for each item.
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/types/container_support.h"

#include <algorithm>

namespace krait {

Result<i64> sequence_find(Thread& t, Value sequence, Value value, i64 start, i64 stop) {
    i64 length = static_cast<i64>(count_of(sequence));
    if (start < 0) start = std::max<i64>(start + length, 0);
    if (stop < 0) stop = std::max<i64>(stop + length, 0);
    for (i64 i = start; i < stop && i < static_cast<i64>(count_of(sequence));) {
        TRY(poll_interrupt(t));
        const i64 end = std::min(stop, i + kPollPiece);
        for (; i < end && i < static_cast<i64>(count_of(sequence)); i++) {
            if (TRY(items_equal(t, items_of(sequence)[i], value))) return i;
        }
    }
    return -1;
}

Result<i64> sequence_count(Thread& t, Value sequence, Value value) {
    i64 count = 0;
    for (u64 i = 0; i < count_of(sequence);) {
        TRY(poll_interrupt(t));
        const u64 end = i + kPollPiece;
        for (; i < end && i < count_of(sequence); i++) {
            if (TRY(items_equal(t, items_of(sequence)[i], value))) count++;
        }
    }
    return count;
}

namespace {

template <class A>
bool order_holds(CompareOp op, A a, A b) {
    switch (op) {
        case CompareOp::Lt: return a < b;
        case CompareOp::Le: return a <= b;
        case CompareOp::Eq: return a == b;
        case CompareOp::Ne: return a != b;
        case CompareOp::Gt: return a > b;
        default: return a >= b;
    }
}

}  // namespace

Result<Value> sequence_compare(Thread& t, CompareOp op, Value left, Value right) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t, " in comparison");
    bool equality = op == CompareOp::Eq || op == CompareOp::Ne;
    if (equality && count_of(left) != count_of(right)) return Value::from_bool(op == CompareOp::Ne);
    u64 i = 0;
    bool differ = false;
    while (!differ && i < count_of(left) && i < count_of(right)) {
        TRY(poll_interrupt(t));
        const u64 end = i + kPollPiece;
        for (; i < end && i < count_of(left) && i < count_of(right); i++) {
            differ = !TRY(items_equal(t, items_of(left)[i], items_of(right)[i]));
            if (differ) break;
        }
    }
    if (i >= count_of(left) || i >= count_of(right)) {
        return Value::from_bool(order_holds(op, count_of(left), count_of(right)));
    }
    if (equality) return Value::from_bool(op == CompareOp::Ne);
    Value a = items_of(left)[i];
    Value b = items_of(right)[i];
    if (a.is_small_int() && b.is_small_int()) {
        return Value::from_bool(order_holds(op, a.small_int_value(), b.small_int_value()));
    }
    return compare(t, op, a, b);
}

Result<Value> sequence_repr(Thread& t, Value sequence, char open, char close) {
    if (count_of(sequence) == 0) return TRY(make_str_ascii(t, cat(open, close)));
    if (c_stack_exhausted(t)) {
        return raise_recursion_error(t, " while getting the repr of an object");
    }
    ReprGuard guard(t, sequence);
    if (guard.recursive()) return TRY(make_str_ascii(t, cat(open, "...", close)));
    std::string text(1, open);
    for (u64 i = 0; i < count_of(sequence); i++) {
        if (i != 0) text += ", ";
        text += TRY(repr(t, items_of(sequence)[i]))->view();
    }
    if (open == '(' && count_of(sequence) == 1) text += ',';
    text += close;
    return TRY(make_str(t, text));
}

}  // namespace krait
