// The dispatch loop: computed goto over the handlers in vm/handlers/. A dispatch is `goto *tab[opcode]`; the table is the
// Thread's (reloaded at calls and after slow paths), so that counting, checking and stress modes cost nothing when off: their
// table sends every instruction through L_hook first.

#include "runtime/types/iteration.h"
#include "vm/handlers/macros.h"
#include "vm/interpreter/hooks.h"

#include <cstring>
#include <new>
#include <stdexcept>

namespace krait {

#define OP(name) L_##name:
#define DISPATCH() goto* tab[*reinterpret_cast<const u8*>(pc)]
#define SLOW(name)                  \
    do {                            \
        t.frame = R;                \
        t.pc = pc;                  \
        pc = slow_##name(t, pc, R); \
        goto L_after_slow;          \
    } while (0)

namespace {

struct Tables {
    const void* plain[256];
    const void* hooked[256];
};

// With `tables` set, fills them in and returns; the addresses of labels are known only in here.
KRAIT_NOINLINE Value run_loop(Thread* thread, const Word* pc, Value* R, u64 K, Tables* tables) {
    if (KRAIT_UNLIKELY(tables != nullptr)) {
        static const void* const labels[] = {
#define OP_LABEL(name) &&L_##name,
#undef OP
#define OP(name, format, words, family, doc) OP_LABEL(name)
#define FORM(name, base, form)
#include "compiler/bytecode/opcodes.def"
#undef OP
#undef FORM
#define OP(name, format, words, family, doc)
#define FORM(name, base, form) OP_LABEL(name)
#include "compiler/bytecode/opcodes.def"
#undef OP
#undef FORM
        };
        for (int i = 0; i < 256; i++) {
            tables->plain[i] = i < kOpCount ? labels[i] : &&L_invalid;
            tables->hooked[i] = &&L_hook;
        }
        return Value();
    }
    Thread& t = *thread;
    const void* const* tab = t.dispatch;
    asm volatile("" : "+r"(K));  // a register, not a constant to be loaded again and again
    DISPATCH();

#define OP(name) L_##name:
#include "vm/handlers/attribute.h"
#include "vm/handlers/call.h"
#include "vm/handlers/container.h"
#include "vm/handlers/exception.h"
#include "vm/handlers/jump.h"
#include "vm/handlers/loop.h"
#include "vm/handlers/move.h"
#include "vm/handlers/operator.h"

L_after_slow:
    if (KRAIT_UNLIKELY(pc == nullptr)) {
        pc = unwind(t);
        if (pc == nullptr) return Value();
    }
    R = t.frame;
    tab = t.dispatch;
    DISPATCH();
L_unwind:  // after a native function failed: t.frame and t.pc are saved
    pc = nullptr;
    goto L_after_slow;
L_no_room
    :  // a call that may not start its frame there: an interrupt is waiting, or the stack is used up
    if (t.interrupt) SLOW(safepoint);
    t.depth_left--;
L_too_deep:
    t.depth_left++;
    t.frame = R;
    t.pc = pc;
    raise_recursion(t);
    pc = nullptr;
    goto L_after_slow;
L_hook:
    t.frame = R;
    t.pc = pc;
    instruction_hook(t, pc, R);
    goto* vm_state(t).plain_dispatch[*reinterpret_cast<const u8*>(pc)];
L_invalid:
    __builtin_trap();
}

// Memory outside the heap ran out in what the frame t.frame called, or in a slow path. The MemoryError is raised
// there: where to go on, or null when it leaves the frames of this run, whose lowest is `base`.
const Word* raise_for_bad_alloc(Thread& t, const Value* base) {
    (void)raise_memory_error(t);
    // What threw may have counted a frame that never came.
    i32 depth = 0;
    for (FrameCursor cursor = innermost(t); cursor.valid(); cursor.up()) depth++;
    t.depth_left = t.depth_limit - depth;
    // A generator that is run for a native function (PUMP) stands still while that takes the item.
    const Word* pc = nullptr;
    while (pc == nullptr && t.frame >= base) {
        pc = unwind(t);  // ends early at a frame of a run that was only about to begin
    }
    return pc;
}

// Goes on after std::bad_alloc left the loop, as often as it does.
KRAIT_NOINLINE Value run_on(Thread& t, const Value* base) {
    for (;;) {
        const Word* pc = raise_for_bad_alloc(t, base);
        if (pc == nullptr) return Value();
        try {
            return run_loop(&t, pc, t.frame, Value::kIntMin, nullptr);
        } catch (const std::bad_alloc&) {
        } catch (const std::length_error&) {}
    }
}

// Where the C++ stack of a run begins: with the registers in which its callers may keep references.
class RunStack {
public:
    KRAIT_INLINE explicit RunStack(Thread& t) : thread_(t), outer_(t.run_stack) {
#ifdef __x86_64__
        asm volatile(
            "movq %%rbx, 0(%0)\n\tmovq %%rbp, 8(%0)\n\tmovq %%r12, 16(%0)\n\t"
            "movq %%r13, 24(%0)\n\tmovq %%r14, 32(%0)\n\tmovq %%r15, 40(%0)"
            :
            : "r"(registers_)
            : "memory");
        t.run_stack = registers_;
#else
        t.run_stack = nullptr;
#endif
    }
    KRAIT_INLINE ~RunStack() {
        thread_.run_stack = outer_;
    }

private:
    u64 registers_[6];
    Thread& thread_;
    const void* outer_;
};

}  // namespace

// The one place where the interpreter is entered, and where std::bad_alloc ends. (A handler of exceptions in the
// loop itself would cost registers there, and one here that goes on by itself would cost each entry.)
Value run(Thread& t, const Word* pc, Value* R) {
    RunStack stack(t);
    try {
        return run_loop(&t, pc, R, Value::kIntMin, nullptr);
    } catch (const std::bad_alloc&) {
    } catch (const std::length_error&) {}
    return run_on(t, R);
}

void init_dispatch(VmState& state) {
    state.tables = std::make_unique<DispatchTables>();
    static_assert(sizeof(DispatchTables) == sizeof(Tables));
    run_loop(nullptr, nullptr, nullptr, 0, reinterpret_cast<Tables*>(state.tables.get()));
    state.plain_dispatch = state.tables->plain;
    state.hooked_dispatch = state.tables->hooked;
}

}  // namespace krait
