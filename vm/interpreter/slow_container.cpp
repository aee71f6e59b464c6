// Slow paths of subscripts, building containers, unpacking and formatting.

#include "runtime/object/slots.h"
#include "runtime/types/container_support.h"
#include "runtime/types/dict_merge.h"
#include "runtime/types/set.h"
#include "vm/interpreter/slow.h"
#include "vm/specialize/specialize.h"

#include <algorithm>

namespace krait {

namespace {

// A script-defined __getitem__ and the like, to be called without recursion; empty otherwise.
Value script_method(Thread& t, Value receiver, Str* name) {
    if (!receiver.is_object()) return Value();
    Value method = type_lookup(t, receiver.object()->type, name);
    return is_function(method) ? method : Value();
}

const Word* get_item_general(Thread& t, const Word* pc, Value* R, Value container, Value key) {
    if (container.is_object()) {
        Type* type = container.object()->type;
        if (type->slots.get_item == script_get_item) {
            Value method = script_method(t, container, t.names().__getitem__);
            if (!method.is_empty()) {
                Value args[2] = {container, key};
                return push_call(t, pc, R, method.as<Function>(), args, 2, Resume::Store);
            }
        }
    }
    return store_result(R, pc, TRY_PC(get_item(t, container, key)));
}

}  // namespace

const Word* slow_get_item(Thread& t, const Word* pc, Value* R) {
    respecialize_get_item(t, pc, R);
    return get_item_general(t, pc, R, R[op_b(pc)], R[op_c(pc)]);
}

const Word* slow_get_item_imm(Thread& t, const Word* pc, Value* R) {
    Value container = R[op_b(pc)];
    i64 i = static_cast<i8>(op_c(pc));
    // A character of a str is common and has no form.
    if (op_at(pc) == Op::GET_ITEM_I && is_exact_str(t, container) && vm_state(t).stats == nullptr) {
        const Str* s = container.as<Str>();
        if (i < 0) i += s->size;
        if (s->is_ascii() && static_cast<u64>(i) < s->size)
            return store_result(R, pc, t.vm->names.ascii[static_cast<u8>(s->data[i])]);
    }
    respecialize_get_item(t, pc, R);
    return get_item_general(t, pc, R, R[op_b(pc)], Value::small_int(static_cast<i8>(op_c(pc))));
}

namespace {

const Word* set_item_general(Thread& t, const Word* pc, Value* R, Value container, Value key) {
    if (container.is_object() && container.object()->type->slots.set_item == script_set_item) {
        Value method = script_method(t, container, t.names().__setitem__);
        if (!method.is_empty()) {
            Value args[3] = {container, key, R[op_a(pc)]};
            return push_call(t, pc, R, method.as<Function>(), args, 3, Resume::Discard);
        }
    }
    TRY_PC(set_item(t, container, key, R[op_a(pc)]));
    return pc + 1;
}

}  // namespace

const Word* slow_set_item(Thread& t, const Word* pc, Value* R) {
    respecialize_set_item(t, pc, R);
    return set_item_general(t, pc, R, R[op_b(pc)], R[op_c(pc)]);
}

const Word* slow_delete_item(Thread& t, const Word* pc, Value* R) {
    TRY_PC(del_item(t, R[op_b(pc)], R[op_c(pc)]));
    return pc + 1;
}

namespace {

// The built-in sequences only read a slice: it need not be in the heap.
bool takes_any_slice(Thread& t, Value container) {
    if (!container.is_object()) return false;
    const Type* type = container.object()->type;
    const Types& types = t.types();
    return type == types.list || type == types.str || type == types.tuple || type == types.bytes;
}

struct StackSlice : Slice {
    StackSlice(Thread& t, const Value* parts) : Slice{} {
        type = t.types().slice;
        kind = Kind::Slice;
        start = parts[0];
        stop = parts[1];
        step = parts[2];
    }
};

// One end of a slice; false: neither a small int nor left out.
bool slice_end(Value part, i64 left_out, i64* end) {
    *end = part.is_small_int() ? part.small_int_value() : left_out;
    return part.is_small_int() || part.is_none();
}

// container[i:j] of the common containers; absent: another one, or a step, or other indices.
Result<Value> plain_slice(Thread& t, Value container, const Value* parts) {
    if (!container.is_object() || !parts[2].is_none()) return Value::absent();
    const Type* type = container.object()->type;
    const Types& types = t.types();
    i64 length = type == types.list    ? static_cast<i64>(container.as<List>()->length)
                 : type == types.tuple ? static_cast<i64>(container.as<Tuple>()->length)
                 : type == types.str   ? static_cast<i64>(container.as<Str>()->length)
                                       : -1;
    SliceBounds bounds = {0, 0, 1, 0};
    if (length < 0 || !slice_end(parts[0], 0, &bounds.start) ||
        !slice_end(parts[1], length, &bounds.stop))
        return Value::absent();
    slice_clip(bounds, length);
    if (type == types.str) return str_slice(t, container.as<Str>(), bounds.start, bounds.stop, 1);
    u64 count = static_cast<u64>(bounds.count);
    if (type == types.list)
        return Value(TRY(make_list_from(t, container.as<List>()->items + bounds.start, count)));
    if (bounds.count == length) return container;
    return Value(TRY(make_tuple_from(t, container.as<Tuple>()->items + bounds.start, count)));
}

}  // namespace

const Word* slow_get_slice(Thread& t, const Word* pc, Value* R) {
    Value container = R[op_b(pc)];
    Value* parts = R + op_c(pc);
    Value plain = TRY_PC(plain_slice(t, container, parts));
    if (!plain.is_absent()) return store_result(R, pc, plain);
    if (takes_any_slice(t, container)) {
        StackSlice slice(t, parts);
        return store_result(R, pc, TRY_PC(get_item(t, container, Value(&slice))));
    }
    parts[0] = TRY_PC(make_slice(t, parts[0], parts[1], parts[2]));
    return get_item_general(t, pc, R, container, parts[0]);
}
const Word* slow_set_slice(Thread& t, const Word* pc, Value* R) {
    Value container = R[op_b(pc)];
    Value* parts = R + op_c(pc);
    if (container.is_object() && container.object()->type == t.types().list) {
        StackSlice slice(t, parts);
        TRY_PC(list_set_item(t, container, Value(&slice), R[op_a(pc)]));
        return pc + 1;
    }
    parts[0] = TRY_PC(make_slice(t, parts[0], parts[1], parts[2]));
    return set_item_general(t, pc, R, container, parts[0]);
}
const Word* slow_build_slice(Thread& t, const Word* pc, Value* R) {
    const Value* v = R + op_b(pc);
    return store_result(R, pc, TRY_PC(make_slice(t, v[0], v[1], v[2])));
}

const Word* slow_build_tuple(Thread& t, const Word* pc, Value* R) {
    return store_result(R, pc, TRY_PC(make_tuple_from(t, R + op_b(pc), op_c(pc))));
}

const Word* slow_build_list(Thread& t, const Word* pc, Value* R) {
    return store_result(R, pc, TRY_PC(make_list_from(t, R + op_b(pc), op_c(pc))));
}

const Word* slow_build_set(Thread& t, const Word* pc, Value* R) {
    Set* set = TRY_PC(make_set(t, t.types().set));
    for (u32 i = 0; i < op_c(pc); i++) TRY_PC(set_add(t, set, R[op_b(pc) + i]));
    return store_result(R, pc, set);
}

const Word* slow_build_map(Thread& t, const Word* pc, Value* R) {
    Dict* dict = TRY_PC(make_dict(t, op_c(pc)));
    const Value* pairs = R + op_b(pc);
    for (u32 i = 0; i < op_c(pc); i++) TRY_PC(dict_set(t, dict, pairs[2 * i], pairs[2 * i + 1]));
    return store_result(R, pc, dict);
}

const Word* slow_build_string(Thread& t, const Word* pc, Value* R) {
    return store_result(R, pc, TRY_PC(str_join(t, t.names().empty, R + op_b(pc), op_c(pc))));
}

const Word* slow_format(Thread& t, const Word* pc, Value* R) {
    Value v = R[op_b(pc)];
    unsigned flags = op_c(pc);
    switch (flags & 3) {
        case 1: v = TRY_PC(str_of(t, v)); break;
        case 2: v = TRY_PC(repr(t, v)); break;
        case 3: v = TRY_PC(ascii_of(t, v)); break;
        default: break;
    }
    if (!(flags & 4)) {
        if (is_exact_str(t, v)) return store_result(R, pc, v);
        return store_result(R, pc, TRY_PC(format_value(t, v, t.names().empty)));
    }
    return store_result(R, pc, TRY_PC(format_value(t, v, R[op_b(pc) + 1].as<Str>())));
}

const Word* slow_list_append(Thread& t, const Word* pc, Value* R) {
    TRY_PC(list_append(t, R[op_a(pc)].as<List>(), R[op_b(pc)]));
    return pc + 1;
}

const Word* slow_list_extend(Thread& t, const Word* pc, Value* R) {
    Value source = R[op_b(pc)];
    Result<void> done = list_extend(t, R[op_a(pc)].as<List>(), source);
    if (done.ok()) return pc + 1;
    bool iterable = type_of(t, source)->slots.iter != nullptr ||
                    !type_lookup(t, type_of(t, source), t.names().__getitem__).is_empty();
    if (!iterable && pending_is(t, t.types().type_error)) {
        clear_pending(t);
        if (op_c(pc) ==
            2) {  // a call's only *argument: the list stands behind the callee and its frame header
            std::string callee = callable_description(t, R[op_a(pc) - kFrameHeader]);
            FAIL_PC(raise_type_error(t, cat(callee, " argument after * must be an iterable, not ",
                                            type_name(t, source))));
        }
        FAIL_PC(raise_type_error(
            t, cat("Value after * must be an iterable, not ", type_name(t, source))));
    }
    return nullptr;
}

const Word* slow_list_to_tuple(Thread& t, const Word* pc, Value* R) {
    List* list = R[op_b(pc)].as<List>();
    return store_result(R, pc, TRY_PC(make_tuple_from(t, list->items, list->length)));
}

const Word* slow_set_add(Thread& t, const Word* pc, Value* R) {
    TRY_PC(set_add(t, R[op_a(pc)].as<Set>(), R[op_b(pc)]));
    return pc + 1;
}

const Word* slow_set_update(Thread& t, const Word* pc, Value* R) {
    TRY_PC(set_update(t, R[op_a(pc)].as<Set>(), R[op_b(pc)]));
    return pc + 1;
}

const Word* slow_map_set(Thread& t, const Word* pc, Value* R) {
    TRY_PC(dict_set(t, R[op_a(pc)].as<Dict>(), R[op_b(pc)], R[op_c(pc)]));
    return pc + 1;
}

// {**x}
const Word* slow_dict_update(Thread& t, const Word* pc, Value* R) {
    Value source = R[op_b(pc)];
    Result<void> done = dict_merge(t, R[op_a(pc)].as<Dict>(), source, OnPresentKey::Override);
    if (done.ok()) return pc + 1;
    if (!pending_is(t, t.types().attribute_error)) return nullptr;
    clear_pending(t);
    FAIL_PC(raise_type_error(t, cat("'", type_name(t, source), "' object is not a mapping")));
}

namespace {

// What went wrong with f(**source), in terms of the call. An error is told by its kind, wherever it came from.
Failure explain_merge(Thread& t, Value callee, Value source) {
    if (pending_is(t, t.types().attribute_error)) {
        clear_pending(t);
        return raise_type_error(
            t, cat(callable_description(t, callee), " argument after ** must be a mapping, not ",
                   type_name(t, source)));
    }
    if (!pending_is(t, t.types().key_error)) return Failure{};
    Value args = t.pending.as<Exception>()->args;
    if (!is_tuple(args) || args.as<Tuple>()->length != 1) return Failure{};
    clear_pending(t);
    Result<Str*> key = str_of(t, args.as<Tuple>()->items[0]);
    if (!key.ok()) return Failure{};
    return raise_type_error(
        t, cat(callable_description(t, callee), " got multiple values for keyword argument '",
               key.value(), "'"));
}

}  // namespace

// f(**x)
const Word* slow_dict_merge(Thread& t, const Word* pc, Value* R) {
    Dict* target = R[op_a(pc)].as<Dict>();
    Value source = R[op_b(pc)];
    // The call that follows only reads the dict (and looks at the keys): if it is the only one, it needn't be copied.
    if (dict_size(target) == 0 && op_at(pc + 1) == Op::CALL_EX && iterates_as_dict(t, source)) {
        R[op_a(pc)] = source;
        return pc + 1;
    }
    if (!dict_merge(t, target, source, OnPresentKey::Fail).ok())
        FAIL_PC(explain_merge(t, R[op_c(pc)], source));
    return pc + 1;
}

namespace {

// Puts exactly `count` items of an iterable into registers, with the errors that unpacking gives.
Result<void> unpack_exactly(Thread& t, Value source, Value* to, u32 count) {
    Type* type = type_of(t, source);
    if (type == t.types().tuple || type == t.types().list) {
        u64 length =
            type == t.types().tuple ? source.as<Tuple>()->length : source.as<List>()->length;
        if (length > count) {
            return raise_value_error(
                t, cat("too many values to unpack (expected ", count, ", got ", length, ")"));
        }
        if (length < count) {
            return raise_value_error(
                t, cat("not enough values to unpack (expected ", count, ", got ", length, ")"));
        }
        const Value* items =
            type == t.types().tuple ? source.as<Tuple>()->items : source.as<List>()->items;
        for (u32 i = 0; i < count; i++) to[i] = items[i];
        return {};
    }
    if (type->slots.iter == nullptr && type_lookup(t, type, t.names().__getitem__).is_empty()) {
        return raise_type_error(t, cat("cannot unpack non-iterable ", type_name(type), " object"));
    }
    Value iterator = TRY(get_iter(t, source));
    RootedVector items(t.heap());
    for (u32 i = 0; i < count; i++) {
        Value item = TRY(iter_next(t, iterator));
        if (item.is_absent()) {
            return raise_value_error(
                t, cat("not enough values to unpack (expected ", count, ", got ", i, ")"));
        }
        items.push(item);
    }
    Value more = TRY(iter_next(t, iterator));
    if (!more.is_absent()) {
        // The length is told where it can be known.
        if (is_dict(source)) {
            return raise_value_error(t, cat("too many values to unpack (expected ", count, ", got ",
                                            dict_size(source.as<Dict>()), ")"));
        }
        return raise_value_error(t, cat("too many values to unpack (expected ", count, ")"));
    }
    for (u32 i = 0; i < count; i++) to[i] = items[i];
    return {};
}

}  // namespace

const Word* slow_unpack(Thread& t, const Word* pc, Value* R) {
    respecialize_unpack(t, pc, R);
    TRY_PC(unpack_exactly(t, R[op_b(pc)], R + op_a(pc), op_c(pc)));
    return pc + 1;
}

// `before` items, a list of the others, `after` items.
static Result<void> unpack_with_rest(Thread& t, Value source, u64 before, u64 after, Value* to) {
    Type* type = type_of(t, source);
    if (type->slots.iter == nullptr && type_lookup(t, type, t.names().__getitem__).is_empty())
        return raise_type_error(t, cat("cannot unpack non-iterable ", type_name(type), " object"));
    List* all = TRY(list_from_iterable(t, source));
    if (all->length < before + after) {
        return raise_value_error(t, cat("not enough values to unpack (expected at least ",
                                        before + after, ", got ", all->length, ")"));
    }
    u64 middle = all->length - before - after;
    List* rest = TRY(make_list_from(t, all->items + before, middle));
    std::copy_n(all->items, before, to);
    to[before] = rest;
    std::copy_n(all->items + before + middle, after, to + before + 1);
    return {};
}

// Too many targets for registers: the same as a list.
static Result<List*> unpack_to_list(Thread& t, Value source, u32 before, u32 word) {
    bool rest = word & kUnpackRest;
    u32 number = word & kUnpackCount;
    u32 count = rest ? before + 1 + number : number;
    RootedVector items(t.heap());
    for (u32 i = 0; i < count; i++) items.push(Value::none());
    if (rest) {
        TRY(unpack_with_rest(t, source, before, number, items.data()));
    } else {
        TRY(unpack_exactly(t, source, items.data(), count));
    }
    return make_list_from(t, items.data(), items.size());
}

const Word* slow_unpack_ex(Thread& t, const Word* pc, Value* R) {
    Value source = R[op_b(pc)];
    if (pc[1] & kUnpackToList) {
        R[op_a(pc)] = Value(TRY_PC(unpack_to_list(t, source, op_c(pc), pc[1])));
    } else {
        TRY_PC(unpack_with_rest(t, source, op_c(pc), pc[1], R + op_a(pc)));
    }
    return pc + 2;
}

}  // namespace krait
