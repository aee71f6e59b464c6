// Formatting exceptions: see traceback_format.h.

#include "vm/objects/traceback_format.h"

#include "runtime/errors/exception_fields.h"
#include "runtime/object/operations.h"
#include "runtime/text/classify.h"
#include "runtime/text/unicode.h"
#include "runtime/text/utf8.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence.h"
#include "vm/objects/frame.h"
#include "vm/objects/suggestions.h"
#include "vm/objects/traceback_carets.h"
#include "vm/vm_state.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace krait {

namespace {

constexpr u32 kShownRepeats = 3;    // of the same entry in a row
constexpr u64 kMaxGroupWidth = 15;  // members of a group that are shown
constexpr u32 kMaxGroupDepth = 10;
constexpr std::string_view kCauseMessage =
    "\nThe above exception was the direct cause of the following exception:\n\n";
constexpr std::string_view kContextMessage =
    "\nDuring handling of the above exception, another exception occurred:\n\n";

bool is_set(Value v) {
    return !v.is_empty() && !v.is_none();
}
bool is_exception_object(Value v) {
    return !v.is_empty() && is_exception(v);
}
bool is_traceback(Value v) {
    return !v.is_empty() && v.is_object() && v.object()->kind == Kind::Traceback;
}

// Formatting happens beside whatever the thread is doing: its pending exception is put aside meanwhile.
class PendingAside {
public:
    explicit PendingAside(Thread& t)
        : thread_(t), reraised_(t.reraised), pending_(take_pending(t)) {}
    ~PendingAside() {
        thread_.pending = pending_;
        thread_.reraised = reraised_;
    }
    PendingAside(const PendingAside&) = delete;
    PendingAside& operator=(const PendingAside&) = delete;

private:
    Thread& thread_;
    bool reraised_;
    Value pending_;
};

using Conversion = Result<Str*> (*)(Thread&, Value);

// str(v) or repr(v); "<what str() failed>" when that raises.
std::string safe_text(Thread& t, Value v, std::string_view what, Conversion convert) {
    Result<Str*> text = convert(t, v);
    if (text.ok()) return std::string(text.value()->view());
    clear_pending(t);
    return cat("<", what, convert == repr ? " repr() failed>" : " str() failed>");
}
std::string field_text(Thread& t, Value v) {
    return safe_text(t, v, "exception", str_of);
}

// ---- traceback entries

struct Entry {
    const Code* code;
    compiler::PositionEntry position;
    bool same_place(const Entry& other) const {
        return position.line == other.position.line &&
               (code == other.code || (str_equal(code->name, other.code->name) &&
                                       str_equal(code->filename, other.code->filename)));
    }
};

Entry entry_of(Traceback* tb) {
    const Bytecode* body = tb->frame->function->body;
    Entry entry = {body->code, position_of(body->code, word_offset(body, tb->pc))};
    u32 line = traceback_line(tb);
    if (line != entry.position.line) entry.position = {entry.position.pc, line, line, 0, 0};
    return entry;
}

std::string repeated_message(u64 count) {
    u64 more = count - kShownRepeats;
    return cat("  [Previous line repeated ", more, " more time", more > 1 ? "s" : "", "]\n");
}

// Prints entries. Those of a deep recursion come from few places, so that each place is rendered once.
class EntryPrinter {
public:
    EntryPrinter(Thread& t, SourceCache& sources) : thread_(t), sources_(sources) {}

    std::string print(Value traceback, i64 limit) {
        std::string out;
        i64 skip = limit < 0 ? 0 : length(traceback) - limit;
        Entry last = {};
        u64 count = 0;
        for (; is_traceback(traceback); traceback = traceback.as<Traceback>()->next) {
            if (skip-- > 0) continue;
            Entry entry = entry_of(traceback.as<Traceback>());
            if (last.code == nullptr || !entry.same_place(last)) {
                if (count > kShownRepeats) out += repeated_message(count);
                last = entry;
                count = 0;
            }
            if (++count <= kShownRepeats) out += rendered(entry);
        }
        if (count > kShownRepeats) out += repeated_message(count);
        return out;
    }

private:
    static i64 length(Value traceback) {
        i64 n = 0;
        for (; is_traceback(traceback); traceback = traceback.as<Traceback>()->next) n++;
        return n;
    }
    const std::string& rendered(const Entry& entry) {
        std::string& text = rendered_[{entry.code, entry.position.pc, entry.position.line}];
        if (text.empty()) text = format_frame_entry(thread_, sources_, entry.code, entry.position);
        return text;
    }

