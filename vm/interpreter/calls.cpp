// Calling: binding arguments, pushing frames, entering script code from C++.

#include "runtime/object/type_internals.h"
#include "runtime/types/signature.h"
#include "vm/interpreter/slow.h"

namespace krait {

const Word kHaltStub[2] = {0, make_abc(Op::HALT)};
const Word kPumpStub[2] = {0, make_abc(Op::PUMP)};
const Word kResumeInitStub[2] = {0, make_abc(Op::RESUME_INIT)};
const Word kResumeStubs[kResumeCount * 2] = {
#define STUB(kind) 0, make_abc(Op::RESUME, 0, 0, static_cast<unsigned>(Resume::kind))
    STUB(Store), STUB(StoreNot), STUB(StoreTruth), STUB(Discard),
    STUB(Jump),  STUB(JumpNot),  STUB(Binary),     STUB(BinaryStore),
#undef STUB
};

Value* stack_top(Thread& t) {
    return t.frame == nullptr ? t.stack_base : t.frame + frame_function(t.frame)->register_count;
}

void raise_recursion(Thread& t) {
    // A little room for the handlers and messages that follow.
    (void)raise_recursion_error(t);
}

namespace {

// Counts the new frame; false (RecursionError pending) when there is no room for it.
bool enter_frame(Thread& t, const Value* registers) {
    if (KRAIT_UNLIKELY(t.depth_left <= 0 || registers > t.stack_end)) {
        raise_recursion(t);
        return false;
    }
    t.depth_left--;
    return true;
}

void write_header(Value* registers, Function* f, const Word* ret, const void* caller) {
    registers[kSlotFunction] = f;
    registers[kSlotReturn] = raw(ret);
    registers[kSlotCaller] = raw(caller);
    registers[kSlotExtra] = Value();
    poison_registers(registers);
}

// Arguments into registers; the simple case first.
Result<void> place_arguments(Thread& t, Function* f, const Args& args, Value* registers) {
    if (KRAIT_LIKELY(f->simple_args == args.n && args.nkw == 0)) {
        for (u32 i = 0; i < args.n; i++) registers[i] = args.v[i];
        return {};
    }
    return bind_call(t, f, args, registers);
}

}  // namespace

Result<Value> call_function(Thread& t, Value function, const Args& args) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    Function* f = function.as<Function>();
    Value* top = stack_top(t);
    Value* registers = top + kLandingWords + kFrameHeader;
    if (!enter_frame(t, registers)) return Failure{};
    Result<void> placed = place_arguments(t, f, args, registers);
    if (!placed.ok()) {
        t.depth_left++;
        return Failure{};
    }
    Landing* landing = reinterpret_cast<Landing*>(top);
    *landing = {Value(), t.frame, t.pc, 0};
    write_header(registers, f, halt_pc(), landing);
    Value result = run(t, f->entry, registers);
    if (result.is_empty()) return Failure{};
    return result;
}

Result<Value> call_with_defaults(Thread& t, NativeFunction* f, Value* args, u32 given) {
    const std::vector<Parameter>& parameters = f->signature->parameters;
    for (u32 i = given, n = static_cast<u32>(parameters.size()); i < n; i++)
        args[i] = parameters[i].fallback;
    return f->bound.unchecked()(t, args);  // (called by handlers only)
}

Result<Value> run_code(Thread& t, Function* f, Value space) {
    Value argument = space;
    return call_function(t, f, Args{&argument, space.is_empty() ? 0u : 1u, 0, nullptr});
}

const Word* push_call(Thread& t, const Word* pc, Value* R, Function* f, const Value* args, u32 argc,
                      Resume resume, u64 data) {
    Value* top = R + frame_function(R)->register_count;
    Value* registers = top + kLandingWords + kFrameHeader;
    if (!enter_frame(t, registers)) return nullptr;
    Result<void> placed =
        place_arguments(t, f, Args{const_cast<Value*>(args), argc, 0, nullptr}, registers);
    if (!placed.ok()) {
        t.depth_left++;
        return nullptr;
    }
    Landing* landing = reinterpret_cast<Landing*>(top);
    *landing = {Value(), R, pc, data};
    write_header(registers, f, resume_pc(resume), landing);
    t.frame = registers;
    return f->entry;
}

const Word* call_for(Thread& t, const Word* pc, Value* R, Value callee, const Value* args, u32 argc,
                     Resume resume, u64 data) {
    if (is_function(callee))
        return push_call(t, pc, R, callee.as<Function>(), args, argc, resume, data);
    Value result = TRY_PC(call(t, callee, Args{const_cast<Value*>(args), argc, 0, nullptr}));
    return finish(t, pc, R, result, resume, data);
}

