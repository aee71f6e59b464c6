// The module type. Its attribute access is in attribute/lookup.cpp, the making of native modules in
// native_function.cpp.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/descriptor_init.h"
#include "runtime/types/dict.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

namespace krait {

namespace {

Module* module(Value v) {
    return v.as<Module>();
}

Result<Value> module_new(Thread& t, Type* type, const Args&) {
    Module* m = TRY(allocate_instance_as<Module>(t, type));
    Dict* dict = TRY(make_dict(t, 8));
    m->dict = dict;
    write_barrier(t, m);
    return Value(m);
}

Result<void> module_init(Thread& t, Value v, const Args& args) {
    Value a[2];
    TRY(parse_arguments(t, "module", "(name, doc=None)", args, a));
    if (!is_str(a[0]))
        return raise_type_error(
            t, cat("module() argument 'name' must be str, not ", type_name(t, a[0])));
    const Names& names = t.names();
    Dict* dict = module(v)->dict;
    TRY(dict_set_str(t, dict, names.__name__, a[0]));
    TRY(dict_set_str(t, dict, names.__doc__, a[1]));
    TRY(dict_set_str(t, dict, names.__package__, Value::none()));
    TRY(dict_set_str(t, dict, names.__loader__, Value::none()));
    return dict_set_str(t, dict, names.__spec__, Value::none());
}

// The attribute of a module's __spec__; absent also where it can't be read.
Value spec_attribute(Thread& t, Value spec, const char* name) {
    Result<Str*> interned = intern(t, name);
    Result<Value> v = interned.ok() ? get_attr_or_absent(t, spec, interned.value()) : Failure{};
    if (v.ok()) return v.value();
    clear_pending(t);
    return Value::absent();
}

// "<module NAME WHERE>" by its __spec__, as the import system has it.
Result<Value> repr_by_spec(Thread& t, Value spec) {
    Value name = spec_attribute(t, spec, "name");
    Str* shown = name.is_absent() || name.is_none() ? TRY(intern(t, "'?'")) : TRY(repr(t, name));
    Value origin = spec_attribute(t, spec, "origin");
    Value loader = spec_attribute(t, spec, "loader");
    if (origin.is_absent() || origin.is_none()) {
        if (loader.is_absent() || loader.is_none()) return make_str(t, cat("<module ", shown, ">"));
        Str* text = TRY(repr(t, loader));
        return make_str(t, cat("<module ", shown, " (", text, ")>"));
    }
    Value located = spec_attribute(t, spec, "has_location");
    if (!located.is_absent() && TRY(truth(t, located))) {
        Str* path = TRY(repr(t, origin));
        return make_str(t, cat("<module ", shown, " from ", path, ">"));
    }
    Str* text = TRY(str_of(t, origin));
    return make_str(t, cat("<module ", shown, " (", text, ")>"));
}

Result<Value> module_repr(Thread& t, Value v) {
    Dict* dict = module(v)->dict;
    Value spec = dict_get_str(dict, t.names().__spec__);
    if (!spec.is_empty() && !spec.is_none()) return repr_by_spec(t, spec);
    Value name = dict_get_str(dict, t.names().__name__);
    Str* shown = name.is_empty() ? TRY(intern(t, "'?'")) : TRY(repr(t, name));
    Value file = dict_get_str(dict, t.names().__file__);
    if (!file.is_empty() && !file.is_none()) {
        Str* path = TRY(repr(t, file));
        return make_str(t, cat("<module ", shown, " from ", path, ">"));
    }
    if (v.object()->flags & Module::kNative)
        return make_str(t, cat("<module ", shown, " (built-in)>"));
    Value loader = dict_get_str(dict, t.names().__loader__);
    if (loader.is_empty() || loader.is_none()) return make_str(t, cat("<module ", shown, ">"));
    Str* text = TRY(repr(t, loader));
    return make_str(t, cat("<module ", shown, " (", text, ")>"));
}

Result<Value> get_dict(Thread&, Value v) {
    return Value(module(v)->dict);
}

Result<Value> method_dir(Thread& t, Value* a) {
    Value dict = TRY(get_attr(t, a[0], t.names().__dict__));  // a subclass may give another
    if (!is_dict(dict)) return raise_type_error(t, "<module>.__dict__ is not a dictionary");
    Value custom = TRY(dict_get(t, dict.as<Dict>(), TRY(intern(t, "__dir__"))));
    if (!custom.is_absent()) return call(t, custom, Args{});
    return Value(TRY(list_from_iterable(t, dict)));
}

// Annotations of a module: its dict's own, made on demand by __annotate__.
Result<Value> get_annotations(Thread& t, Value v) {
    Dict* dict = module(v)->dict;
    Value found = dict_get_str(dict, t.names().__annotations__);
    if (!found.is_empty()) return found;
    Value annotate = dict_get_str(dict, t.names().__annotate__);
    Value made;
    if (!annotate.is_empty() && is_callable(t, annotate)) {
        made = TRY(call(t, annotate, {Value::small_int(1)}));
        if (!is_dict(made))
            return raise_type_error(
                t, cat("__annotate__ returned non-dict of type '", type_name(t, made), "'"));
    } else {
        made = Value(TRY(make_dict(t)));
    }
    TRY(dict_set_str(t, dict, t.names().__annotations__, made));
    return made;
}

Result<void> set_annotations(Thread& t, Value v, Value value) {
    Dict* dict = module(v)->dict;
    if (!value.is_empty()) return dict_set_str(t, dict, t.names().__annotations__, value);
    Value removed = TRY(dict_pop_str(t, dict, t.names().__annotations__));
    if (removed.is_absent())
        return raise_attribute_error(t, v, t.names().__annotations__, "__annotations__");
    return {};
}

Result<Value> get_annotate(Thread& t, Value v) {
    Value found = dict_get_str(module(v)->dict, t.names().__annotate__);
    return found.is_empty() ? Value::none() : found;
}

Result<void> set_annotate(Thread& t, Value v, Value value) {
    if (value.is_empty()) return raise_type_error(t, "cannot delete __annotate__ attribute");
    if (!value.is_none() && !is_callable(t, value))
        return raise_type_error(t, "__annotate__ must be callable or None");
    return dict_set_str(t, module(v)->dict, t.names().__annotate__, value);
}

const NativeDef kMethods[] = {
    {"__dir__", "($self, /)", "Names of the attributes of the module.", method_dir},
};
const GetSetDef kAttributes[] = {
    {"__dict__", nullptr, get_dict, readonly_member},
    {"__annotations__", nullptr, get_annotations, set_annotations},
    {"__annotate__", nullptr, get_annotate, set_annotate},
};

void trace_module(Object* object, Tracer& tracer) {
    tracer.visit(static_cast<Module*>(object)->dict);
    trace_attributes(object, tracer);
}

}  // namespace

Result<void> init_module_type(Thread& t) {
    t.heap().register_kind(Kind::Module, trace_module);
    TypeDef def{.name = "module",
                .doc = "module(name, doc=None): a namespace with attributes.",
                .instance_kind = Kind::Module,
                .instance_size = sizeof(Module)};
    def.flags = Type::kSubclassable | Type::kWeakRefable;
    def.slots.new_ = module_new;
    def.slots.init = module_init;
    def.slots.repr = module_repr;
    def.slots.get_attribute = module_get_attribute;
    def.slots.set_attribute = module_set_attribute;
    def.methods = kMethods;
    def.getsets = kAttributes;
    def.new_signature = "(name, doc=None)";
    t.vm->types.module = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait
