// Specializing calls. A site caches the callee (or the Bytecode of a function that is made again and again) and where to
// enter it: what is known then is that the number of arguments fits.

#include "runtime/object/type_internals.h"
#include "runtime/types/signature.h"
#include "vm/specialize/specialize.h"

namespace krait {

bool defaults_complete(const NativeFunction* f, u32 argc) {
    const Signature* signature = f->signature;
    constexpr u32 kMaxDefaulted = 12;  // what surely fits behind the arguments in a window
    if (f->bound == nullptr || f->slot != 0 || signature == nullptr ||
        signature->parameters.size() > kMaxDefaulted)
        return false;
    if (signature->var_positional >= 0 || signature->var_keyword >= 0) return false;
    if (argc > signature->positional) return false;
    for (u32 i = argc; i < signature->parameters.size(); i++) {
        if (signature->parameters[i].required) return false;
    }
    return true;
}

namespace {

struct CallPlan {
    Op form = Op::NOP;
    Reason reason = Reason::None;
    u64 guard = 0;
    u64 entry = 0;
    u32 version = 0;
};

CallPlan failed(Reason reason) {
    CallPlan p;
    p.reason = reason;
    return p;
}

// Misses after which a site no longer asks for one particular function.
constexpr unsigned kManyCallees = 3;

CallPlan plan_function(Function* f, u32 argc, bool method, bool same_code_before,
                       bool many_callees) {
    CallPlan p;
    if (f->simple_args == Function::kNotSimple) return failed(Reason::not_simple_code);
    p.guard = Value(f).bits();
    p.entry = reinterpret_cast<u64>(f->entry);
    if (f->simple_args == argc) {
        p.form = method ? Op::CALL_METHOD_FUNCTION : Op::CALL_FUNCTION;
        if (many_callees) {
            p.form = method ? Op::CALL_METHOD_FUNCTION_ANY : Op::CALL_FUNCTION_ANY;
        } else if (!method && same_code_before) {
            p.form = Op::CALL_FUNCTION_CODE;
            p.guard = reinterpret_cast<u64>(f->body);
        }
        return p;
    }
    bool defaults_fit = !method && f->simple_args > argc && f->defaults != nullptr &&
                        f->defaults->length >= f->simple_args - argc;
    if (!defaults_fit) return failed(Reason::arguments_do_not_fit);
    p.form = Op::CALL_FUNCTION_DEFAULTS;
    return p;
}

CallPlan plan_class(Thread& t, Type* cls, u32 argc) {
    if (cls == t.types().type && argc == 1) {
        CallPlan p;
        p.form = Op::CALL_TYPE_1;
        p.guard = Value(cls).bits();
        return p;
    }
    if (cls->type == t.types().type && !cls->has_flag(Type::kScript)) {
        CallPlan p;
        p.form = Op::CALL_BUILTIN_CLASS;
        p.guard = Value(cls).bits();
        return p;
    }
    if (cls->type != t.types().type || cls->slots.new_ != object_new ||
        cls->instance_kind != Kind::Instance || cls->has_flag(Type::kAbstract) ||
        cls->has_flag(Type::kHasDel)) {
        return failed(Reason::class_not_simple);
    }
    Value init = type_lookup(t, cls, t.names().__init__);
    if (!is_function(init)) return failed(Reason::class_not_simple);
    if (init.as<Function>()->simple_args != argc + 1) return failed(Reason::arguments_do_not_fit);
    CallPlan p;
    p.form = Op::CALL_CLASS;
    p.guard = Value(cls).bits();
    p.entry = Value(init).bits();
    p.version = version_of(t, cls);
    return p.version == 0 ? failed(Reason::version_exhausted) : p;
}

CallPlan plan_native(NativeFunction* f, u32 argc, bool method, bool with_receiver) {
    CallPlan p;
    if ((f->flags & NativeFunction::kExact) && f->arity == argc) {
        p.form = method ? Op::CALL_METHOD_NATIVE : Op::CALL_NATIVE;
    } else if (defaults_complete(f, argc)) {
        p.form = method ? Op::CALL_METHOD_NATIVE_DEFAULTS : Op::CALL_NATIVE_DEFAULTS;
    } else {
        return failed(Reason::bound_native);
    }
    p.guard = Value(f).bits();
    p.entry = reinterpret_cast<u64>(f->bound.unchecked());
    p.version = with_receiver ? 1 : 0;
    return p;
}

// For a callee that brings its own receiver, takes one as the first argument, or changes from call to call.
CallPlan plan_any_native(Thread& t, NativeFunction* f, const Value* arguments, u32 argc) {
    if (f->flags & NativeFunction::kMethod) {
        if (!f->self.is_empty()) {
            argc++;
        } else if (argc == 0 || type_of(t, arguments[0]) != f->owner ||
                   f->type == t.types().classmethod_descriptor) {
            return failed(Reason::bound_native);
        }
    }
    bool exact = (f->flags & NativeFunction::kExact) && f->arity == argc;
    bool other = !exact && f->def != nullptr && f->slot == 0 &&
                 (f->raw != nullptr || defaults_complete(f, argc));
    if (!exact && !other) return failed(Reason::bound_native);
    CallPlan p;
    p.form = Op::CALL_NATIVE_ANY;
    p.guard = other ? reinterpret_cast<u64>(f->def) : 1;
    return p;
}

CallPlan plan(Thread& t, const Word* pc, Value* window) {
    bool method = info(op_at(pc)).base == Op::CALL_METHOD;
    Value callee = window[0];
    u32 argc = op_b(pc);
    bool with_receiver = method && !window[4].is_empty();
    if (with_receiver) argc++;
    if (!callee.is_object()) return failed(Reason::callee_kind);
    switch (callee.object()->kind) {
        case Kind::Function: {
            if (method && !with_receiver) return failed(Reason::callee_kind);
            bool same_code =
                !method && op_at(pc) == Op::CALL_FUNCTION &&
                call_cache(pc)->entry == reinterpret_cast<u64>(callee.as<Function>()->entry);
            return plan_function(callee.as<Function>(), argc, method, same_code,
                                 Warmup::level(call_cache(pc)->counter) >= kManyCallees);
        }
        case Kind::Type:
            return method ? failed(Reason::callee_kind) : plan_class(t, callee.as<Type>(), argc);
        case Kind::NativeFunction: {
            NativeFunction* f = callee.as<NativeFunction>();
            // A bound native passes its own receiver; an unbound one checks it.
            bool changing =
                f->raw != nullptr || Warmup::level(call_cache(pc)->counter) >= kManyCallees;
            if (!method && (changing || (f->flags & NativeFunction::kMethod)))
                return plan_any_native(t, f, window + kFrameHeader, argc);
            bool plain = f->self.is_empty() || !(f->flags & NativeFunction::kMethod);
            if (!plain || (!with_receiver && (f->flags & NativeFunction::kMethod)))
                return failed(Reason::bound_native);
            return plan_native(f, argc, method, with_receiver);
        }
        default: return failed(Reason::callee_kind);
    }
}

}  // namespace

void respecialize_call(Thread& t, const Word* pc, Value* R) {
    CallCache* cache = call_cache(pc);
    if (!time_to_specialize(t, pc, R, cache)) return;
    Value* window = R + op_a(pc);
    note_attempt(t, pc, R, window[0]);
    CallPlan p = plan(t, pc, window);
    Op now = op_at(pc);
    if (p.form == Op::NOP || !vm_state(t).enabled(p.form)) {
        note_failure(t, pc, R, p.form == Op::NOP ? p.reason : Reason::switched_off);
        Warmup::back_off(cache);
        if (now != info(now).base && Warmup::level(cache->counter) >= 6) deoptimize(t, pc, R);
        return;
    }
    if (now != info(now).base) {
        Warmup::back_off(cache);
        // A site whose callee keeps changing is better off with the general path for a while.
        if (Warmup::level(cache->counter) >= 8) {
            note_failure(t, pc, R, Reason::too_many_types);
            deoptimize(t, pc, R);
            return;
        }
    }
    cache->guard = p.guard;
    cache->entry = p.entry;
    cache->version = p.version;
    specialize_to(t, pc, R, p.form);
}

void forget_call_target(Thread& t, const Object* target) {
    u64 bits = reinterpret_cast<u64>(target);
    for (Bytecode* body : vm_state(t).bodies) {
        for (u32 site : body->code->tables->sites) {
            const Word* pc = body->words + site;
            Family family = info(op_at(pc)).family;
            if (!is_specialized(op_at(pc))) continue;
            // Sites guarded by a type version hold functions too (INVOKE, CALL_CLASS, properties): they start anew as well.
            bool attribute = family == Family::Invoke || op_at(pc) == Op::LOAD_ATTR_PROPERTY;
            bool call = family == Family::Call &&
                        (call_cache(pc)->guard == bits || call_cache(pc)->entry == bits);
            if (attribute || call || op_at(pc) == Op::CALL_CLASS ||
                op_at(pc) == Op::CALL_FUNCTION_CODE) {
                set_op(pc, info(op_at(pc)).base);
            }
        }
    }
}

}  // namespace krait
