// The module atexit: functions to be called at the end of the run.

#include "runtime/errors/errors.h"
#include "runtime/heap/weak.h"
#include "runtime/object/operations.h"
#include "runtime/types/sequence.h"
#include "vm/modules/module_support.h"
#include "vm/modules/registry.h"

namespace krait {

namespace {

constexpr const char* kListName = "_exit_functions";  // in sys: a list of (function, args, kwargs)

List* registered(Thread& t) {
    Value list = find_name(t, t.vm->sys, kListName);
    return !list.is_empty() && is_list(list) ? list.as<List>() : nullptr;
}

Result<Value> atexit_register(Thread& t, const Args& args) {
    if (args.n == 0) return raise_type_error(t, "register() takes at least 1 argument (0 given)");
    if (!is_callable(t, args[0])) return raise_type_error(t, "the first argument must be callable");
    Dict* keywords = TRY(make_dict(t));
    for (u32 k = 0; k < args.nkw; k++) {
        TRY(dict_set_str(t, keywords, args.kwnames->items[k].as<Str>(), args[args.n + k]));
    }
    Value positional = TRY(make_tuple_from(t, args.v + 1, args.n - 1));
    Value parts[3] = {args[0], positional, keywords};
    Value entry = TRY(make_tuple_from(t, parts, 3));
    List* list = registered(t);
    if (list != nullptr) TRY(list_append(t, list, entry));
    return args[0];
}

Result<Value> atexit_unregister(Thread& t, Value* a) {
    List* list = registered(t);
    if (list == nullptr) return Value::none();
    List* kept = TRY(make_list(t));
    for (u64 i = 0; i < list->length; i++) {
        Value entry = list->items[i];
        if (!TRY(equal(t, entry.as<Tuple>()->items[0], a[0]))) TRY(list_append(t, kept, entry));
    }
    TRY(put_name(t, t.vm->sys, kListName, kept));
    return Value::none();
}

Result<Value> atexit_clear(Thread& t, Value*) {
    TRY(put_name(t, t.vm->sys, kListName, TRY(make_list(t))));
    return Value::none();
}

Result<Value> atexit_count(Thread& t, Value*) {
    List* list = registered(t);
    return Value::small_int(list == nullptr ? 0 : static_cast<i64>(list->length));
}

Result<Value> call_entry(Thread& t, Tuple* entry) {
    RootedVector values(t.heap());
    Tuple* positional = entry->items[1].as<Tuple>();
    for (Value v : *positional) values.push(v);
    Dict* keywords = entry->items[2].as<Dict>();
    Tuple* names = TRY(make_tuple(t, dict_size(keywords)));
    u64 position = 0, count = 0;
    Value key, value;
    while (dict_next(keywords, position, &key, &value)) {
        names->items[count++] = key;
        values.push(value);
    }
    write_barrier(t, names);
    return call(
        t, entry->items[0],
        Args{values.data(), static_cast<u32>(positional->length), static_cast<u32>(count), names});
}

Result<Value> atexit_run(Thread& t, Value*) {
    run_exit_functions(t);
    return Value::none();
}

const NativeDef kFunctions[] = {
    {"_clear", "()", "Forget all functions.", atexit_clear},
    {"_ncallbacks", "()", "The number of functions.", atexit_count},
    {"_run_exitfuncs", "()", "Call all functions now.", atexit_run},
    {"register", "(func, /, *args, **kwargs)", "Call the function with these arguments at exit.",
     atexit_register},
    {"unregister", "(func, /)", "Forget a function.", atexit_unregister},
};

}  // namespace

// Those that are registered now, the last one first. What they register is forgotten, so that this ends.
void run_exit_functions(Thread& t) {
    List* list = registered(t);
    if (list == nullptr || list->length == 0) return;
    Result<Tuple*> entries = make_tuple_from(t, list->items, list->length);
    if (!entries.ok()) return clear_pending(t);
    for (u64 i = entries.value()->length; i-- > 0;) {
        Tuple* entry = entries.value()->items[i].as<Tuple>();
        if (!call_entry(t, entry).ok()) report_unraisable(t, "atexit callback", entry->items[0]);
    }
    if (!atexit_clear(t, nullptr).ok()) clear_pending(t);
}

Result<void> init_atexit_module(Thread& t) {
    TRY(make_native_module(t, "atexit", "Functions to be called when the program ends.",
                           kFunctions));
    return put_name(t, t.vm->sys, kListName, TRY(make_list(t)));
}

}  // namespace krait
