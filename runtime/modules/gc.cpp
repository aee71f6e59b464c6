// The module gc: collecting on request, and looking at what the heap holds.
#include "runtime/modules/gc.h"

#include "runtime/errors/errors.h"
#include "runtime/heap/weak.h"
#include "runtime/object/operations.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence.h"

#include <algorithm>

namespace krait {

namespace {

constexpr int kGenerations = 3;

// ---- which objects count ---------------------------------------------------------------------------

// Whether gc tells scripts about objects of this kind: those that can be part of a cycle.
bool is_container(Heap& heap, const Object* object) {
    if (object->type == nullptr || !heap.has_references(object->kind)) return false;
    switch (object->kind) {
        case Kind::Str:
        case Kind::Int:
        case Kind::Float:
        case Kind::Complex:
        case Kind::Bytes:
        case Kind::ByteArray:
        case Kind::Range:
        case Kind::Instance: break;
        case Kind::Code:
        case Kind::Bytecode:
        case Kind::ValueArray:
        case Kind::DictStorage:
        case Kind::SetStorage: return false;
        default: return true;
    }
    // Of built-in types these hold nothing; instances of classes may hold anything.
    return object->kind == Kind::Instance || object->type->has_flag(Type::kScript);
}

bool is_container(Thread& t, Value v) {
    if (!v.is_object()) return false;
    if (v.object() == static_cast<Object*>(t.vm->empty_tuple)) return false;
    return is_container(t.heap(), v.object());
}

Result<void> put(Thread& t, Dict* dict, const char* name, Value value) {
    return dict_set_str(t, dict, TRY(intern(t, name)), value);
}

// ---- collecting ------------------------------------------------------------------------------------

// gc.callbacks: each is called with "start" or "stop" and a dict.
Result<void> call_callbacks(Thread& t, const char* phase, i64 generation, u64 collected) {
    Value module = dict_get_str(t.vm->modules, TRY(intern(t, "gc")));
    if (module.is_empty() || !module.is_object() || module.object()->kind != Kind::Module)
        return {};
    Value callbacks = dict_get_str(module.as<Module>()->dict, TRY(intern(t, "callbacks")));
    if (!is_list(callbacks) || callbacks.as<List>()->length == 0) return {};
    Dict* info = TRY(make_dict(t));
    TRY(put(t, info, "generation", Value::small_int(generation)));
    TRY(put(t, info, "collected", Value::small_int(static_cast<i64>(collected))));
    TRY(put(t, info, "uncollectable", Value::small_int(0)));
    Str* name = TRY(make_str(t, phase));
    for (u64 i = 0; i < callbacks.as<List>()->length; i++) {
        Value callback = callbacks.as<List>()->items[i];
        if (!call(t, callback, {Value(name), Value(info)}).ok())
            report_unraisable(t, "GC callback", callback);
    }
    return {};
}

// Collects and runs what that leaves to be run; again as long as finalizers have let go of more.
Result<u64> collect_all(Thread& t, bool major) {
    constexpr int kRounds = 4;
    u64 found = 0;
    for (int round = 0; round < kRounds; round++) {
        found += t.heap().collect(major);
        if (!t.heap().has_pending()) break;
        TRY(run_pending_finalizers(t));
    }
    return found;
}

Result<Value> gc_collect(Thread& t, Value* a) {
    i64 generation = TRY(to_c_int(t, a[0]));
    if (generation < 0 || generation >= kGenerations)
        return raise_value_error(t, "invalid generation");
    TRY(call_callbacks(t, "start", generation, 0));
    u64 found = TRY(collect_all(t, generation > 0));
    GcSettings& settings = gc_settings(*t.vm);
    settings.collections[generation]++;
    settings.collected[generation] += found;
    TRY(call_callbacks(t, "stop", generation, found));
    return make_int_u64(t, found);
}

Result<Value> gc_enable(Thread& t, Value*) {
    t.heap().enabled = true;
    return Value::none();
}

Result<Value> gc_disable(Thread& t, Value*) {
    t.heap().enabled = false;
    return Value::none();
}

Result<Value> gc_isenabled(Thread& t, Value*) {
    return Value::from_bool(t.heap().enabled);
}

// ---- numbers ---------------------------------------------------------------------------------------

Result<Value> three_numbers(Thread& t, const i64* numbers) {
    Value items[kGenerations];
    for (int i = 0; i < kGenerations; i++) items[i] = TRY(make_int(t, numbers[i]));
    return make_tuple_from(t, items, kGenerations);
}

Result<Value> gc_get_threshold(Thread& t, Value*) {
    return three_numbers(t, gc_settings(*t.vm).thresholds);
}

Result<Value> gc_set_threshold(Thread& t, const Args& args) {
    if (args.nkw != 0) return raise_type_error(t, "gc.set_threshold() takes no keyword arguments");
    if (args.n < 1 || args.n > 3) {
        return raise_type_error(t, "gc.set_threshold requires 1 to 3 arguments");
    }
    i64 numbers[kGenerations];
    for (u32 i = 0; i < args.n; i++) numbers[i] = TRY(to_c_int(t, args[i]));
    GcSettings& settings = gc_settings(*t.vm);
    bool was_off = settings.thresholds[0] == 0;
    std::copy_n(numbers, args.n, settings.thresholds);
    if (numbers[0] == 0) {
        t.heap().enabled = false;
    } else if (was_off) {
        t.heap().enabled = true;
    }
    return Value::none();
}

// The first is an estimate of the objects made since the last collection.
Result<Value> gc_get_count(Thread& t, Value*) {
    constexpr u64 kTypicalSize = 64;
    const HeapStats& stats = t.heap().stats();
    i64 numbers[] = {static_cast<i64>(t.heap().allocated_since_collection() / kTypicalSize),
                     static_cast<i64>(stats.minor_collections % 10), 0};
    return three_numbers(t, numbers);
}

// By generation: minor collections, full ones asked for as generation 1, all other full ones.
Result<Value> gc_get_stats(Thread& t, Value*) {
    const HeapStats& stats = t.heap().stats();
    const GcSettings& settings = gc_settings(*t.vm);
    u64 collections[] = {
        stats.minor_collections, settings.collections[1],
        stats.major_collections - std::min(stats.major_collections, settings.collections[1])};
    u64 collected[] = {settings.collected[0], settings.collected[1], 0};
    u64 others = collected[0] + collected[1];
    collected[2] = stats.total_freed_objects - std::min(stats.total_freed_objects, others);
    List* list = TRY(make_list(t, kGenerations));
    for (int i = 0; i < kGenerations; i++) {
        Dict* dict = TRY(make_dict(t));
        TRY(put(t, dict, "collections", Value::small_int(static_cast<i64>(collections[i]))));
        TRY(put(t, dict, "collected", Value::small_int(static_cast<i64>(collected[i]))));
        TRY(put(t, dict, "uncollectable", Value::small_int(0)));
        TRY(list_append(t, list, Value(dict)));
    }
    return list;
}

Result<Value> gc_get_debug(Thread& t, Value*) {
    return Value::small_int(gc_settings(*t.vm).debug);
}

Result<Value> gc_set_debug(Thread& t, Value* a) {
    gc_settings(*t.vm).debug = TRY(to_c_int(t, a[0]));
    return Value::none();
}

// ---- looking at objects ----------------------------------------------------------------------------

// Objects that are krait's own, though their type is one that scripts know: layouts of instances, and the dicts of native
// types, which nothing may change.
class Internals {
public:
    explicit Internals(Heap& heap) : dicts_(heap) {
        heap.for_each_object(note, &dicts_);
        std::sort(dicts_.begin(), dicts_.end(), before);
    }
    bool contain(Object* object) {
        return std::binary_search(dicts_.begin(), dicts_.end(), Value(object), before);
    }

private:
    static bool before(Value a, Value b) { return a.bits() < b.bits(); }
    static void note(Object* object, void* context) {
        if (object->kind != Kind::Type) return;
        RootedVector& dicts = *static_cast<RootedVector*>(context);
        const Type* type = static_cast<const Type*>(object);
        if (type->layout != nullptr) dicts.push(Value(type->layout));
        if (!type->has_flag(Type::kScript) && type->dict != nullptr) dicts.push(Value(type->dict));
    }

