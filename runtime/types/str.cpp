// Making, joining, comparing, indexing and slicing strings.
#include "runtime/types/str.h"

#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/text/number_format.h"
#include "runtime/text/siphash.h"
#include "runtime/types/intern.h"
#include "runtime/types/str_internal.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <new>
#include <stdexcept>

namespace krait {

namespace {

// Results of concatenation below this are plain strings, however they came about.
constexpr u64 kLeastBuffered = 128;
// The struct's last bytes, where inline data has begun already.
constexpr u64 kPadding = 4;
static_assert(sizeof(Str) == 40);

Result<Str*> new_str(Thread& t, u64 size, u64 length, bool ascii) {
    if (KRAIT_UNLIKELY(size > kMaxStrSize)) return raise_memory_error(t);
    Str* s = TRY(make<Str>(t, t.vm->types.str, size < kPadding ? 0 : size + 1 - kPadding));
    s->size = static_cast<u32>(size);
    s->length = static_cast<u32>(length);
    s->data = s->inline_data;
    if (ascii) s->flags |= Str::kAscii;
    return s;
}

}  // namespace

// ---- making

Result<Str*> make_str_uninitialized(Thread& t, u64 size, u64 length, bool ascii, char** data) {
    Str* s = TRY(new_str(t, size, length, ascii));
    *data = s->inline_data;
    return s;
}

Result<Str*> make_str_ascii(Thread& t, std::string_view ascii) {
    assert(text::is_ascii(ascii));
    if (ascii.size() <= 1) {
        Str* shared = ascii.empty() ? t.names().empty : t.names().ascii[static_cast<u8>(ascii[0])];
        if (KRAIT_LIKELY(shared != nullptr)) return shared;
    }
    Str* s = TRY(new_str(t, ascii.size(), ascii.size(), true));
    if (!ascii.empty()) std::memcpy(s->inline_data, ascii.data(), ascii.size());
    return s;
}

Result<Str*> make_str_counted(Thread& t, std::string_view text, u64 length) {
    if (length == text.size()) return make_str_ascii(t, text);
    assert(!text::validate_utf8(text, 0, text::Surrogates::kAllow));
    assert(length == text::count_code_points(text));
    Str* s = TRY(new_str(t, text.size(), length, false));
    std::memcpy(s->inline_data, text.data(), text.size());
    return s;
}

Result<Str*> make_str(Thread& t, std::string_view utf8) {
    if (KRAIT_UNLIKELY(utf8.size() > kMaxStrSize)) return raise_memory_error(t);
    u64 ascii = text::ascii_prefix(utf8);
    if (ascii == utf8.size()) return make_str_ascii(t, utf8);
    return make_str_counted(t, utf8, ascii + text::count_code_points(utf8.substr(ascii)));
}

Result<Str*> make_str_part(Thread& t, std::string_view part, bool ascii) {
    return ascii ? make_str_ascii(t, part) : make_str(t, part);
}

Result<Str*> make_str_char(Thread& t, u32 code_point) {
    char buffer[4];
    unsigned size = text::encode(code_point, buffer);
    return make_str_counted(t, {buffer, size}, 1);
}

Result<Str*> plain_str(Thread& t, Str* s) {
    if (KRAIT_LIKELY(s->type == t.types().str)) return s;
    return make_str_counted(t, s->view(), s->length);
}

Result<Str*> str_from_int(Thread& t, Value small_int) {
    char digits[24];
    i64 value = small_int.small_int_value();
    if (static_cast<u64>(value) < 10) return make_str_ascii(t, {&"0123456789"[value], 1});
    u64 size = text::write_decimal(static_cast<std::int64_t>(value), digits);
    return make_str_ascii(t, {digits, size});
}

// ---- concatenation

namespace {

bool can_grow_in_place(const Str* a, u64 more) {
    if (!(a->flags & Str::kBuffered)) return false;
    const StrBuffer* buffer = buffer_of(a);
    return a->size == buffer->used && buffer->capacity - buffer->used >= more;
}

// Whether appending to `a` looks like the second of a series. If something else was appended to it
// already, it is rather the common start of several strings.
bool is_growing(const Str* a) {
    if (!(a->flags & Str::kConcatenated)) return false;
    return !(a->flags & Str::kBuffered) || a->size == buffer_of(a)->used;
}

Result<Str*> make_buffered(Thread& t, StrBuffer* buffer, u64 length, bool ascii) {
    Str* s = TRY(make<Str>(t, t.vm->types.str));
    s->size = static_cast<u32>(buffer->used);
    s->length = static_cast<u32>(length);
    s->data = buffer->data;
    s->flags |= static_cast<u8>(Str::kBuffered | Str::kConcatenated | (ascii ? Str::kAscii : 0));
    return s;
}

Result<StrBuffer*> make_buffer(Thread& t, u64 size) {
    u64 spare = size < (1 << 20) ? size : size / 2;
    Object* cell = t.heap().allocate(sizeof(StrBuffer) + size + spare, Kind::Bytes_, nullptr);
    if (cell == nullptr) return raise_memory_error(t);
    StrBuffer* buffer = static_cast<StrBuffer*>(cell);
    buffer->capacity = size + spare;
    return buffer;
}

}  // namespace

Result<Str*> str_concat(Thread& t, Str* a, Str* b) {
    if (b->size == 0) return plain_str(t, a);
    if (a->size == 0) return plain_str(t, b);
    u64 size = u64{a->size} + b->size;
    u64 length = u64{a->length} + b->length;
    if (KRAIT_UNLIKELY(size > kMaxStrSize)) return raise_memory_error(t);
    bool ascii = (a->flags & b->flags & Str::kAscii) != 0;
    if (can_grow_in_place(a, b->size)) {
        StrBuffer* buffer = buffer_of(a);
        std::memcpy(buffer->data + a->size, b->data, b->size);
        buffer->used = size;
        return make_buffered(t, buffer, length, ascii);
    }
    if (size >= kLeastBuffered && b->size <= a->size && is_growing(a)) {
        StrBuffer* buffer = TRY(make_buffer(t, size));
        std::memcpy(buffer->data, a->data, a->size);
        std::memcpy(buffer->data + a->size, b->data, b->size);
        buffer->used = size;
        return make_buffered(t, buffer, length, ascii);
    }
    Str* s = TRY(new_str(t, size, length, ascii));
    std::memcpy(s->inline_data, a->data, a->size);
    std::memcpy(s->inline_data + a->size, b->data, b->size);
    s->flags |= Str::kConcatenated;
    return s;
}

namespace {

struct JoinTotals {
    u64 size = 0;
    u64 length = 0;
    u8 flags = Str::kAscii;
};

Result<JoinTotals> measure_join(Thread& t, Str* separator, Value* items, u64 count) {
    JoinTotals totals;
    for (u64 i = 0; i < count; i++) {
        TRY(poll_interrupt(t));
        if (KRAIT_UNLIKELY(!is_str(items[i]))) {
            return raise_type_error(t, cat("sequence item ", i, ": expected str instance, ",
                                           type_name(t, items[i]), " found"));
        }
        const Str* item = items[i].as<Str>();
        totals.size += item->size;
        totals.length += item->length;
        totals.flags &= item->flags;
    }
    if (count > 1) {
        totals.size += separator->size * (count - 1);
        totals.length += separator->length * (count - 1);
        totals.flags &= separator->flags;
    }
    return totals;
}

// memcpy is a call; most pieces are a few bytes.
KRAIT_INLINE char* put_bytes(char* out, const char* from, u64 size) {
    if (size <= 8) {
        for (u64 i = 0; i < size; i++) out[i] = from[i];
    } else {
        std::memcpy(out, from, size);
    }
    return out + size;
}

}  // namespace

Result<Str*> str_join(Thread& t, Str* separator, Value* items, u64 count) {
    if (count == 0) return empty_str(t);
    if (count == 1 && is_exact_str(t, items[0])) return items[0].as<Str>();
    JoinTotals totals = TRY(measure_join(t, separator, items, count));
    if (totals.size == 0) return empty_str(t);
    if (totals.size > kMaxStrSize) return raise_memory_error(t);
    Str* result = TRY(new_str(t, totals.size, totals.length, totals.flags & Str::kAscii));
    char* out = result->inline_data;
    const u64 between = separator->size;
    for (u64 i = 0; i < count; i++) {
        TRY(poll_interrupt(t));
        if (i != 0 && between != 0) out = put_bytes(out, separator->data, between);
        const Str* item = items[i].as<Str>();
        out = put_bytes(out, item->data, item->size);
    }
    return shared_if_short(t, result);
}

// ---- hash and comparison

u64 str_hash_slow(Str* s) {
    u64 hash = 0;
    interrupt::run_or_give_up(s->size, [&] {
        hash = s->is_ascii() ? text::hash_bytes(s->view()) : text::hash_text(s->view());
    });
    s->set_hash(hash);
    return hash;
}

// Whether the first and the last word of two texts of `size` bytes are the same.
template <class Word>
static bool same_words(const char* a, const char* b, u64 size) {
    auto word_at = [](const char* p) {
        Word w;
        std::memcpy(&w, p, sizeof w);
        return w;
    };
    u64 last = size - sizeof(Word);
    return word_at(a) == word_at(b) && word_at(a + last) == word_at(b + last);
}

bool str_equal_slow(const Str* a, const Str* b) {
    // Half of a known hash tells nearly all different texts apart.
    if (a->aux != 0 && b->aux != 0 && a->aux != b->aux) return false;
    // Short texts are not worth a call: two words, which may overlap, cover them.
    u64 size = a->size;
    const char *x = a->data, *y = b->data;
    if (size > 16) return std::memcmp(x, y, size) == 0;
    if (size >= 8) return same_words<u64>(x, y, size);
    if (size >= 4) return same_words<u32>(x, y, size);
    if (size >= 2) return same_words<u16>(x, y, size);
    return size == 0 || *x == *y;
}

// The order of UTF-8 bytes is that of the code points, surrogates as three bytes included.
int str_compare(const Str* a, const Str* b) {
    if (a == b) return 0;
    if (a->size == 1 && b->size == 1)  // characters: not worth a call
        return static_cast<u8>(a->data[0]) < static_cast<u8>(b->data[0])    ? -1
               : static_cast<u8>(a->data[0]) == static_cast<u8>(b->data[0]) ? 0
                                                                            : 1;
    int order = std::memcmp(a->data, b->data, std::min(a->size, b->size));
    if (order != 0) return order < 0 ? -1 : 1;
    return a->size == b->size ? 0 : a->size < b->size ? -1 : 1;
}

// ---- positions and parts

u64 str_byte_offset(const Str* s, u64 code_point_index) {
    if (s->is_ascii()) return std::min<u64>(code_point_index, s->size);
    return text::offset_of_index(s->view(), code_point_index);
}

u64 cached_byte_offset(Thread& t, const Str* s, u64 index) {
    if (s->is_ascii()) return std::min<u64>(index, s->size);
    if (index >= s->length) return s->size;
    return t.vm->interned->index_cache.byte_offset(s, index);
}

Result<Value> str_char_at(Thread& t, Str* s, u64 i) {
    if (KRAIT_LIKELY(s->is_ascii())) return t.names().ascii[static_cast<u8>(s->data[i])];
    u64 offset = cached_byte_offset(t, s, i);
    unsigned size = text::sequence_length(s->data[offset]);
    return TRY(make_str_counted(t, {s->data + offset, size}, 1));
}

namespace {

Result<Value> slice_ascii(Thread& t, Str* s, i64 start, u64 count, i64 step) {
    if (count == 1) return t.names().ascii[static_cast<u8>(s->data[start])];
    Str* result = TRY(new_str(t, count, count, true));
    char* out = result->inline_data;
    TRY(interruptible(t, count, [=]() mutable {
        for (i64 at = start; count != 0; count--, at += step) *out++ = s->data[at];
    }));
    return result;
}

Result<Value> slice_with_step(Thread& t, Str* s, i64 start, u64 count, i64 step) {
    std::string out;
    const char* at = s->data + cached_byte_offset(t, s, static_cast<u64>(start));
    for (;;) {
        TRY(poll_interrupt(t));
        out.append(at, text::sequence_length(*at));
        if (--count == 0) break;
        for (i64 i = 0; i < step; i++) at += text::sequence_length(*at);
        for (i64 i = step; i < 0; i++) text::decode_previous(at);
    }
    return TRY(make_str(t, out));
}

}  // namespace

Result<Value> str_slice(Thread& t, Str* s, i64 start, i64 stop, i64 step) {
    u64 count = 0;
    if (step > 0 && start < stop) count = static_cast<u64>((stop - start - 1) / step + 1);
    if (step < 0 && stop < start) count = static_cast<u64>((start - stop - 1) / -step + 1);
    if (count == 0) return empty_str(t);
    if (step == 1) {
        if (count == s->length) return TRY(plain_str(t, s));
        if (s->is_ascii()) return TRY(make_str_ascii(t, {s->data + start, count}));
        u64 from = cached_byte_offset(t, s, static_cast<u64>(start));
        u64 to = count < 64 ? text::offset_of_index(s->view(), count, from)
                            : cached_byte_offset(t, s, static_cast<u64>(stop));
        return TRY(make_str_counted(t, s->view().substr(from, to - from), count));
    }
    if (s->is_ascii()) return slice_ascii(t, s, start, count, step);
    return slice_with_step(t, s, start, count, step);
}

bool append_fill(std::string& out, char c, u64 count) {
    constexpr u64 kPiece = u64{1} << 24;
    try {
        if (count > kPiece) out.reserve(out.size() + count);
        for (; count > kPiece; count -= kPiece) {
            interrupt::poll();
            out.append(kPiece, c);
        }
        out.append(count, c);
        return true;
    } catch (const std::bad_alloc&) {
        return false;
    } catch (const std::length_error&) {
        return false;
    }
}

Failure raise_argument_type(Thread& t, const char* function, int position, const char* wanted,
                            Value got) {
    return raise_type_error(t, cat(function, "() argument ", position, " must be ", wanted,
                                   ", not ", type_name(t, got)));
}

}  // namespace krait
