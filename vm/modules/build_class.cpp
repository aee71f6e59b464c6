// __build_class__: what a class statement calls. Resolves __mro_entries__ and the metaclass, prepares the namespace, runs the body
// and calls the metaclass.

#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "vm/interpreter/interpreter.h"
#include "vm/modules/builtin_functions.h"

namespace krait {

namespace {

// Bases with __mro_entries__ replaced by what that gives. The same tuple if there are none.
Result<Tuple*> resolve_bases(Thread& t, Tuple* bases) {
    bool changed = false;
    RootedVector resolved(t.heap());
    for (Value base : *bases) {
        if (is_type(base)) {
            resolved.push(base);
            continue;
        }
        Value method = TRY(get_attr_or_absent(t, base, t.names().__mro_entries__));
        if (method.is_absent()) {
            resolved.push(base);
            continue;
        }
        Value entries = TRY(call(t, method, {bases}));
        if (!is_tuple(entries)) return raise_type_error(t, "__mro_entries__ must return a tuple");
        changed = true;
        for (Value entry : *entries.as<Tuple>()) resolved.push(entry);
    }
    if (!changed) return bases;
    return make_tuple_from(t, resolved.data(), resolved.size());
}

// The most derived metaclass of the bases' and the given one.
Result<Value> winning_metaclass(Thread& t, Value meta, Tuple* bases) {
    if (!is_type(meta)) return meta;
    Type* winner = meta.as<Type>();
    for (Value base : *bases) {
        Type* candidate = type_of(t, base);
        if (is_subtype(winner, candidate)) continue;
        if (!is_subtype(candidate, winner)) {
            return raise_type_error(t,
                                    "metaclass conflict: the metaclass of a derived class must be "
                                    "a (non-strict) subclass "
                                    "of the metaclasses of all its bases");
        }
        winner = candidate;
    }
    return winner;
}

Result<Value> prepare_namespace(Thread& t, Value meta, Str* name, Tuple* bases,
                                const Args& keywords) {
    if (meta == Value(t.types().type)) return make_dict(t);
    Value prepare = TRY(get_attr_or_absent(t, meta, t.names().__prepare__));
    if (prepare.is_absent()) return make_dict(t);
    RootedVector args(t.heap());
    args.push(name);
    args.push(bases);
    for (u32 k = 0; k < keywords.nkw; k++) args.push(keywords.v[k]);
    Value space = TRY(call(t, prepare, Args{args.data(), 2, keywords.nkw, keywords.kwnames}));
    if (!is_dict(space) && type_of(t, space)->slots.get_item == nullptr) {
        std::string meta_name =
            is_type(meta) ? std::string(meta.as<Type>()->name->view()) : "<metaclass>";
        return raise_type_error(
            t, cat(meta_name, ".__prepare__() must return a mapping, not ", type_name(t, space)));
    }
    return space;
}

// The keywords without `metaclass`, whose value goes to *meta.
Result<Args> take_metaclass(Thread& t, const Args& args, RootedVector& values, Value* meta) {
    RootedVector names(t.heap());
    for (u32 k = 0; k < args.nkw; k++) {
        Value name = args.kwnames->items[k];
        Value value = args.v[args.n + k];
        if (name.as<Str>()->view() == "metaclass") {
            *meta = value;
        } else {
            names.push(name);
            values.push(value);
        }
    }
    Tuple* kwnames = TRY(make_tuple_from(t, names.data(), names.size()));
    return Args{values.data(), 0, static_cast<u32>(names.size()), kwnames};
}

}  // namespace

Result<Value> builtin_build_class(Thread& t, const Args& args) {
    if (args.n < 2) return raise_type_error(t, "__build_class__: not enough arguments");
    if (!is_function(args.v[0]))
        return raise_type_error(t, "__build_class__: func must be a function");
    if (!is_str(args.v[1])) return raise_type_error(t, "__build_class__: name is not a string");
    Function* body = args.v[0].as<Function>();
    Str* name = args.v[1].as<Str>();
    Tuple* original_bases = TRY(make_tuple_from(t, args.v + 2, args.n - 2));
    Tuple* bases = TRY(resolve_bases(t, original_bases));
    Value meta;
    RootedVector keyword_values(t.heap());
    Args keywords = TRY(take_metaclass(t, args, keyword_values, &meta));
    if (meta.is_empty())
        meta = bases->length == 0 ? Value(t.types().type) : Value(type_of(t, bases->items[0]));
    meta = TRY(winning_metaclass(t, meta, bases));
    Value space = TRY(prepare_namespace(t, meta, name, bases, keywords));
    Value cell = TRY(run_code(t, body, space));
    if (bases != original_bases)
        TRY(set_item(t, space, TRY(intern(t, "__orig_bases__")), original_bases));

    RootedVector call_args(t.heap());
    call_args.push(name);
    call_args.push(bases);
    call_args.push(space);
    for (u32 k = 0; k < keywords.nkw; k++) call_args.push(keywords.v[k]);
    Value cls = TRY(call(t, meta, Args{call_args.data(), 3, keywords.nkw, keywords.kwnames}));
    if (is_type(cls) && cell.is_object() && cell.object()->kind == Kind::Cell) {
        Value in_cell = cell.as<Cell>()->value;
        if (in_cell.is_empty()) {
            return raise_runtime_error(
                t, cat("__class__ not set defining '", name, "' as ", TRY(repr(t, cls)),
                       ". Was __classcell__ propagated to type.__new__?"));
        }
        if (in_cell != cls) {
            return raise_type_error(t, cat("__class__ set to ", TRY(repr(t, in_cell)),
                                           " defining '", name, "' as ", TRY(repr(t, cls))));
        }
    }
    return cls;
}

}  // namespace krait