    RootedVector dicts_;
};

struct Gathering {
    Heap* heap;
    Internals* internals;
    RootedVector* found;
    const Args* wanted;  // get_referrers
    Object* current;     // get_referents: whose references are being visited
    bool refers;
};

void gather_container(Object* object, void* context) {
    Gathering& gathering = *static_cast<Gathering*>(context);
    if (is_container(*gathering.heap, object) && !gathering.internals->contain(object))
        gathering.found->push(Value(object));
}

Result<Value> list_of(Thread& t, RootedVector& found) {
    return make_list_from(t, found.data(), found.size());
}

Result<Value> gc_get_objects(Thread& t, Value* a) {
    if (!a[0].is_none()) {
        i64 generation = TRY(index_to_i64(t, a[0]));
        if (generation < 0) return raise_value_error(t, "generation parameter cannot be negative");
        if (generation >= kGenerations) {
            return raise_value_error(
                t,
                "generation parameter must be less than the number of available generations (3)");
        }
    }
    t.heap().collect(true);  // what is garbage already is not to be found
    RootedVector found(t.heap());
    Internals internals(t.heap());
    Gathering gathering = {&t.heap(), &internals, &found, nullptr, nullptr, false};
    t.heap().for_each_object(gather_container, &gathering);
    return list_of(t, found);
}

void compare_referent(Object* referent, void* context) {
    Gathering& gathering = *static_cast<Gathering*>(context);
    for (u32 i = 0; i < gathering.wanted->n; i++) {
        Value wanted = (*gathering.wanted)[i];
        if (wanted.is_object() && wanted.object() == referent) gathering.refers = true;
    }
}

void gather_referrer(Object* object, void* context) {
    Gathering& gathering = *static_cast<Gathering*>(context);
    if (!is_container(*gathering.heap, object) || gathering.internals->contain(object)) return;
    gathering.refers = false;
    gathering.heap->for_each_reference(object, compare_referent, context);
    if (gathering.refers) gathering.found->push(Value(object));
}

Result<Value> gc_get_referrers(Thread& t, const Args& args) {
    if (args.nkw != 0) return raise_type_error(t, "gc.get_referrers() takes no keyword arguments");
    t.heap().collect(true);
    RootedVector found(t.heap());
    Internals internals(t.heap());
    Gathering gathering = {&t.heap(), &internals, &found, &args, nullptr, false};
    t.heap().for_each_object(gather_referrer, &gathering);
    return list_of(t, found);
}

void gather_referent(Object* referent, void* context) {
    Gathering& gathering = *static_cast<Gathering*>(context);
    // Objects of built-in types don't refer to their type, as scripts see it.
    if (referent == gathering.current->type && !gathering.current->type->has_flag(Type::kScript))
        return;
    bool storage = referent->type == nullptr || referent->kind == Kind::Bytecode;
    if (!storage && !gathering.internals->contain(referent)) gathering.found->push(Value(referent));
}

// The items of the common containers, numbers and None among them: the tracing function knows only of cells.
bool gather_items(Value v, RootedVector& found) {
    Object* object = v.object();
    if (object->type->has_flag(Type::kScript)) return false;
    if (is_list(v)) {
        List* list = v.as<List>();
        for (u64 i = 0; i < list->length; i++) found.push(list->items[i]);
        return true;
    }
    if (is_tuple(v)) {
        Tuple* tuple = v.as<Tuple>();
        for (u64 i = 0; i < tuple->length; i++) found.push(tuple->items[i]);
        return true;
    }
    if (is_dict(v)) {
        u64 position = 0;
        Value key, value;
        while (dict_next(v.as<Dict>(), position, &key, &value)) {
            found.push(key);
            found.push(value);
        }
        return true;
    }
    return false;
}

Result<Value> gc_get_referents(Thread& t, const Args& args) {
    if (args.nkw != 0) return raise_type_error(t, "gc.get_referents() takes no keyword arguments");
    RootedVector found(t.heap());
    Internals internals(t.heap());
    Gathering gathering = {&t.heap(), &internals, &found, nullptr, nullptr, false};
    for (u32 i = 0; i < args.n; i++) {
        if (!is_container(t, args[i]) || gather_items(args[i], found)) continue;
        gathering.current = args[i].object();
        t.heap().for_each_reference(gathering.current, gather_referent, &gathering);
    }
    return list_of(t, found);
}

Result<Value> gc_is_tracked(Thread& t, Value* a) {
    return Value::from_bool(is_container(t, a[0]));
}

Result<Value> gc_is_finalized(Thread&, Value* a) {
    return Value::from_bool(a[0].is_object() && (a[0].object()->flags & Object::kFinalized));
}

// ---- the permanent generation: there is none, but the numbers are as if -----------------------------

Result<Value> gc_freeze(Thread& t, Value*) {
    u64 count = 0;
    t.heap().for_each_object([](Object*, void* number) { ++*static_cast<u64*>(number); }, &count);
    gc_settings(*t.vm).frozen = static_cast<i64>(count);
    return Value::none();
}

Result<Value> gc_unfreeze(Thread& t, Value*) {
    gc_settings(*t.vm).frozen = 0;
    return Value::none();
}

Result<Value> gc_get_freeze_count(Thread& t, Value*) {
    return Value::small_int(gc_settings(*t.vm).frozen);
}

// ---- the module ------------------------------------------------------------------------------------

constexpr NativeDef kFunctions[] = {
    {"enable", "()", "Switch automatic collections on.", gc_enable},
    {"disable", "()", "Switch automatic collections off.", gc_disable},
    {"isenabled", "()", "Whether automatic collections are on.", gc_isenabled},
    {"collect", "(generation=2)",
     "Collect now: generation 0 is a minor collection, others are full ones.\n\n"
     "Returns the number of unreachable objects.",
     gc_collect},
    {"get_count", "()", "Three numbers that tell how far the next collections are.", gc_get_count},
    {"get_stats", "()", "A list of three dicts with numbers of collections and objects.",
     gc_get_stats},
    {"set_debug", "(flags, /)", "Remember debugging flags.", gc_set_debug},
    {"get_debug", "()", "The debugging flags.", gc_get_debug},
    {"set_threshold", "(*args)",
     "set_threshold(threshold0, [threshold1, [threshold2]])\n"
     "Remember the thresholds; a first one of 0 switches automatic collections off.",
     gc_set_threshold},
    {"get_threshold", "()", "The thresholds.", gc_get_threshold},
    {"get_objects", "(generation=None)", "A list of all objects that can be part of a cycle.",
     gc_get_objects},
    {"get_referrers", "(*objs)", "A list of the objects that refer to any of these.",
     gc_get_referrers},
    {"get_referents", "(*objs)", "A list of the objects that these refer to.", gc_get_referents},
    {"is_tracked", "(obj, /)", "Whether the object can be part of a cycle.", gc_is_tracked},
    {"is_finalized", "(obj, /)", "Whether the object's finalizer was run.", gc_is_finalized},
    {"freeze", "()", "Has no effect but on get_freeze_count().", gc_freeze},
    {"unfreeze", "()", "Has no effect but on get_freeze_count().", gc_unfreeze},
    {"get_freeze_count", "()", "The number of objects at the last freeze().", gc_get_freeze_count},
};

struct Constant {
    const char* name;
    i64 value;
};
constexpr Constant kConstants[] = {{"DEBUG_STATS", 1},
                                   {"DEBUG_COLLECTABLE", 2},
                                   {"DEBUG_UNCOLLECTABLE", 4},
                                   {"DEBUG_SAVEALL", 32},
                                   {"DEBUG_LEAK", 38}};

}  // namespace

Result<void> init_gc_module(Thread& t) {
    init_weak_table(*t.vm);
    Module* module =
        TRY(make_native_module(t, "gc", "Access to krait's garbage collector.", kFunctions));
    for (const Constant& constant : kConstants) {
        TRY(put(t, module->dict, constant.name, Value::small_int(constant.value)));
    }
    List* callbacks = TRY(make_list(t));
    TRY(put(t, module->dict, "callbacks", Value(callbacks)));
    List* garbage = TRY(make_list(t));
    return put(t, module->dict, "garbage", Value(garbage));
}

}  // namespace krait
