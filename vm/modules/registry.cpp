// Which modules there are. Only builtins and sys are made at the start.

#include "vm/modules/registry.h"

#include "runtime/modules/gc.h"
#include "runtime/modules/itertools.h"
#include "runtime/modules/modules.h"
#include "runtime/modules/operator.h"
#include "runtime/types/set.h"
#include "runtime/types/weakref.h"
#include "vm/modules/modules.h"

#include <algorithm>

namespace krait {

namespace {

template <Result<Module*> (*make)(Thread&)>
Result<void> made_by(Thread& t) {
    TRY(make(t));
    return {};
}

struct NativeModule {
    std::string_view name;
    Result<void> (*init)(Thread&);
};

// Sorted by name.
constexpr NativeModule kNatives[] = {
    {"_io", init_io_module},
    {"_krait_traceback", init_traceback_hooks_module},
    {"_operator", made_by<init_operator_module>},
    {"_random", made_by<init_random_module>},
    {"_weakref", init_weakref},
    {"atexit", init_atexit_module},
    {"builtins", init_builtins_module},
    {"gc", init_gc_module},
    {"itertools", made_by<init_itertools_module>},
    {"krait", init_krait_module},
    {"math", made_by<init_math_module>},
    {"operator", made_by<init_operator_module>},
    {"sys", init_sys_module},
    {"time", made_by<init_time_module>},
};

}  // namespace

namespace {

const NativeModule* find_native(std::string_view name) {
    auto found =
        std::lower_bound(std::begin(kNatives), std::end(kNatives), name,
                         [](const NativeModule& m, std::string_view n) { return m.name < n; });
    return found != std::end(kNatives) && found->name == name ? found : nullptr;
}

}  // namespace

bool is_native_module(std::string_view name) {
    return find_native(name) != nullptr;
}

Result<bool> import_native(Thread& t, std::string_view name) {
    const NativeModule* found = find_native(name);
    if (found == nullptr) return false;
    TRY(found->init(t));
    return true;
}

const EmbeddedModule* find_embedded(std::string_view name) {
    std::span<const EmbeddedModule> modules = embedded_modules();
    auto found =
        std::lower_bound(modules.begin(), modules.end(), name,
                         [](const EmbeddedModule& m, std::string_view n) { return m.name < n; });
    return found != modules.end() && found->name == name ? &*found : nullptr;
}

Result<Tuple*> native_module_names(Thread& t) {
    Tuple* names = TRY(make_tuple(t, std::size(kNatives)));
    for (std::size_t i = 0; i < std::size(kNatives); i++) {
        names->items[i] = TRY(intern(t, kNatives[i].name));
        write_barrier(t, names);
    }
    return names;
}

Result<Value> all_module_names(Thread& t) {
    Set* names = TRY(make_set(t, t.types().frozenset));
    for (const NativeModule& module : kNatives) TRY(set_add(t, names, TRY(intern(t, module.name))));
    for (const EmbeddedModule& module : embedded_modules()) {
        if (module.name.find('.') == std::string_view::npos)
            TRY(set_add(t, names, TRY(intern(t, module.name))));
    }
    return names;
}

Result<void> init_vm_modules(Thread& t) {
    TRY(init_builtins_module(t));
    return init_sys_module(t);
}

}  // namespace krait
