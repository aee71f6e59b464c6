// The methods of str that look for parts: find, count, replace, startswith, strip and their like.
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/text/classify.h"
#include "runtime/text/search.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str_methods.h"
#include "runtime/types/text_args.h"

#include <cstring>
#include <vector>

namespace krait {

namespace {

// ---- find, index, count

struct Search {
    Str* s;
    Str* part;
    TextRange range;        // code points
    std::string_view text;  // the bytes of the range; only if possible
    bool possible;          // there is room for the part in the range
};

Result<Search> prepare_search(Thread& t, const char* function, Value* a) {
    Search search;
    search.s = a[0].as<Str>();
    search.part = TRY(str_argument(t, function, 1, a[1]));
    search.range = TRY(range_arguments(t, a[2], a[3], search.s->length));
    const TextRange& range = search.range;
    search.possible = range.end - range.start >= static_cast<i64>(search.part->length);
    if (!search.possible) return search;
    u64 from =
        range.start == 0 ? 0 : cached_byte_offset(t, search.s, static_cast<u64>(range.start));
    u64 to = range.end == static_cast<i64>(search.s->length)
                 ? search.s->size
                 : cached_byte_offset(t, search.s, static_cast<u64>(range.end));
    search.text = search.s->view().substr(from, to - from);
    return search;
}

// The index in the str of a byte offset in the range's text.
i64 found_index(const Search& search, std::size_t offset) {
    if (offset == text::kNotFound) return -1;
    if (search.s->is_ascii()) return search.range.start + static_cast<i64>(offset);
    return search.range.start +
           static_cast<i64>(text::count_code_points(search.text.substr(0, offset)));
}

Result<i64> find_in(Thread& t, const char* function, Value* a) {
    Search search = TRY(prepare_search(t, function, a));
    if (!search.possible) return -1;
    return found_index(search, text::find_bytes(search.text, search.part->view()));
}

Result<i64> rfind_in(Thread& t, const char* function, Value* a) {
    Search search = TRY(prepare_search(t, function, a));
    if (!search.possible) return -1;
    return found_index(search, text::rfind_bytes(search.text, search.part->view()));
}

Result<Value> found_or_error(Thread& t, i64 index) {
    if (index < 0) return raise_value_error(t, "substring not found");
    return Value::small_int(index);
}

Result<Value> find(Thread& t, Value* a) {
    return Value::small_int(TRY(find_in(t, "find", a)));
}
Result<Value> rfind(Thread& t, Value* a) {
    return Value::small_int(TRY(rfind_in(t, "rfind", a)));
}
Result<Value> index(Thread& t, Value* a) {
    return found_or_error(t, TRY(find_in(t, "index", a)));
}
Result<Value> rindex(Thread& t, Value* a) {
    return found_or_error(t, TRY(rfind_in(t, "rindex", a)));
}

Result<Value> count(Thread& t, Value* a) {
    Search search = TRY(prepare_search(t, "count", a));
    if (!search.possible) return Value::small_int(0);
    if (search.part->size == 0) return Value::small_int(search.range.end - search.range.start + 1);
    return Value::small_int(static_cast<i64>(text::count_bytes(search.text, search.part->view())));
}

// ---- startswith, endswith

bool matches_end(const Search& search, bool at_start) {
    if (!search.possible) return false;
    std::string_view part = search.part->view();
    return at_start ? search.text.starts_with(part) : search.text.ends_with(part);
}

Result<Value> match_ends(Thread& t, const char* function, Value* a, bool at_start) {
    if (!is_str(a[1]) && !is_tuple(a[1])) {
        return raise_type_error(
            t, cat(function, " first arg must be str or a tuple of str, not ", type_name(t, a[1])));
    }
    if (is_str(a[1])) {
        if (a[2].is_empty()) {
            std::string_view s = a[0].as<Str>()->view();
            std::string_view part = a[1].as<Str>()->view();
            return Value::from_bool(at_start ? s.starts_with(part) : s.ends_with(part));
        }
        Search search = TRY(prepare_search(t, function, a));
        return Value::from_bool(matches_end(search, at_start));
    }
    Tuple* parts = a[1].as<Tuple>();
    for (Value part : *parts) {
        TRY(poll_interrupt(t));
        if (!is_str(part)) {
            return raise_type_error(
                t, cat("tuple for ", function, " must only contain str, not ", type_name(t, part)));
        }
        Value arguments[] = {a[0], part, a[2], a[3]};
        Search search = TRY(prepare_search(t, function, arguments));
        if (matches_end(search, at_start)) return Value::true_();
    }
    return Value::false_();
}

Result<Value> startswith(Thread& t, Value* a) {
    return match_ends(t, "startswith", a, true);
}
Result<Value> endswith(Thread& t, Value* a) {
    return match_ends(t, "endswith", a, false);
}

Result<Str*> affix_argument(Thread& t, const char* function, Value v) {
    if (is_str(v)) return v.as<Str>();
    return raise_type_error(t, cat(function, "() argument must be str, not ", type_name(t, v)));
}

Result<Value> removeprefix(Thread& t, Value* a) {
    Str* s = a[0].as<Str>();
    Str* part = TRY(affix_argument(t, "removeprefix", a[1]));
    if (part->size == 0 || !s->view().starts_with(part->view())) return TRY(plain_str(t, s));
    return TRY(make_str_counted(t, s->view().substr(part->size), s->length - part->length));
}

Result<Value> removesuffix(Thread& t, Value* a) {
    Str* s = a[0].as<Str>();
    Str* part = TRY(affix_argument(t, "removesuffix", a[1]));
    if (part->size == 0 || !s->view().ends_with(part->view())) return TRY(plain_str(t, s));
    return TRY(
        make_str_counted(t, s->view().substr(0, s->size - part->size), s->length - part->length));
}

// ---- replace

// The empty string stands before each code point and at the end.
Result<Value> replace_empty(Thread& t, Str* s, Str* with, u64 limit) {
    u64 count = std::min<u64>(limit, u64{s->length} + 1);
    u64 size = s->size + count * with->size;
    if (size > kMaxStrSize) return raise_overflow_error(t, "replace string is too long");
    char* out;
    u64 length = s->length + count * with->length;
    Str* result = TRY(make_str_uninitialized(t, size, length, size == length, &out));
    const char* at = s->data;
    const char* end = s->data + s->size;
    for (u64 i = 0; i < count; i++) {
        TRY(poll_interrupt(t));
        std::memcpy(out, with->data, with->size);
        out += with->size;
        if (at == end) break;
        u64 n = text::sequence_length(*at);
        std::memcpy(out, at, n);
        out += n;
        at += n;
    }
    std::memcpy(out, at, static_cast<u64>(end - at));
    return result;
}

Result<Value> replace_char(Thread& t, Str* s, char from, char to, u64 limit) {
    char* out;
    Str* result = TRY(make_str_uninitialized(t, s->size, s->length, s->is_ascii(), &out));
    std::memcpy(out, s->data, s->size);
    char* end = out + s->size;
    TRY(interruptible(t, s->size, [=]() mutable {
        for (; limit != 0; limit--) {
            out = static_cast<char*>(std::memchr(out, from, static_cast<u64>(end - out)));
            if (out == nullptr) break;
            *out++ = to;
        }
    }));
    return TRY(shared_if_short(t, result));
}

Result<Value> replace_text(Thread& t, Str* s, Str* part, Str* with, u64 limit) {
    const std::string_view text = s->view();
    std::vector<u32> found;
    Occurrences parts(text, part->view());
    for (std::size_t from = 0; found.size() < limit; from = found.back() + part->size) {
        TRY(poll_interrupt(t));
        std::size_t at = parts.next(from);
        if (at == text::kNotFound) break;
        found.push_back(static_cast<u32>(at));
    }
    const u64 count = found.size();
    if (count == 0) return TRY(plain_str(t, s));
    u64 kept = s->size - count * part->size;
    if (with->size != 0 && count > (kMaxStrSize - kept) / with->size) {
        return raise_overflow_error(t, "replace string is too long");
    }
    u64 size = kept + count * with->size;
    u64 length = s->length - count * part->length + count * with->length;
    char* out;
    Str* result = TRY(make_str_uninitialized(t, size, length, size == length, &out));
    std::size_t from = 0;
    for (u32 at : found) {
        TRY(poll_interrupt(t));
        std::memcpy(out, text.data() + from, at - from);
        out += at - from;
        std::memcpy(out, with->data, with->size);
        out += with->size;
        from = at + part->size;
    }
    std::memcpy(out, text.data() + from, text.size() - from);
    return TRY(shared_if_short(t, result));
}

Result<Value> replace(Thread& t, Value* a) {
    Str* s = a[0].as<Str>();
    Str* part = TRY(str_argument(t, "replace", 1, a[1]));
    Str* with = TRY(str_argument(t, "replace", 2, a[2]));
    u64 limit = limit_of(TRY(size_argument(t, a[3])));
    if (limit == 0 || part->length > s->length) return TRY(plain_str(t, s));
    if (part->size == 0)
        return with->size == 0 ? Result<Value>(TRY(plain_str(t, s)))
                               : replace_empty(t, s, with, limit);
    if (part->size == 1 && with->size == 1) {
        if (std::memchr(s->data, part->data[0], s->size) == nullptr) return TRY(plain_str(t, s));
        return replace_char(t, s, part->data[0], with->data[0], limit);
    }
    return replace_text(t, s, part, with, limit);
}

// ---- strip

// The characters to be stripped.
class StripSet {
public:
    explicit StripSet(std::string_view characters) : text_(characters) {
        for (char c : characters) {
            if (static_cast<signed char>(c) >= 0) ascii_[c >> 6 & 1] |= u64{1} << (c & 63);
        }
    }
    // Whether the code point that starts at `at` is one of them.
    bool holds(const char* at) const {
        if (static_cast<signed char>(*at) >= 0) return ascii_[*at >> 6 & 1] >> (*at & 63) & 1;
        return text_.find({at, text::sequence_length(*at)}) != std::string_view::npos;
    }

private:
    std::string_view text_;
    u64 ascii_[2] = {};
};

std::string_view strip_characters(std::string_view s, const StripSet& set, bool left, bool right) {
    const char* from = s.data();
    const char* to = from + s.size();
    while (left && from < to && set.holds(from)) from += text::sequence_length(*from);
    while (right && from < to) {
        const char* previous = to - 1;
        while (text::is_continuation(*previous)) previous--;
        if (!set.holds(previous)) break;
        to = previous;
    }
    return {from, static_cast<std::size_t>(to - from)};
}

std::string_view strip_spaces(const Str* s, bool left, bool right) {
    std::string_view text = s->view();
    if (s->is_ascii()) {
        std::size_t from = left ? kAsciiSpace.skip(text, 0) : 0;
        std::size_t to = right ? kAsciiSpace.skip_back(text, text.size()) : text.size();
        return from >= to ? std::string_view{} : text.substr(from, to - from);
    }
    if (left) text = text::strip_space_left(text);
    return right ? text::strip_space_right(text) : text;
}

Result<Value> strip_ends(Thread& t, const char* function, Value* a, bool left, bool right) {
    Str* s = a[0].as<Str>();
    std::string_view rest;
    if (a[1].is_none()) {
        TRY(interruptible(t, s->size, [&, s] { rest = strip_spaces(s, left, right); }));
    } else if (is_str(a[1])) {
        StripSet characters(a[1].as<Str>()->view());
        TRY(interruptible(t, s->size,
                          [&, s] { rest = strip_characters(s->view(), characters, left, right); }));
    } else {
        return raise_type_error(t, cat(function, " arg must be None or str"));
    }
    if (rest.size() == s->size) return TRY(plain_str(t, s));
    return TRY(make_str_part(t, rest, s->is_ascii()));
}

Result<Value> strip(Thread& t, Value* a) {
    return strip_ends(t, "strip", a, true, true);
}
Result<Value> lstrip(Thread& t, Value* a) {
    return strip_ends(t, "lstrip", a, true, false);
}
Result<Value> rstrip(Thread& t, Value* a) {
    return strip_ends(t, "rstrip", a, false, true);
}

constexpr NativeDef kMethods[] = {
    {"find", "($self, sub, start=<unset>, end=<unset>, /)",
     "Lowest index of the substring in s[start:end], or -1.", find},
    {"rfind", "($self, sub, start=<unset>, end=<unset>, /)",
     "Highest index of the substring in s[start:end], or -1.", rfind},
    {"index", "($self, sub, start=<unset>, end=<unset>, /)",
     "As find; ValueError when the substring is not there.", index},
    {"rindex", "($self, sub, start=<unset>, end=<unset>, /)",
     "As rfind; ValueError when the substring is not there.", rindex},
    {"count", "($self, sub, start=<unset>, end=<unset>, /)",
     "Number of occurrences of the substring in s[start:end] that don't overlap.", count},
    {"startswith", "($self, prefix, start=<unset>, end=<unset>, /)",
     "Whether s[start:end] starts with the prefix, or with any of a tuple of prefixes.",
     startswith},
    {"endswith", "($self, suffix, start=<unset>, end=<unset>, /)",
     "Whether s[start:end] ends with the suffix, or with any of a tuple of suffixes.", endswith},
    {"removeprefix", "($self, prefix, /)", "The string without the prefix, if it starts with it.",
     removeprefix},
    {"removesuffix", "($self, suffix, /)", "The string without the suffix, if it ends with it.",
     removesuffix},
    {"replace", "($self, old, new, /, count=-1)",
     "A copy with occurrences of one substring replaced by another: all, or the first count.",
     replace},
    {"strip", "($self, chars=None, /)",
     "Without white space, or the given characters, at both ends.", strip},
    {"lstrip", "($self, chars=None, /)",
     "Without white space, or the given characters, at the start.", lstrip},
    {"rstrip", "($self, chars=None, /)",
     "Without white space, or the given characters, at the end.", rstrip},
};

}  // namespace

std::span<const NativeDef> str_search_methods() {
    return kMethods;
}

}  // namespace krait
