#include "runtime/object/interrupt.h"

#include "runtime/errors/errors.h"

namespace krait {

namespace {

// With the note of the handler the only state outside a Vm: a signal handler gets no argument.
std::atomic<Thread*> receiver = nullptr;

}  // namespace

void set_interrupt_receiver(Thread* t) {
    receiver = t;
}

bool receives_interrupts(const Thread& t) {
    return receiver.load(std::memory_order_relaxed) == &t;
}

Result<void> raise_interrupt(Thread& t) {
    if (!receives_interrupts(t) || !interrupt::noted.exchange(false)) return {};
    return raise(t, t.types().keyboard_interrupt, "");
}

}  // namespace krait
