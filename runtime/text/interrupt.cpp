#include "runtime/text/interrupt.h"

namespace krait::interrupt {

std::atomic<bool> noted = false;

namespace {

// By thread: a handler that runs on another one finds no region, and only notes.
thread_local Region* innermost = nullptr;

// Keeps the compiler from moving a computation out of its region.
inline void fence() {
    std::atomic_signal_fence(std::memory_order_seq_cst);
}

}  // namespace

void give_up() {
    throw GiveUp();
}

void note() {
    noted.store(true, std::memory_order_relaxed);
    Region* region = innermost;
    if (region == nullptr || !region->open_) return;
    region->open_ = false;
    std::longjmp(region->leave, 1);
}

Region::Region() : outer_(innermost) {
    innermost = this;
}

void Region::open() {
    open_ = true;
    fence();
    if (!waits()) return;
    open_ = false;
    std::longjmp(leave, 1);
}

void Region::pause() {
    fence();
    open_ = false;
    fence();
}

void Region::close() {
    pause();
    if (innermost == this) innermost = outer_;
}

bool run(void (*work)(void*), void* context) {
    Region region;
    if (setjmp(region.leave) != 0) return false;  // (the destructor closes it)
    region.open();
    work(context);
    return true;
}

}  // namespace krait::interrupt
