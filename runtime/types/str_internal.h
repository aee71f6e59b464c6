// What the files of str share: how its bytes are stored, and views of parts as new strings.
#pragma once

#include "runtime/text/utf8.h"
#include "runtime/types/container_support.h"
#include "runtime/types/str.h"

namespace krait {

// The bytes of a string that grew by appending (Str::kBuffered), shared by it and by what it grew
// from. Bytes [0, used) never change; who ends at `used` may append. A cell of Kind::Bytes_.
struct StrBuffer : Object {
    static constexpr Kind kKind = Kind::Bytes_;
    u64 used;
    u64 capacity;
    char data[];
};
inline StrBuffer* buffer_of(const Str* s) {
    return reinterpret_cast<StrBuffer*>(const_cast<char*>(s->data) - sizeof(StrBuffer));
}

// The str itself if its type is exactly str, otherwise one of type str with its text.
Result<Str*> plain_str(Thread&, Str*);
// Part of a str's text as a str of its own; `ascii` is whether the whole is.
Result<Str*> make_str_part(Thread&, std::string_view part, bool ascii);
// Text whose number of code points is known.
Result<Str*> make_str_counted(Thread&, std::string_view text, u64 length);
// A new string, or the shared one with its text if it is that short.
inline Result<Str*> shared_if_short(Thread& t, Str* s) {
    return s->size <= 1 ? make_str(t, s->view()) : s;
}
// str_byte_offset through the cache for non-ASCII strings.
u64 cached_byte_offset(Thread&, const Str*, u64 index);
// The code point index of a byte offset.
inline u64 code_point_index(const Str* s, u64 offset) {
    return s->is_ascii() ? offset : text::count_code_points(s->view().substr(0, offset));
}
inline Str* empty_str(Thread& t) {
    return t.names().empty;
}

// Appends `count` times `c`; false when there is no memory for it.
bool append_fill(std::string& out, char c, u64 count);

// "find() argument 1 must be str, not int".
Failure raise_argument_type(Thread&, const char* function, int position, const char* wanted,
                            Value got);
inline Result<Str*> str_argument(Thread& t, const char* function, int position, Value v) {
    if (KRAIT_LIKELY(is_str(v))) return v.as<Str>();
    return raise_argument_type(t, function, position, "str", v);
}

}  // namespace krait
