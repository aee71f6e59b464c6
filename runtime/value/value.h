// Values: one 64-bit word that holds any object of the language (NaN-boxing).
//
//   top 16 bits   meaning
//   0x0000        pointer to a heap Object (8-aligned), or a small immediate with bit 1 set
//   0x0002..FFFD  a double, its bits offset by 2^49
//   0xFFFE..FFFF  a small int of 49 bits, offset by kIntTag
//
// Invariants: the all-zero word is "empty" (an unbound local, an unset slot, a failed call) and is never visible to
// scripts; every NaN is encoded so that it can't collide with a tag (see from_double); an int that fits in 49 bits
// is always a small int, never a heap object (except as the payload of an instance of a subclass of int).
// Identity of numbers is by value, so `is` is a comparison of bits.
#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>

namespace krait {

using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;
using i8 = std::int8_t;
using i16 = std::int16_t;
using i32 = std::int32_t;
using i64 = std::int64_t;

#define KRAIT_LIKELY(x) __builtin_expect(!!(x), 1)
#define KRAIT_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define KRAIT_INLINE inline __attribute__((always_inline))
#define KRAIT_NOINLINE __attribute__((noinline))
#define KRAIT_COLD __attribute__((noinline, cold))

struct Object;

class Value {
public:
    static constexpr u64 kIntMin = 0xFFFE000000000000ull;  // smallest word that is an int
    static constexpr u64 kIntTag = 0xFFFF000000000000ull;  // the int 0
    static constexpr u64 kDoubleOffset = 1ull << 49;
    static constexpr u64 kNotObjectMask =
        kIntMin | 0x2;  // no bit of it set: a heap pointer (or empty)
    static constexpr i64 kSmallIntMax = (1ll << 48) - 1;
    static constexpr i64 kSmallIntMin = -(1ll << 48);

    constexpr Value() : bits_(0) {}
    KRAIT_INLINE Value(const Object* object)
        : bits_(reinterpret_cast<u64>(object)) {}  // null = empty

    static constexpr Value from_bits(u64 bits) {
        Value v;
        v.bits_ = bits;
        return v;
    }
    static constexpr Value empty() { return Value(); }
    static constexpr Value none() { return from_bits(0x02); }
    static constexpr Value false_() { return from_bits(0x06); }
    static constexpr Value true_() { return from_bits(0x07); }
    static constexpr Value ellipsis() { return from_bits(0x0A); }
    static constexpr Value not_implemented() { return from_bits(0x0E); }
    // "There is none": end of an iteration, no such attribute. Distinct from empty, which means that an exception is
    // pending. Never visible to scripts.
    static constexpr Value absent() { return from_bits(0x12); }
    // What debug builds fill a new frame's registers with: to be seen nowhere. (Release builds leave there what was there.)
    static constexpr Value poison() { return from_bits(0x16); }
    static constexpr Value from_bool(bool b) { return from_bits(0x06 | u64(b)); }

    static constexpr bool fits_small_int(i64 i) { return i >= kSmallIntMin && i <= kSmallIntMax; }
    // `i` must fit; use make_int (types/int.h) for any i64.
    static constexpr Value small_int(i64 i) { return from_bits(kIntTag + static_cast<u64>(i)); }
    // Keeps NaN payloads, but those whose bits would collide with a tag become the canonical NaN of the same sign.
    static KRAIT_INLINE Value from_double(double d) {
        u64 bits = std::bit_cast<u64>(d);
        if (KRAIT_UNLIKELY(bits >= kIntMin - kDoubleOffset)) bits = 0xFFF8000000000000ull;
        return from_bits(bits + kDoubleOffset);
    }

    constexpr u64 bits() const { return bits_; }
    constexpr bool is_empty() const { return bits_ == 0; }
    constexpr explicit operator bool() const { return bits_ != 0; }
    constexpr bool is_none() const { return *this == none(); }
    constexpr bool is_true() const { return *this == true_(); }
    constexpr bool is_false() const { return *this == false_(); }
    constexpr bool is_bool() const { return (bits_ | 1) == 0x07; }
    constexpr bool is_poison() const { return *this == poison(); }
    constexpr bool is_absent() const { return *this == absent(); }
    constexpr bool is_not_implemented() const { return *this == not_implemented(); }
    constexpr bool is_small_int() const { return bits_ >= kIntMin; }
    constexpr bool is_double() const { return bits_ >= kDoubleOffset && bits_ < kIntMin; }
    // A heap object; not the empty word.
    constexpr bool is_object() const { return (bits_ & kNotObjectMask) == 0 && bits_ != 0; }

    constexpr i64 small_int_value() const { return static_cast<i64>(bits_ - kIntTag); }
    KRAIT_INLINE double double_value() const {
        return std::bit_cast<double>(bits_ - kDoubleOffset);
    }
    KRAIT_INLINE Object* object() const { return reinterpret_cast<Object*>(bits_); }
    // The object as the struct that its kind names; debug builds check that.
    template <class T>
    KRAIT_INLINE T* as() const {
        T* cell = static_cast<T*>(object());
        if constexpr (requires { T::kKind; }) assert(is_object() && cell->kind == T::kKind);
        return cell;
    }

    friend constexpr bool operator==(Value a, Value b) { return a.bits_ == b.bits_; }

private:
    u64 bits_;
};
static_assert(sizeof(Value) == 8);

}  // namespace krait
