// Conversions and tests of any value: repr, str, format, truth, hash, len. Operators, calls and
// containers have files of their own (operations_*.cpp).
#include "runtime/object/operations.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_internals.h"
#include "runtime/text/quote.h"
#include "runtime/types/int.h"

namespace krait {

// ---- text

Result<Str*> repr(Thread& t, Value v) {
    if (c_stack_exhausted(t))
        return raise_recursion_error(t, " while getting the repr of an object");
    TRY(poll_interrupt(t));
    Value text = TRY(type_of(t, v)->slots.repr(t, v));
    if (KRAIT_LIKELY(is_str(text))) return text.as<Str>();
    return raise_type_error(t, cat("__repr__ returned non-string (type ", type_name(t, text), ")"));
}

Result<Str*> str_of(Thread& t, Value v) {
    if (is_exact_str(t, v)) return v.as<Str>();
    if (c_stack_exhausted(t))
        return raise_recursion_error(t, " while getting the str of an object");
    const Slots& slots = type_of(t, v)->slots;
    Value text = TRY(slots.str != nullptr ? slots.str(t, v) : slots.repr(t, v));
    if (KRAIT_LIKELY(is_str(text))) return text.as<Str>();
    return raise_type_error(t, cat("__str__ returned non-string (type ", type_name(t, text), ")"));
}

Result<Str*> ascii_of(Thread& t, Value v) {
    Str* text = TRY(repr(t, v));
    if (text->is_ascii()) return text;
    return make_str_ascii(t, text::escape_non_ascii(text->view()));
}

Result<Str*> format_value(Thread& t, Value v, Str* spec) {
    if (spec == nullptr) spec = t.names().empty;
    if (spec->size == 0 && (is_exact_str(t, v) || v.is_small_int() || v.is_none() || v.is_bool()))
        return str_of(t, v);
    Value text = TRY(call_special(t, v, t.names().__format__, {Value(spec)}));
    if (text.is_absent())
        return raise_type_error(t, cat("Type ", type_name(t, v), " doesn't define __format__"));
    if (KRAIT_LIKELY(is_str(text))) return text.as<Str>();
    return raise_type_error(t, cat("__format__ must return a str, not ", type_name(t, text)));
}

// ---- tests

Result<bool> truth(Thread& t, Value v) {
    if (v.is_bool()) return v.is_true();
    if (v.is_none()) return false;
    if (v.is_small_int()) return v.small_int_value() != 0;
    if (v.is_double()) return v.double_value() != 0;
    if (is_exact_str(t, v)) return v.as<Str>()->size != 0;
    const Slots& slots = type_of(t, v)->slots;
    if (slots.truth != nullptr) return slots.truth(t, v);
    if (slots.length != nullptr) return TRY(slots.length(t, v)) != 0;
    return true;
}

Result<i64> hash_value(Thread& t, Value v) {
    if (v.is_small_int()) return static_cast<i64>(int_hash(v));
    if (is_exact_str(t, v)) return static_cast<i64>(str_hash(v.as<Str>()));
    Type* type = type_of(t, v);
    if (type->slots.hash == nullptr)
        return raise_type_error(t, cat("unhashable type: '", type_name(type), "'"));
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    return type->slots.hash(t, v);
}

Result<i64> length(Thread& t, Value v) {
    Type* type = type_of(t, v);
    if (type->slots.length == nullptr)
        return raise_type_error(t, cat("object of type '", type_name(type), "' has no len()"));
    return type->slots.length(t, v);
}

namespace {

// len() or __length_hint__() declined by a TypeError: there is no hint.
bool declined(Thread& t) {
    if (!pending_is(t, t.types().type_error)) return false;
    clear_pending(t);
    return true;
}

}  // namespace

Result<i64> length_hint(Thread& t, Value v, i64 fallback) {
    if (type_of(t, v)->slots.length != nullptr) {
        Result<i64> n = length(t, v);
        if (n.ok()) return n;
        if (!declined(t)) return Failure{};
    }
    Result<Value> hint = call_special(t, v, t.names().__length_hint__);
    if (!hint.ok()) {
        if (!declined(t)) return Failure{};
        return fallback;
    }
    Value n = hint.value();
    if (n.is_absent() || n.is_not_implemented()) return fallback;
    if (!is_int(n))
        return raise_type_error(t,
                                cat("__length_hint__ must be an integer, not ", type_name(t, n)));
    if (int_sign(n) < 0) return raise_value_error(t, "__length_hint__() should return >= 0");
    i64 result;
    if (!int_to_i64(n, &result))
        return raise_overflow_error(t, "Python int too large to convert to C ssize_t");
    return result;
}

// ---- recursion of reprs

ReprGuard::ReprGuard(Thread& t, Value object)
    : thread_(t), object_(object), outer_(t.repr_guards), recursive_(false) {
    // A cycle is found within its own length; only so many levels are searched, so that very deep nesting (which ends in
    // RecursionError) takes linear time.
    constexpr int kMaxLevels = 1000;
    int level = 0;
    for (ReprGuard* guard = outer_; guard != nullptr && !recursive_ && level < kMaxLevels;
         guard = guard->outer_, level++)
        recursive_ = guard->object_ == object;
    t.repr_guards = this;
}

ReprGuard::~ReprGuard() {
    thread_.repr_guards = outer_;
}

}  // namespace krait
