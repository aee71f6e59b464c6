// Slow paths of iteration: making loop states, stepping them in the general way.

#include "runtime/object/slots.h"
#include "runtime/types/int.h"
#include "runtime/types/iterator.h"
#include "vm/interpreter/generator_run.h"
#include "vm/interpreter/slow.h"
#include "vm/specialize/specialize.h"

namespace krait {

namespace {

// Ranges whose ends are this small are stepped in registers without overflow checks.
constexpr i64 kMaxRegisterRange = i64{1} << 46;

bool fits_registers(Value v) {
    return v.is_small_int() && v.small_int_value() > -kMaxRegisterRange &&
           v.small_int_value() < kMaxRegisterRange;
}

void set_range_state(Value* state, i64 start, i64 stop, i64 step) {
    i64 count = 0;
    if (step > 0 && start < stop) count = (stop - start + step - 1) / step;
    if (step < 0 && start > stop) count = (start - stop - step - 1) / -step;
    state[0] = Value::small_int(start);
    state[1] = Value::small_int(count);
    state[2] = Value::small_int(step);
}

// Loop states of iterables that need no iterator object.
bool prepare_directly(Thread& t, Value* state, Value source) {
    if (!source.is_object()) return false;
    Type* type = source.object()->type;
    const Types& types = t.types();
    if (type == types.list || type == types.tuple) {
        state[1] = Value::small_int(0);
        return true;
    }
    if (type == types.dict && dict_is_plain(source.as<Dict>())) {
        state[1] = Value::small_int(0);
        state[2] = Value::small_int(source.as<Dict>()->used);
        return true;
    }
    if (type == types.range) {
        Range* range = source.as<Range>();
        if (!fits_registers(range->start) || !fits_registers(range->stop) ||
            !fits_registers(range->step))
            return false;
        set_range_state(state, range->start.small_int_value(), range->stop.small_int_value(),
                        range->step.small_int_value());
        return true;
    }
    return false;
}

Result<void> prepare(Thread& t, Value* state, Value source) {
    state[0] = source;
    if (prepare_directly(t, state, source)) return {};
    Value iterator = source;
    if (!(source.is_object() && source.object()->kind == Kind::Generator))
        iterator = TRY(get_iter(t, source));
    state[0] = iterator;
    state[1] = Value::none();
    state[2] = Value::none();
    return {};
}

// Iterables that a loop that is yet to begin may have in the place of their iterators. (A dict's iterator notes the size
// at which it was made.)
bool needs_no_iterator(Thread& t, Value v) {
    Type* type = type_of(t, v);
    const Types& types = t.types();
    return type == types.list || type == types.tuple || type == types.range;
}

}  // namespace

// A generator expression's first iterable.
const Word* slow_get_iter(Thread& t, const Word* pc, Value* R) {
    Value source = R[op_b(pc)];
    return store_result(R, pc, needs_no_iterator(t, source) ? source : TRY_PC(get_iter(t, source)));
}

const Word* slow_for_prepare(Thread& t, const Word* pc, Value* R) {
    Value* state = R + op_a(pc);
    if (op_b(pc) == 1 && !needs_no_iterator(t, state[0])) {
        // From GET_ITER: an iterator, unless the code was called by other means than its expression.
        if (type_of(t, state[0])->slots.next == nullptr)
            FAIL_PC(raise_type_error(
                t, cat("'", type_name(t, state[0]), "' object is not an iterator")));
        state[1] = Value::none();
        state[2] = Value::none();
    } else {
        TRY_PC(prepare(t, state, state[0]));
    }
    return pc + 1;
}

const Word* slow_for_prepare_range(Thread& t, const Word* pc, Value* R) {
    Value* state = R + op_a(pc);
    const Value* args = state + kFrameHeader;
    u32 argc = op_b(pc);
    if (state[0] == Value(t.types().range)) {
        Value start = argc >= 2 ? args[0] : Value::small_int(0);
        Value stop = argc >= 2 ? args[1] : args[0];
        Value step = argc >= 3 ? args[2] : Value::small_int(1);
        if (fits_registers(start) && fits_registers(stop) && fits_registers(step) &&
            step.small_int_value() != 0) {
            set_range_state(state, start.small_int_value(), stop.small_int_value(),
                            step.small_int_value());
            return pc + 1;
        }
    }
    Value iterable = TRY_PC(call(t, state[0], Args{state + kFrameHeader, argc, 0, nullptr}));
    TRY_PC(prepare(t, state, iterable));
    return pc + 1;
}

namespace {

enum class Step : u8 { Item, End, NotDirect, Error };

// Steps a loop state that is no iterator.
Step step_directly(Thread& t, Value* state, Value* item) {
    if (state[0].is_small_int()) {
        if (state[1].small_int_value() == 0) return Step::End;
        *item = state[0];
        state[0] = Value::small_int(state[0].small_int_value() + state[2].small_int_value());
        state[1] = Value::small_int(state[1].small_int_value() - 1);
        return Step::Item;
    }
    if (!state[1].is_small_int()) return Step::NotDirect;
    u64 i = static_cast<u64>(state[1].small_int_value());
    switch (state[0].object()->kind) {
        case Kind::List: {
            List* list = state[0].as<List>();
            if (i >= list->length) {
                state[1] = Value::small_int(
                    Value::kSmallIntMax);  // exhausted for good, even if the list grows
                return Step::End;
            }
            *item = list->items[i];
            break;
        }
        case Kind::Tuple: {
            Tuple* tuple = state[0].as<Tuple>();
            if (i >= tuple->length) return Step::End;
            *item = tuple->items[i];
            break;
        }
        case Kind::Dict: {
            Dict* dict = state[0].as<Dict>();
            if (dict_size(dict) != static_cast<u64>(state[2].small_int_value())) {
                (void)raise_runtime_error(t, "dictionary changed size during iteration");
                return Step::Error;
            }
            Value value;
            if (!dict_next(dict, i, item, &value)) return Step::End;
            state[1] = Value::small_int(static_cast<i64>(i));
            return Step::Item;
        }
        default: return Step::NotDirect;
    }
    state[1] = Value::small_int(static_cast<i64>(i + 1));
    return Step::Item;
}

}  // namespace

const Word* slow_for_loop(Thread& t, const Word* pc, Value* R) {
    Value* state = R + op_a(pc);
    Value item;
    switch (step_directly(t, state, &item)) {
        case Step::End: return pc + 3;
        case Step::Error: return nullptr;
        case Step::Item: respecialize_for_loop(t, pc, R); break;
        case Step::NotDirect:
            respecialize_for_loop(t, pc, R);
            if (state[0].object()->kind == Kind::Generator) {
                return enter_generator_loop(t, pc, R, state[0].as<Generator>());
            }
            item = TRY_PC(iter_next(t, state[0]));
            if (item.is_absent()) return pc + 3;
            break;
    }
    R[op_b(pc)] = item;
    return take_jump(t, pc, true);
}

}  // namespace krait
