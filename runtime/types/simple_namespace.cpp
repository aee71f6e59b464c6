// types.SimpleNamespace: attributes and a repr.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/descriptor_init.h"
#include "runtime/types/dict.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

namespace krait {

namespace {

struct SimpleNamespace : Object {
    static constexpr Kind kKind = Kind::SimpleNamespace;
};

bool is_namespace(Value v) {
    return v.is_object() && !v.is_empty() && v.object()->kind == Kind::SimpleNamespace;
}

Result<Value> namespace_new(Thread& t, Type* type, const Args&) {
    return Value(TRY(allocate_instance(t, type)));
}

Result<void> set_all(Thread& t, Object* self, Dict* from) {
    u64 pos = 0;
    Value key, value;
    while (dict_next(from, pos, &key, &value)) {
        if (!is_str(key)) return raise_type_error(t, "keywords must be strings");
        Str* name = TRY(intern(t, key.as<Str>()));
        TRY(instance_set(t, self, name, value));
    }
    return {};
}

Result<void> namespace_init(Thread& t, Value v, const Args& args) {
    if (args.n > 1)
        return raise_type_error(t,
                                cat("SimpleNamespace expected at most 1 argument, got ", args.n));
    if (args.n == 1) {
        Dict* given = TRY(make_dict(t));
        TRY(dict_update(t, given, args[0]));
        TRY(set_all(t, v.object(), given));
    }
    for (u32 i = 0; i < args.nkw; i++) {
        Str* name = TRY(intern(t, args.kwnames->items[i].as<Str>()));
        TRY(instance_set(t, v.object(), name, args.v[args.n + i]));
    }
    return {};
}

Result<Value> namespace_repr(Thread& t, Value v) {
    bool exact = type_of(t, v) == t.types().simple_namespace;
    std::string out = exact ? "namespace" : std::string(type_name(t, v));
    ReprGuard guard(t, v);
    if (guard.recursive()) return make_str(t, out + "(...)");
    out += '(';
    Dict* dict = TRY(instance_dict(t, v.object()));
    dict = TRY(dict_copy(t, dict));  // reprs of values may change the namespace
    u64 pos = 0;
    Value key, value;
    bool first = true;
    while (dict_next(dict, pos, &key, &value)) {
        if (!is_str(key) || key.as<Str>()->size == 0) continue;
        Str* text = TRY(repr(t, value));
        out += cat(first ? "" : ", ", key.as<Str>(), "=", text);
        first = false;
    }
    return make_str(t, out + ")");
}

Result<Value> namespace_compare(Thread& t, CompareOp op, Value a, Value b) {
    if (!is_namespace(a) || !is_namespace(b)) return Value::not_implemented();
    Dict* left = TRY(instance_dict(t, a.object()));
    Dict* right = TRY(instance_dict(t, b.object()));
    if (op != CompareOp::Eq && op != CompareOp::Ne) return Value::not_implemented();
    return Value::from_bool(TRY(dict_equal(t, left, right)) == (op == CompareOp::Eq));
}

// (type, (), dict)
Result<Value> method_reduce(Thread& t, Value* a) {
    Dict* dict = TRY(instance_dict(t, a[0].object()));
    Value parts[3] = {Value(type_of(t, a[0])), Value(t.vm->empty_tuple), Value(dict)};
    return Value(TRY(make_tuple_from(t, parts, 3)));
}

Result<Value> method_replace(Thread& t, Value* a) {
    Value copy = TRY(call(t, Value(type_of(t, a[0])), Args{}));
    if (!is_namespace(copy))
        return raise_type_error(
            t, cat("expect types.SimpleNamespace type, but ", type_name(t, a[0]), "() returned '",
                   type_name(t, copy), "' object"));
    Dict* own = TRY(instance_dict(t, a[0].object()));
    TRY(set_all(t, copy.object(), own));
    TRY(set_all(t, copy.object(), a[1].as<Dict>()));
    return copy;
}

const NativeDef kMethods[] = {
    {"__reduce__", "($self, /)", "What copies and pickles of the namespace are made from.",
     method_reduce},
    {"__replace__", "($self, /, **changes)", "A copy with the changes.", method_replace},
};

void trace_namespace(Object* object, Tracer& tracer) {
    trace_attributes(object, tracer);
}

}  // namespace

Result<void> init_simple_namespace_type(Thread& t) {
    t.heap().register_kind(Kind::SimpleNamespace, trace_namespace);
    TypeDef def{.name = "SimpleNamespace",
                .doc = "An object whose attributes are the arguments that it was made with.",
                .instance_kind = Kind::SimpleNamespace,
                .instance_size = sizeof(SimpleNamespace)};
    def.flags = Type::kSubclassable;
    def.slots.new_ = namespace_new;
    def.slots.init = namespace_init;
    def.slots.repr = namespace_repr;
    def.slots.compare = namespace_compare;
    def.methods = kMethods;
    def.has_dict = true;
    def.module = "types";
    def.new_signature = "(mapping_or_iterable=(), /, **kwargs)";
    t.vm->types.simple_namespace = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait
