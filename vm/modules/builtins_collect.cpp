// Built-in functions over iterables and scopes: max, min, sum, sorted, round, dir.

#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/bytes.h"
#include "runtime/types/number.h"
#include "vm/interpreter/interpreter.h"
#include "vm/modules/builtin_functions.h"
#include "vm/objects/frame.h"

namespace krait {

namespace {

// max and min: the item for which `op` holds against all earlier ones.
Result<Value> extreme(Thread& t, const Args& args, const char* name, CompareOp op) {
    Value key = Value::none(), fallback;
    for (u32 k = 0; k < args.nkw; k++) {
        std::string_view keyword = args.kwnames->items[k].as<Str>()->view();
        if (keyword == "key") {
            key = args.v[args.n + k];
        } else if (keyword == "default") {
            fallback = args.v[args.n + k];
        } else {
            return raise_type_error(
                t, cat(name, "() got an unexpected keyword argument '", keyword, "'"));
        }
    }
    if (args.n == 0) return raise_type_error(t, cat(name, " expected at least 1 argument, got 0"));
    if (args.n > 1 && !fallback.is_empty()) {
        return raise_type_error(
            t, cat("Cannot specify a default for ", name, "() with multiple positional arguments"));
    }
    Value best, best_key;
    auto consider = [&](Value item) -> Result<void> {
        Value item_key = key.is_none() ? item : TRY(call(t, key, {item}));
        if (best.is_empty() || TRY(compare_truth(t, op, item_key, best_key))) {
            best = item;
            best_key = item_key;
        }
        return {};
    };
    if (args.n > 1) {
        for (u32 i = 0; i < args.n; i++) TRY(consider(args.v[i]));
        return best;
    }
    TRY(iterate(t, args.v[0], consider));
    if (!best.is_empty()) return best;
    if (!fallback.is_empty()) return fallback;
    return raise_value_error(t, cat(name, "() iterable argument is empty"));
}

// Sums floats with compensation (Neumaier), as CPython does since 3.12.
struct FloatSum {
    double sum, compensation = 0;
    void add(double x) {
        double total = sum + x;
        if (__builtin_fabs(sum) >= __builtin_fabs(x)) {
            compensation += (sum - total) + x;
        } else {
            compensation += (x - total) + sum;
        }
        sum = total;
    }
    double result() const {
        return compensation != 0 && __builtin_isfinite(compensation) ? sum + compensation : sum;
    }
};

// An int's part in a sum of floats; false: not an int.
Result<bool> int_as_double(Thread& t, Value v, double* out) {
    bool is_int =
        v.is_small_int() || v.is_bool() || (v.is_object() && v.object()->kind == Kind::Int);
    if (is_int) *out = TRY(to_double(t, v));
    return is_int;
}

// Adds floats and ints to a float, from `item` on, which becomes the first that is neither.
Result<void> sum_floats(Thread& t, Value iterator, Value* total, Value* item) {
    FloatSum sum{total->double_value()};
    for (;;) {
        double x;
        if (item->is_double()) {
            x = item->double_value();
        } else if (!TRY(int_as_double(t, *item, &x))) {
            break;
        }
        sum.add(x);
        *item = TRY(iter_next(t, iterator));
    }
    *total = Value::from_double(sum.result());
    return {};
}

bool is_exact_complex(Thread& t, Value v) {
    return v.is_object() && v.object()->type == t.types().complex_;
}

// The same for complex numbers.
Result<void> sum_complex(Thread& t, Value iterator, Value* total, Value* item) {
    FloatSum real{total->as<Complex>()->real}, imag{total->as<Complex>()->imag};
    for (;;) {
        double x;
        if (is_exact_complex(t, *item)) {
            real.add(item->as<Complex>()->real);
            imag.add(item->as<Complex>()->imag);
        } else if (item->is_double()) {
            real.add(item->double_value());
        } else if (TRY(int_as_double(t, *item, &x))) {
            real.add(x);
        } else {
            break;
        }
        *item = TRY(iter_next(t, iterator));
    }
    *total = TRY(make_complex(t, real.result(), imag.result()));
    return {};
}

}  // namespace

Result<Value> builtin_max(Thread& t, const Args& args) {
    return extreme(t, args, "max", CompareOp::Gt);
}
Result<Value> builtin_min(Thread& t, const Args& args) {
    return extreme(t, args, "min", CompareOp::Lt);
}

Result<Value> builtin_sum(Thread& t, Value* a) {
    Value total = a[1];
    if (is_str(total))
        return raise_type_error(t, "sum() can't sum strings [use ''.join(seq) instead]");
    if (is_bytes(total))
        return raise_type_error(t, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (total.is_object() && total.object()->kind == Kind::ByteArray) {
        return raise_type_error(t, "sum() can't sum bytearray [use b''.join(seq) instead]");
    }
    Value iterator = TRY(get_iter(t, a[0]));
    for (;;) {
        Value item = TRY(iter_next(t, iterator));
        // From the first float on, sums are made with compensation.
        if (total.is_double()) TRY(sum_floats(t, iterator, &total, &item));
        if (is_exact_complex(t, total)) TRY(sum_complex(t, iterator, &total, &item));
        if (item.is_absent()) return total;
        total = TRY(binary(t, BinaryOp::Add, total, item));
    }
}

// Keywords are those of list.sort(), which complains about wrong ones.
Result<Value> builtin_sorted(Thread& t, const Args& args) {
    if (args.n != 1) return raise_type_error(t, cat("sorted expected 1 argument, got ", args.n));
    List* list = TRY(list_from_iterable(t, args[0]));
    if (args.nkw == 0) {
        TRY(list_sort(t, list, Value::none(), false));
    } else {
        Value sort = TRY(get_attr(t, list, TRY(intern(t, "sort"))));
        TRY(call(t, sort, Args{args.v + 1, 0, args.nkw, args.kwnames}));
    }
    return list;
}

Result<Value> builtin_round(Thread& t, Value* a) {
    Value method = TRY(get_special(t, a[0], t.names().__round__));
    if (method.is_absent()) {
        return raise_type_error(
            t, cat("type ", type_name(t, a[0]), " doesn't define __round__ method"));
    }
    return a[1].is_none() ? call(t, method, {}) : call(t, method, {a[1]});
}

Result<Value> builtin_dir(Thread& t, Value* a) {
    List* names;
    if (a[0].is_empty()) {
        Value locals = TRY(current_locals(t));
        names = TRY(list_from_iterable(t, locals));
    } else {
        Value listed = TRY(call_special(t, a[0], t.names().__dir__));
        if (listed.is_absent()) return raise_type_error(t, "object does not provide __dir__");
        names = TRY(list_from_iterable(t, listed));
    }
    TRY(list_sort(t, names, Value::none(), false));
    return names;
}

}  // namespace krait
