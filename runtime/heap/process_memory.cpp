// The global operator new and delete, and the counting of memory outside the heap.
#include "runtime/heap/process_memory.h"

#include "runtime/heap/heap_impl.h"

#include <malloc.h>
#include <cstdio>
#include <cstdlib>
#include <new>

namespace krait::memory {

namespace {

// Blocks whose usable size is at least that count. A block of half that never does, whatever malloc
// rounds it up to: it is told by the size that is asked for.
constexpr std::size_t kCounted = 4096;
constexpr std::size_t kPlain = kCounted / 2;

Heap::Impl* heap() {
    return static_cast<Heap::Impl*>(state.heap);
}

void count_block(void* block) {
    std::size_t size = malloc_usable_size(block);
    if (size >= kCounted) state.counted += size;
}

void discount_block(void* block) {
    std::size_t size = malloc_usable_size(block);
    if (size >= kCounted) state.counted -= size;
}

}  // namespace

State state = {kPlain, 0, nullptr, 0, false, false, false, 0, 0, 0};

void read_environment() {
    static bool read = false;
    if (read) return;
    read = true;
    const char* text = std::getenv("KRAIT_OOM_AT");
    if (text == nullptr) return;
    char* end = nullptr;
    state.fail_at = std::strtoull(text, &end, 10);
    state.failing_later = *end == '+';
    state.armed = true;
    state.plain_below = 0;
}

void note_script_start() {
    state.count_at_start = state.count;
}

bool disarm() {
    if (!state.armed) return false;
    state.armed = false;
    state.plain_below = kPlain;
    if (state.fail_at == 0) {
        std::fprintf(stderr, "krait: allocations: %llu %llu\n",
                     static_cast<unsigned long long>(state.count_at_start),
                     static_cast<unsigned long long>(state.count));
    }
    return true;
}

bool counted_allocation_fails() {
    state.count++;
    if (state.count == state.fail_at) return true;
    return state.failing_later && state.count > state.fail_at;
}

void* take(std::size_t bytes) {
    if (allocation_fails()) return nullptr;
    if (bytes >= kPlain && heap() != nullptr && !heap()->make_room_outside(bytes)) return nullptr;
    void* block = std::malloc(bytes);
    if (block != nullptr && bytes >= kPlain) count_block(block);
    return block;
}

void* resize(void* block, std::size_t bytes) {
    if (allocation_fails()) return nullptr;
    std::size_t before = malloc_usable_size(block);
    if (bytes > before && heap() != nullptr && !heap()->make_room_outside(bytes - before))
        return nullptr;
    void* moved = std::realloc(block, bytes);
    if (moved == nullptr) return nullptr;
    if (before >= kCounted) state.counted -= before;
    count_block(moved);
    return moved;
}

void give_back(void* block) {
    if (block == nullptr) return;
    discount_block(block);
    std::free(block);
}

void open_reserve() {
    if (heap() != nullptr) heap()->reserve_open = true;
}

bool reserve_is_open() {
    return heap() != nullptr && heap()->reserve_open;
}

}  // namespace krait::memory

// ---- operator new and delete -----------------------------------------------------------------------
//
// Over-aligned types are not allocated with new.

KRAIT_NOINLINE static void* new_counted(std::size_t bytes) {
    void* block = krait::memory::take(bytes == 0 ? 1 : bytes);
    if (block == nullptr) throw std::bad_alloc();
    return block;
}

void* operator new(std::size_t bytes) {
    if (KRAIT_UNLIKELY(bytes >= krait::memory::state.plain_below || bytes == 0))
        return new_counted(bytes);
    void* block = std::malloc(bytes);
    if (KRAIT_UNLIKELY(block == nullptr)) throw std::bad_alloc();
    return block;
}

void operator delete(void* block) noexcept {
    krait::memory::give_back(block);
}

void operator delete(void* block, std::size_t bytes) noexcept {
    if (KRAIT_LIKELY(bytes < krait::memory::kPlain)) return std::free(block);
    krait::memory::give_back(block);
}

void* operator new[](std::size_t bytes) {
    return operator new(bytes);
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    return krait::memory::take(bytes == 0 ? 1 : bytes);
}
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept {
    return krait::memory::take(bytes == 0 ? 1 : bytes);
}
void operator delete[](void* block) noexcept {
    operator delete(block);
}
void operator delete[](void* block, std::size_t bytes) noexcept {
    operator delete(block, bytes);
}
void operator delete(void* block, const std::nothrow_t&) noexcept {
    operator delete(block);
}
void operator delete[](void* block, const std::nothrow_t&) noexcept {
    operator delete(block);
}
