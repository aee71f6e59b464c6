// The methods of bytes and bytearray that look for parts and take them apart.
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/text/classify.h"
#include "runtime/types/bytes_internal.h"
#include "runtime/types/text_args.h"

#include <cstring>

namespace krait {

namespace {

// ---- find, index, count

// What is looked for: bytes, or one byte given as an int.
struct Needle {
    std::string_view text;
    char byte = 0;
    std::string_view view() const {
        return text.data() == nullptr ? std::string_view(&byte, 1) : text;
    }
};

Result<Needle> needle_argument(Thread& t, Value v) {
    Needle needle;
    if (bytes_of(v, &needle.text)) {
        if (needle.text.data() == nullptr) needle.text = "";
        return needle;
    }
    if (!has_index(t, v)) {
        return raise_type_error(
            t, cat("argument should be integer or bytes-like object, not '", type_name(t, v), "'"));
    }
    needle.byte = static_cast<char>(TRY(byte_argument(t, v)));
    return needle;
}

struct Search {
    Needle needle;
    TextRange range;
    std::string_view text;  // the range; only if possible
    bool possible;
};

i64 clip(i64 bound) {
    return std::clamp<i64>(bound, Value::kSmallIntMin, Value::kSmallIntMax);
}

Result<Search> prepare_search(Thread& t, Value* a) {
    Search search;
    // Script code that gives the bounds, or the byte, may change both bytearrays: they are looked at behind it.
    Value start = Value::small_int(clip(TRY(range_argument(t, a[2], 0))));
    Value end = Value::small_int(clip(TRY(range_argument(t, a[3], kMaxI64))));
    search.needle = TRY(needle_argument(t, a[1]));
    std::string_view self = view_of(a[0]);
    search.range = TRY(range_arguments(t, start, end, self.size()));
    TextRange& range = search.range;
    search.possible = range.end - range.start >= static_cast<i64>(search.needle.view().size());
    if (search.possible) {
        search.text =
            self.substr(static_cast<u64>(range.start), static_cast<u64>(range.end - range.start));
    }
    return search;
}

Result<i64> search_bytes(Thread& t, Value* a, bool backward) {
    Search search = TRY(prepare_search(t, a));
    if (!search.possible) return -1;
    std::string_view needle = search.needle.view();
    std::size_t at =
        backward ? text::rfind_bytes(search.text, needle) : text::find_bytes(search.text, needle);
    return at == text::kNotFound ? -1 : search.range.start + static_cast<i64>(at);
}

Result<Value> found_or_error(Thread& t, i64 index) {
    if (index < 0) return raise_value_error(t, "subsection not found");
    return Value::small_int(index);
}

Result<Value> find(Thread& t, Value* a) {
    return Value::small_int(TRY(search_bytes(t, a, false)));
}
Result<Value> rfind(Thread& t, Value* a) {
    return Value::small_int(TRY(search_bytes(t, a, true)));
}
Result<Value> index(Thread& t, Value* a) {
    return found_or_error(t, TRY(search_bytes(t, a, false)));
}
Result<Value> rindex(Thread& t, Value* a) {
    return found_or_error(t, TRY(search_bytes(t, a, true)));
}

Result<Value> count(Thread& t, Value* a) {
    Search search = TRY(prepare_search(t, a));
    if (!search.possible) return Value::small_int(0);
    std::string_view needle = search.needle.view();
    if (needle.empty()) return Value::small_int(search.range.end - search.range.start + 1);
    return Value::small_int(static_cast<i64>(text::count_bytes(search.text, needle)));
}

// ---- startswith, endswith

Result<bool> matches_end(Thread& t, Value* a, Value part, bool at_start) {
    Value arguments[] = {a[0], part, a[2], a[3]};
    TRY(bytes_argument(t, part));
    Search search = TRY(prepare_search(t, arguments));
    if (!search.possible) return false;
    std::string_view needle = search.needle.view();
    return at_start ? search.text.starts_with(needle) : search.text.ends_with(needle);
}

Result<Value> match_ends(Thread& t, const char* function, Value* a, bool at_start) {
    if (is_tuple(a[1])) {
        Tuple* parts = a[1].as<Tuple>();
        for (Value part : *parts) {
            TRY(poll_interrupt(t));
            if (TRY(matches_end(t, a, part, at_start))) return Value::true_();
        }
        return Value::false_();
    }
    std::string_view view;
    if (!bytes_of(a[1], &view)) {
        return raise_type_error(t,
                                cat(function, " first arg must be bytes or a tuple of bytes, not ",
                                    type_name(t, a[1])));
    }
    return Value::from_bool(TRY(matches_end(t, a, a[1], at_start)));
}

Result<Value> startswith(Thread& t, Value* a) {
    return match_ends(t, "startswith", a, true);
}
Result<Value> endswith(Thread& t, Value* a) {
    return match_ends(t, "endswith", a, false);
}

Result<Value> removeprefix(Thread& t, Value* a) {
    std::string_view part = TRY(bytes_argument(t, a[1]));
    std::string_view self = view_of(a[0]);
    if (part.empty() || !self.starts_with(part)) return whole_like(t, a[0]);
    return like(t, a[0], self.substr(part.size()));
}

Result<Value> removesuffix(Thread& t, Value* a) {
    std::string_view part = TRY(bytes_argument(t, a[1]));
    std::string_view self = view_of(a[0]);
    if (part.empty() || !self.ends_with(part)) return whole_like(t, a[0]);
    return like(t, a[0], self.substr(0, self.size() - part.size()));
}

// ---- replace

std::string replace_empty(std::string_view self, std::string_view with, u64 limit) {
    std::string out;
    u64 count = std::min<u64>(limit, self.size() + 1);
    for (u64 i = 0; i < count; i++) {
        interrupt::poll();
        out += with;
        if (i < self.size()) out += self[i];
    }
    if (count < self.size()) out += self.substr(count);
    return out;
}

Result<Value> replace(Thread& t, Value* a) {
    TRY(bytes_argument(t, a[1]));
    TRY(bytes_argument(t, a[2]));
    u64 limit = limit_of(TRY(size_argument(t, a[3])));
    std::string_view part = view_of(a[1]);
    std::string_view with = view_of(a[2]);
    std::string_view self = view_of(a[0]);
    if (limit == 0 || part.size() > self.size()) return whole_like(t, a[0]);
    if (part.empty()) {
        if (with.empty()) return whole_like(t, a[0]);
        return like(t, a[0], replace_empty(self, with, limit));
    }
    std::size_t replaced = 0;
    std::string out = text::replace_bytes(self, part, with, limit, replaced);
    if (replaced == 0) return whole_like(t, a[0]);
    return like(t, a[0], out);
}

// ---- strip

Result<Value> strip_ends(Thread& t, Value* a, bool left, bool right) {
    bool table[256] = {};
    ByteSpace set = kByteSpace;
    if (!a[1].is_none()) {
        for (char c : TRY(bytes_argument(t, a[1]))) table[static_cast<u8>(c)] = true;
        set.table = table;
    }
    std::string_view self = view_of(a[0]);
    std::size_t from = 0;
    std::size_t to = self.size();
    TRY(interruptible(t, self.size(), [&] {
        if (left) from = set.skip(self, 0);
        if (right) to = set.skip_back(self, self.size());
    }));
    if (from == 0 && to == self.size()) return whole_like(t, a[0]);
    return like(t, a[0], from < to ? self.substr(from, to - from) : std::string_view{});
}

Result<Value> strip(Thread& t, Value* a) {
    return strip_ends(t, a, true, true);
}
Result<Value> lstrip(Thread& t, Value* a) {
    return strip_ends(t, a, true, false);
}
Result<Value> rstrip(Thread& t, Value* a) {
    return strip_ends(t, a, false, true);
}

// ---- split

struct PieceList {
    Thread& t;
    Value whole;
    List* list;
    Result<void> operator()(std::string_view piece) const {
        return append_piece_to(t, list, TRY(like(t, whole, piece)));
    }
};

Result<Value> split_bytes(Thread& t, Value* a, bool backward) {
    u64 limit = limit_of(TRY(size_argument(t, a[2])));
    std::string_view separator;
    if (!a[1].is_none()) {
        separator = TRY(bytes_argument(t, a[1]));
        if (separator.empty()) return raise_value_error(t, "empty separator");
    }
    List* list = TRY(make_list(t, std::min<u64>(limit, 7) + 1));
    PieceList pieces = {t, a[0], list};
    std::string_view self = view_of(a[0]);
    if (!backward) {
        TRY(separator.empty() ? split_at_space(self, limit, kByteSpace, pieces)
                              : split_at(self, separator, limit, pieces));
        return list;
    }
    TRY(separator.empty() ? rsplit_at_space(self, limit, kByteSpace, pieces)
                          : rsplit_at(self, separator, limit, pieces));
    reverse_pieces(list);
    return list;
}

Result<Value> split(Thread& t, Value* a) {
    return split_bytes(t, a, false);
}
Result<Value> rsplit(Thread& t, Value* a) {
    return split_bytes(t, a, true);
}

Result<Value> splitlines(Thread& t, Value* a) {
    bool keep_ends = TRY(truth(t, a[1]));
    List* list = TRY(make_list(t));
    PieceList pieces = {t, a[0], list};
    std::string_view self = view_of(a[0]);
    for (std::size_t from = 0; from < self.size();) {
        TRY(poll_interrupt(t));
        text::LineBounds line = text::next_byte_line(self, from);
        TRY(pieces(self.substr(from, (keep_ends ? line.next : line.end) - from)));
        from = line.next;
    }
    return list;
}

Result<Value> partition_bytes(Thread& t, Value* a, bool backward) {
    std::string_view separator = TRY(bytes_argument(t, a[1]));
    if (separator.empty()) return raise_value_error(t, "empty separator");
    std::string_view self = view_of(a[0]);
    std::size_t at =
        backward ? text::rfind_bytes(self, separator) : text::find_bytes(self, separator);
    Value parts[3] = {};
    if (at == text::kNotFound) {
        for (Value& part : parts) part = TRY(like(t, a[0], {}));
        parts[backward ? 2 : 0] = is_bytes(a[0]) ? a[0] : TRY(whole_like(t, a[0]));
    } else {
        parts[0] = TRY(like(t, a[0], self.substr(0, at)));
        parts[1] = is_bytes(a[0]) ? a[1] : TRY(like(t, a[0], separator));
        parts[2] = TRY(like(t, a[0], self.substr(at + separator.size())));
    }
    return TRY(make_tuple_from(t, parts, 3));
}

Result<Value> partition(Thread& t, Value* a) {
    return partition_bytes(t, a, false);
}
Result<Value> rpartition(Thread& t, Value* a) {
    return partition_bytes(t, a, true);
}

constexpr NativeDef kMethods[] = {
    {"find", "($self, sub, start=<unset>, end=<unset>, /)",
     "Lowest index of the bytes, or of the byte with that number, in b[start:end]; or -1.", find},
    {"rfind", "($self, sub, start=<unset>, end=<unset>, /)", "As find, with the highest index.",
     rfind},
    {"index", "($self, sub, start=<unset>, end=<unset>, /)",
     "As find; ValueError when they are not there.", index},
    {"rindex", "($self, sub, start=<unset>, end=<unset>, /)",
     "As rfind; ValueError when they are not there.", rindex},
    {"count", "($self, sub, start=<unset>, end=<unset>, /)",
     "Number of occurrences in b[start:end] that don't overlap.", count},
    {"startswith", "($self, prefix, start=<unset>, end=<unset>, /)",
     "Whether b[start:end] starts with the prefix, or with any of a tuple of prefixes.",
     startswith},
    {"endswith", "($self, suffix, start=<unset>, end=<unset>, /)",
     "Whether b[start:end] ends with the suffix, or with any of a tuple of suffixes.", endswith},
    {"removeprefix", "($self, prefix, /)", "Without the prefix, if it is there.", removeprefix},
    {"removesuffix", "($self, suffix, /)", "Without the suffix, if it is there.", removesuffix},
    {"replace", "($self, old, new, count=-1, /)",
     "A copy with occurrences replaced: all, or the first count.", replace},
    {"strip", "($self, bytes=None, /)",
     "Without ASCII white space, or the given bytes, at both ends.", strip},
    {"lstrip", "($self, bytes=None, /)",
     "Without ASCII white space, or the given bytes, at the start.", lstrip},
    {"rstrip", "($self, bytes=None, /)",
     "Without ASCII white space, or the given bytes, at the end.", rstrip},
    {"split", "($self, /, sep=None, maxsplit=-1)",
     "List of the parts between separators, by default between runs of ASCII white space.", split},
    {"rsplit", "($self, /, sep=None, maxsplit=-1)",
     "As split, with the splits made from the right.", rsplit},
    {"splitlines", "($self, /, keepends=False)",
     "List of the lines, with their line breaks if keepends is true.", splitlines},
    {"partition", "($self, sep, /)",
     "The part before the first separator, the separator, and the part after it.", partition},
    {"rpartition", "($self, sep, /)",
     "The part before the last separator, the separator, and the part after it.", rpartition},
};

}  // namespace

std::span<const NativeDef> bytes_search_methods() {
    return kMethods;
}

}  // namespace krait
