#include "runtime/types/gmp_memory.h"

#include "runtime/heap/process_memory.h"

#include <gmp.h>

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace krait::limbs {

namespace {

// One run of GMP code: where to go when memory runs out, and what is to be freed then. GMP nests
// few temporaries; should there be more than the table holds, giving up leaks the rest.
struct Run {
    static constexpr int kMostBlocks = 256;
    std::jmp_buf give_up;
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
    if (current_run != nullptr) std::longjmp(current_run->give_up, 1);
    std::fputs("krait: no memory for GMP\n", stderr);
    std::abort();
}

void* take(std::size_t size) {
    void* block = memory::take(size);
    if (block == nullptr) out_of_memory();
    if (current_run != nullptr) current_run->add(block);
    return block;
}

void* resize(void* block, std::size_t, std::size_t size) {
    void* moved = memory::resize(block, size);
    if (moved == nullptr) out_of_memory();
    if (current_run != nullptr && moved != block) {
        current_run->remove(block);
        current_run->add(moved);
    }
    return moved;
}

void give_back(void* block, std::size_t) {
    if (current_run != nullptr) current_run->remove(block);
    memory::give_back(block);
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
    if (setjmp(run.give_up) == 0) {
        work(context);
        current_run = run.outer;
        return true;
    }
    Run* failed = current_run;
    failed->free_all();
    current_run = failed->outer;
    return false;
}

}  // namespace krait::limbs
