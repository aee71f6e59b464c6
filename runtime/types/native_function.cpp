// Calling and making native functions. The types that show them to scripts are in
// native_function_types.cpp.
#include "runtime/types/native_function.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
#include "runtime/types/dict.h"
#include "runtime/types/sequence.h"
#include "runtime/types/signature.h"

#include <alloca.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace krait {

// ---- names in messages

std::string native_qualname(const NativeFunction* f, Value self) {
    const Type* owner = f->owner;
    if (!self.is_empty() && self.is_object() && self.object()->kind == Kind::Module) self = Value();
    if (!self.is_empty())
        owner = is_type(self) ? self.as<Type>() : self.is_object() ? self.object()->type : f->owner;
    if (owner == nullptr) return std::string(f->name->view());
    return cat(owner->qualname, ".", f->name);
}

std::string BindNames::full_name() const {
    if (function == nullptr) return std::string(name);
    std::string qualified = native_qualname(function, self);
    bool builtin = function->module == nullptr || function->module->view() == "builtins";
    return builtin || function->owner != nullptr ? qualified
                                                 : cat(function->module, ".", qualified);
}

// ---- calling

namespace {

BindNames names_of(const NativeFunction* f, Value self) {
    return {f->name->view(), f, self};
}

// `full` has the receiver, if the function takes one, in front.
Result<Value> invoke(Thread& t, NativeFunction* f, const Args& full) {
    if (f->raw != nullptr) return f->raw(t, full);
    if (KRAIT_LIKELY((f->flags & NativeFunction::kExact) && full.n == f->arity && full.nkw == 0))
        return f->bound(t, full.v);
    // No larger than needed: what is left unset of it would be taken for references while the function runs.
    Value* out = static_cast<Value*>(alloca(f->signature->parameters.size() * sizeof(Value)));
    u32 first = f->flags & NativeFunction::kMethod ? 1 : 0;
    Value self;
    if (first) out[0] = self = full.v[0];
    Args rest{full.v + first, full.n - first, full.nkw, full.kwnames};
    TRY(bind_to_signature(t, *f->signature, names_of(f, f->self.is_empty() ? Value() : self), rest,
                          first, out));
    return f->bound(t, out);
}

Result<void> check_receiver(Thread& t, NativeFunction* f, const Args& args) {
    if (args.n == 0) {
        if (f->type == t.types().classmethod_descriptor)
            return raise_type_error(t, cat("descriptor '", f->name, "' of '", type_name(f->owner),
                                           "' object needs an argument"));
        return raise_type_error(
            t, cat("unbound method ", f->owner->qualname, ".", f->name, "() needs an argument"));
    }
    Value self = args.v[0];
    if (f->type == t.types().classmethod_descriptor) {
        if (!is_type(self))
            return raise_type_error(
                t, cat("descriptor '", f->name, "' for type '", type_name(f->owner),
                       "' needs a type, not a '", type_name(t, self), "' as arg 2"));
        if (!is_subtype(self.as<Type>(), f->owner))
            return raise_type_error(
                t, cat("descriptor '", f->name, "' requires a subtype of '", type_name(f->owner),
                       "' but received '", type_name(self.as<Type>()), "'"));
        return {};
    }
    Type* type = type_of(t, self);
    if (KRAIT_LIKELY(type == f->owner || is_subtype(type, f->owner))) return {};
    return raise_type_error(t, cat("descriptor '", f->name, "' for '", type_name(f->owner),
                                   "' objects doesn't apply to a '", type_name(type), "' object"));
}

Result<Value> invoke_bound(Thread& t, NativeFunction* f, const Args& args) {
    constexpr u32 kSmall = 8;
    u32 total = args.n + args.nkw + 1;
    alignas(Value) unsigned char room[kSmall * sizeof(Value)];
    Value* full = reinterpret_cast<Value*>(room);
    if (KRAIT_UNLIKELY(total > kSmall)) full = TRY(make_tuple(t, total))->items;
    full[0] = f->self;
    if (total > 1) std::memcpy(static_cast<void*>(full + 1), args.v, (total - 1) * sizeof(Value));
    return invoke(t, f, Args{full, args.n + 1, args.nkw, args.kwnames});
}

}  // namespace

