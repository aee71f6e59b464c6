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
    if (!is_int(v) || !int_to_i64(v, &limit)) return raise_type_error(t, "limit must be an int or None");
    return limit;
}

Result<void> check_exception(Thread& t, Value v) {
    if (is_exception(v)) return {};
    return raise_type_error(t, cat("Exception expected for value, ", type_name(t, v), " found"));
}

Result<Value> module_format(Thread& t, Value* a) {
    TRY(check_exception(t, a[0]));
    i64 limit = TRY(limit_argument(t, a[2]));
    return make_str(t, format_exception(t, a[0], a[1].is_false() ? Chain::kNo : Chain::kYes, limit));
}

Result<Value> module_format_only(Thread& t, Value* a) {
    TRY(check_exception(t, a[0]));
    return make_str(t, format_exception_only(t, a[0]));
}

Value column(bool known, u32 col) { return known ? Value::small_int(col) : Value::none(); }

// (filename, line, name, end line, column, end column, source line, text as a traceback shows it)
Result<Value> describe(Thread& t, const Code* code, const compiler::PositionEntry& position) {
    SourceCache sources(t);
    std::vector<std::string_view> lines = sources.lines(code, position.line, position.line);
    bool known = position.end_line > position.line || position.end_col > position.col;
    Value parts[8] = {code->filename, Value::small_int(position.line), code->name, Value::small_int(position.end_line),
                      column(known, position.col), column(known, position.end_col)};
    parts[6] = TRY(make_str(t, lines.empty() ? std::string_view() : lines.front()));
    parts[7] = TRY(make_str(t, format_frame_entry(t, sources, code, position)));
    return make_tuple_from(t, parts, 8);
}

Result<Value> module_describe(Thread& t, Value* a) {
    if (a[0].is_object() && a[0].object()->kind == Kind::Traceback) {
        Traceback* tb = a[0].as<Traceback>();
        const Bytecode* body = tb->frame->function->body;
        return describe(t, body->code, position_of(body->code, word_offset(body, tb->pc)));
    }
    if (a[0].is_object() && a[0].object()->kind == Kind::Frame) {
        // What a frame is doing shows as a line only: it has no error to point at.
        u32 line = frame_line(t, a[0].as<Frame>());
        return describe(t, a[0].as<Frame>()->function->code(), {0, line, line, 0, 0});
    }
    return raise_type_error(t, cat("expected a traceback or a frame, got '", type_name(t, a[0]), "'"));
}

const NativeDef kFunctions[] = {
    {"format", "(exc, chain=True, limit=None, /)", "The report of an exception.", module_format},
    {"format_only", "(exc, /)", "The last part of the report.", module_format_only},
    {"describe", "(entry, /)", "What a traceback shows for a traceback entry or a frame.", module_describe},
};

}  // namespace

Result<void> init_traceback_hooks_module(Thread& t) {
    TRY(make_native_module(t, "_krait_traceback", "Formatting of exceptions, for the module traceback.", kFunctions));
    return {};
}

}  // namespace krait
