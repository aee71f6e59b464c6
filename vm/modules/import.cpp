// The import statement: names resolved to modules, sys.modules, parents before children, `from` lists.
// Where a module comes from and how it is made is in import_load.cpp.

#include "vm/modules/import.h"

#include "runtime/errors/errors.h"
#include "runtime/errors/exception_fields.h"
#include "runtime/object/operations.h"
#include "runtime/types/int.h"
#include "vm/modules/builtin_functions.h"
#include "vm/modules/fs_path.h"
#include "vm/modules/import_load.h"
#include "vm/modules/module_support.h"
#include "vm/modules/registry.h"

namespace krait {

Failure raise_import_error(Thread& t, Type* type, std::string_view message, Value name, Value path,
                           Value name_from) {
    Result<Str*> text = make_str(t, message);
    if (!text.ok()) return Failure{};
    Value argument = text.value();
    Result<Exception*> made = make_exception(t, type, &argument, 1);
    if (!made.ok()) return Failure{};
    Exception* exception = made.value();
    exception->fields[kImportErrorName] = name;
    exception->fields[kImportErrorPath] = path;
    exception->fields[kImportErrorNameFrom] = name_from;
    write_barrier(t, exception);
    return raise_exception(t, exception);
}

namespace {

Failure raise_not_found(Thread& t, Str* name, std::string_view message) {
    return raise_import_error(t, t.types().module_not_found_error, message, name, Value(), Value());
}

Result<Str*> name_part(Thread& t, std::string_view text) {
    return intern(t, text);
}

// The module from sys.modules, or empty. A None there forbids the import.
Result<Value> loaded_module(Thread& t, Str* name) {
    Value found = dict_get_str(t.vm->modules, name);
    if (found.is_none()) {
        raise_not_found(t, name, cat("import of ", name, " halted; None in sys.modules"));
        return Failure{};
    }
    return found.is_empty() ? Value::absent() : found;
}

// The parent package of a dotted name is imported first; gives its __path__.
struct Parent {
    Value module;  // empty: the name has no dot
    Value path;
};

Result<Parent> import_parent(Thread& t, Str* name) {
    std::size_t dot = name->view().rfind('.');
    if (dot == std::string_view::npos) return Parent{};
    Str* parent_name = TRY(name_part(t, name->view().substr(0, dot)));
    Value found = dict_get_str(t.vm->modules, parent_name);
    Parent parent;
    parent.module = found.is_empty() ? TRY(import_absolute(t, parent_name)) : found;
    parent.path = TRY(get_attr_or_absent(t, parent.module, t.names().__path__));
    if (parent.path.is_absent()) {
        return raise_not_found(t, name,
                               cat("No module named ", TRY(repr(t, name)), "; ",
                                   TRY(repr(t, parent_name)), " is not a package"));
    }
    return parent;
}

Result<void> bind_in_parent(Thread& t, Value parent, Str* name, Value module) {
    Str* last = TRY(name_part(t, name->view().substr(name->view().rfind('.') + 1)));
    if (set_attr(t, parent, last, module).ok()) return {};
    if (!pending_is(t, t.types().attribute_error)) return Failure{};
    clear_pending(t);
    return {};
}

Result<Value> find_and_load(Thread& t, Str* name) {
    if (c_stack_exhausted(t) || t.depth_left <= 0) return raise_recursion_error(t);
    t.depth_left--;  // each package of a dotted name is a level, as where importing is a script
    Result<Parent> found = import_parent(t, name);
    t.depth_left++;
    Parent parent = TRY(found);
    if (!parent.module.is_empty()) {
        Value by_parent = TRY(loaded_module(t, name));  // importing the parent may have done it
        if (!by_parent.is_absent()) return by_parent;
    }
    Value module = TRY(load_module(t, name, parent.path));
    if (module.is_absent())
        return raise_not_found(t, name, cat("No module named ", TRY(repr(t, name))));
    if (!parent.module.is_empty()) TRY(bind_in_parent(t, parent.module, name, module));
    return module;
}

// ---- relative names

// The package that the importing module belongs to.
Result<Str*> current_package(Thread& t, Dict* globals) {
    const Names& names = t.names();
    Value package = globals == nullptr ? Value() : dict_get_str(globals, names.__package__);
    if (!package.is_empty() && !package.is_none()) {
        if (!is_str(package)) return raise_type_error(t, "package must be a string");
        return package.as<Str>();
    }
    Value spec = globals == nullptr ? Value() : dict_get_str(globals, names.__spec__);
    if (!spec.is_empty() && !spec.is_none()) {
        Value parent = TRY(get_attr(t, spec, TRY(intern(t, "parent"))));
        if (!is_str(parent)) return raise_type_error(t, "__spec__.parent must be a string");
        return parent.as<Str>();
    }
    Value name = globals == nullptr ? Value() : dict_get_str(globals, names.__name__);
    if (name.is_empty()) return raise_key_error(t, TRY(make_str(t, "'__name__' not in globals")));
    if (!is_str(name)) return raise_type_error(t, "__name__ must be a string");
    if (!dict_get_str(globals, names.__path__).is_empty()) return name.as<Str>();
    std::string_view text = name.as<Str>()->view();
    std::size_t dot = text.rfind('.');
    return name_part(t, dot == std::string_view::npos ? std::string_view() : text.substr(0, dot));
}

Result<Str*> resolve_relative(Thread& t, Str* name, Dict* globals, i64 level) {
    Str* package = TRY(current_package(t, globals));
    if (package->size == 0) {
        return raise_import_error(t, t.types().import_error,
                                  "attempted relative import with no known parent package", Value(),
                                  Value(), Value());
    }
    std::string_view base = package->view();
    for (i64 i = 1; i < level; i++) {
        std::size_t dot = base.rfind('.');
        if (dot == std::string_view::npos) {
            return raise_import_error(t, t.types().import_error,
                                      "attempted relative import beyond top-level package", Value(),
                                      Value(), Value());
        }
        base = base.substr(0, dot);
    }
    return intern(t, name->size == 0 ? std::string(base) : cat(base, ".", name));
}

// ---- from lists

// Whether the pending exception says that `name` itself does not exist.
bool is_missing(Thread& t, Str* name) {
    if (!pending_is(t, t.types().module_not_found_error)) return false;
    Value missing = t.pending.as<Exception>()->fields[kImportErrorName];
    return is_str(missing) && str_equal(missing.as<Str>(), name);
}

Result<void> import_listed(Thread& t, Value module, Value listed, bool nested);

Result<void> import_listed_name(Thread& t, Value module, Value item, bool nested) {
    if (!is_str(item)) {
        Value name = TRY(get_attr(t, module, t.names().__name__));
        std::string where =
            nested ? cat(TRY(str_of(t, name)), ".__all__") : std::string("``from list''");
        return raise_type_error(t,
                                cat("Item in ", where, " must be str, not ", type_name(t, item)));
    }
    Str* name = TRY(intern(t, item.as<Str>()));
    if (name->view() == "*") {
        if (nested) return {};
        Value all = TRY(get_attr_or_absent(t, module, t.names().__all__));
        return all.is_absent() ? Result<void>() : import_listed(t, module, all, true);
    }
    Value present = TRY(get_attr_or_absent(t, module, name));
    if (!present.is_absent()) return {};
    Value parent = TRY(get_attr(t, module, t.names().__name__));
    Str* full = TRY(intern(t, cat(TRY(str_of(t, parent)), ".", name)));
    if (import_absolute(t, full).ok()) return {};
    if (!is_missing(t, full)) return Failure{};
    clear_pending(t);  // the statement itself says what is missing
    return {};
}

Result<void> import_listed(Thread& t, Value module, Value listed, bool nested) {
    return iterate(t, listed,
                   [&](Value item) { return import_listed_name(t, module, item, nested); });
}

// What `import a.b.c` binds: a.
Result<Value> first_package(Thread& t, Value module, Str* name, Str* absolute, i64 level) {
    std::size_t dot = name->view().find('.');
    if (level != 0 && name->size == 0) return module;
    if (dot == std::string_view::npos) return module;
    if (level == 0) return import_absolute(t, TRY(name_part(t, name->view().substr(0, dot))));
    std::size_t cut = name->size - dot;
    Str* first = TRY(name_part(t, absolute->view().substr(0, absolute->size - cut)));
    Value found = dict_get_str(t.vm->modules, first);
    if (found.is_empty()) {
        return raise_key_error(
            t, TRY(make_str(t, cat("'", first, "' not in sys.modules as expected"))));
    }
    return found;
}

}  // namespace

Result<Value> import_absolute(Thread& t, Str* name) {
    Value found = TRY(loaded_module(t, name));
    return found.is_absent() ? find_and_load(t, name) : found;
}

Result<Value> import_module_level(Thread& t, Str* name, Dict* globals, Value fromlist, i64 level) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    if (level < 0) return raise_value_error(t, "level must be >= 0");
    Str* absolute = TRY(intern(t, name));
    if (level > 0) {
        absolute = TRY(resolve_relative(t, name, globals, level));
    } else if (name->size == 0) {
        return raise_value_error(t, "Empty module name");
    }
    Value module = TRY(import_absolute(t, absolute));
    if (fromlist.is_none() || fromlist.is_empty() || !TRY(truth(t, fromlist))) {
        return first_package(t, module, name, absolute, level);
    }
    Value path = TRY(get_attr_or_absent(t, module, t.names().__path__));
    if (!path.is_absent()) TRY(import_listed(t, module, fromlist, false));
    return module;
}

