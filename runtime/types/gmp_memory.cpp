#include "runtime/types/gmp_memory.h"

#include "runtime/heap/process_memory.h"
#include "runtime/text/interrupt.h"

#include <gmp.h>

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace krait::limbs {

namespace {

// One run of GMP code: where to go when memory runs out or a SIGINT comes, and what is to be freed
// then. GMP nests few temporaries; should there be more than the table holds, giving up leaks the
// rest.
struct Run {
    static constexpr int kMostBlocks = 256;
    static constexpr int kNoMemory = 2;  // (1 is the region's)
    interrupt::Region region;
    void* blocks[kMostBlocks];
    int count = 0;
    Run* outer = nullptr;

    void add(void* block) {
        if (count < kMostBlocks) blocks[count++] = block;
    }
    void remove(void* block) {
        // The last one taken is mostly the first one given back.
        for (int i = count; i-- > 0;) {
            if (blocks[i] != block) continue;
            blocks[i] = blocks[--count];
            return;
        }
    }
    void free_all() {
        while (count > 0) memory::give_back(blocks[--count]);
    }
};

// GMP's allocation functions have no argument that could carry the run.
thread_local Run* current_run = nullptr;

[[noreturn]] void out_of_memory() {
    if (current_run != nullptr) std::longjmp(current_run->region.leave, Run::kNoMemory);
    std::fputs("krait: no memory for GMP\n", stderr);
    std::abort();
}

// These are called by a run's work, or by GMP code outside of runs.

void* take(std::size_t size) {
    if (current_run == nullptr) {
        void* block = memory::take(size);
        if (block == nullptr) out_of_memory();
        return block;
    }
    current_run->region.pause();
    void* block = memory::take(size);
    if (block == nullptr) out_of_memory();
    current_run->add(block);
    current_run->region.open();
    return block;
}

void* resize(void* block, std::size_t, std::size_t size) {
    if (current_run != nullptr) current_run->region.pause();
    void* moved = memory::resize(block, size);
    if (moved == nullptr) out_of_memory();
    if (current_run == nullptr) return moved;
    if (moved != block) {
        current_run->remove(block);
        current_run->add(moved);
    }
    current_run->region.open();
    return moved;
}

void give_back(void* block, std::size_t) {
    if (current_run == nullptr) return memory::give_back(block);
    current_run->region.pause();
    current_run->remove(block);
    memory::give_back(block);
    current_run->region.open();
}

}  // namespace

void install_gmp_memory() {
    static std::once_flag once;
    std::call_once(once, [] { mp_set_memory_functions(take, resize, give_back); });
}

bool run_with_gmp_memory(void (*work)(void*), void* context) {
    Run run;
    run.outer = current_run;
    current_run = &run;
    if (setjmp(run.region.leave) == 0) {
        run.region.open();
        work(context);
        run.region.close();
        current_run = run.outer;
        return true;
    }
    run.region.close();
    Run* failed = current_run;
    failed->free_all();
    current_run = failed->outer;
    return false;
}

}  // namespace krait::limbs
