// The attributes that classes have through their metaclass `type`: __name__, __bases__,
// __annotations__ and so on.
#include "runtime/object/type_attributes.h"
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_internals.h"
#include "runtime/text/codec.h"
#include "runtime/text/utf8.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"
#include "runtime/types/text_codec.h"

namespace krait {

Result<void> check_type_name(Thread& t, Str* name) {
    std::string_view text = name->view();
    if (!name->is_ascii() && text::has_surrogates(text)) {
        text::EncodeResult bytes = text::encode_text(text::Codec::kUtf8, text);
        return raise_encode_error(t, name, *bytes.error);
    }
    if (text.find('\0') != std::string_view::npos)
        return raise_value_error(t, "type name must not contain null characters");
    return {};
}

namespace {

Type* self_type(Value v) {
    return v.as<Type>();
}
Value in_dict(Value cls, Str* name) {
    return dict_get_str(self_type(cls)->dict, name);
}

Failure raise_cannot_delete(Thread& t, Value cls, const char* attribute) {
    return raise_type_error(t, cat("cannot delete '", attribute, "' attribute of immutable type '",
                                   type_name(self_type(cls)), "'"));
}

Result<void> check_mutable(Thread& t, Value cls, const char* attribute) {
    if (self_type(cls)->has_flag(Type::kScript)) return {};
    return raise_type_error(t, cat("cannot set '", attribute, "' attribute of immutable type '",
                                   type_name(self_type(cls)), "'"));
}

// ---- names

Result<Value> get_name(Thread&, Value cls) {
    return Value(self_type(cls)->name);
}

Result<void> set_name(Thread& t, Value cls, Value value) {
    TRY(check_mutable(t, cls, "__name__"));
    if (value.is_empty()) return raise_cannot_delete(t, cls, "__name__");
    Type* type = self_type(cls);
    if (!is_str(value))
        return raise_type_error(t, cat("can only assign string to ", type_name(type),
                                       ".__name__, not '", type_name(t, value), "'"));
    TRY(check_type_name(t, value.as<Str>()));
    type->name = TRY(intern(t, value.as<Str>()));
    set_type_name(type, std::string(type->name->view()));
    write_barrier(t, type);
    return {};
}

Result<Value> get_qualname(Thread&, Value cls) {
    return Value(self_type(cls)->qualname);
}

Result<void> set_qualname(Thread& t, Value cls, Value value) {
    TRY(check_mutable(t, cls, "__qualname__"));
    if (value.is_empty()) return raise_cannot_delete(t, cls, "__qualname__");
    Type* type = self_type(cls);
    if (!is_str(value))
        return raise_type_error(t, cat("can only assign string to ", type_name(type),
                                       ".__qualname__, not '", type_name(t, value), "'"));
    type->qualname = value.as<Str>();
    write_barrier(t, type);
    return {};
}

Result<Value> get_module(Thread& t, Value cls) {
    Type* type = self_type(cls);
    if (!type->has_flag(Type::kScript)) return Value(type->module_name);
    Value module = in_dict(cls, t.names().__module__);
    if (module.is_empty()) return raise(t, t.types().attribute_error, "__module__");
    return module;
}

Result<void> set_module(Thread& t, Value cls, Value value) {
    TRY(check_mutable(t, cls, "__module__"));
    if (value.is_empty()) return raise_cannot_delete(t, cls, "__module__");
    TRY(dict_set_str(t, self_type(cls)->dict, t.names().__module__, value));
    TRY(dict_pop_str(t, self_type(cls)->dict, t.names().__firstlineno__));
    return {};
}

Result<Value> get_doc(Thread& t, Value cls) {
    Type* type = self_type(cls);
    if (!type->has_flag(Type::kScript) && type->doc != nullptr) return make_str(t, type->doc);
    Value doc = in_dict(cls, t.names().__doc__);
    if (doc.is_empty()) return Value::none();
    return bind_descriptor(t, doc, Value(), cls);
}

Result<void> set_doc(Thread& t, Value cls, Value value) {
    TRY(check_mutable(t, cls, "__doc__"));
    if (value.is_empty()) return raise_cannot_delete(t, cls, "__doc__");
    return dict_set_str(t, self_type(cls)->dict, t.names().__doc__, value);
}

Result<Value> get_text_signature(Thread& t, Value cls) {
    const char* text = self_type(cls)->new_signature;
    if (text == nullptr) return Value::none();
    return make_str(t, text);
}

// ---- structure

Result<Value> get_bases(Thread&, Value cls) {
    return Value(self_type(cls)->bases);
}
Result<Value> get_mro(Thread&, Value cls) {
    Tuple* mro = self_type(cls)->mro;
    return mro == nullptr ? Value::none() : Value(mro);
}
Result<Value> get_base(Thread&, Value cls) {
    Type* base = self_type(cls)->base;
    return base == nullptr ? Value::none() : Value(base);
}

Result<Value> get_dict(Thread& t, Value cls) {
    MappingProxy* proxy = TRY(make<MappingProxy>(t, t.types().mappingproxy));
    proxy->mapping = Value(self_type(cls)->dict);
    return Value(proxy);
}

Result<Value> get_basicsize(Thread& t, Value cls) {
    return make_int(t, self_type(cls)->instance_size);
}
Result<Value> get_itemsize(Thread&, Value cls) {
    Kind kind = self_type(cls)->instance_kind;
    if (kind == Kind::Bytes) return Value::small_int(1);
    return Value::small_int(kind == Kind::Int || kind == Kind::Tuple ? 8 : 0);
}
Result<Value> get_dictoffset(Thread&, Value cls) {
    Type* type = self_type(cls);
    if (type->attr_offset == 0) return Value::small_int(0);
    return Value::small_int(type->has_flag(Type::kScript) ? -1 : type->attr_offset);
}
Result<Value> get_weakrefoffset(Thread&, Value cls) {
    return Value::small_int(self_type(cls)->has_flag(Type::kWeakRefable) ? -32 : 0);
}

// The bits that scripts test: mutable, subclassable, ready, collected, abstract, and which built-in
// it derives from.
Result<Value> get_flags(Thread& t, Value cls) {
    Type* type = self_type(cls);
    i64 flags = 1 << 12;
    if (type->has_flag(Type::kScript))
        flags |= (1 << 9) | (1 << 14) | (1 << 2) | (1 << 3) | (1 << 4);
    else
        flags |= 1 << 8;
    if (type->has_flag(Type::kSubclassable)) flags |= 1 << 10;
    if (type->has_flag(Type::kDisallowNew)) flags |= 1 << 7;
    if (type->has_flag(Type::kSequence)) flags |= 1 << 5;
    if (type->has_flag(Type::kMapping)) flags |= 1 << 6;
    if (type->has_flag(Type::kAbstract)) flags |= 1 << 20;
    const Types& types = t.types();
    const Type* builtins[] = {types.int_, types.list, types.tuple,          types.bytes,
                              types.str,  types.dict, types.base_exception, types.type};
    for (int i = 0; i < 8; i++)
        if (builtins[i] != nullptr && is_subtype(type, builtins[i])) flags |= i64{1} << (24 + i);
    return make_int(t, flags);
}

Result<Value> get_type_params(Thread& t, Value cls) {
    Value params = in_dict(cls, t.names().__type_params__);
    return params.is_empty() || !self_type(cls)->has_flag(Type::kScript) ? Value(t.vm->empty_tuple)
                                                                         : params;
}

Result<void> set_type_params(Thread& t, Value cls, Value value) {
    TRY(check_mutable(t, cls, "__type_params__"));
    if (value.is_empty()) return raise_cannot_delete(t, cls, "__type_params__");
    return dict_set_str(t, self_type(cls)->dict, t.names().__type_params__, value);
}

// ---- abstract methods

Result<Value> get_abstract(Thread& t, Value cls) {
    // `type` itself has the descriptor in its dict: that is no set of names.
    Value names =
        cls == Value(t.types().type) ? Value() : in_dict(cls, t.names().__abstractmethods__);
    if (names.is_empty()) return raise(t, t.types().attribute_error, "__abstractmethods__");
    return names;
}

Result<void> set_abstract(Thread& t, Value cls, Value value) {
    Type* type = self_type(cls);
    TRY(check_mutable(t, cls, "__abstractmethods__"));
    bool abstract = false;
    if (value.is_empty()) {
        Value removed = TRY(dict_pop_str(t, type->dict, t.names().__abstractmethods__));
        if (removed.is_absent()) return raise(t, t.types().attribute_error, "__abstractmethods__");
    } else {
        abstract = TRY(truth(t, value));
        TRY(dict_set_str(t, type->dict, t.names().__abstractmethods__, value));
    }
    if (abstract)
        type->type_flags |= Type::kAbstract;
    else
        type->type_flags &= ~static_cast<u32>(Type::kAbstract);
    return {};
}

// ---- annotations (made on demand by the function that the compiler left in __annotate_func__)

Failure raise_no_attribute(Thread& t, Value cls, Str* name) {
    return raise_attribute_error(
        t, cls, name,
        cat("type object '", type_name(self_type(cls)), "' has no attribute '", name, "'"));
}

Result<Value> get_annotate(Thread& t, Value cls) {
    const Names& names = t.names();
    if (!self_type(cls)->has_flag(Type::kScript))
        return raise_no_attribute(t, cls, names.__annotate__);
    Value found = in_dict(cls, names.__annotate_func__);
    if (found.is_empty()) found = in_dict(cls, names.__annotate__);
    if (found.is_empty()) return Value::none();
    return bind_descriptor(t, found, Value(), cls);
}

Result<void> set_annotate(Thread& t, Value cls, Value value) {
    const Names& names = t.names();
    if (value.is_empty()) return raise_type_error(t, "cannot delete __annotate__ attribute");
    TRY(check_mutable(t, cls, "__annotate__"));
    if (!value.is_none() && !is_callable(t, value))
        return raise_type_error(t, "__annotate__ must be callable or None");
    Dict* dict = self_type(cls)->dict;
    TRY(dict_set_str(t, dict, names.__annotate_func__, value));
    if (value.is_none()) return {};
    TRY(dict_pop_str(t, dict, names.__annotations_cache__));
    return {};
}

Result<Value> get_annotations(Thread& t, Value cls) {
    const Names& names = t.names();
    Type* type = self_type(cls);
    if (!type->has_flag(Type::kScript)) return raise_no_attribute(t, cls, names.__annotations__);
    Value found = in_dict(cls, names.__annotations__);
    if (found.is_empty()) found = in_dict(cls, names.__annotations_cache__);
    if (!found.is_empty()) return bind_descriptor(t, found, Value(), cls);
    Value annotate = TRY(get_annotate(t, cls));
    Value annotations;
    if (is_callable(t, annotate)) {
        annotations = TRY(call(t, annotate, {Value::small_int(1)}));
        if (!is_dict(annotations))
            return raise_type_error(
                t, cat("__annotate__ returned non-dict of type '", type_name(t, annotations), "'"));
    } else {
        annotations = Value(TRY(make_dict(t)));
    }
    TRY(dict_set_str(t, type->dict, names.__annotations_cache__, annotations));
    return annotations;
}

Result<void> set_annotations(Thread& t, Value cls, Value value) {
    const Names& names = t.names();
    TRY(check_mutable(t, cls, "__annotations__"));
    Dict* dict = self_type(cls)->dict;
    bool own = !in_dict(cls, names.__annotations__).is_empty();
    Str* name = own ? names.__annotations__ : names.__annotations_cache__;
    if (value.is_empty()) {
        Value removed = TRY(dict_pop_str(t, dict, name));
        if (removed.is_absent())
            return raise_attribute_error(t, cls, names.__annotations__, "__annotations__");
        if (own) TRY(dict_pop_str(t, dict, names.__annotations_cache__));
    } else {
        TRY(dict_set_str(t, dict, name, value));
    }
    TRY(dict_pop_str(t, dict, names.__annotate_func__));
    TRY(dict_pop_str(t, dict, names.__annotate__));
    return {};
}

}  // namespace

Result<Tuple*> abstract_names(Thread& t, Type* type) {
    Value names = TRY(get_abstract(t, Value(type)));
    List* sorted = TRY(list_from_iterable(t, names));
    TRY(list_sort(t, sorted, Value::none(), false));
    return make_tuple_from(t, sorted->items, sorted->length);
}

const GetSetDef kTypeAttributes[18] = {
    {"__basicsize__", nullptr, get_basicsize, readonly_member},
    {"__itemsize__", nullptr, get_itemsize, readonly_member},
    {"__flags__", nullptr, get_flags, readonly_member},
    {"__weakrefoffset__", nullptr, get_weakrefoffset, readonly_member},
    {"__base__", nullptr, get_base, readonly_member},
    {"__dictoffset__", nullptr, get_dictoffset, readonly_member},
    {"__name__", nullptr, get_name, set_name},
    {"__qualname__", nullptr, get_qualname, set_qualname},
    {"__bases__", nullptr, get_bases, type_set_bases},
    {"__mro__", nullptr, get_mro},
    {"__module__", nullptr, get_module, set_module},
    {"__abstractmethods__", nullptr, get_abstract, set_abstract},
    {"__dict__", nullptr, get_dict},
    {"__doc__", nullptr, get_doc, set_doc},
    {"__text_signature__", nullptr, get_text_signature},
    {"__annotations__", nullptr, get_annotations, set_annotations},
    {"__annotate__", nullptr, get_annotate, set_annotate},
    {"__type_params__", nullptr, get_type_params, set_type_params},
};

}  // namespace krait
