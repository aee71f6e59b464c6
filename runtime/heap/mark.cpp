// Marking: an explicit stack of objects whose references are still to be visited, and the conservative
// scan of memory whose words may or may not be references.
#include "runtime/heap/heap_impl.h"

#include <algorithm>
#include <cstdlib>

namespace krait {

// ---- the mark stack --------------------------------------------------------------------------------

namespace {

constexpr std::size_t kFirstMarkStack = 4096;  // entries
constexpr std::size_t kKeptMarkStack = 128 << 10;
constexpr u64 kTraceCost = 48;  // what tracing an object counts as, in bytes allocated
constexpr u64 kWordCost = 4;    // and looking at a word that may be a reference

}  // namespace

void Heap::push_mark(Object* object) {
    if (KRAIT_UNLIKELY(color_ == kCheckColor)) {
        return impl_->on_reference(object, false, impl_->on_reference_context);
    }
    object->mark = color_;
    object->log = 1;
    if (trace_[static_cast<u8>(object->kind)] == nullptr) return;
    if (KRAIT_UNLIKELY(mark_top_ == mark_end_) && !impl_->grow_mark_stack()) {
        impl_->mark_stack_overflow = true;  // drain() will find it by its mark
        return;
    }
    *mark_top_++ = object;
}

void Heap::mark_object(Object* storage) {
    if (KRAIT_UNLIKELY(color_ == kCheckColor)) {
        return impl_->on_reference(storage, true, impl_->on_reference_context);
    }
    storage->mark = color_;
}

void Tracer::mark_interior(const void* address) {
    if (address == nullptr) return;
    Object* cell = heap_.find_cell(address);
    if (cell != nullptr) heap_.mark_object(cell);
}

bool Heap::Impl::grow_mark_stack() {
    std::size_t size = static_cast<std::size_t>(heap.mark_top_ - heap.mark_base_);
    std::size_t capacity = size == 0 ? kFirstMarkStack : size * 2;
    if (memory::allocation_fails()) return false;
    void* stack = std::realloc(heap.mark_base_, capacity * sizeof(Object*));
    if (stack == nullptr) return false;
    heap.mark_base_ = static_cast<Object**>(stack);
    heap.mark_top_ = heap.mark_base_ + size;
    heap.mark_end_ = heap.mark_base_ + capacity;
    return true;
}

void Heap::Impl::shrink_mark_stack() {
    if (heap.mark_end_ - heap.mark_base_ <= static_cast<std::ptrdiff_t>(kKeptMarkStack)) return;
    std::free(heap.mark_base_);
    heap.mark_base_ = heap.mark_top_ = heap.mark_end_ = nullptr;
}

bool Tracer::flush() {
    bool any = false;
    for (const Object*& entry : queue_) {
        if (entry == nullptr) continue;
        any = true;
        if (entry->mark != color_) heap_.push_mark(const_cast<Object*>(entry));
        entry = nullptr;
    }
    return any;
}

// Traces until nothing is left to be traced.
void Heap::Impl::drain(Tracer& tracer) {
    constexpr std::ptrdiff_t kAhead = 8;
    for (;;) {
        u64 traced = 0;
        do {
            while (heap.mark_top_ != heap.mark_base_) {
                Object* object = *--heap.mark_top_;
                if (heap.mark_top_ - heap.mark_base_ > kAhead) {
                    __builtin_prefetch(heap.mark_top_[-kAhead]);
                }
                traced++;
                heap.trace_[static_cast<u8>(object->kind)](object, tracer);
            }
        } while (tracer.flush());
        work += traced * kTraceCost;
        if (KRAIT_LIKELY(!mark_stack_overflow)) return;
        mark_stack_overflow = false;
        retrace_all_marked(tracer);
    }
}

// The mark stack could not grow, so some marked objects were not traced: traces all of them again.
void Heap::Impl::retrace_all_marked(Tracer& tracer) {
    each_cell([&](Object* object) {
        TraceFunction trace = heap.trace_[static_cast<u8>(object->kind)];
        if (object->mark == heap.color_ && trace != nullptr) trace(object, tracer);
    });
}

// ---- conservative scan -----------------------------------------------------------------------------

// What a C++ function that holds a storage cell may still read there, though its owner has other storage
// by now. Its words may be stale: they are roots as conservative as the stack's.
void Heap::Impl::scan_storage(Object* storage) {
    std::size_t count = cell_bytes_of(storage) / sizeof(u64);
    work += count * kWordCost;
    const u64* words = reinterpret_cast<const u64*>(storage);
    for (std::size_t i = sizeof(Object) / sizeof(u64); i < count; i++) {
        Object* cell = cell_at(reinterpret_cast<const void*>(words[i]));
        if (cell == nullptr || cell->mark == heap.color_) continue;
        if (is_storage(cell->kind)) {
            heap.mark_object(cell);
        } else {
            heap.push_mark(cell);
        }
    }
}

void Heap::Impl::mark_word(u64 word) {
    Object* cell = cell_at(reinterpret_cast<const void*>(word));
    if (cell == nullptr) return;
    if (is_storage(cell->kind)) {
        heap.mark_object(cell);
        if (!is_value_storage(cell->kind)) return;
        for (Object* known : stack_storage) {
            if (known == cell) return;
        }
        if (!stack_storage.push(cell)) scan_storage(cell);
        return;
    }
    if (collect_stack_roots && heap.has_references(cell->kind)) {
        bool young = cell->mark == kYoung;
        if (young || std::binary_search(held.begin(), held.end(), cell))
            always_major |= !stack_roots.push(cell);
    }
    if (cell->mark != heap.color_) heap.push_mark(cell);
}

KRAIT_NO_ASAN void Heap::scan_conservatively(const void* from, const void* to) {
    u64 start = (reinterpret_cast<u64>(from) + 7) & ~7ull;
    if (start >= reinterpret_cast<u64>(to)) return;
    u64 low = reinterpret_cast<u64>(impl_->space.base());
    u64 size = impl_->space.used_range();
    impl_->work += (reinterpret_cast<u64>(to) - start) / sizeof(u64) * kWordCost;
    for (u64 at = start; at + 8 <= reinterpret_cast<u64>(to); at += 8) {
        u64 word = *reinterpret_cast<const u64*>(at);
        if (word - low < size) impl_->mark_word(word);
    }
}

KRAIT_NOINLINE KRAIT_NO_ASAN void Heap::Impl::scan_stack_from_here() {
    const char* here = static_cast<const char*>(__builtin_frame_address(0));
    if (scan_from != nullptr) here = scan_from;
    if (stack_base == nullptr || here >= stack_base) return;
    heap.scan_conservatively(here, stack_base);
}

// Spills the registers that callers may keep values in to this function's frame, then scans from below it.
KRAIT_NOINLINE void Heap::Impl::scan_stack() {
    __builtin_unwind_init();
    collect_stack_roots = true;
    scan_stack_from_here();
    collect_stack_roots = false;
    __asm__ volatile("" ::: "memory");  // no tail call: the frame must exist during the scan
}

}  // namespace krait
