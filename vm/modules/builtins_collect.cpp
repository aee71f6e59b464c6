// Built-in functions over iterables and scopes: max, min, sum, sorted, round, dir.

#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
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
        bool better = true;
        if (item_key.is_small_int() && best_key.is_small_int()) {
            i64 x = item_key.small_int_value(), y = best_key.small_int_value();
            better = op == CompareOp::Gt ? x > y : x < y;
        } else if (!best.is_empty()) {
            better = TRY(compare_truth(t, op, item_key, best_key));
        }
        if (better) {
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

bool is_exact_complex(Thread& t, Value v) {
    return v.is_object() && v.object()->type == t.types().complex_;
}

// What sum() has added up so far. From the first float or complex number on, sums are made with compensation, as long as
// all that follows are numbers.
class Summation {
public:
    Summation(Thread& t, Value start) : thread_(t), total_(start) { choose_mode(); }

    Result<void> add(Value item) {
        if (KRAIT_LIKELY(total_.is_small_int() && item.is_small_int())) {
            total_ = TRY(make_int(thread_, total_.small_int_value() + item.small_int_value()));
            return {};
        }
        if (total_.is_small_int() && item.is_bool()) return add(Value::small_int(item.is_true()));
        if (mode_ == Mode::General) {
            total_ = TRY(binary(thread_, BinaryOp::Add, total_, item));
            if (KRAIT_UNLIKELY(!total_.is_small_int())) choose_mode();
            return {};
        }
        if (item.is_double()) {
            real_.add(item.double_value());
        } else if (mode_ == Mode::Complex && is_exact_complex(thread_, item)) {
            real_.add(item.as<Complex>()->real);
            imag_.add(item.as<Complex>()->imag);
        } else if (is_int(item)) {
            real_.add(TRY(to_double(thread_, item)));
        } else {
            total_ = TRY(total());
            mode_ = Mode::General;
            return add(item);
        }
        return {};
    }

    Result<Value> total() const {
        if (mode_ == Mode::Float) return Value::from_double(real_.result());
        if (mode_ == Mode::Complex) return make_complex(thread_, real_.result(), imag_.result());
        return total_;
    }

private:
    enum class Mode : u8 { General, Float, Complex };

    void choose_mode() {
        if (total_.is_double()) {
            mode_ = Mode::Float;
            real_ = {total_.double_value()};
            total_ = Value();
        } else if (is_exact_complex(thread_, total_)) {
            mode_ = Mode::Complex;
            real_ = {total_.as<Complex>()->real};
            imag_ = {total_.as<Complex>()->imag};
        }
    }

    Thread& thread_;
    Value total_;
    Mode mode_ = Mode::General;
    FloatSum real_{0}, imag_{0};
};

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
    Summation sum(t, total);
    TRY(iterate(t, a[0], [&](Value item) { return sum.add(item); }));
    return sum.total();
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
    Value found = type_lookup(t, type_of(t, a[0]), t.names().__round__);
    Value method = TRY(bind_or_absent(t, found, a[0]));
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