Result<Value> call_native(Thread& t, NativeFunction* f, const Args& args) {
    if (KRAIT_UNLIKELY(f->slot != 0)) return call_slot_wrapper(t, f, args);
    if (f->flags & NativeFunction::kMethod) {
        if (!f->self.is_empty()) return invoke_bound(t, f, args);
        TRY(check_receiver(t, f, args));
    }
    return invoke(t, f, args);
}

Result<void> bind_arguments(Thread& t, NativeFunction* f, const Args& args, Value* out) {
    u32 first = f->flags & NativeFunction::kMethod ? 1 : 0;
    if (first && !f->self.is_empty()) {
        out[0] = f->self;
        return bind_to_signature(t, *f->signature, names_of(f, f->self), args, 1, out);
    }
    if (first) {
        TRY(check_receiver(t, f, args));
        out[0] = args.v[0];
    }
    Args rest{args.v + first, args.n - first, args.nkw, args.kwnames};
    return bind_to_signature(t, *f->signature, names_of(f, Value()), rest, first, out);
}

Result<void> parse_arguments(Thread& t, const char* function_name, const char* signature,
                             const Args& args, Value* out) {
    const Signature* parsed = TRY(signature_of(t, signature));
    if (parsed->has_receiver) {
        // The receiver is not among the arguments: parameters start behind it, results at out[0]
        // all the same.
        Value shifted[kMaxParameters];
        TRY(bind_to_signature(t, *parsed, BindNames{function_name}, args, 1, shifted));
        for (u32 i = 1; i < parsed->parameters.size(); i++) out[i - 1] = shifted[i];
        return {};
    }
    return bind_to_signature(t, *parsed, BindNames{function_name}, args, 0, out);
}

// ---- making

namespace {

Result<NativeFunction*> make_native(Thread& t, Type* type, const char* name) {
    Str* interned = TRY(intern(t, name));
    NativeFunction* f = TRY(make<NativeFunction>(t, type));
    f->name = interned;
    return f;
}

Result<NativeFunction*> make_from_def(Thread& t, Type* type, const NativeDef* def) {
    const Signature* signature = TRY(signature_of(t, def->signature));
    NativeFunction* f = TRY(make_native(t, type, def->name));
    f->def = def;
    f->bound = def->bound;
    f->raw = def->raw;
    f->signature = signature;
    f->arity = static_cast<u32>(signature->parameters.size());
    if (signature->all_required && def->raw == nullptr) f->flags |= NativeFunction::kExact;
    if (signature->has_receiver) f->flags |= NativeFunction::kMethod;
    return f;
}

void require_receiver(const Type* owner, const NativeDef* def, const NativeFunction* f) {
    if (f->flags & NativeFunction::kMethod) return;
    std::fprintf(stderr, "krait: native method %s.%s has no receiver in its signature \"%s\"\n",
                 type_name(owner), def->name, def->signature);
    std::abort();
}

}  // namespace

Result<Value> make_native_function(Thread& t, const NativeDef* def, Value self, Str* module) {
    NativeFunction* f = TRY(make_from_def(t, t.types().builtin_function, def));
    f->self = self;
    f->module = module;
    if (self.is_empty()) f->flags &= static_cast<u8>(~NativeFunction::kMethod);
    return Value(f);
}

