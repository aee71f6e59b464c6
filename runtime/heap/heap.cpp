// Set-up, the slow path of allocation, and inspection.
#include "runtime/heap/heap.h"

#include "runtime/heap/heap_impl.h"

#include <cstdio>
#include <cstdlib>

namespace krait {

namespace {

constexpr u32 kBumpChunk =
    16 << 10;  // bytes zeroed and handed out at once, so that they stay in the cache
constexpr u64 kFirstNursery = 4ull << 20;
constexpr u64 kFirstMajorThreshold = 32ull << 20;
constexpr u64 kNarrowRange = 4ull << 30;  // an address range below that counts as a limit

u64 environment_number(const char* name) {
    const char* text = std::getenv(name);
    return text == nullptr ? 0 : std::strtoull(text, nullptr, 10);
}

}  // namespace

// ---- set-up ----------------------------------------------------------------------------------------

Heap::Heap() : impl_(std::make_unique<Impl>(*this)) {
    memory::read_environment();
    impl_->stress = environment_number("KRAIT_GC_STRESS");
    impl_->each_slow = impl_->stress != 0 || memory::state.armed;
    impl_->verify = environment_number("KRAIT_GC_VERIFY") != 0;
    impl_->nursery = kFirstNursery;
    impl_->major_threshold = kFirstMajorThreshold;
    impl_->set_when_dead();
}

Heap::~Heap() {
    if (memory::state.heap == impl_.get()) memory::state.heap = nullptr;
    impl_->release_everything();
    std::free(mark_base_);
}

void Heap::register_kind(Kind kind, TraceFunction trace, ReleaseFunction release) {
    trace_[static_cast<u8>(kind)] = trace;
    impl_->release[static_cast<u8>(kind)] = release;
    impl_->any_release |= release != nullptr;
    impl_->set_when_dead();
}

void Heap::add_root_source(RootSource* source) {
    impl_->sources.push_back(source);
}

void Heap::remove_root_source(RootSource* source) {
    std::vector<RootSource*>& sources = impl_->sources;
    for (std::size_t i = sources.size(); i-- > 0;) {  // nearly always the last
        if (sources[i] != source) continue;
        sources.erase(sources.begin() + static_cast<std::ptrdiff_t>(i));
        return;
    }
}

void Heap::set_stack_base(const void* base) {
    impl_->stack_base = static_cast<const char*>(base);
}

// The address range is a limit, too. (The reserve is for both.)
void Heap::set_limit(u64 bytes) {
    u64 range = u64(impl_->space.capacity()) << kBlockShift;
    u64 most = range - 2 * Impl::kReserve;
    if (bytes == 0 ? range < kNarrowRange : bytes > most) bytes = most;
    impl_->limit = bytes;
    if (memory::state.heap == nullptr) memory::state.heap = impl_.get();
    if (bytes != 0 && !impl_->nursery_fixed && impl_->nursery > bytes / 4)
        impl_->nursery = bytes / 4;
}

void Heap::set_pending_hook(void (*hook)(void*), void* context) {
    impl_->pending_hook = hook;
    impl_->pending_context = context;
}

u64 Heap::threshold_bytes() const {
    return impl_->nursery;
}

void Heap::set_threshold_bytes(u64 bytes) {
    impl_->nursery = bytes < kBlockSize ? kBlockSize : bytes;
    impl_->nursery_fixed = true;
}

u64 Heap::allocated_since_collection() const {
    return impl_->allocated_since;
}

void Heap::account_external(i64 bytes) {
    Impl& impl = *impl_;
    if (bytes >= 0) {
        impl.external += static_cast<u64>(bytes);
        impl.allocated_since += static_cast<u64>(bytes);
        return;
    }
    u64 freed = 0 - static_cast<u64>(bytes);
    impl.external = freed < impl.external ? impl.external - freed : 0;
}

CellList::~CellList() {
    std::free(data_);
}

bool CellList::grow(std::size_t capacity) {
    if (memory::allocation_fails()) return false;
    void* data = std::realloc(data_, capacity * sizeof(Object*));
    if (data == nullptr) return false;
    data_ = static_cast<Object**>(data);
    capacity_ = capacity;
    return true;
}

bool CellList::reserve(std::size_t more) {
    std::size_t wanted = size_ + more;
    if (wanted <= capacity_) return true;
    return grow(wanted < capacity_ * 2 ? capacity_ * 2 : wanted < 64 ? 64 : wanted);
}

void CellList::clear() {
    constexpr std::size_t kKeep = 64 << 10;
    size_ = 0;
    if (capacity_ <= kKeep) return;
    std::free(data_);
    data_ = nullptr;
    capacity_ = 0;
}

// ---- allocation ------------------------------------------------------------------------------------

bool Heap::Impl::within_limit(u64 more_bytes) const {
    return limit == 0 || used_bytes() + more_bytes <= limit + (reserve_open ? kReserve : 0);
}

// Makes the next run of free cells of `index` the bump region: zeroed, and poisoned until allocated.
KRAIT_NO_ASAN bool Heap::Impl::take_run(u32 index, Bump& bump) {
    HeapBlock& block = space[index];
    if (block.cells.first_run == kNoRun) return false;
    char* start = space.address(index) + block.cells.first_run;
    FreeRun* run = reinterpret_cast<FreeRun*>(start);
    u32 size = block.cells.cell_size;
    u32 cells = run->cells;
    u32 chunk = cells * size > kBumpChunk + kBumpChunk / 2 ? kBumpChunk / size + 1 : cells;
    if (cells > chunk) {
        FreeRun* rest = reinterpret_cast<FreeRun*>(start + u64(chunk) * size);
        rest->next = run->next;
        rest->zero = 0;
        rest->cells = cells - chunk;
        block.cells.first_run += chunk * size;
        cells = chunk;
    } else {
        block.cells.first_run = static_cast<u32>(run->next);
    }
    u64 bytes = u64(cells) * size;
    unpoison_memory(start, bytes);
    std::memset(start, 0, block.dirty ? bytes : sizeof(FreeRun));
    poison_memory(start, bytes);
    bump.next = start;
    bump.end = start + bytes;
    allocated_since += bytes;
    stats.allocated_bytes += bytes;
    return true;
}

// The class's current block is used up (or a collection begins): what is in it is young now.
void Heap::Impl::retire_current(u32 size_class) {
    u32 current = classes[size_class].current;
    if (current == kNoBlock) return;
    space[current].next = young_blocks;
    young_blocks = current;
    classes[size_class].current = kNoBlock;
}

// Makes a free block the class's current one.
bool Heap::Impl::new_block(u32 size_class) {
    if (unswept_count != 0 && !(space.has_free_range(1) && within_limit(kBlockSize))) {
        // Rather than grow: there may be empty ones among those that no one came to sweep yet.
        sweep_for_empty_block();
    }
    if (!within_limit(kBlockSize)) return false;
    u32 index = space.allocate(1);
    if (index == kNoBlock) return false;
    HeapBlock& block = space[index];
    u32 size = class_size(size_class);
    block.state = HeapBlock::Cells;
    block.size_class = static_cast<u8>(size_class);
    block.unswept = false;
    block.next = kNoBlock;
    block.cells.cell_size = size;
    block.cells.reciprocal = static_cast<u32>(((1ull << 32) + size - 1) / size);
    block.cells.cell_count = kBlockSize / size;
    block.cells.live_cells = 0;
    block.cells.first_run = 0;
    FreeRun* run = reinterpret_cast<FreeRun*>(space.address(index));
    unpoison_memory(run, sizeof(FreeRun));
    *run = FreeRun{kNoRun, 0, block.cells.cell_count};
    poison_memory(run, sizeof(FreeRun));
    if (block.dirty) {
        // Stale headers must not look like cells before the run is zeroed.
        char* base = space.address(index);
        unpoison_memory(base, kBlockSize);
        std::memset(base + sizeof(FreeRun), 0, kBlockSize - sizeof(FreeRun));
        poison_memory(base, kBlockSize);
        block.dirty = false;
    }
    classes[size_class].current = index;
    return true;
}

// Finds free cells for a class. False when there is no memory.
bool Heap::Impl::refill(u32 size_class, Bump& bump) {
    SizeClass& own = classes[size_class];
    bool collected_for_room = false;
    for (;;) {
        if (own.current != kNoBlock && take_run(own.current, bump)) return true;
        if (collection_due()) {
            collect_automatically();
            continue;
        }
        retire_current(size_class);
        if (own.unswept != kNoBlock) {
            u32 block = own.unswept;
            own.unswept = space[block].next;
            sweep_block(block);
            if (worth_allocating(block)) own.current = block;
            continue;
        }
        if (own.partial != kNoBlock) {
            own.current = own.partial;
            own.partial = space[own.current].next;
            continue;
        }
        if (new_block(size_class)) continue;
        if (collected_for_room || !collect_for_room(kBlockSize)) return false;
        collected_for_room = true;
    }
}

Object* Heap::allocate_slow(std::size_t bytes, Kind kind, Type* type) {
    Impl& impl = *impl_;
    if (KRAIT_UNLIKELY(impl.collecting)) {
        std::fputs("krait: allocation during a collection\n", stderr);
        std::abort();
    }
    if (KRAIT_UNLIKELY(impl.each_slow)) {
        if (impl.stress != 0 && impl.stress_due()) impl.collect_now(impl.stress_major);
        if (memory::allocation_fails()) return nullptr;
    }
    Object* object;
    if (bytes > kMaxMedium) {
        object = impl.allocate_large(bytes);
        if (object == nullptr) return nullptr;
    } else {
        u32 size_class = size_class_of(bytes);
        bool inline_region = size_class < kSmallClasses && !impl.each_slow;
        Bump& bump = inline_region ? bump_[size_class] : impl.classes[size_class].region;
        if (bump.next == bump.end && !impl.refill(size_class, bump)) return nullptr;
        object = reinterpret_cast<Object*>(bump.next);
        bump.next += class_size(size_class);
        unpoison_memory(object, class_size(size_class));
    }
    object->type = type;
    object->kind = kind;
    return object;
}

Object* Heap::Impl::allocate_large(std::size_t bytes) {
    if (bytes > u64(space.capacity()) << kBlockShift || (limit != 0 && bytes > limit))
        return nullptr;
    u32 count = static_cast<u32>((bytes + kBlockSize - 1) >> kBlockShift);
    u64 block_bytes = u64(count) << kBlockShift;
    if (collection_due()) collect_automatically();
    u32 first = kNoBlock;
    for (bool collected = false;; collected = true) {
        if (unswept_count != 0 && !(space.has_free_range(count) && within_limit(block_bytes))) {
            finish_sweep();
        }
        if (within_limit(block_bytes)) first = space.allocate(count);
        if (first != kNoBlock) break;
        if (collected || !collect_for_room(block_bytes)) return nullptr;
    }
    unpoison_memory(space.address(first), block_bytes);
    for (u32 i = first; i < first + count; i++) {
        HeapBlock& block = space[i];
        if (block.dirty) std::memset(space.address(i), 0, kBlockSize);
        block.dirty = true;
        block.unswept = false;
        block.state = i == first ? HeapBlock::LargeStart : HeapBlock::LargeRest;
        block.rest.start = first;
    }
    space[first].large.block_count = count;
    space[first].next = young_large;
    young_large = first;
    large_bytes += block_bytes;
    young_large_bytes += block_bytes;
    allocated_since += block_bytes;
    stats.allocated_bytes += block_bytes;
    return reinterpret_cast<Object*>(space.address(first));
}

// ---- inspection ------------------------------------------------------------------------------------

// The allocated cell that contains `address`, whatever was swept already.
KRAIT_NO_ASAN Object* Heap::Impl::cell_at(const void* address) const {
    u64 offset = static_cast<u64>(static_cast<const char*>(address) - space.base());
    if (offset >= space.used_range()) return nullptr;
    u32 index = static_cast<u32>(offset >> kBlockShift);
    const HeapBlock& block = space[index];
    char* base = space.address(index);
    if (block.state == HeapBlock::Cells) {
        u64 within = offset & (kBlockSize - 1);
        u32 cell = static_cast<u32>((within * block.cells.reciprocal) >> 32);
        if (cell >= block.cells.cell_count) return nullptr;
        char* start = base + u64(cell) * block.cells.cell_size;
        return raw_kind(start) == Kind::Free ? nullptr : reinterpret_cast<Object*>(start);
    }
    if (block.state == HeapBlock::LargeStart) return reinterpret_cast<Object*>(base);
    if (block.state == HeapBlock::LargeRest) {
        return reinterpret_cast<Object*>(space.address(block.rest.start));
    }
    return nullptr;
}

Object* Heap::find_cell(const void* address) const {
    Object* cell = impl_->cell_at(address);
    if (cell == nullptr) return nullptr;
    bool unswept = impl_->space[impl_->space.index(cell)].unswept;
    return unswept && cell->mark != color_ ? nullptr : cell;
}

std::size_t Heap::Impl::cell_bytes_of(const Object* object) const {
    const HeapBlock& block = space[space.index(object)];
    return block.state == HeapBlock::Cells ? block.cells.cell_size
                                           : u64(block.large.block_count) << kBlockShift;
}

std::size_t Heap::usable_size(const Object* object) const {
    return impl_->cell_bytes_of(object);
}

const HeapStats& Heap::stats() {
    Impl& impl = *impl_;
    impl.finish_sweep();
    impl.stats.heap_bytes = impl.space.blocks_in_use() << kBlockShift;
    impl.stats.last_freed_objects = impl.freed_objects + impl.finalized_objects;
    impl.stats.total_freed_objects = impl.freed_before + impl.stats.last_freed_objects;
    impl.stats.external_bytes = impl.external;
    return impl.stats;
}

void Heap::for_each_object(void (*visit)(Object*, void*), void* context) {
    memory::NoCollection cells_may_not_change;
    impl_->finish_sweep();
    impl_->each_cell([&](Object* object) {
        if (!is_storage(object->kind)) visit(object, context);
    });
}

// Calls report(referent, whether it was marked as storage, context) for each reference of `object`; weak
// ones that a minor collection follows are among them.
void Heap::Impl::report_references(Object* object, ReportFunction report, void* context) {
    TraceFunction trace = heap.trace_[static_cast<u8>(object->kind)];
    if (trace == nullptr) return;
    memory::NoCollection color_is_another;
    struct Checking {  // `report` may throw
        explicit Checking(Heap& owner) : heap(owner), color(owner.color_) {
            heap.color_ = kCheckColor;
        }
        ~Checking() { heap.color_ = color; }
        Heap& heap;
        u8 color;
    } checking(heap);
    Tracer tracer(heap, true);
    on_reference = report;
    on_reference_context = context;
    trace(object, tracer);
    on_reference_context = nullptr;
}

void Heap::for_each_reference(Object* object, void (*visit)(Object*, void*), void* context) {
    struct Inner {
        void (*visit)(Object*, void*);
        void* context;
    } inner = {visit, context};
    auto report = [](Object* referent, bool storage, void* data) {
        Inner* to = static_cast<Inner*>(data);
        if (!storage) to->visit(referent, to->context);
    };
    impl_->report_references(object, report, &inner);
}

}  // namespace krait
