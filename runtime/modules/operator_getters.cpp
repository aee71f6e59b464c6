// operator.attrgetter, itemgetter and methodcaller: callables that fetch what they were made for.
#include "runtime/errors/errors.h"
#include "runtime/modules/operator.h"
#include "runtime/object/operations.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"

#include <algorithm>

namespace krait {

namespace {

// attrgetter: `items` are the names as given, `extra` a tuple of tuples of interned name parts.
// itemgetter: `items` are the keys. methodcaller: `items` are the positional arguments, `extra` is
// the name and `keywords` a tuple of names followed by values.
struct Getter : Object {
    static constexpr Kind kKind = Kind::Native;
    Tuple* items;
    Value extra;
    Tuple* keyword_names;
    Tuple* keyword_values;
};

Getter* self_of(Value v) {
    return static_cast<Getter*>(v.object());
}

void trace_getter(Object* object, Tracer& tracer) {
    Getter* getter = static_cast<Getter*>(object);
    tracer.visit(getter->items);
    tracer.visit(getter->extra);
    tracer.visit(getter->keyword_names);
    tracer.visit(getter->keyword_values);
}

Result<void> check_arguments(Thread& t, const char* name, const Args& args) {
    TRY(check_no_keywords(t, name, args));
    if (args.n != 0) return {};
    return check_positional(t, name, args, 1, 1);
}

Result<void> check_single(Thread& t, const char* name, const Args& args) {
    TRY(check_no_keywords(t, name, args));
    return check_positional(t, name, args, 1, 1);
}

Result<Value> repr_items(Thread& t, Value self, const char* name) {
    Getter* getter = self_of(self);
    ReprGuard guard(t, self);
    if (guard.recursive()) return TRY(make_str_ascii(t, cat(name, "(...)")));
    std::string text = cat(name, "(");
    for (u64 i = 0; i < getter->items->length; i++) {
        if (i != 0) text += ", ";
        text += TRY(repr(t, getter->items->items[i]))->view();
    }
    text += ')';
    return TRY(make_str(t, text));
}

// ---- itemgetter

Result<Value> itemgetter_new(Thread& t, Type* type, const Args& args) {
    TRY(check_arguments(t, "itemgetter", args));
    Tuple* items = TRY(make_tuple_from(t, args.v, args.n));
    Getter* self = TRY(make<Getter>(t, type));
    self->items = items;
    return self;
}

Result<Value> itemgetter_call(Thread& t, Value v, const Args& args) {
    TRY(check_single(t, "itemgetter", args));
    Tuple* keys = self_of(v)->items;
    if (keys->length == 1) return get_item(t, args[0], keys->items[0]);
    Tuple* result = TRY(make_tuple(t, keys->length));
    for (u64 i = 0; i < keys->length; i++) {
        result->items[i] = TRY(get_item(t, args[0], keys->items[i]));
        write_barrier(t, result);
    }
    return result;
}

Result<Value> itemgetter_repr(Thread& t, Value v) {
    return repr_items(t, v, "operator.itemgetter");
}

// ---- attrgetter

// "a.b.c" as a tuple of interned names.
Result<Tuple*> split_name(Thread& t, Str* name) {
    List* parts = TRY(make_list(t, 1));
    std::string_view rest = name->view();
    for (;;) {
        std::size_t dot = rest.find('.');
        Str* part = TRY(intern(t, std::string(rest.substr(0, dot))));
        TRY(list_append(t, parts, part));
        if (dot == std::string_view::npos) break;
        rest.remove_prefix(dot + 1);
    }
    return make_tuple_from(t, parts->items, parts->length);
}

Result<Value> attrgetter_new(Thread& t, Type* type, const Args& args) {
    TRY(check_arguments(t, "attrgetter", args));
    for (u32 i = 0; i < args.n; i++) {
        if (!is_str(args[i])) return raise_type_error(t, "attribute name must be a string");
    }
    Tuple* names = TRY(make_tuple_from(t, args.v, args.n));
    Tuple* paths = TRY(make_tuple(t, args.n));
    for (u32 i = 0; i < args.n; i++) {
        paths->items[i] = TRY(split_name(t, args[i].as<Str>()));
        write_barrier(t, paths);
    }
    Getter* self = TRY(make<Getter>(t, type));
    self->items = names;
    self->extra = paths;
    return self;
}

Result<Value> follow_path(Thread& t, Value object, Tuple* path) {
    for (Value name : *path) object = TRY(get_attr(t, object, name.as<Str>()));
    return object;
}

Result<Value> attrgetter_call(Thread& t, Value v, const Args& args) {
    TRY(check_single(t, "attrgetter", args));
    Tuple* paths = self_of(v)->extra.as<Tuple>();
    if (paths->length == 1) return follow_path(t, args[0], paths->items[0].as<Tuple>());
    Tuple* result = TRY(make_tuple(t, paths->length));
    for (u64 i = 0; i < paths->length; i++) {
        result->items[i] = TRY(follow_path(t, args[0], paths->items[i].as<Tuple>()));
        write_barrier(t, result);
    }
    return result;
}

Result<Value> attrgetter_repr(Thread& t, Value v) {
    return repr_items(t, v, "operator.attrgetter");
}

// ---- methodcaller

Result<Value> methodcaller_new(Thread& t, Type* type, const Args& args) {
    if (args.n == 0) {
        return raise_type_error(t, "methodcaller needs at least one argument, the method name");
    }
    if (!is_str(args[0])) return raise_type_error(t, "method name must be a string");
    Str* name = TRY(intern(t, args[0].as<Str>()));
    Tuple* arguments = TRY(make_tuple_from(t, args.v + 1, args.n - 1));
    Tuple* values = TRY(make_tuple_from(t, args.v + args.n, args.nkw));
    Getter* self = TRY(make<Getter>(t, type));
    self->items = arguments;
    self->extra = name;
    self->keyword_names = args.nkw == 0 ? t.vm->empty_tuple : args.kwnames;
    self->keyword_values = values;
    return self;
}

Result<Value> methodcaller_call(Thread& t, Value v, const Args& args) {
    TRY(check_single(t, "methodcaller", args));
    Getter* self = self_of(v);
    Value method = TRY(get_attr(t, args[0], self->extra.as<Str>()));
    u64 positional = self->items->length;
    u64 keywords = self->keyword_values->length;
    if (keywords == 0) {
        return call(t, method, Args{self->items->items, static_cast<u32>(positional), 0, nullptr});
    }
    Tuple* all = TRY(make_tuple(t, positional + keywords));
    std::copy_n(self->items->items, positional, all->items);
    std::copy_n(self->keyword_values->items, keywords, all->items + positional);
    return call(t, method,
                Args{all->items, static_cast<u32>(positional), static_cast<u32>(keywords),
                     self->keyword_names});
}

Result<Value> methodcaller_repr(Thread& t, Value v) {
    Getter* self = self_of(v);
    ReprGuard guard(t, v);
    if (guard.recursive()) return TRY(make_str_ascii(t, "operator.methodcaller(...)"));
    Str* name = TRY(repr(t, self->extra));
    std::string text = cat("operator.methodcaller(", name);
    for (Value argument : *self->items) {
        text += ", ";
        text += TRY(repr(t, argument))->view();
    }
    for (u64 i = 0; i < self->keyword_values->length; i++) {
        text += cat(", ", self->keyword_names->items[i].as<Str>(), "=");
        text += TRY(repr(t, self->keyword_values->items[i]))->view();
    }
    text += ')';
    return TRY(make_str(t, text));
}

// ---- types

using New = Result<Value> (*)(Thread&, Type*, const Args&);
using Call = Result<Value> (*)(Thread&, Value, const Args&);
using Repr = Result<Value> (*)(Thread&, Value);

Result<void> add_type(Thread& t, Module* module, const char* name, const char* doc, New make_new,
                      Call call_slot, Repr repr_slot) {
    TypeDef def = {
        .name = name,
        .doc = doc,
        .instance_kind = Kind::Native,
        .instance_size = sizeof(Getter),
        .module = "operator",
        .trace_native = trace_getter,
    };
    def.slots.new_ = make_new;
    def.slots.call = call_slot;
    def.slots.repr = repr_slot;
    Type* type = TRY(make_native_type(t, def));
    Str* key = TRY(intern(t, name));
    return dict_set_str(t, module->dict, key, type);
}

}  // namespace

Result<void> add_operator_getters(Thread& t, Module* module) {
    TRY(add_type(t, module, "attrgetter",
                 "attrgetter('a.b', 'c')(x) is (x.a.b, x.c); with one name, the value alone.",
                 attrgetter_new, attrgetter_call, attrgetter_repr));
    TRY(add_type(t, module, "itemgetter",
                 "itemgetter(1, 'k')(x) is (x[1], x['k']); with one key, the value alone.",
                 itemgetter_new, itemgetter_call, itemgetter_repr));
    return add_type(t, module, "methodcaller", "methodcaller('name', 1, k=2)(x) is x.name(1, k=2).",
                    methodcaller_new, methodcaller_call, methodcaller_repr);
}

}  // namespace krait