    using Key = std::tuple<const Code*, u32, u32>;
    Thread& thread_;
    SourceCache& sources_;
    std::map<Key, std::string> rendered_;
};

// ---- the exception's own lines

std::string class_text(Thread& t, const Exception* exc) {
    Type* type = exc->type;
    Result<Value> module = get_attr(t, type, t.names().__module__);
    if (!module.ok()) clear_pending(t);
    std::string_view prefix = "<unknown>";
    if (module.ok() && is_str(module.value())) prefix = module.value().as<Str>()->view();
    if (prefix == "builtins" || prefix == "__main__") return std::string(type->qualname->view());
    return cat(prefix, ".", type->qualname);
}

void add_lines(std::vector<std::string>& out, std::string_view text) {
    for (;;) {
        std::size_t end = text.find('\n');
        out.push_back(cat(text.substr(0, end), "\n"));
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

void add_notes(Thread& t, std::vector<std::string>& out, Value exc) {
    Result<Value> found = get_attr_or_absent(t, exc, t.names().__notes__);
    if (!found.ok()) {
        Value error = take_pending(t);
        out.push_back(
            cat("Ignored error getting __notes__: ", safe_text(t, error, "__notes__", repr), "\n"));
        return;
    }
    Value notes = found.value();
    if (notes.is_absent() || notes.is_none()) return;
    if (!is_list(notes) && !is_tuple(notes)) {
        out.push_back(cat(safe_text(t, notes, "__notes__", repr), "\n"));
        return;
    }
    // A note's __str__ may change the list.
    RootedVector items(t.heap());
    if (is_list(notes)) {
        for (Value note : *notes.as<List>()) items.push(note);
    } else {
        for (Value note : *notes.as<Tuple>()) items.push(note);
    }
    for (std::size_t i = 0; i < items.size(); i++)
        add_lines(out, safe_text(t, items[i], "note", str_of));
}

// What a SyntaxError says about its place; offsets count characters from 1.
struct SyntaxPlace {
    Value line, end_line;
    bool has_offset = false;
    i64 offset = 0;
    bool has_end = false;
    i64 end_offset = 0;
    std::string text;
    std::string message;
};

SyntaxPlace syntax_place(Thread& t, const Exception* exc) {
    SyntaxPlace place;
    place.line = exc->fields[kSyntaxErrorLine];
    place.end_line = exc->fields[kSyntaxErrorEndLine];
    place.text = exc->fields[kSyntaxErrorText].as<Str>()->view();
    Value offset = exc->fields[kSyntaxErrorOffset], end = exc->fields[kSyntaxErrorEndOffset];
    place.has_offset = is_set(offset) && is_int(offset) && int_to_i64(offset, &place.offset);
    place.has_end =
        is_set(end) && is_int(end) && int_to_i64(end, &place.end_offset) && place.end_offset != 0;
    Value message = exc->fields[kSyntaxErrorMessage];
    if (is_set(message)) place.message = field_text(t, message);
    return place;
}

bool same_line(Thread& t, Value a, Value b) {
    if (!is_set(a) || !is_set(b)) return !is_set(a) && !is_set(b);
    return a == b || field_text(t, a) == field_text(t, b);
}

// An "invalid syntax" may be a misspelt keyword: then the report is about that word.
void correct_keyword(Thread& t, SourceCache& sources, const Exception* exc, SyntaxPlace& place) {
    bool unexplained = place.message == "invalid syntax" ||
                       place.message.find("Perhaps you forgot a comma") != std::string::npos;
    i64 line = 0;
    if (!unexplained || !is_set(place.line) || !is_int(place.line) ||
        !int_to_i64(place.line, &line) || line < 1)
        return;
    Value filename = exc->fields[kSyntaxErrorFilename];
    std::string_view source = is_set(filename) && is_str(filename)
                                  ? sources.file_text(std::string(filename.as<Str>()->view()))
                                  : std::string_view();
    if (source.empty()) {
        source = place.text;
        line = 1;
    }
    std::optional<KeywordTypo> typo =
        find_keyword_typo(source, static_cast<u32>(std::min<i64>(line, ~0u)), t.c_stack_limit);
    if (!typo) return;
    place.text = typo->line;
    place.end_line = place.line;
    place.offset = typo->col + 1;
    place.end_offset = typo->end_col + 1;
    place.has_offset = place.has_end = true;
    place.message = cat("invalid syntax. Did you mean '", typo->keyword, "'?");
}

std::string_view without(std::string_view text, std::string_view front, std::string_view back) {
    std::size_t start = std::min(text.find_first_not_of(front), text.size());
    text.remove_prefix(start);
    std::size_t end = text.find_last_not_of(back);
    return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

// The line and the carets below it.
void add_syntax_lines(Thread& t, std::vector<std::string>& out, const SyntaxPlace& place) {
    std::string_view right_trimmed = without(place.text, "", "\n");
    std::string_view shown = without(right_trimmed, " \n\f", "");
    out.push_back(cat("    ", shown, "\n"));
    if (!place.has_offset) return;
    i64 length = static_cast<i64>(text::count_code_points(right_trimmed));
    i64 removed = length - static_cast<i64>(text::count_code_points(shown));
    i64 offset = place.offset;
    i64 end = length + 1;
    if (same_line(t, place.line, place.end_line)) end = place.has_end ? place.end_offset : offset;
    if (!place.text.empty()) {
        offset = std::min(offset, length + 1);
        end = std::min(end, length + 1);
    }
    if (offset >= end || end < 0) end = offset + 1;
    i64 col = offset - 1 - removed;
    if (col < 0) return;
    // White space other than blanks is kept, so that tabs align.
    std::string carets = "    ";
    i64 at = 0;
    for (std::size_t i = 0; i < shown.size() && at < col; at++) {
        char32_t c = text::decode_next(shown, i);
        text::append(carets, text::is_space(c) ? c : U' ');
    }
    carets.append(static_cast<std::size_t>(std::min<i64>(end - offset, 10000)), '^');
    out.push_back(carets + '\n');
}

void add_syntax_error(Thread& t, SourceCache& sources, std::vector<std::string>& out,
                      const Exception* exc) {
    Value filename = exc->fields[kSyntaxErrorFilename], line = exc->fields[kSyntaxErrorLine];
    std::string suffix;
    if (is_set(line)) {
        std::string name = is_set(filename) ? field_text(t, filename) : std::string();
        out.push_back(cat("  File \"", name.empty() ? std::string("<string>") : name, "\", line ",
                          field_text(t, line), "\n"));
    } else if (is_set(filename)) {
        suffix = cat(" (", field_text(t, filename), ")");
    }
    std::string message;
    Value text = exc->fields[kSyntaxErrorText];
    if (is_set(text) && is_str(text)) {
        SyntaxPlace place = syntax_place(t, exc);
        correct_keyword(t, sources, exc, place);
        add_syntax_lines(t, out, place);
        message = place.message;
    } else if (is_set(exc->fields[kSyntaxErrorMessage])) {
        message = field_text(t, exc->fields[kSyntaxErrorMessage]);
    }
    if (message.empty()) message = "<no detail available>";
    out.push_back(cat(class_text(t, exc), ": ", message, suffix, "\n"));
}

// Pieces of text that each end with a line end (and may hold several lines).
std::vector<std::string> own_lines(Thread& t, SourceCache& sources, Exception* exc) {
    std::vector<std::string> out;
    if (is_subtype(exc->type, t.types().syntax_error)) {
        add_syntax_error(t, sources, out, exc);
    } else {
        std::string text = safe_text(t, exc, "exception", str_of);
        text += suggestion_for(t, exc);
        out.push_back(cat(class_text(t, exc), text.empty() ? "" : ": ", text, "\n"));
    }
    add_notes(t, out, exc);
    return out;
}

// ---- the chain and the groups

struct Node {
    Exception* exception;
    std::size_t cause = 0,
                context = 0;  // indices of nodes; 0 = none (the first node is nobody's cause)
    std::vector<std::size_t> members;
    bool is_group = false;
};

// What is to be printed: the exceptions reachable from one, each once, so that cycles end.
class ExceptionTree {
public:
    ExceptionTree(Thread& t, Value root, Chain chain) : exceptions_(t.heap()) {
        add(root);
        std::vector<std::size_t> open = {0};
        while (!open.empty()) {
            std::size_t at = open.back();
            open.pop_back();
            if (chain == Chain::kYes || (chain == Chain::kMembersOnly && at != 0))
                add_chain(at, open);
            add_members(t, at, open);
        }
    }
    const Node& operator[](std::size_t i) const { return nodes_[i]; }

private:
    std::size_t add(Value exc) {
        exceptions_.push(exc);
        seen_.insert(exc.object());
        nodes_.push_back(Node{.exception = exc.as<Exception>()});
        return nodes_.size() - 1;
    }
    bool is_new(Value exc) const {
        return is_exception_object(exc) && !seen_.contains(exc.object());
    }

    void add_chain(std::size_t at, std::vector<std::size_t>& open) {
        const Exception* exc = nodes_[at].exception;
        if (is_new(exc->cause)) {
            std::size_t cause = add(exc->cause);
            nodes_[at].cause = cause;
            open.push_back(cause);
        } else if (!(exc->flags & Exception::kSuppressContext) && is_new(exc->context)) {
            std::size_t context = add(exc->context);
            nodes_[at].context = context;
            open.push_back(context);
        }
    }
    void add_members(Thread& t, std::size_t at, std::vector<std::size_t>& open) {
        const Exception* exc = nodes_[at].exception;
        if (!is_subtype(exc->type, t.types().base_exception_group)) return;
        Value members = exc->fields[kGroupExceptions];
        if (members.is_empty() || !is_tuple(members)) return;
        nodes_[at].is_group = true;
        for (Value member : *members.as<Tuple>()) {
            // A member that is elsewhere too is shown again, without what belongs to it.
            bool known = !is_new(member);
            std::size_t index = add(member);
            nodes_[at].members.push_back(index);
            if (!known) open.push_back(index);
        }
    }

    RootedVector exceptions_;
    std::unordered_set<Object*> seen_;
    std::vector<Node> nodes_;
};

class ReportPrinter {
public:
    ReportPrinter(Thread& t, const ExceptionTree& tree, i64 limit)
        : thread_(t), tree_(tree), limit_(limit), entries_(t, sources_) {}

    std::string print() {
        print_chain(0);
        return std::move(out_);
    }

private:
    // An exception after those that led to it.
    void print_chain(std::size_t last) {
        struct Link {
            std::string_view message;  // between what led to it and it
            std::size_t node;
        };
        std::vector<Link> links;
        for (std::size_t at = last;;) {
            const Node& node = tree_[at];
            std::size_t next = node.cause != 0 ? node.cause : node.context;
            links.push_back({next == 0         ? ""
                             : node.cause != 0 ? kCauseMessage
                                               : kContextMessage,
                             at});
            if (next == 0) break;
            at = next;
        }
        for (std::size_t i = links.size(); i-- > 0;) {
            if (!links[i].message.empty()) emit(links[i].message);
            const Node& node = tree_[links[i].node];
            if (!node.is_group) {
                print_one(node, "Traceback (most recent call last):\n", '|');
            } else if (depth_ > kMaxGroupDepth) {
                emit(cat("... (max_group_depth is ", kMaxGroupDepth, ")\n"));
            } else {
                print_group(node);
            }
        }
    }

    void print_one(const Node& node, std::string_view header, char margin) {
        Value traceback = node.exception->traceback;
        if (is_traceback(traceback) && limit_ != 0) {
            emit(header, margin);
            emit(entries_.print(traceback, limit_));
        }
        for (const std::string& piece : own_lines(thread_, sources_, node.exception)) emit(piece);
    }

    void print_group(const Node& node) {
        bool outermost = depth_ == 0;
        if (outermost) depth_ = 1;
        print_one(node, "Exception Group Traceback (most recent call last):\n",
                  outermost ? '+' : '|');
        u64 total = node.members.size();
        u64 shown = std::min(total, kMaxGroupWidth + 1);
        needs_close_ = false;
        for (u64 i = 0; i < shown; i++) {
            bool truncated = i >= kMaxGroupWidth;
            if (i + 1 == shown) needs_close_ = true;
            out_ += cat(indent(), i == 0 ? "+-" : "  ", "+---------------- ",
                        truncated ? "..." : std::to_string(i + 1), " ----------------\n");
            depth_++;
            if (truncated) {
                u64 more = total - kMaxGroupWidth;
                emit(cat("and ", more, " more exception", more > 1 ? "s" : "", "\n"));
            } else {
                print_chain(node.members[i]);
            }
            // The innermost group that ends here closes the frame of all.
            if (i + 1 == shown && needs_close_) {
                out_ += cat(indent(), "+------------------------------------\n");
                needs_close_ = false;
            }
            depth_--;
        }
        if (outermost) depth_ = 0;
    }

    std::string indent() const { return std::string(2 * depth_, ' '); }

    // Each line behind the margin of the group that it is in.
    void emit(std::string_view text, char margin = '|') {
        if (depth_ == 0) {
            out_ += text;
            return;
        }
        for (std::size_t at = 0; at < text.size();) {
            text::LineBounds bounds = text::next_line(text, at);
            out_ += cat(indent(), margin, " ", text.substr(at, bounds.next - at));
            at = bounds.next;
        }
    }

    Thread& thread_;
    const ExceptionTree& tree_;
    i64 limit_;
    SourceCache sources_{thread_};
    EntryPrinter entries_;
    std::string out_;
    u32 depth_ = 0;  // of the groups around what is being printed
    bool needs_close_ = false;
};

// sys.tracebacklimit: the number of entries, negative = all.
i64 traceback_limit(Thread& t) {
    Result<Str*> name = intern(t, "tracebacklimit");
    if (!name.ok()) {
        clear_pending(t);
        return -1;
    }
    Value limit = t.vm->sys == nullptr ? Value() : dict_get_str(t.vm->sys, name.value());
    i64 count = 0;
    if (limit.is_empty() || !is_int(limit) || !int_to_i64(limit, &count)) return -1;
    return std::max<i64>(count, 0);
}

}  // namespace

std::string format_frame_entry(Thread& t, SourceCache& sources, const Code* code,
                               const compiler::PositionEntry& position) {
    std::string out =
        cat("  File \"", code->filename, "\", line ", position.line, ", in ", code->name, "\n");
    bool range_known = position.end_line > position.line ||
                       (position.end_line == position.line && position.end_col > position.col);
    u32 last = range_known ? position.end_line : position.line;
    std::vector<std::string_view> lines = sources.lines(code, position.line, last);
    ExcerptRange range = {position.col, position.end_col, range_known, t.c_stack_limit};
    return out + source_excerpt(lines, range);
}

std::string format_traceback(Thread& t, Value traceback, i64 limit) {
    PendingAside aside(t);
    SourceCache sources(t);
    return EntryPrinter(t, sources).print(traceback, limit);
}

std::string format_exception_only(Thread& t, Value exc) {
    if (!is_exception_object(exc)) return cat(type_name(t, exc), "\n");
    PendingAside aside(t);
    SourceCache sources(t);
    std::string out;
    for (const std::string& piece : own_lines(t, sources, exc.as<Exception>())) out += piece;
    return out;
}

std::string format_exception(Thread& t, Value exc, Chain chain, i64 limit) {
    if (!is_exception_object(exc)) return cat(type_name(t, exc), "\n");
    PendingAside aside(t);
    ExceptionTree tree(t, exc, chain);
    return ReportPrinter(t, tree, limit).print();
}

std::string format_exception(Thread& t, Value exc) {
    return format_exception(t, exc, Chain::kYes, traceback_limit(t));
}

}  // namespace krait
