// What the methods of str, bytes and bytearray share: start and end arguments, and splitting at
// white space or at a separator, written once for any way of finding spaces and of making pieces.
#pragma once

#include "runtime/text/interrupt.h"
#include "runtime/text/search.h"
#include "runtime/types/container_support.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace krait {

// A start or end argument: None and an empty value are the fallback; clipped to i64.
Result<i64> range_argument(Thread&, Value, i64 fallback);

// [start, end) as find, count, startswith… take them: negative ones count from the end. `start` may
// stay above `end`.
struct TextRange {
    i64 start;
    i64 end;
};
Result<TextRange> range_arguments(Thread&, Value start, Value end, u64 length);

// The limit on splits or replacements: negative = none.
inline u64 limit_of(i64 count) {
    return count < 0 ? text::kNotFound : static_cast<u64>(count);
}

// The occurrences of a needle (not empty) one after the other. The searches of the C library take a
// while to get going, which tells when one occurrence follows the other closely: this jumps from
// one first byte to the next until too many of them were false alarms.
class Occurrences {
public:
    Occurrences(std::string_view text, std::string_view needle) : text_(text), needle_(needle) {}
    // The first one at `from` or later, or kNotFound.
    std::size_t next(std::size_t from) {
        while (alarms_ < kPatience) {
            if (from + needle_.size() > text_.size()) return text::kNotFound;
            std::size_t starts = text_.size() - needle_.size() + 1 - from;
            const void* found = std::memchr(text_.data() + from, needle_[0], starts);
            if (found == nullptr) return text::kNotFound;
            std::size_t at =
                static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
            if (std::memcmp(text_.data() + at, needle_.data(), needle_.size()) == 0) {
                alarms_ = std::max(alarms_, 4) - 4;
                return at;
            }
            from = at + 1;
            alarms_++;
        }
        return text::find_bytes(text_, needle_, from);
    }

private:
    static constexpr int kPatience = 32;
    std::string_view text_;
    std::string_view needle_;
    int alarms_ = 0;
};

// ---- splitting
//
// `Space` says where words start and end: skip(s, i) and skip_back(s, i) pass over spaces, word(s,
// i) and word_back(s, i) over anything else, all by byte offsets. `emit(std::string_view) →
// Result<void>` takes the pieces in order (from the right: in reverse order).

template <class Space, class Emit>
Result<void> split_at_space(std::string_view s, u64 limit, Space space, Emit emit) {
    for (std::size_t i = space.skip(s, 0); i < s.size(); i = space.skip(s, i)) {
        interrupt::poll();
        if (limit-- == 0) return emit(s.substr(i));
        std::size_t end = space.word(s, i);
        TRY(emit(s.substr(i, end - i)));
        i = end;
    }
    return {};
}

template <class Space, class Emit>
Result<void> rsplit_at_space(std::string_view s, u64 limit, Space space, Emit emit) {
    for (std::size_t i = space.skip_back(s, s.size()); i > 0; i = space.skip_back(s, i)) {
        interrupt::poll();
        if (limit-- == 0) return emit(s.substr(0, i));
        std::size_t start = space.word_back(s, i);
        TRY(emit(s.substr(start, i - start)));
        i = start;
    }
    return {};
}

template <class Emit>
Result<void> split_at(std::string_view s, std::string_view separator, u64 limit, Emit emit) {
    std::size_t from = 0;
    Occurrences separators(s, separator);
    while (limit-- != 0) {
        interrupt::poll();
        std::size_t at = separators.next(from);
        if (at == text::kNotFound) break;
        TRY(emit(s.substr(from, at - from)));
        from = at + separator.size();
    }
    return emit(s.substr(from));
}

template <class Emit>
Result<void> rsplit_at(std::string_view s, std::string_view separator, u64 limit, Emit emit) {
    while (limit-- != 0) {
        interrupt::poll();
        std::size_t at = text::rfind_bytes(s, separator);
        if (at == text::kNotFound) break;
        TRY(emit(s.substr(at + separator.size())));
        s = s.substr(0, at);
    }
    return emit(s);
}

// Spaces of single bytes, by a table.
struct ByteSpace {
    const bool* table;  // 256 entries
    bool is(char c) const { return table[static_cast<u8>(c)]; }
    std::size_t skip(std::string_view s, std::size_t i) const {
        while (i < s.size() && is(s[i])) i++;
        return i;
    }
    std::size_t word(std::string_view s, std::size_t i) const {
        while (i < s.size() && !is(s[i])) i++;
        return i;
    }
    std::size_t skip_back(std::string_view s, std::size_t i) const {
        while (i > 0 && is(s[i - 1])) i--;
        return i;
    }
    std::size_t word_back(std::string_view s, std::size_t i) const {
        while (i > 0 && !is(s[i - 1])) i--;
        return i;
    }
};
extern const ByteSpace kByteSpace;   // what bytes.split splits at
extern const ByteSpace kAsciiSpace;  // the ASCII characters that str.split splits at

// Appends to a list that nobody else has seen.
KRAIT_INLINE Result<void> append_piece_to(Thread& t, List* list, Value piece) {
    if (KRAIT_UNLIKELY(list->length == list->capacity)) return list_append(t, list, piece);
    list->items[list->length++] = piece;
    write_barrier(t, list);
    return {};
}
inline void reverse_pieces(List* list) {
    std::reverse(list->begin(), list->end());
}

// Columns of expandtabs: calls `text(begin, end)` for runs between tabs and `spaces(n)` for each
// tab. `width(begin, end)` tells how many columns a run without line breaks takes.
template <class Width, class Text, class Spaces>
void expand_tabs(std::string_view s, i64 tab_size, Width width, Text text, Spaces spaces) {
    i64 column = 0;
    std::size_t from = 0;
    std::size_t line = 0;  // where the columns of the pending run start
    auto advance = [&](std::size_t to) { column += width(line, to); };
    for (std::size_t i = 0; i < s.size(); i++) {
        interrupt::poll();
        if (s[i] == '\n' || s[i] == '\r') {
            column = 0;
            line = i + 1;
        } else if (s[i] == '\t') {
            text(from, i);
            advance(i);
            if (tab_size > 0) {
                i64 count = tab_size - column % tab_size;
                spaces(count);
                column += count;
            }
            from = line = i + 1;
        }
    }
    text(from, s.size());
}

}  // namespace krait
