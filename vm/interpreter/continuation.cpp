// What happens with the result of a frame that was pushed for an operator, an attribute, … : the continuations.

#include "vm/interpreter/operators.h"
#include "vm/interpreter/slow.h"

namespace krait {

const Word* take_jump(Thread& t, const Word* pc, bool taken) {
    if (!taken) return pc + 2;
    const Word* target = pc + static_cast<i32>(pc[1]);
    return KRAIT_UNLIKELY(t.interrupt) ? slow_safepoint(t, target, t.frame) : target;
}

const Word* finish(Thread& t, const Word* pc, Value* R, Value result, Resume resume, u64 data) {
    switch (resume) {
        case Resume::Store: return store_result(R, pc, result);
        case Resume::StoreTruth:
            return store_result(R, pc, Value::from_bool(TRY_PC(truth(t, result))));
        case Resume::StoreNot:
            return store_result(R, pc, Value::from_bool(!TRY_PC(truth(t, result))));
        case Resume::Discard: return next_pc(pc);
        case Resume::Jump: return take_jump(t, pc, TRY_PC(truth(t, result)));
        case Resume::JumpNot: return take_jump(t, pc, !TRY_PC(truth(t, result)));
        case Resume::Binary:
        case Resume::BinaryStore: return continue_binary(t, pc, R, result, resume, data);
        case Resume::kCount: break;
    }
    __builtin_unreachable();
}

const Word* slow_resume(Thread& t, const Word* pc, Value* R) {
    Landing* landing = reinterpret_cast<Landing*>(R);
    t.frame = landing->frame;
    t.pc = landing->pc;
    return finish(t, landing->pc, landing->frame, landing->result, static_cast<Resume>(op_c(pc)),
                  landing->data);
}

const Word* slow_resume_init(Thread& t, const Word*, Value* R) {
    Landing* landing = reinterpret_cast<Landing*>(R);
    Value result = landing->result;
    t.frame = landing->frame;
    t.pc = landing->pc;
    FAIL_PC(raise_type_error(
        t, cat("__init__() should return None, not '", type_name(t, result), "'")));
}

const Word* slow_safepoint(Thread& t, const Word* pc, Value* R) {
    t.frame = R;
    TRY_PC(t.vm->hooks.run_pending(t));
    t.frame = R;
    return pc;
}

}  // namespace krait