namespace {

struct Origin {
    Value path;  // str, or None
    bool initializing = false;
};

Result<Origin> module_origin(Thread& t, Value module) {
    Origin origin{Value::none()};
    Value spec = TRY(get_attr_or_absent(t, module, t.names().__spec__));
    if (!spec.is_absent() && !spec.is_none()) {
        Value located = TRY(get_attr_or_absent(t, spec, TRY(intern(t, "has_location"))));
        if (!located.is_absent() && TRY(truth(t, located))) {
            Value path = TRY(get_attr_or_absent(t, spec, TRY(intern(t, "origin"))));
            if (is_str(path)) origin.path = path;
        }
        Value busy = TRY(get_attr_or_absent(t, spec, TRY(intern(t, "_initializing"))));
        origin.initializing = !busy.is_absent() && TRY(truth(t, busy));
    }
    if (origin.path.is_none()) {
        Value file = TRY(get_attr_or_absent(t, module, t.names().__file__));
        if (is_str(file)) origin.path = file;
    }
    return origin;
}

// Whether the module's file lies where the script does, so that it may hide one of the same name.
bool lies_beside_script(Thread& t, std::string_view file) {
    const VmState& state = vm_state(t);
    if (state.path.empty()) return false;
    std::size_t slash = file.rfind('/');
    std::string_view folder =
        slash == std::string_view::npos ? std::string_view() : file.substr(0, slash);
    if (file.substr(slash + 1) == "__init__.py") folder = folder.substr(0, folder.rfind('/'));
    std::string first = state.path[0];
    if (first.empty()) first = current_folder();
    return folder == first;
}

bool is_library_name(std::string_view name) {
    return find_embedded(name) != nullptr || is_native_module(name);
}

Result<Value> raise_cannot_import(Thread& t, Value module, Value module_name, Str* name) {
    Origin origin = TRY(module_origin(t, module));
    Value shown =
        is_str(module_name) ? module_name : Value(TRY(make_str(t, "<unknown module name>")));
    Str* shown_text = TRY(repr(t, shown));
    std::string head = cat("cannot import name ", TRY(repr(t, name)), " from ");
    std::string where = is_str(origin.path) ? cat(" (", origin.path.as<Str>(), ")")
                                            : std::string(" (unknown location)");
    std::string message = cat(head, shown_text, where);
    bool beside = is_str(origin.path) && lies_beside_script(t, origin.path.as<Str>()->view());
    if (beside && is_library_name(shown.as<Str>()->view())) {
        message = cat(head, shown_text, " (consider renaming ", TRY(repr(t, origin.path)),
                      " since it has the same name as the standard library module named ",
                      shown_text, " and prevents importing that standard library module)");
    } else if (origin.initializing && beside) {
        message = cat(head, shown_text, " (consider renaming ", TRY(repr(t, origin.path)),
                      " if it has the same name as a library you intended to import)");
    } else if (origin.initializing) {
        message = cat(head, "partially initialized module ", shown_text,
                      " (most likely due to a circular import)", where);
    }
    raise_import_error(t, t.types().import_error, message, shown, origin.path, name);
    return Failure{};
}

}  // namespace

