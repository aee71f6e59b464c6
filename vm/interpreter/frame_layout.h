// How frames lie on the register stack.
//
//   R[-4]  the Function
//   R[-3]  return pc (const Word*): where the caller goes on; the top byte of the word before it is the caller's register that gets the result
//   R[-2]  the caller's R, or the address of a landing (below)
//   R[-1]  empty, or the Generator that this frame runs, or its Frame object
//   R[0…]  registers; an outgoing call's window overlaps the callee's header and registers
//
// A frame that wasn't pushed by a call instruction (called from C++, or for an operator, a property, …) returns to a
// landing: four words in front of its header. Its return pc is then in one of the stubs (HALT, PUMP, RESUME, RESUME_INIT), whose register
// "0 of R" is landing[0].
#pragma once

#include "vm/objects/code.h"

namespace krait {

inline constexpr int kSlotFunction = -4;
inline constexpr int kSlotReturn = -3;
inline constexpr int kSlotCaller = -2;
inline constexpr int kSlotExtra = -1;

// Debug builds fill the registers of a new frame that hold no argument, so that a read of what was never written is noticed.
KRAIT_INLINE void poison_registers(Value* R, u32 from) {
#ifndef NDEBUG
    u32 count = R[kSlotFunction].as<Function>()->register_count;
    for (u32 i = from; i < count; i++) R[i] = Value::poison();
#else
    (void)R;
    (void)from;
#endif
}
KRAIT_INLINE void poison_registers(Value* R) {
#ifndef NDEBUG
    poison_registers(R, R[kSlotFunction].as<Function>()->code()->param_count);
#else
    (void)R;
#endif
}

struct Landing {
    Value result;
    Value* frame;    // R of the frame that goes on
    const Word* pc;  // the instruction that it was at
    u64 data;        // for the continuation
};
static_assert(sizeof(Landing) == 4 * sizeof(Value));
inline constexpr int kLandingWords = 4;

KRAIT_INLINE Function* frame_function(Value* R) {
    return R[kSlotFunction].as<Function>();
}
KRAIT_INLINE const Word* frame_return(Value* R) {
    return reinterpret_cast<const Word*>(R[kSlotReturn].bits());
}
KRAIT_INLINE Value* frame_caller(Value* R) {
    return reinterpret_cast<Value*>(R[kSlotCaller].bits());
}
KRAIT_INLINE Landing* frame_landing(Value* R) {
    return reinterpret_cast<Landing*>(R[kSlotCaller].bits());
}
KRAIT_INLINE Value raw(const void* p) {
    return Value::from_bits(reinterpret_cast<u64>(p));
}

// What a pushed frame's result is for (operand C of RESUME).
enum class Resume : u8 {
    Store,       // result → the register named by the instruction's A
    StoreNot,    // truth of the result, negated → A
    StoreTruth,  // truth of the result → A
    Discard,     // (attribute and item stores)
    Jump,        // truth of the result decides the instruction's jump
    JumpNot,
    Binary,  // NotImplemented → the other operand's turn; else Jump, JumpNot or Store, as the instruction says
    BinaryStore,  // the same, known to be Store
    kCount
};
inline constexpr int kResumeCount = static_cast<int>(Resume::kCount);

extern const Word kHaltStub[2];
extern const Word kPumpStub[2];
extern const Word kResumeInitStub[2];
extern const Word kResumeStubs[kResumeCount * 2];
inline const Word* halt_pc() {
    return kHaltStub + 1;
}
inline const Word* pump_pc() {
    return kPumpStub + 1;
}
// Whether what leaves the frame that returns there, leaves the interpreter's loop.
inline bool returns_to_native(const Word* pc) {
    return pc == halt_pc() || pc == pump_pc();
}
inline const Word* resume_pc(Resume r) {
    return kResumeStubs + static_cast<int>(r) * 2 + 1;
}
// Whether a return pc leads to a landing.
inline bool returns_to_landing(const Word* pc) {
    return returns_to_native(pc) || pc == kResumeInitStub + 1 ||
           (pc >= kResumeStubs && pc < kResumeStubs + kResumeCount * 2);
}

// Walks from a frame to the one that called it. `pc` is the instruction that the frame is at: always its first word.
struct FrameCursor {
    Value* frame;
    const Word* pc;
    bool valid() const { return frame != nullptr; }
    void up() {
        const Word* ret = frame_return(frame);
        if (returns_to_landing(ret)) {
            Landing* landing = frame_landing(frame);
            frame = landing->frame;
            pc = landing->pc;
        } else {
            frame = frame_caller(frame);
            pc = instruction_before(frame_function(frame)->body, ret);
        }
    }
};
inline FrameCursor innermost(Thread& t) {
    return {t.frame, t.pc};
}

}  // namespace krait