Result<Value> make_native_method(Thread& t, Type* owner, const NativeDef* def) {
    const Types& types = t.types();
    if (def->flavor == NativeDef::kStaticMethod) {
        NativeFunction* f = TRY(make_from_def(t, types.builtin_function, def));
        f->owner = owner;
        f->self = owner;
        f->flags &= static_cast<u8>(~NativeFunction::kMethod);
        StaticMethod* wrapper = TRY(allocate_instance_as<StaticMethod>(t, types.staticmethod));
        wrapper->callable = f;
        return Value(wrapper);
    }
    bool of_class = def->flavor == NativeDef::kClassMethod;
    NativeFunction* f = TRY(
        make_from_def(t, of_class ? types.classmethod_descriptor : types.method_descriptor, def));
    f->owner = owner;
    require_receiver(owner, def, f);
    return Value(f);
}

Result<Value> make_slot_wrapper(Thread& t, Type* owner, u32 dunder) {
    NativeFunction* f = TRY(make<NativeFunction>(t, t.types().slot_wrapper));
    f->name = dunder_name(t.names(), static_cast<Dunder>(dunder));
    f->owner = owner;
    f->slot = dunder;
    f->flags |= NativeFunction::kMethod;
    return Value(f);
}

Result<Value> make_new_function(Thread& t, Type* owner) {
    NativeFunction* f = TRY(make<NativeFunction>(t, t.types().builtin_function));
    f->name = t.names().__new__;
    f->owner = owner;
    f->self = owner;
    f->slot = static_cast<u32>(Dunder::New);
    return Value(f);
}

Result<Value> bind_native(Thread& t, NativeFunction* f, Value self) {
    const Types& types = t.types();
    NativeFunction* bound =
        TRY(make<NativeFunction>(t, f->slot != 0 ? types.method_wrapper : types.builtin_function));
    bound->flags |= f->flags & (NativeFunction::kMethod | NativeFunction::kExact);
    bound->bound = f->bound;
    bound->raw = f->raw;
    bound->arity = f->arity;
    bound->slot = f->slot;
    bound->def = f->def;
    bound->signature = f->signature;
    bound->self = self;
    bound->owner = f->owner;
    bound->name = f->name;
    bound->module = f->module;
    return Value(bound);
}

Result<Value> make_bound_method(Thread& t, Value function, Value self) {
    BoundMethod* method = TRY(make<BoundMethod>(t, t.types().bound_method));
    method->function = function;
    method->self = self;
    return Value(method);
}

// ---- modules

Result<Module*> make_module(Thread& t, Str* name) {
    const Names& names = t.names();
    Dict* dict = TRY(make_dict(t, 8));
    TRY(dict_set_str(t, dict, names.__name__, Value(name)));
    TRY(dict_set_str(t, dict, names.__doc__, Value::none()));
    TRY(dict_set_str(t, dict, names.__package__, Value::none()));
    TRY(dict_set_str(t, dict, names.__loader__, Value::none()));
    TRY(dict_set_str(t, dict, names.__spec__, Value::none()));
    Module* module = TRY(make<Module>(t, t.types().module));
    module->dict = dict;
    return module;
}

Result<Module*> make_native_module(Thread& t, const char* name, const char* doc,
                                   std::span<const NativeDef> functions) {
    Str* name_str = TRY(intern(t, name));
    Module* module = TRY(make_module(t, name_str));
    module->flags |= Module::kNative;
    if (doc != nullptr) {
        Str* text = TRY(make_str(t, doc));
        TRY(dict_set_str(t, module->dict, t.names().__doc__, Value(text)));
    }
    TRY(dict_set_str(t, module->dict, t.names().__package__, Value(t.names().empty)));
    for (const NativeDef& def : functions) {
        Value function = TRY(make_native_function(t, &def, Value(module), name_str));
        TRY(dict_set_str(t, module->dict, function.as<NativeFunction>()->name, function));
    }
    if (t.vm->modules == nullptr) t.vm->modules = TRY(make_dict(t));
    TRY(dict_set_str(t, t.vm->modules, name_str, Value(module)));
    return module;
}

}  // namespace krait