Result<Value> import_from(Thread& t, Value module, Str* name) {
    Value found = TRY(get_attr_or_absent(t, module, name));
    if (!found.is_absent()) return found;
    // A submodule that is being imported right now is no attribute of its parent yet.
    Value module_name = TRY(get_attr_or_absent(t, module, t.names().__name__));
    if (is_str(module_name)) {
        Str* full = TRY(intern(t, cat(module_name.as<Str>(), ".", name)));
        Value loaded = dict_get_str(t.vm->modules, full);
        if (!loaded.is_empty()) return loaded;
    }
    return raise_cannot_import(t, module, module_name, name);
}

Result<void> import_star(Thread& t, Value module, Value space) {
    const Names& names = t.names();
    Value all = TRY(get_attr_or_absent(t, module, names.__all__));
    bool listed = !all.is_absent();
    if (!listed) {
        all = TRY(get_attr_or_absent(t, module, names.__dict__));
        if (all.is_absent()) {
            return raise_import_error(t, t.types().import_error,
                                      "from-import-* object has no __dict__ and no __all__",
                                      Value(), Value(), Value());
        }
        all = TRY(list_from_iterable(t, all));
    }
    return iterate(t, all, [&](Value item) -> Result<void> {
        if (!is_str(item)) {
            Value module_name = TRY(get_attr(t, module, t.names().__name__));
            return raise_type_error(
                t,
                cat(listed ? "Item" : "Key", " in ", TRY(str_of(t, module_name)),
                    listed ? ".__all__" : ".__dict__", " must be str, not ", type_name(t, item)));
        }
        Str* name = TRY(intern(t, item.as<Str>()));
        if (!listed && name->size > 0 && name->data[0] == '_') return {};
        Value value = TRY(get_attr(t, module, name));
        if (is_dict(space)) return dict_set_str(t, space.as<Dict>(), name, value);
        return set_item(t, space, name, value);
    });
}

Result<Value> builtin_import(Thread& t, Value* a) {
    if (!is_str(a[0])) return raise_type_error(t, "module name must be a string");
    Dict* globals = is_dict(a[1]) ? a[1].as<Dict>() : nullptr;
    i64 level = TRY(to_c_int(t, a[4]));
    return import_module_level(t, a[0].as<Str>(), globals, a[3], level);
}

}  // namespace krait
