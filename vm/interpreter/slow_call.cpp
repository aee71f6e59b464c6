// Slow paths of calls and of making functions and classes.

#include "vm/interpreter/slow.h"
#include "vm/specialize/specialize.h"

#include <algorithm>

namespace krait {

const Word* slow_call(Thread& t, const Word* pc, Value* R) {
    respecialize_call(t, pc, R);
    Value* window = R + op_a(pc);
    return call_in_window(t, R, CallSite{pc, pc + 8, window}, window[0], op_b(pc), 0, nullptr);
}

namespace {

// After LOAD_METHOD: with a receiver the window is as it is; without, it starts one word later, where the arguments are.
struct MethodWindow {
    Value* window;
    Value callee;
    u32 argc;
};

MethodWindow method_window(Value* window, u32 argc) {
    Value callee = window[0];
    if (!window[4].is_empty()) return {window, callee, argc + 1};
    window[1] = callee;
    return {window + 1, callee, argc};
}

}  // namespace

const Word* slow_call_method(Thread& t, const Word* pc, Value* R) {
    respecialize_call(t, pc, R);
    MethodWindow w = method_window(R + op_a(pc), op_b(pc));
    return call_in_window(t, R, CallSite{pc, pc + 8, w.window}, w.callee, w.argc, 0, nullptr);
}

const Word* slow_call_kw(Thread& t, const Word* pc, Value* R) {
    Value* window = R + op_a(pc);
    Tuple* names = constant_at(R, call_cache(pc)->names).as<Tuple>();
    return call_in_window(t, R, CallSite{pc, pc + 8, window}, window[0], op_b(pc), op_c(pc), names);
}

const Word* slow_call_method_kw(Thread& t, const Word* pc, Value* R) {
    MethodWindow w = method_window(R + op_a(pc), op_b(pc));
    Tuple* names = constant_at(R, call_cache(pc)->names).as<Tuple>();
    return call_in_window(t, R, CallSite{pc, pc + 8, w.window}, w.callee, w.argc, op_c(pc), names);
}

namespace {

constexpr u32 kMaxWindowArguments = 200;

}  // namespace

namespace {

// Whether calling it means to run a script function at once.
bool enters_frame(Thread& t, Value callee) {
    if (callee.is_object() && callee.object()->type == t.types().bound_method) {
        callee = callee.as<BoundMethod>()->function;
    }
    return is_function(callee);
}

// The keys and values of a dict that nobody changes meanwhile.
template <class Body>
KRAIT_INLINE void each_pair(const Dict* dict, Body body) {
    if (KRAIT_UNLIKELY(!dict_is_plain(dict))) {
        u64 pos = 0;
        Value key, value;
        while (dict_next(dict, pos, &key, &value)) body(key, value);
        return;
    }
    for (u64 i = 0; i < dict->fill; i++) {
        const DictEntry& entry = dict->storage->entries[i];
        if (!entry.key.is_empty()) body(entry.key, entry.value);
    }
}

Result<Tuple*> keyword_names(Thread& t, const Dict* keywords) {
    Tuple* names = TRY(make_tuple(t, dict_size(keywords)));
    bool strs = true;
    u64 i = 0;
    each_pair(keywords, [&](Value key, Value) {
        strs &= is_str(key);
        names->items[i++] = key;
    });
    if (!strs) return raise_type_error(t, "keywords must be strings");
    return names;
}

// The positional arguments, and behind them the values of the keyword arguments, if any.
void put_arguments(Value* to, const Value* items, u64 count, const Dict* keywords) {
    for (u64 i = 0; i < count; i++) to[i] = items[i];
    if (keywords == nullptr) return;
    to += count;
    each_pair(keywords, [&](Value, Value value) { *to++ = value; });
}

}  // namespace

const Word* slow_call_ex(Thread& t, const Word* pc, Value* R) {
    Value* window = R + op_a(pc);
    Value callee = window[0];
    Value positional = window[4];
    if (!is_tuple(positional) && !is_list(positional)) {
        Result<Tuple*> made = tuple_from_iterable(t, positional);
        if (!made.ok()) {
            bool iterable = type_of(t, positional)->slots.iter != nullptr;
            if (iterable || !pending_is(t, t.types().type_error)) return nullptr;
            clear_pending(t);
            FAIL_PC(raise_type_error(
                t, cat(callable_description(t, callee),
                       " argument after * must be an iterable, not ", type_name(t, positional))));
        }
        positional = made.value();
    }
    const Value* items =
        is_tuple(positional) ? positional.as<Tuple>()->items : positional.as<List>()->items;
    u64 count =
        is_tuple(positional) ? positional.as<Tuple>()->length : positional.as<List>()->length;
    Dict* keywords = op_c(pc) == 1 ? window[5].as<Dict>() : nullptr;
    u32 kw_count = keywords == nullptr ? 0 : dict_size(keywords);
    u64 total = count + kw_count;
    Tuple* names = kw_count == 0 ? nullptr : TRY_PC(keyword_names(t, keywords));
    if (total <= kMaxWindowArguments && enters_frame(t, callee)) {
        // The window of this instruction may be small: the call is made at the end of the frame. That is only for
        // callees which get a frame there; under others, script code that they call would overwrite the arguments.
        Value* far = R + frame_function(R)->register_count;
        far[0] = callee;
        put_arguments(far + kFrameHeader, items, count, keywords);
        return call_in_window(t, R, CallSite{pc, pc + 2, far}, callee, static_cast<u32>(count),
                              kw_count, names);
    }
    // The C++ stack is scanned, so few arguments need no vector.
    constexpr u64 kFew = 16;
    alignas(Value) unsigned char room[kFew * sizeof(Value)];
    Value* all = reinterpret_cast<Value*>(room);
    RootedVector many(t.heap());
    if (total > kFew) {
        many.resize(total);
        all = many.data();
    }
    put_arguments(all, items, count, keywords);
    Value result = TRY_PC(call(t, callee, Args{all, static_cast<u32>(count), kw_count, names}));
    R[pc[1] >> 24] = result;
    return pc + 2;
}

const Word* slow_make_function(Thread& t, const Word* pc, Value* R) {
    Code* code = constant_at(R, pc[1]).as<Code>();
    Function* f = TRY_PC(make_function(t, code, running_globals(R), running_builtins(R)));
    const Value* parts = R + op_b(pc);
    unsigned flags = op_c(pc);
    if (flags & 1) f->defaults = (parts++)->as<Tuple>();
    if (flags & 2) f->kwdefaults = (parts++)->as<Dict>();
    if (flags & 4) f->annotate = *parts++;
    if (flags & 8) f->closure = (parts++)->as<Tuple>();
    write_barrier(t, f);
    return store_result(R, pc, f);
}

const Word* slow_load_build_class(Thread& t, const Word* pc, Value* R) {
    Value v = TRY_PC(find_in_mapping(t, running_builtins(R), t.names().__build_class__));
    if (v.is_absent()) FAIL_PC(raise(t, t.types().name_error, "__build_class__ not found"));
    return store_result(R, pc, v);
}

}  // namespace krait
