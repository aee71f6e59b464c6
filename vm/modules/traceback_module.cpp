// The module _krait_traceback: what lib/traceback.py needs of the vm's formatting of exceptions.

#include "runtime/errors/errors.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence.h"
#include "vm/modules/registry.h"
#include "vm/objects/frame.h"
#include "vm/objects/traceback_format.h"

#include <algorithm>

namespace krait {

namespace {

Result<i64> limit_argument(Thread& t, Value v) {
    i64 limit = -1;
    if (v.is_none()) return limit;
    if (!is_int(v) || !int_to_i64(v, &limit))
        return raise_type_error(t, "limit must be an int or None");
    return limit;
}

Result<void> check_exception(Thread& t, Value v) {
    if (is_exception(v)) return {};
    return raise_type_error(t, cat("Exception expected for value, ", type_name(t, v), " found"));
}

Result<Value> module_format(Thread& t, Value* a) {
    TRY(check_exception(t, a[0]));
    i64 limit = TRY(limit_argument(t, a[2]));
    Chain chain = a[1].is_none() ? Chain::kMembersOnly : a[1].is_false() ? Chain::kNo : Chain::kYes;
    return make_str(t, format_exception(t, a[0], chain, limit));
}

Result<Value> module_format_only(Thread& t, Value* a) {
    TRY(check_exception(t, a[0]));
    return make_str(t, format_exception_only(t, a[0]));
}

Value column(bool known, u32 col) {
    return known ? Value::small_int(col) : Value::none();
}

struct Place {
    const Code* code;
    compiler::PositionEntry position;
};

// Where a traceback entry or a frame is. A frame has no error to point at: it shows as a line only.
Result<Place> place_of(Thread& t, Value entry) {
    if (entry.is_object() && entry.object()->kind == Kind::Traceback) {
        Traceback* tb = entry.as<Traceback>();
        const Bytecode* body = tb->frame->function->body;
        return Place{body->code, position_of(body->code, word_offset(body, tb->pc))};
    }
    if (entry.is_object() && entry.object()->kind == Kind::Frame) {
        u32 line = frame_line(t, entry.as<Frame>());
        return Place{entry.as<Frame>()->function->code(), {0, line, line, 0, 0}};
    }
    return raise_type_error(
        t, cat("expected a traceback or a frame, got '", type_name(t, entry), "'"));
}

// (filename, line, name, end line, column, end column, source line, text as a traceback shows it)
Result<Value> describe(Thread& t, SourceCache& sources, const Place& place) {
    const compiler::PositionEntry& position = place.position;
    std::vector<std::string_view> lines = sources.lines(place.code, position.line, position.line);
    bool known = position.end_line > position.line || position.end_col > position.col;
    Value parts[8] = {place.code->filename,
                      Value::small_int(position.line),
                      place.code->name,
                      Value::small_int(position.end_line),
                      column(known, position.col),
                      column(known, position.end_col)};
    parts[6] = TRY(make_str(t, lines.empty() ? std::string_view() : lines.front()));
    parts[7] = TRY(make_str(t, format_frame_entry(t, sources, place.code, position)));
    return make_tuple_from(t, parts, 8);
}

Result<Value> module_describe(Thread& t, Value* a) {
    if (!is_list(a[0])) return raise_type_error(t, "describe() takes a list");
    List* entries = a[0].as<List>();
    List* out = TRY(make_list(t, entries->length));
    SourceCache sources(t);
    Place last = {};
    for (u64 i = 0; i < entries->length; i++) {
        Place place = TRY(place_of(t, entries->items[i]));
        // In a deep recursion one entry is like the other.
        bool same = i > 0 && place.code == last.code && place.position.pc == last.position.pc &&
                    place.position.line == last.position.line;
        Value description = same ? out->items[i - 1] : TRY(describe(t, sources, place));
        TRY(list_append(t, out, description));
        last = place;
    }
    return out;
}

const NativeDef kFunctions[] = {
    {"format", "(exc, chain=True, limit=None, /)",
     "The report of an exception; chain=None: only members of a group are chained.", module_format},
    {"format_only", "(exc, /)", "The last part of the report.", module_format_only},
    {"describe", "(entries, /)",
     "What a traceback shows for each of a list of traceback entries or frames.", module_describe},
};

}  // namespace

Result<void> init_traceback_hooks_module(Thread& t) {
    TRY(make_native_module(t, "_krait_traceback",
                           "Formatting of exceptions, for the module traceback.", kFunctions));
    return {};
}

}  // namespace krait
