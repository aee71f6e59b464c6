// Source excerpts with carets.

#include "vm/objects/traceback_carets.h"

#include "compiler/syntax/parser.h"
#include "runtime/text/classify.h"
#include "runtime/text/unicode.h"
#include "runtime/text/utf8.h"

#include <algorithm>
#include <optional>

namespace krait {

namespace {

using compiler::Arena;
using compiler::Expr;
using compiler::NodeKind;
using compiler::SourceFile;
using compiler::SourceOrigin;
using compiler::Stmt;

// A place in the excerpt: line index and byte column.
struct Place {
    std::size_t line = 0;
    std::size_t col = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
};
// The part of the range that gets `^`.
struct Anchors {
    Place left;
    Place right;
};

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        char32_t c = text::decode_next(text, at);
        std::string_view class_name = c < 0x80 ? std::string_view("Na") : text::east_asian_width(c);
        width += class_name == "W" || class_name == "F" ? 2 : 1;
    }
    return width;
}

std::size_t width_before(std::string_view line, std::size_t col) {
    return display_width(line.substr(0, std::min(col, line.size())));
}

// The nearest character boundary at or before `col`.
std::size_t boundary(std::string_view line, std::size_t col) {
    col = std::min(col, line.size());
    while (col > 0 && col < line.size() && text::is_continuation(line[col])) col--;
    return col;
}

bool is_blank(std::string_view line) {
    return text::strip_space(line).empty();
}

// Walks over the text of an expression, from where a part of it ends to the token that follows.
class Walker {
public:
    explicit Walker(const std::vector<std::string_view>& lines) : lines_(lines) {}

    // To the next character that exists; false at the end of the text.
    bool settle(Place& at) const {
        while (at.line < lines_.size() && at.col >= lines_[at.line].size()) at = {at.line + 1, 0};
        return at.line < lines_.size();
    }
    // To the first character that `wanted` accepts; comments and continuation lines are skipped.
    template <class Predicate>
    bool find(Place& at, Predicate wanted) const {
        while (settle(at)) {
            std::string_view line = lines_[at.line];
            if (line[at.col] == '#' || line[at.col] == '\\') {
                at = {at.line + 1, 0};
                continue;
            }
            char32_t c = text::decode(line.data() + at.col).code_point;
            if (wanted(c)) return true;
            at.col += text::sequence_length(line[at.col]);
        }
        return false;
    }

private:
    const std::vector<std::string_view>& lines_;
};

// Positions in the tree count from 1 and from the line of the parenthesis that was put around the text.
Place start_of(const Expr* node) {
    return {node->range.line - 2, node->range.col};
}
Place end_of(const Expr* node) {
    return {node->range.end_line - 2, node->range.end_col};
}

// The operator: what follows the left operand and its closing parentheses. A second character belongs to it if the right
// operand has not started and it is no space.
std::optional<Anchors> operator_anchors(const compiler::BinOp* node,
                                        const std::vector<std::string_view>& lines) {
    Place at = end_of(node->left);
    if (!Walker(lines).find(at, [](char32_t c) { return c != U')' && !text::is_space(c); }))
        return std::nullopt;
    Place end = {at.line, at.col + text::sequence_length(lines[at.line][at.col])};
    std::string_view line = lines[at.line];
    if (end.col < line.size() && end < start_of(node->right)) {
        char32_t second = text::decode(line.data() + end.col).code_point;
        if (!text::is_space(second) && second != U'\\' && second != U'#')
            end.col += text::sequence_length(line[end.col]);
    }
    return Anchors{at, end};
}

