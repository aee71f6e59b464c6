// Interning of strings and the positions of code points in long strings.
#include "runtime/types/intern.h"

#include "runtime/heap/process_memory.h"
#include "runtime/text/siphash.h"
#include "runtime/types/str_internal.h"

#include <algorithm>
#include <new>
#include <stdexcept>

namespace krait {

// ---- the table

Str* InternTable::find(std::string_view text, u64 hash) const {
    if (slots_.empty()) return nullptr;
    u64 mask = slots_.size() - 1;
    for (u64 i = hash & mask; slots_[i].str != nullptr; i = (i + 1) & mask) {
        if (slots_[i].hash == hash && slots_[i].str->view() == text) return slots_[i].str;
    }
    return nullptr;
}

void InternTable::place(Str* s, u64 hash) {
    u64 mask = slots_.size() - 1;
    u64 i = hash & mask;
    while (slots_[i].str != nullptr) i = (i + 1) & mask;
    slots_[i] = {s, hash};
}

// For one more entry. False when there is no memory, with nothing changed.
bool InternTable::make_room() {
    memory::NoCollection tables_may_not_change;
    try {
        if (recent_.size() == recent_.capacity()) recent_.reserve(recent_.size() * 2 + 64);
        if (used_ * 2 < slots_.size()) return true;
        std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.str != nullptr) place(slot.str, slot.hash);
        }
        return true;
    } catch (const std::bad_alloc&) {
        return false;
    } catch (const std::length_error&) {
        return false;
    }
}

bool InternTable::insert(Str* s, u64 hash) {
    bool room = recent_.size() < recent_.capacity() && used_ * 2 < slots_.size();
    if (!room && !make_room()) return false;
    place(s, hash);
    recent_.push_back(s);
    used_++;
    s->flags |= Str::kInterned;
    return true;
}

u64 InternTable::position_of(const Str* s) const {
    u64 mask = slots_.size() - 1;
    for (u64 i = s->known_hash() & mask; slots_[i].str != nullptr; i = (i + 1) & mask) {
        if (slots_[i].str == s) return i;
    }
    return slots_.size();
}

// Takes an entry out and moves those behind it that would not be found across the gap.
void InternTable::remove(u64 position) {
    u64 mask = slots_.size() - 1;
    u64 gap = position;
    for (u64 i = (gap + 1) & mask; slots_[i].str != nullptr; i = (i + 1) & mask) {
        u64 home = slots_[i].hash & mask;
        if (((i - home) & mask) >= ((i - gap) & mask)) {
            slots_[gap] = slots_[i];
            gap = i;
        }
    }
    slots_[gap] = {};
    used_--;
}

void InternTable::sweep(Heap& heap, bool minor) {
    index_cache.sweep(heap);
    if (minor) {
        for (Str* s : recent_) {
            if (heap.is_marked(s)) continue;
            u64 position = position_of(s);
            if (position < slots_.size()) remove(position);
        }
        recent_.clear();
        return;
    }
    recent_.clear();
    for (u64 i = 0; i < slots_.size();) {
        // What a removal moves into the gap is looked at in its turn.
        if (slots_[i].str != nullptr && !heap.is_marked(slots_[i].str)) {
            remove(i);
        } else {
            i++;
        }
    }
}

// ---- intern()

namespace {

InternTable& table_of(Thread& t) {
    if (t.vm->interned == nullptr) t.vm->interned = new InternTable;
    return *t.vm->interned;
}

Result<Str*> insert_interned(Thread& t, InternTable& table, Str* s, u64 hash) {
    if (!table.insert(s, hash)) return raise_memory_error(t);
    return s;
}

}  // namespace

Result<Str*> intern(Thread& t, std::string_view utf8) {
    InternTable& table = table_of(t);
    u64 hash = text::hash_text(utf8);
    Str* known = table.find(utf8, hash);
    if (known != nullptr) return known;
    // One-character strings are in the table once they are shared.
    Str* s = TRY(make_str(t, utf8));
    if (s->is_interned()) return s;
    s->set_hash(hash);
    return insert_interned(t, table, s, hash);
}

Result<Str*> intern(Thread& t, Str* s) {
    if (s->is_interned()) return s;
    InternTable& table = table_of(t);
    u64 hash = str_hash(s);
    Str* known = table.find(s->view(), hash);
    if (known != nullptr) return known;
    if (s->type == t.types().str && !(s->flags & Str::kBuffered))
        return insert_interned(t, table, s, hash);
    Str* plain = TRY(make_str_counted(t, s->view(), s->length));
    plain->set_hash(hash);
    return insert_interned(t, table, plain, hash);
}

// ---- positions

StrIndexCache::Entry& StrIndexCache::entry_of(const Str* s) {
    if (entries_[hit_].str == s) return entries_[hit_];
    for (u32 i = 0; i < kEntries; i++) {
        if (entries_[i].str == s) {
            hit_ = i;
            return entries_[i];
        }
    }
    hit_ = next_;
    next_ = (next_ + 1) % kEntries;
    Entry& entry = entries_[hit_];
    entry.str = s;
    entry.last_index = entry.last_offset = 0;
    entry.marks.clear();
    return entry;
}

// False when there is no memory for them.
bool StrIndexCache::set_marks(Entry& entry) {
    const std::string_view text = entry.str->view();
    u64 offset = 0;
    try {
        entry.marks.reserve(entry.str->length / kStride + 1);
    } catch (const std::bad_alloc&) {
        return false;
    }
    for (u64 index = 0; index < entry.str->length; index += kStride) {
        entry.marks.push_back(static_cast<u32>(offset));
        offset = text::offset_of_index(text, kStride, offset);
    }
    return true;
}

u64 StrIndexCache::byte_offset(const Str* s, u64 index) {
    const std::string_view text = s->view();
    if (s->length <= kShort) return text::offset_of_index(text, index);
    Entry& entry = entry_of(s);
    if (index < entry.last_index && entry.last_index - index <= 8) {
        const char* at = text.data() + entry.last_offset;
        for (u64 i = entry.last_index - index; i != 0; i--) text::decode_previous(at);
        entry.last_offset = static_cast<u64>(at - text.data());
    } else if (index >= entry.last_index && index - entry.last_index < kStride) {
        entry.last_offset =
            text::offset_of_index(text, index - entry.last_index, entry.last_offset);
    } else {
        if (entry.marks.empty() && !set_marks(entry)) return text::offset_of_index(text, index);
        entry.last_offset =
            text::offset_of_index(text, index % kStride, entry.marks[index / kStride]);
    }
    entry.last_index = index;
    return entry.last_offset;
}

void StrIndexCache::sweep(Heap& heap) {
    for (Entry& entry : entries_) {
        if (entry.str != nullptr && !heap.is_marked(entry.str)) {
            entry.str = nullptr;
            entry.marks.clear();
        }
    }
}

}  // namespace krait