namespace {

const Word* store_call_result(Value* R, const CallSite& site, Value v) {
    R[reinterpret_cast<const u8*>(site.next)[-1]] = v;
    return site.next;
}

// Moves the arguments up by one and puts `first` in front.
void insert_argument(Value* args, u32 count, Value first) {
    for (u32 i = count; i > 0; i--) args[i] = args[i - 1];
    args[0] = first;
}

const Word* enter_function(Thread& t, Value* R, const CallSite& site, Function* f, u32 argc,
                           u32 kw_count, Tuple* names) {
    Value* registers = site.window + kFrameHeader;
    if (!enter_frame(t, registers)) return nullptr;
    if (KRAIT_UNLIKELY(f->simple_args != argc || kw_count != 0)) {
        Result<void> bound = bind_call(t, f, Args{registers, argc, kw_count, names}, registers);
        if (!bound.ok()) {
            t.depth_left++;
            return nullptr;
        }
    }
    write_header(registers, f, site.next, R);
    t.frame = registers;
    return f->entry;
}

// Whether calling the class is: allocate a plain instance, then run a script __init__ (or none at all).
bool instantiates_plainly(Thread& t, Type* cls) {
    return cls->type == t.types().type && cls->slots.new_ == object_new &&
           cls->instance_kind == Kind::Instance && !cls->has_flag(Type::kAbstract) &&
           !cls->has_flag(Type::kHasDel);
}

const Word* enter_class(Thread& t, Value* R, const CallSite& site, Type* cls, u32 argc,
                        u32 kw_count, Tuple* names) {
    Value* args = site.window + kFrameHeader;
    Value init = instantiates_plainly(t, cls) ? type_lookup(t, cls, t.names().__init__) : Value();
    if (!is_function(init)) {
        return store_call_result(R, site, TRY_PC(call(t, cls, Args{args, argc, kw_count, names})));
    }
    Object* instance = TRY_PC(allocate_instance(t, cls));
    Function* f = init.as<Function>();
    Value* registers = site.window + kLandingWords + kFrameHeader;
    if (!enter_frame(t, registers)) return nullptr;
    u32 total = argc + kw_count;
    for (u32 i = total; i > 0; i--) registers[i] = args[i - 1];
    registers[0] = instance;
    if (f->simple_args != argc + 1 || kw_count != 0) {
        Result<void> bound = bind_call(t, f, Args{registers, argc + 1, kw_count, names}, registers);
        if (!bound.ok()) {
            t.depth_left++;
            return nullptr;
        }
    }
    Landing* landing = reinterpret_cast<Landing*>(site.window);
    *landing = {Value(), R, site.pc, reinterpret_cast<u64>(instance)};
    write_header(registers, f, kResumeInitStub + 1, landing);
    t.frame = registers;
    return f->entry;
}

}  // namespace

const Word* call_in_window(Thread& t, Value* R, const CallSite& site, Value callee, u32 argc,
                           u32 kw_count, Tuple* names) {
    Value* args = site.window + kFrameHeader;
    for (int unwrapped = 0; callee.is_object(); unwrapped++) {
        switch (callee.object()->kind) {
            case Kind::Function:
                return enter_function(t, R, site, callee.as<Function>(), argc, kw_count, names);
            case Kind::BoundMethod:
                if (callee.object()->type != t.types().bound_method) break;
                insert_argument(args, argc + kw_count, callee.as<BoundMethod>()->self);
                callee = callee.as<BoundMethod>()->function;
                argc++;
                if (unwrapped < 8) continue;
                break;
            case Kind::Type:
                return enter_class(t, R, site, callee.as<Type>(), argc, kw_count, names);
            case Kind::NativeFunction:
                if (unwrapped > 0) break;  // the window has grown beyond the frame's registers
                // No frame will take these words; what they held before would be kept alive by the scan for roots.
                std::fill_n(site.window + 1, kFrameHeader - 1, Value());
                return store_call_result(R, site,
                                         TRY_PC(call_native(t, callee.as<NativeFunction>(),
                                                            Args{args, argc, kw_count, names})));
            default: {
                Value method = type_lookup(t, callee.object()->type, t.names().__call__);
                if (!is_function(method) || unwrapped >= 8) break;
                insert_argument(args, argc + kw_count, callee);
                callee = method;
                argc++;
                continue;
            }
        }
        break;
    }
    RootedVector kept(t.heap());
    for (u32 i = 0; i < argc + kw_count; i++) kept.push(args[i]);
    return store_call_result(R, site,
                             TRY_PC(call(t, callee, Args{kept.data(), argc, kw_count, names})));
}

}  // namespace krait
