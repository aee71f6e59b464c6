// str: UTF-8 text with a cached code-point length. A lone surrogate is its own three bytes and two never pair up.
//
// `data` points behind the header for most strings; a string made by appending (s += x) may point into a shared StrBuffer
// with room to grow, so that building a string piece by piece is linear. `aux` and `hash_high` cache the hash (all zero = not
// computed; see str_hash). Attribute names are interned: pointer-equal iff equal. The bytes are NUL-terminated only when
// `data` is inline.
#pragma once

#include "runtime/object/thread.h"

#include <string>
#include <string_view>

namespace krait {

struct Str : Object {
    static constexpr Kind kKind = Kind::Str;
    static constexpr u8 kAscii = 1 << 3;
    static constexpr u8 kInterned = 1 << 4;
    static constexpr u8 kBuffered = 1 << 5;  // `data` is the start of a StrBuffer (str_internal.h)
    static constexpr u8 kConcatenated =
        1 << 6;     // the result of a concatenation: another one may follow
    u32 hash_high;  // beside the header's `aux`, so that both are one load
    u32 size;       // bytes
    const char* data;
    u32 length;  // code points
    char inline_data[];

    u64 known_hash() const { return aux | u64{hash_high} << 32; }
    void set_hash(u64 hash) {
        aux = static_cast<u32>(hash);
        hash_high = static_cast<u32>(hash >> 32);
    }
    std::string_view view() const { return {data, size}; }
    bool is_ascii() const { return flags & kAscii; }
    bool is_interned() const { return flags & kInterned; }
};
inline constexpr u64 kMaxStrSize = 0x7FFFFFFF;  // bytes; beyond: MemoryError

inline bool is_str(Value v) {
    return v.is_object() && v.object()->kind == Kind::Str;
}
inline bool is_exact_str(Thread& t, Value v) {
    return v.is_object() && v.object()->type == t.vm->types.str;
}

// From valid UTF-8 (surrogates as above). One-character ASCII strings are shared.
Result<Str*> make_str(Thread&, std::string_view utf8);
// Same for text known to be ASCII.
Result<Str*> make_str_ascii(Thread&, std::string_view ascii);
Result<Str*> make_str_char(Thread&, u32 code_point);
Result<Str*> str_from_int(Thread&, Value small_int);  // its decimal digits
// Uninitialised inline storage of `size` bytes to be filled by the caller at once (before any allocation).
Result<Str*> make_str_uninitialized(Thread&, u64 size, u64 length, bool ascii, char** data);
// The interned str with this text; `s` itself when it already is.
Result<Str*> intern(Thread&, std::string_view utf8);
Result<Str*> intern(Thread&, Str* s);
Result<Str*> str_concat(Thread&, Str* a,
                        Str* b);  // amortised O(len b) when `a` is a growing string
// What hash() says. (A hash of 0, the empty string's, is computed each time.)
u64 str_hash_slow(Str*);
KRAIT_INLINE u64 str_hash(Str* s) {
    u64 known = s->known_hash();
    return KRAIT_LIKELY(known != 0) ? known : str_hash_slow(s);
}
bool str_equal_slow(const Str* a, const Str* b);
KRAIT_INLINE bool str_equal(const Str* a, const Str* b) {
    if (a == b) return true;
    if (a->size != b->size || (a->flags & b->flags & Str::kInterned)) return false;
    return str_equal_slow(a, b);
}
int str_compare(const Str* a, const Str* b);  // by code points: -1, 0, 1
// The character at code-point index i (in range).
Result<Value> str_char_at(Thread&, Str*, u64 i);
Result<Value> str_slice(Thread&, Str*, i64 start, i64 stop, i64 step);  // already clipped
u64 str_byte_offset(const Str*, u64 code_point_index);
Result<Str*> str_join(Thread&, Str* separator, Value* items,
                      u64 count);  // TypeError names the item that is no str

Result<void> init_str_type(
    Thread&);  // makes vm.types.str and its iterator; called after object and type exist

// Error messages and other text: concatenates string_views and integers.
inline void append_piece(std::string& out, std::string_view s) {
    out += s;
}
inline void append_piece(std::string& out, const Str* s) {
    out += s->view();
}
inline void append_piece(std::string& out, char c) {
    out += c;
}
template <class I>
    requires std::is_integral_v<I>
inline void append_piece(std::string& out, I i) {
    out += std::to_string(i);
}
template <class... Pieces>
std::string cat(const Pieces&... pieces) {
    std::string out;
    (append_piece(out, pieces), ...);
    return out;
}

}  // namespace krait
