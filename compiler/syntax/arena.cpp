#include "compiler/syntax/arena.h"

#include <algorithm>

namespace krait::compiler {
namespace {

constexpr std::size_t kFirstBlockSize = 16 * 1024;
constexpr std::size_t kLargestBlockSize = 1024 * 1024;

std::uint64_t hash_text(std::string_view text) {
    std::uint64_t hash = 0x9E3779B97F4A7C15u ^ text.size();
    const char* at = text.data();
    std::size_t left = text.size();
    while (left >= 8) {
        std::uint64_t word;
        std::memcpy(&word, at, 8);
        hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
        at += 8;
        left -= 8;
    }
    std::uint64_t tail = 0;
    if (left != 0) {
        std::memcpy(&tail, at, left);
    }
    hash = (hash ^ tail) * 0xD6E8FEB86659FD93u;
    return hash ^ (hash >> 32);
}

}  // namespace

void* Arena::allocate_slow(std::size_t size, std::size_t align) {
    std::size_t wanted = std::clamp(bytes_reserved_ / 4, kFirstBlockSize, kLargestBlockSize);
    std::size_t needed = sizeof(Block) + size + align;
    bool own_block = needed > wanted / 2;
    std::size_t block_size = own_block ? needed : wanted;
    auto* block = static_cast<Block*>(::operator new(block_size));
    block->previous = blocks_;
    block->size = block_size;
    blocks_ = block;
    bytes_reserved_ += block_size;
    auto start = reinterpret_cast<std::uintptr_t>(block + 1);
    auto address = (start + (align - 1)) & ~static_cast<std::uintptr_t>(align - 1);
    // A block made for one big object leaves the current block in use.
    if (!own_block) {
        next_ = address + size;
        limit_ = reinterpret_cast<std::uintptr_t>(block) + block_size;
    }
    return reinterpret_cast<void*>(address);
}

std::string_view Arena::copy_text(std::string_view text) {
    Slice<char> copied = copy(text.data(), text.size());
    // An empty text must differ from an absent one, whose data() is null.
    return text.empty() ? std::string_view("") : std::string_view(copied.data(), text.size());
}

std::string_view Arena::intern(std::string_view text) {
    if (intern_count_ * 4 >= intern_table_.size() * 3) {
        grow_intern_table();
    }
    std::uint64_t hash = hash_text(text);
    std::size_t mask = intern_table_.size() - 1;
    for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
        InternEntry& entry = intern_table_[i];
        if (entry.data == nullptr) {
            std::string_view stored = copy_text(text);
            entry = {hash, stored.data(), stored.size()};
            ++intern_count_;
            return stored;
        }
        if (entry.hash == hash && entry.size == text.size() &&
            std::memcmp(entry.data, text.data(), text.size()) == 0) {
            return {entry.data, entry.size};
        }
    }
}

void Arena::grow_intern_table() {
    std::vector<InternEntry> old = std::move(intern_table_);
    intern_table_.assign(std::max<std::size_t>(256, old.size() * 2), InternEntry{});
    std::size_t mask = intern_table_.size() - 1;
    for (const InternEntry& entry : old) {
        if (entry.data == nullptr) {
            continue;
        }
        std::size_t i = entry.hash & mask;
        while (intern_table_[i].data != nullptr) {
            i = (i + 1) & mask;
        }
        intern_table_[i] = entry;
    }
}

void Arena::reset() {
    while (blocks_ != nullptr) {
        Block* previous = blocks_->previous;
        ::operator delete(blocks_);
        blocks_ = previous;
    }
    next_ = limit_ = 0;
    bytes_reserved_ = 0;
    intern_table_.clear();
    intern_count_ = 0;
}

}  // namespace krait::compiler
