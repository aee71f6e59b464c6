// Ctrl-C for code that runs long without coming back to the interpreter: see "Interrupts in native loops" in
// docs/architecture.md. In this room because compiler and runtime share no other.
//
// The handler of SIGINT only notes that it came; KeyboardInterrupt is raised by who finds the note. There are three ways
// to find it, by what the loop is able to do:
//   - poll_interrupt(t) (runtime/object/interrupt.h) where a failure can be returned;
//   - interrupt::poll() in code that knows no Thread: it throws GiveUp, a bad_alloc, and who makes a MemoryError of that
//     (raise_memory_error) makes a KeyboardInterrupt of it when a note is there;
//   - interrupt::run() around computations that nobody may interrupt from inside, GMP's and the C library's: the handler
//     jumps out of them.
#pragma once

#include <atomic>
#include <csetjmp>
#include <cstddef>
#include <new>

namespace krait::interrupt {

// Whether a SIGINT has come that nobody has raised yet.
extern std::atomic<bool> noted;

inline bool waits() {
    return __builtin_expect(noted.load(std::memory_order_relaxed), false);
}

struct GiveUp : std::bad_alloc {};
[[noreturn]] void give_up();
inline void poll() {
    if (waits()) give_up();
}

// What the signal handler does: notes, and leaves the computation that it came into, if it is one of these.
void note();

// One computation that the handler may jump out of. It must be pure: it writes memory of its caller's that is thrown away
// then, and owns, allocates and locks nothing. Around what it calls that is not (an allocation function) it pauses.
class Region {
public:
    Region();
    ~Region() { close(); }
    Region(const Region&) = delete;
    Region& operator=(const Region&) = delete;

    std::jmp_buf leave;  // 1: interrupted; other values are the owner's

    // From here on the handler may jump; if a SIGINT waits, this does at once. `leave` is set.
    void open();
    void pause();
    // The end of it, however it was left.
    void close();

private:
    friend void note();
    Region* outer_;
    volatile bool open_ = false;
};

// work(context); false if it was left because of a SIGINT, which still waits to be raised.
bool run(void (*work)(void*), void* context);

// The same for a callable. Below kShort bytes (or whatever takes about a nanosecond) it isn't worth the detour.
inline constexpr std::size_t kShort = std::size_t{1} << 20;
template <class Work>
bool run(std::size_t size, Work work) {
    if (size < kShort) {
        work();
        return true;
    }
    return run([](void* context) { (*static_cast<Work*>(context))(); }, &work);
}

// The same, for code that can't return a failure.
template <class Work>
void run_or_give_up(std::size_t size, Work work) {
    if (!run(size, work)) give_up();
}

}  // namespace krait::interrupt
