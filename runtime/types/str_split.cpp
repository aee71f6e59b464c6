// The methods of str that take it apart and put it together: split, splitlines, partition, join.
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/text/classify.h"
#include "runtime/text/unicode.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str_methods.h"
#include "runtime/types/text_args.h"

namespace krait {

namespace {

constexpr u64 kFirstPieces = 8;  // capacity of a new list

// Unicode white space, in UTF-8.
struct UnicodeSpace {
    static std::size_t pass(std::string_view s, std::size_t i, bool spaces) {
        while (i < s.size()) {
            text::Decoded c = text::decode(s.data() + i);
            if (text::is_space(c.code_point) != spaces) break;
            i += c.length;
        }
        return i;
    }
    static std::size_t pass_back(std::string_view s, std::size_t i, bool spaces) {
        while (i > 0) {
            const char* at = s.data() + i;
            if (text::is_space(text::decode_previous(at)) != spaces) break;
            i = static_cast<std::size_t>(at - s.data());
        }
        return i;
    }
    std::size_t skip(std::string_view s, std::size_t i) const { return pass(s, i, true); }
    std::size_t word(std::string_view s, std::size_t i) const { return pass(s, i, false); }
    std::size_t skip_back(std::string_view s, std::size_t i) const { return pass_back(s, i, true); }
    std::size_t word_back(std::string_view s, std::size_t i) const {
        return pass_back(s, i, false);
    }
};

// Appends the pieces of a str to a list. The whole str is itself when nothing was split off.
struct PieceList {
    Thread& t;
    Str* whole;
    List* list;
    Result<void> operator()(std::string_view piece) const {
        Str* s = TRY(piece.size() == whole->size ? plain_str(t, whole)
                                                 : make_str_part(t, piece, whole->is_ascii()));
        return append_piece_to(t, list, s);
    }
};

struct SplitArguments {
    Str* s;
    Str* separator;  // null: white space
    u64 limit;
    List* list;
};

Result<SplitArguments> split_arguments(Thread& t, Value* a) {
    SplitArguments arguments = {a[0].as<Str>(), nullptr, limit_of(TRY(size_argument(t, a[2]))),
                                nullptr};
    if (!a[1].is_none()) {
        if (!is_str(a[1])) {
            return raise_type_error(t, cat("must be str or None, not ", type_name(t, a[1])));
        }
        arguments.separator = a[1].as<Str>();
        if (arguments.separator->size == 0) return raise_value_error(t, "empty separator");
    }
    arguments.list = TRY(make_list(t, std::min(arguments.limit, kFirstPieces - 1) + 1));
    return arguments;
}

Result<Value> split(Thread& t, Value* a) {
    SplitArguments arguments = TRY(split_arguments(t, a));
    Str* s = arguments.s;
    PieceList pieces = {t, s, arguments.list};
    if (arguments.separator != nullptr) {
        TRY(split_at(s->view(), arguments.separator->view(), arguments.limit, pieces));
    } else if (s->is_ascii()) {
        TRY(split_at_space(s->view(), arguments.limit, kAsciiSpace, pieces));
    } else {
        TRY(split_at_space(s->view(), arguments.limit, UnicodeSpace(), pieces));
    }
    return arguments.list;
}

Result<Value> rsplit(Thread& t, Value* a) {
    SplitArguments arguments = TRY(split_arguments(t, a));
    Str* s = arguments.s;
    PieceList pieces = {t, s, arguments.list};
    if (arguments.separator != nullptr) {
        TRY(rsplit_at(s->view(), arguments.separator->view(), arguments.limit, pieces));
    } else if (s->is_ascii()) {
        TRY(rsplit_at_space(s->view(), arguments.limit, kAsciiSpace, pieces));
    } else {
        TRY(rsplit_at_space(s->view(), arguments.limit, UnicodeSpace(), pieces));
    }
    reverse_pieces(arguments.list);
    return arguments.list;
}

Result<Value> splitlines(Thread& t, Value* a) {
    Str* s = a[0].as<Str>();
    bool keep_ends = TRY(truth(t, a[1]));
    List* list = TRY(make_list(t));
    PieceList pieces = {t, s, list};
    std::string_view text = s->view();
    for (std::size_t from = 0; from < text.size();) {
        TRY(poll_interrupt(t));
        text::LineBounds line = text::next_line(text, from);
        TRY(pieces(text.substr(from, (keep_ends ? line.next : line.end) - from)));
        from = line.next;
    }
    return list;
}

// ---- partition

Result<Str*> partition_separator(Thread& t, Value v) {
    if (!is_str(v)) return raise_type_error(t, cat("must be str, not ", type_name(t, v)));
    if (v.as<Str>()->size == 0) return raise_value_error(t, "empty separator");
    return v.as<Str>();
}

Result<Value> three_parts(Thread& t, Str* s, Str* separator, std::size_t at) {
    std::string_view text = s->view();
    std::string_view after = text.substr(at + separator->size);
    Value parts[3] = {TRY(make_str_part(t, text.substr(0, at), s->is_ascii())), separator,
                      TRY(make_str_part(t, after, s->is_ascii()))};
    return TRY(make_tuple_from(t, parts, 3));
}

Result<Value> partition(Thread& t, Value* a) {
    Str* s = a[0].as<Str>();
    Str* separator = TRY(partition_separator(t, a[1]));
    std::size_t at = text::find_bytes(s->view(), separator->view());
    if (at != text::kNotFound) return three_parts(t, s, separator, at);
    Value parts[3] = {s, empty_str(t), empty_str(t)};
    return TRY(make_tuple_from(t, parts, 3));
}

Result<Value> rpartition(Thread& t, Value* a) {
    Str* s = a[0].as<Str>();
    Str* separator = TRY(partition_separator(t, a[1]));
    std::size_t at = text::rfind_bytes(s->view(), separator->view());
    if (at != text::kNotFound) return three_parts(t, s, separator, at);
    Value parts[3] = {empty_str(t), empty_str(t), s};
    return TRY(make_tuple_from(t, parts, 3));
}

// ---- join

Result<Value> join(Thread& t, Value* a) {
    Value items = TRY(list_or_tuple(t, a[1], "can only join an iterable"));
    return TRY(str_join(t, a[0].as<Str>(), items_of(items), count_of(items)));
}

constexpr NativeDef kMethods[] = {
    {"split", "($self, /, sep=None, maxsplit=-1)",
     "List of the parts between separators, by default between runs of white space.\n\nAt most "
     "maxsplit splits are "
     "made, from the left.",
     split},
    {"rsplit", "($self, /, sep=None, maxsplit=-1)",
     "As split, with the splits made from the right.", rsplit},
    {"splitlines", "($self, /, keepends=False)",
     "List of the lines, with their line breaks if keepends is true.", splitlines},
    {"partition", "($self, sep, /)",
     "The part before the first separator, the separator and the part after it; without one the "
     "string and two empty "
     "strings.",
     partition},
    {"rpartition", "($self, sep, /)",
     "The part before the last separator, the separator and the part after it; without one two "
     "empty strings and the "
     "string.",
     rpartition},
    {"join", "($self, iterable, /)", "The strings of the iterable, with this one between them.",
     join},
};

}  // namespace

std::span<const NativeDef> str_split_methods() {
    return kMethods;
}

}  // namespace krait