// From an opening bracket after `part` to the end of the whole.
std::optional<Anchors> bracket_anchors(const Expr* whole, const Expr* part, char32_t bracket,
                                       const std::vector<std::string_view>& lines) {
    Place at = end_of(part);
    if (!Walker(lines).find(at, [bracket](char32_t c) { return c == bracket; }))
        return std::nullopt;
    return Anchors{at, end_of(whole)};
}

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    for (;;) {
        std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

// The anchors of the expression that the range covers, relative to its start; none if it is no expression, or another one.
std::optional<Anchors> find_anchors(const std::string& segment, const char* stack_floor) {
    Arena arena(stack_floor);
    SourceFile file("<excerpt>", "(\n" + segment + "\n)", SourceOrigin::kText);
    compiler::ParseResult parsed = compiler::parse_module(arena, file);
    if (!parsed.ok() || !parsed.tree->is<compiler::Module>()) return std::nullopt;
    auto body = parsed.tree->as<compiler::Module>()->body;
    if (body.size() != 1 || !body[0]->is<compiler::ExprStmt>()) return std::nullopt;
    const Expr* expr = body[0]->as<compiler::ExprStmt>()->value;
    std::vector<std::string_view> lines = split_lines(segment);
    switch (expr->kind) {
        case NodeKind::kBinOp: return operator_anchors(expr->as<compiler::BinOp>(), lines);
        case NodeKind::kSubscript:
            return bracket_anchors(expr, expr->as<compiler::Subscript>()->value, U'[', lines);
        case NodeKind::kCall:
            return bracket_anchors(expr, expr->as<compiler::Call>()->func, U'(', lines);
        default: return std::nullopt;
    }
}

// A call whose whole text being marked would tell nothing: `return name(…)` and `name = …(…)`.
const Expr* self_evident_call(const Stmt* statement) {
    if (auto* ret = statement->try_as<compiler::Return>()) {
        auto* call = ret->value == nullptr ? nullptr : ret->value->try_as<compiler::Call>();
        return call != nullptr && call->func->is<compiler::Name>() ? ret->value : nullptr;
    }
    if (auto* assign = statement->try_as<compiler::Assign>()) {
        bool simple = assign->targets.size() == 1 && assign->targets[0]->is<compiler::Name>();
        return simple && assign->value->is<compiler::Call>() ? assign->value : nullptr;
    }
    return nullptr;
}

enum class Statement { kUnknown, kEmpty, kSelfEvident, kOther };

// What the lines are when parsed as they are. The parser counts columns in bytes and the range is compared in characters:
// that is how the reference behaves, so that a call with non-ASCII arguments does get carets.
Statement classify(const std::vector<std::string>& lines, std::size_t start, std::size_t end,
                   const char* stack_floor) {
    std::string joined;
    for (const std::string& line : lines) joined += line + '\n';
    joined.pop_back();
    Arena arena(stack_floor);
    SourceFile file("<excerpt>", joined, SourceOrigin::kText);
    compiler::ParseResult parsed = compiler::parse_module(arena, file);
    if (!parsed.ok() || !parsed.tree->is<compiler::Module>()) return Statement::kUnknown;
    auto body = parsed.tree->as<compiler::Module>()->body;
    if (body.empty()) return Statement::kEmpty;
    const Expr* call = self_evident_call(body[0]);
    if (call == nullptr) return Statement::kOther;
    const compiler::SourceRange& range = call->range;
    bool exact = range.line == 1 && range.end_line == lines.size() &&
                 range.col == text::index_of_offset(lines.front(), start) &&
                 range.end_col == text::index_of_offset(lines.back(), end);
    return exact ? Statement::kSelfEvident : Statement::kOther;
}

// Prints lines and carets; knows the range and its anchors within the dedented lines.
class Printer {
public:
    Printer(const std::vector<std::string>& lines, std::size_t start, std::size_t end,
            std::optional<Anchors> anchors, bool carets)
        : lines_(lines), anchors_(anchors), carets_(carets) {
        end_width_ = width_before(lines.back(), end);
        start_width_ = width_before(lines.front(), start);
        if (!anchors_) return;
        if (anchors_->left.line == 0) anchors_->left.col += start;
        if (anchors_->right.line == 0) anchors_->right.col += start;
        anchors_->left.col = width_before(lines[anchors_->left.line], anchors_->left.col);
        anchors_->right.col = width_before(lines[anchors_->right.line], anchors_->right.col);
    }

    // The first and last line and those around the anchors; "...<n lines>..." for what is left out, unless it is one line.
    std::vector<std::string> print() {
        std::vector<std::size_t> shown = significant_lines();
        for (std::size_t i = 0; i < shown.size(); i++) {
            std::size_t gap = i == 0 ? 0 : shown[i] - shown[i - 1] - 1;
            if (gap == 1) print_line(shown[i] - 1);
            if (gap > 1) out_.push_back("...<" + std::to_string(gap) + " lines>...");
            print_line(shown[i]);
        }
        return std::move(out_);
    }

private:
    std::vector<std::size_t> significant_lines() const {
        std::vector<std::size_t> shown = {0, lines_.size() - 1};
        auto around = [&](std::size_t line) {
            if (line > 0) shown.push_back(line - 1);
            shown.push_back(line);
            if (line + 1 < lines_.size()) shown.push_back(line + 1);
        };
        if (anchors_) {
            around(anchors_->left.line);
            around(anchors_->right.line);
        }
        std::sort(shown.begin(), shown.end());
        shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
        return shown;
    }

    char mark(Place at) const {
        if (!anchors_) return '^';
        return at >= anchors_->left && at < anchors_->right ? '^' : '~';
    }

    void print_line(std::size_t number) {
        const std::string& line = lines_[number];
        out_.push_back(line);
        if (!carets_) return;
        std::size_t indent =
            text::count_code_points(line) - text::count_code_points(text::strip_space_left(line));
        std::size_t end = number + 1 == lines_.size() ? end_width_ : display_width(line);
        std::string marks;
        for (std::size_t col = 0; col < end; col++) {
            bool outside = col < indent || (number == 0 && col < start_width_);
            marks += outside ? ' ' : mark({number, col});
        }
        out_.push_back(marks);
    }

    const std::vector<std::string>& lines_;
    std::size_t start_width_ = 0;
    std::size_t end_width_ = 0;
    std::optional<Anchors> anchors_;
    bool carets_;
    std::vector<std::string> out_;
};

std::string segment_of(const std::vector<std::string>& lines, std::size_t start, std::size_t end) {
    std::string segment;
    for (std::size_t i = 0; i < lines.size(); i++) {
        std::size_t from = i == 0 ? start : 0;
        std::size_t to = i + 1 == lines.size() ? end : lines[i].size();
        if (to > from) segment += lines[i].substr(from, to - from);
        if (i + 1 < lines.size()) segment += '\n';
    }
    return segment;
}

bool wants_carets(const std::vector<std::string>& lines, std::size_t start, std::size_t end,
                  bool anchored, const char* stack_floor) {
    Statement statement = classify(lines, start, end, stack_floor);
    if (statement == Statement::kEmpty || statement == Statement::kSelfEvident) return false;
    if (anchored) return true;
    return !is_blank(std::string_view(lines.front()).substr(0, start)) ||
           !is_blank(std::string_view(lines.back()).substr(end));
}

std::string indented(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) {
        out += "    ";
        out += line;
        out += '\n';
    }
    return out;
}

}  // namespace

