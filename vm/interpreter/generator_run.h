// Running generators: what the generator type's methods and the interpreter's loops are made of.
#pragma once

#include "vm/interpreter/frame_layout.h"
#include "vm/interpreter/interpreter.h"

#include <emmintrin.h>

namespace krait {

// generator.throw(exception) with an exception instance; forwards to what it delegates to. Absent when it returned.
Result<Value> generator_throw(Thread&, Generator*, Value exception, Value* returned);
// What a suspended generator's `yield from` delegates to (gi_yieldfrom), or empty.
Value generator_delegate(const Generator*);
// Closes what a yield from delegates to: its close(), if it has one.
Result<void> close_iterator(Thread&, Value iterator);
// next(iterator); absent at the end, with StopIteration's value in *returned.
Result<Value> iter_next_value(Thread&, Value iterator, Value* returned);
const Word* enter_generator_loop(Thread&, const Word* pc, Value* R, Generator*);
// A generator was resumed by the YIELD_FROM at `pc` of the frame R and has yielded `item`: so does the one that delegated
// to it, and so on up to whoever iterates. Where to go on.
const Word* yield_through(Thread&, const Word* pc, Value* R, Value item);

// VmHooks::feed_from_generator. The generator's frame returns to the instruction PUMP, which hands each item to the consumer
// and resumes the generator, all in one run of the interpreter's loop.
Result<void> feed_from_generator(Thread&, Object* generator, ItemConsumer&);
// What PUMP does. Without a pc: the loop is to be left.
struct ResumePoint {
    const Word* pc;
    Value* registers;
};
ResumePoint pump(Thread&, Landing*);

// Registers to and from a generator, two at a time: it has room for a word more than there are registers, and the word
// behind a frame's live registers is free.
KRAIT_INLINE void copy_registers(Value* to, const Value* from, u32 count) {
    for (u32 i = 0; i < count; i += 2) {
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i),
                         _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i)));
    }
}

// The generator whose frame is at R stops there, to go on at `pc` with what is sent in R[sent_register].
KRAIT_INLINE void suspend_generator(Thread& t, Generator* generator, const Value* R, const Word* pc,
                                    u32 sent_register, u32 count) {
    copy_registers(generator->regs, R, count);
    generator->saved = count;
    generator->pc = pc;
    generator->sent_register = static_cast<u8>(sent_register);
    generator->state = Generator::kSuspended;
    t.vm->heap.write_barrier(generator);
    generator->inner_handled = t.handled == generator->outer_handled ? Value() : t.handled;
    t.handled = generator->outer_handled;
    if (KRAIT_UNLIKELY(generator->frame != nullptr)) generator->frame->live = nullptr;
}

// The other way: puts the generator's frame at `registers`. Its return pc and its caller are the resumer's business.
KRAIT_INLINE void restore_generator(Thread& t, Generator* generator, Value* registers,
                                    Generator::Resumer resumer) {
    registers[kSlotFunction] = generator->function;
    registers[kSlotExtra] = generator;
    copy_registers(registers, generator->regs, generator->saved);
    poison_registers(registers, generator->saved);
    generator->state = Generator::kRunning;
    generator->resumer = resumer;
    generator->outer_handled = t.handled;
    t.vm->heap.write_barrier(generator);
    if (KRAIT_UNLIKELY(!generator->inner_handled.is_empty())) t.handled = generator->inner_handled;
    if (KRAIT_UNLIKELY(generator->frame != nullptr)) generator->frame->live = registers;
}

}  // namespace krait
