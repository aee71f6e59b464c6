// A bump allocator that owns one compilation's syntax tree, its names and its string constants.
//
// Invariants:
// - Memory is released all at once, when the Arena is destroyed or reset; destructors of what lives
//   in it never run, so only trivially destructible types may be put there.
// - `intern` gives equal texts the same address: two interned names are equal exactly if their
//   `data()` pointers are equal.
// - It goes with the compilation, and so it also knows how much C++ stack there is for that: whatever recurses along the
//   tree asks stack_exhausted() at each level, and fails the compilation.
// - A Slice<T> is a non-owning (pointer, length) view of arena memory, valid as long as the Arena.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace krait::compiler {

template <typename T>
class Slice {
public:
    constexpr Slice() = default;
    constexpr Slice(T* data, std::size_t size)
        : data_(data), size_(static_cast<std::uint32_t>(size)) {}

    constexpr T* data() const { return data_; }
    constexpr std::size_t size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }
    constexpr T* begin() const { return data_; }
    constexpr T* end() const { return data_ + size_; }
    constexpr T& operator[](std::size_t index) const {
        assert(index < size_);
        return data_[index];
    }
    constexpr T& front() const { return (*this)[0]; }
    constexpr T& back() const { return (*this)[size_ - 1]; }
    constexpr Slice subslice(std::size_t start) const {
        assert(start <= size_);
        return {data_ + start, size_ - start};
    }

private:
    T* data_ = nullptr;
    std::uint32_t size_ = 0;
};

class Arena {
public:
    // `stack_floor`: how far down the C++ stack what works on the tree may recurse; null: as it likes.
    explicit Arena(const char* stack_floor = nullptr) : stack_floor_(stack_floor) {}
    ~Arena() { reset(); }
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    void* allocate(std::size_t size, std::size_t align = alignof(std::max_align_t)) {
        auto address = (next_ + (align - 1)) & ~static_cast<std::uintptr_t>(align - 1);
        if (address + size > limit_ || next_ == 0) [[unlikely]] {
            return allocate_slow(size, align);
        }
        next_ = address + size;
        return reinterpret_cast<void*>(address);
    }

    template <typename T, typename... Args>
    T* make(Args&&... args) {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
    }

    // An uninitialised array; the caller fills every element.
    template <typename T>
    Slice<T> make_array(std::size_t count) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (count == 0) {
            return {};
        }
        return {static_cast<T*>(allocate(count * sizeof(T), alignof(T))), count};
    }

    template <typename T>
    Slice<T> copy(const T* data, std::size_t count) {
        Slice<T> result = make_array<T>(count);
        if (count != 0) {
            std::memcpy(result.data(), data, count * sizeof(T));
        }
        return result;
    }

    template <typename T>
    Slice<T> copy(const std::vector<T>& items) {
        return copy(items.data(), items.size());
    }

    template <typename T>
    Slice<T> copy(std::initializer_list<T> items) {
        return copy(items.begin(), items.size());
    }

    std::string_view copy_text(std::string_view text);

    // The one copy of `text` in this arena.
    std::string_view intern(std::string_view text);

    // Frees everything; all nodes, slices and texts handed out before become invalid.
    void reset();

    std::size_t bytes_reserved() const { return bytes_reserved_; }

    // Whether a recursive function must give up.
    bool stack_exhausted() const {
        return static_cast<const char*>(__builtin_frame_address(0)) < stack_floor_;
    }

private:
    struct Block {
        Block* previous;
        std::size_t size;
    };

    struct InternEntry {
        std::uint64_t hash;
        const char* data;
        std::size_t size;
    };

    void* allocate_slow(std::size_t size, std::size_t align);
    void grow_intern_table();

    const char* stack_floor_;
    std::uintptr_t next_ = 0;
    std::uintptr_t limit_ = 0;
    Block* blocks_ = nullptr;
    std::size_t bytes_reserved_ = 0;
    std::vector<InternEntry> intern_table_;  // open addressing, power-of-two size
    std::size_t intern_count_ = 0;
};

}  // namespace krait::compiler
