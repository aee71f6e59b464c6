// Booting a Vm with its main thread.

#include "runtime/errors/errors.h"
#include "runtime/heap/weak.h"
#include "runtime/object/bootstrap.h"
#include "vm/interpreter/generator_run.h"
#include "vm/interpreter/interpreter.h"
#include "vm/interpreter/roots.h"
#include "vm/modules/modules.h"
#include "vm/objects/traceback_format.h"
#include "vm/specialize/specialize.h"
#include "vm/stats/stats.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <algorithm>
#include <cstdlib>

namespace krait {

namespace {

constexpr std::size_t kStackWords = std::size_t{1}
                                    << 26;  // 512 MiB of address space, touched as needed
constexpr std::size_t kStackSlack =
    1 << 17;  // words above the limit, for the frames that are just being entered
constexpr i32 kRecursionLimit = 1000;

// Of the C++ stack, this much is kept for native code that doesn't check: half of a small stack, and of a larger one what the
// hungriest needs (GMP puts temporaries of up to 32 KB there, several at a time). What is made of fixed-size frames of ours
// and of the system's libraries (a signal's frame, printf) stays below kLeastReserve. Sanitizers make frames several
// times as large.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kLeastReserve = 256 * 1024;
constexpr std::size_t kMostReserve = 1024 * 1024;
#else
constexpr std::size_t kLeastReserve = 32 * 1024;
constexpr std::size_t kMostReserve = 256 * 1024;
#endif

// Under a limit of address space, an eighth of it.
std::size_t stack_words_to_try() {
    rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return kStackWords;
    std::size_t words = limit.rlim_cur / 8 / sizeof(Value) & ~std::size_t{0xFFF};
    return words < kStackWords ? words : kStackWords;
}

bool reserve_stack(Thread& t) {
    for (std::size_t words = stack_words_to_try(); words >= 2 * kStackSlack; words /= 2) {
        void* memory = mmap(nullptr, words * sizeof(Value), PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (memory == MAP_FAILED) continue;
        t.stack_base = static_cast<Value*>(memory);
        t.stack_end = t.stack_base + (words - kStackSlack);
        t.stack_limit = t.stack_end;
        return true;
    }
    return false;
}

// How far down the C++ stack may grow from here. `size` 0: the stack is the process's own.
void bound_c_stack(Thread& t, const void* base, std::size_t size) {
    rlimit limit;
    if (size == 0) {
        size = 8u << 20;
        if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
            size = limit.rlim_cur;
        if (size > (64u << 20)) size = 64u << 20;
        size -= size / 16;  // what lies above the base: the environment, main()
    }
    t.c_stack_end = static_cast<const char*>(base) - size;
    t.c_stack_limit = t.c_stack_end + std::clamp(size / 2, kLeastReserve, kMostReserve);
}

void request_interrupt(void* context) {
    Thread* t = static_cast<Thread*>(context);
    t->interrupt = 1;
    t->stack_limit = nullptr;
}

void read_environment(VmState& state) {
    if (const char* stress = std::getenv("KRAIT_DEOPT_STRESS"))
        state.deopt_stress = static_cast<u32>(std::atoi(stress));
}

Result<void> boot_all(Thread& t) {
    TRY(bootstrap_runtime(t));
    register_vm_kinds(t);
    TRY(init_vm_objects(t));
    return init_vm_modules(t);
}

}  // namespace

bool Machine::boot(const void* stack_base, std::size_t stack_size) {
    Thread& t = thread;
    t.vm = &vm;
    vm.main_thread = &t;
    vm.extension = &state;
    bound_c_stack(t, stack_base, stack_size);
    t.depth_left = t.depth_limit = kRecursionLimit;
    if (!reserve_stack(t)) return false;
    read_environment(state);
    init_dispatch(state);
    redirect_unspecialized(state);
    if (state.stats_wanted) state.stats = new Stats;
    refresh_dispatch(t);
    vm.heap.set_stack_base(stack_base);
    vm.heap.set_pending_hook(request_interrupt, &t);
    roots = std::make_unique<VmRoots>(t);
    vm.heap.add_root_source(roots.get());
    vm.hooks.call_function = call_function;
    vm.hooks.feed_from_generator = feed_from_generator;
    vm.hooks.format_exception = format_exception;
    vm.hooks.class_attribute_hidden = forget_class_attribute;
    install_vm_hooks(vm);
    return boot_all(t).ok();
}

Machine::Machine() = default;

Machine::~Machine() {
    if (roots) vm.heap.remove_root_source(roots.get());
    delete state.stats;
    if (thread.stack_base == nullptr) return;
    const Value* end = thread.stack_end + kStackSlack;
    munmap(thread.stack_base, static_cast<std::size_t>(end - thread.stack_base) * sizeof(Value));
}

}  // namespace krait