std::size_t common_indent(const std::vector<std::string>& lines) {
    const std::string* first = nullptr;
    std::size_t indent = 0;
    for (const std::string& line : lines) {
        if (is_blank(line)) continue;
        if (first == nullptr) {
            first = &line;
            indent = std::min(line.find_first_not_of(" \t"), line.size());
            continue;
        }
        std::size_t same = 0;
        while (same < indent && same < line.size() && line[same] == (*first)[same]) same++;
        indent = same;
    }
    return indent;
}

void dedent(std::vector<std::string>& lines) {
    std::size_t indent = common_indent(lines);
    for (std::string& line : lines) line = is_blank(line) ? std::string() : line.substr(indent);
}

std::string source_excerpt(const std::vector<std::string_view>& original,
                           const ExcerptRange& range) {
    if (original.empty()) return {};
    std::vector<std::string> lines;
    bool blank = true;
    for (std::string_view line : original) {
        lines.emplace_back(text::strip_space_right(line));
        blank = blank && lines.back().empty();
    }
    if (blank) return {};
    if (!range.columns_known) return indented({std::string(text::strip_space_left(lines.front()))});
    std::size_t start = boundary(lines.front(), range.col);
    std::size_t end = boundary(lines.back(), range.end_col);
    std::size_t first_size = lines.front().size();
    dedent(lines);
    std::size_t removed = first_size - lines.front().size();
    start = start > removed ? start - removed : 0;
    end = std::min(end > removed ? end - removed : 0, lines.back().size());
    std::optional<Anchors> anchors = find_anchors(segment_of(lines, start, end), range.stack_floor);
    if (anchors && (anchors->left.line >= lines.size() || anchors->right.line >= lines.size()))
        anchors.reset();
    bool carets = wants_carets(lines, start, end, anchors.has_value(), range.stack_floor);
    std::vector<std::string> block = Printer(lines, start, end, anchors, carets).print();
    dedent(block);
    return indented(block);
}

}  // namespace krait
