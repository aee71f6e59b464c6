// The native module _weakref: the types, and what has to look at the table of references. The rest of weakref
// is written in the language (lib/weakref.py).
#include "runtime/types/weakref.h"

#include "runtime/errors/errors.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/sequence.h"

namespace krait {

namespace {

Result<Value> weakref_getweakrefcount(Thread& t, Value* a) {
    if (!a[0].is_object()) return Value::small_int(0);
    return Value::small_int(static_cast<i64>(count_weak_refs(*t.vm, a[0].object())));
}

Result<Value> weakref_getweakrefs(Thread& t, Value* a) {
    List* list = TRY(make_list(t));
    if (!a[0].is_object()) return list;
    // The chain may change when the list grows, but not in what it holds: they are all alive then.
    List* all = list;
    for (WeakRef* ref = first_weak_ref(*t.vm, a[0].object()); ref != nullptr; ref = ref->next) {
        TRY(list_append(t, all, Value(ref)));
    }
    return all;
}

Result<Value> weakref_proxy(Thread& t, const Args& args) {
    if (args.nkw != 0) return raise_type_error(t, "weakref.proxy() takes no keyword arguments");
    if (args.n < 1)
        return raise_type_error(t, cat("proxy expected at least 1 argument, got ", args.n));
    if (args.n > 2)
        return raise_type_error(t, cat("proxy expected at most 2 arguments, got ", args.n));
    return make_weak_proxy(t, args[0], args.n == 2 ? args[1] : Value());
}

// Deletes dct[key] if it is a dead reference: one of a WeakValueDictionary, from its callback.
Result<Value> weakref_remove_dead(Thread& t, Value* a) {
    if (!is_dict(a[0])) {
        return raise_type_error(
            t, cat("_remove_dead_weakref() argument 1 must be dict, not ", type_name(t, a[0])));
    }
    Value found = TRY(dict_get(t, a[0].as<Dict>(), a[1]));
    if (found.is_absent()) return Value::none();
    if (!is_weak_ref(found)) return raise_type_error(t, "not a weakref");
    if (found.as<WeakRef>()->target == nullptr) TRY(dict_pop(t, a[0].as<Dict>(), a[1]));
    return Value::none();
}

constexpr NativeDef kFunctions[] = {
    {"getweakrefcount", "(object, /)",
     "How many weak references and proxies there are to the object.", weakref_getweakrefcount},
    {"getweakrefs", "(object, /)", "A list of the weak references and proxies to the object.",
     weakref_getweakrefs},
    {"proxy", "(object, callback=None, /)",
     "An object that stands for another one without keeping it alive.", weakref_proxy},
    {"_remove_dead_weakref", "(dct, key, /)", "Delete dct[key] if it is a dead weak reference.",
     weakref_remove_dead},
};

Result<void> add(Thread& t, Module* module, const char* name, Type* type) {
    return dict_set_str(t, module->dict, TRY(intern(t, name)), Value(type));
}

}  // namespace

Result<void> init_weakref(Thread& t) {
    if (t.types().weakref == nullptr || t.types().weakproxy == nullptr) TRY(init_weakref_types(t));
    Module* module = TRY(make_native_module(t, "_weakref", "Weak references.", kFunctions));
    TRY(add(t, module, "ref", t.types().weakref));
    TRY(add(t, module, "ReferenceType", t.types().weakref));
    TRY(add(t, module, "ProxyType", t.types().weakproxy));
    return add(t, module, "CallableProxyType", t.types().weakcallableproxy);
}

}  // namespace krait
