// compile, exec, eval: source text to code objects, and running those in namespaces.

#include "vm/modules/compile.h"

#include "runtime/errors/allocation_guard.h"
#include "runtime/errors/errors.h"
#include "runtime/errors/exception_fields.h"
#include "runtime/object/operations.h"
#include "runtime/text/codec.h"
#include "runtime/text/fs.h"
#include "runtime/text/utf8.h"
#include "runtime/types/bytes.h"
#include "runtime/types/number.h"
#include "runtime/types/text_codec.h"
#include "vm/modules/builtin_functions.h"
#include "vm/objects/frame.h"

#include <algorithm>

namespace krait {

using compiler::CompileOptions;
using compiler::ErrorKind;
using compiler::SourceOrigin;

namespace {

Type* error_type(Thread& t, ErrorKind kind) {
    switch (kind) {
        case ErrorKind::kIndentationError: return t.types().indentation_error;
        case ErrorKind::kTabError: return t.types().tab_error;
        case ErrorKind::kMemoryError: return t.types().memory_error;
        case ErrorKind::kRecursionError: return t.types().recursion_error;
        default: return t.types().syntax_error;
    }
}

// Offsets count characters from 1; -1 and 0 stand for places before the line.
Value character_offset(std::string_view line, u32 column) {
    i64 bytes = static_cast<i32>(column);
    i64 offset = 0;
    for (i64 i = 0; i < bytes && i < static_cast<i64>(line.size()); i++) {
        offset += (static_cast<u8>(line[static_cast<std::size_t>(i)]) & 0xC0) != 0x80;
    }
    return Value::small_int(
        bytes < 0 ? bytes + 1
                  : offset + std::max<i64>(0, bytes - static_cast<i64>(line.size())) + 1);
}

}  // namespace

Failure raise_syntax_error(Thread& t, const compiler::SyntaxError& error,
                           const std::string& filename, LineText shown) {
    auto build = [&]() -> Result<Exception*> {
        Str* message = TRY(make_str(t, error.message));
        Value args[2] = {message, Value()};
        bool positioned = error.range.known() && error.kind != ErrorKind::kMemoryError &&
                          error.kind != ErrorKind::kRecursionError;
        if (positioned) {
            Value details[6];
            details[0] = TRY(make_str(t, filename));
            details[1] = Value::small_int(error.range.line);
            details[2] = character_offset(error.line_text, error.range.col);
            std::string line = error.line_text;
            if (shown == LineText::kWithNewline && !line.empty() && line.back() != '\n')
                line += '\n';
            details[3] = shown == LineText::kNone ? Value::none() : Value(TRY(make_str(t, line)));
            details[4] = Value::small_int(error.range.end_line);
            details[5] =
                error.end == compiler::SyntaxError::kEndOfRange
                    ? character_offset(error.line_text, error.range.end_col)
                    : Value::small_int(error.end == compiler::SyntaxError::kEndZero ? 0 : -1);
            args[1] = TRY(make_tuple_from(t, details, 6));
        }
        return make_exception(t, error_type(t, error.kind), args, positioned ? 2 : 1);
    };
    Result<Exception*> exception = build();
    if (!exception.ok()) return Failure{};
    return raise_exception(t, exception.value());
}

Result<Code*> compile_code(Thread& t, std::string filename, std::string_view text,
                           CompileOptions options, SourceOrigin origin) {
    options.stack_floor = t.c_stack_limit;
    compiler::CompileResult result;
    TRY(guarded(t, [&]() -> Result<void> {
        result = compiler::compile_text(filename, text, options, origin);
        return {};
    }));
    if (result.error) {
        // What a string holds is forgotten once it is parsed, but a file can be looked into again.
        const compiler::SyntaxError& error = *result.error;
        bool from_file = origin == SourceOrigin::kFile;
        bool plain = options.mode == CompileOptions::Mode::kEval || error.bare_text;
        LineText shown = (result.parsed || error.behind_parser) && !from_file ? LineText::kNone
                         : plain                                              ? LineText::kPlain
                                 : LineText::kWithNewline;
        return raise_syntax_error(t, *result.error, filename, shown);
    }
    return load_code(t, result.code);
}

namespace {

Result<void> add_builtins(Thread& t, Dict* globals) {
    if (!dict_get_str(globals, t.names().__builtins__).is_empty()) return {};
    return dict_set_str(t, globals, t.names().__builtins__, Value(t.vm->builtins));
}

}  // namespace

Result<Value> run_in_namespace(Thread& t, Code* code, Dict* globals, Value locals) {
    TRY(add_builtins(t, globals));
    Function* f = TRY(make_function(t, code, globals, builtins_of(t, globals)));
    if (!(code->code_flags & CompiledCode::kUsesNamespace)) return run_code(t, f, Value());
    return run_code(t, f, locals.is_empty() ? Value(globals) : locals);
}

Result<Value> path_argument(Thread& t, Value path, const char* expected) {
    if (is_str(path) || is_bytes(path)) return path;
    // (Whatever went wrong with finding the method.)
    Result<Value> method = get_special(t, path, t.names().__fspath__);
    if (!method.ok() || method.value().is_absent() || method.value().is_none()) {
        clear_pending(t);
        return raise_type_error(t, cat("expected ", expected, ", not ", type_name(t, path)));
    }
    Value converted = TRY(call(t, method.value(), {}));
    if (is_str(converted) || is_bytes(converted)) return converted;
    return raise_type_error(
        t, cat("expected ", type_name(t, path), ".__fspath__() to return str or bytes, not ",
               type_name(t, converted)));
}

namespace {

struct Source {
    std::string_view text;
    SourceOrigin origin = SourceOrigin::kText;
    bool found = false;
};

// A str is what its UTF-8 says, and must have some.
Result<Source> source_text(Thread& t, Value v) {
    if (is_str(v)) {
        std::string_view text = v.as<Str>()->view();
        if (!v.as<Str>()->is_ascii() && text::has_surrogates(text)) {
            text::EncodeResult bytes = text::encode_text(text::Codec::kUtf8, text);
            return raise_encode_error(t, v.as<Str>(), *bytes.error);
        }
        return Source{text, SourceOrigin::kText, true};
    }
    if (is_bytes(v)) return Source{v.as<Bytes>()->view(), SourceOrigin::kBytes, true};
    if (v.is_object() && v.object()->kind == Kind::ByteArray)
        return Source{v.as<ByteArray>()->view(), SourceOrigin::kBytes, true};
    return Source{};
}

bool is_code(Value v) {
    return v.is_object() && v.object()->kind == Kind::Code;
}

// Whether the code that runs imported annotations from __future__.
bool caller_has_future_annotations(Thread& t) {
    return t.frame != nullptr &&
           (frame_function(t.frame)->code()->code_flags & CompiledCode::kFutureAnnotations);
}

struct Namespaces {
    Dict* globals;
    Value locals;  // empty = the globals
};

// The arguments of exec and eval, with the caller's own namespaces for those that are missing.
Result<Namespaces> namespaces(Thread& t, Value globals, Value locals, bool exec) {
    if (!globals.is_none() && !is_dict(globals)) {
        if (exec)
            return raise_type_error(
                t, cat("exec() globals must be a dict, not ", type_name(t, globals)));
        bool mapping = type_of(t, globals)->slots.get_item != nullptr;
        return raise_type_error(t, mapping
                                       ? "globals must be a real dict; try eval(code, {}, mapping)"
                                       : "globals must be a dict");
    }
    if (!locals.is_none() && type_of(t, locals)->slots.get_item == nullptr) {
        if (!exec) return raise_type_error(t, "locals must be a mapping");
        return raise_type_error(
            t, cat("locals must be a mapping or None, not ", type_name(t, locals)));
    }
    Namespaces out = {nullptr, Value()};
    if (globals.is_none()) {
        out.globals = t.vm->hooks.current_globals(t);
        if (out.globals == nullptr) {
            return raise(t, t.types().system_error, "globals and locals cannot be NULL");
        }
        out.locals = locals.is_none() ? TRY(current_locals(t)) : locals;
    } else {
        out.globals = globals.as<Dict>();
        if (!locals.is_none()) out.locals = locals;
    }
    if (out.locals == Value(out.globals)) out.locals = Value();
    return out;
}

Result<Value> run_code_argument(Thread& t, Code* code, const Namespaces& spaces, Value closure,
                                const char* function) {
    if (code->free_names->length == 0) {
        if (!closure.is_none())
            return raise_type_error(t, "cannot use a closure with this code object");
        return run_in_namespace(t, code, spaces.globals, spaces.locals);
    }
    if (closure.is_none()) {
        if (std::string_view(function) == "eval()") {
            return raise_type_error(t,
                                    "code object passed to eval() may not contain free variables");
        }
        return raise_type_error(
            t, cat("code object requires a closure of exactly length ", code->free_names->length));
    }
    bool fits = is_tuple(closure) && closure.as<Tuple>()->length == code->free_names->length &&
                std::all_of(closure.as<Tuple>()->begin(), closure.as<Tuple>()->end(), [](Value v) {
                    return v.is_object() && v.object()->kind == Kind::Cell;
                });
    if (!fits) {
        return raise_type_error(
            t, cat("code object requires a closure of exactly length ", code->free_names->length));
    }
    TRY(add_builtins(t, spaces.globals));
    Function* f = TRY(make_function(t, code, spaces.globals, builtins_of(t, spaces.globals)));
    f->closure = closure.as<Tuple>();
    write_barrier(t, f);
    return run_code(t, f, Value());
}

Result<Value> exec_or_eval(Thread& t, Value* a, bool exec) {
    Namespaces spaces = TRY(namespaces(t, a[1], a[2], exec));
    Value closure = exec ? a[3] : Value::none();
    const char* function = exec ? "exec()" : "eval()";
    if (is_code(a[0])) return run_code_argument(t, a[0].as<Code>(), spaces, closure, function);
    Source source = TRY(source_text(t, a[0]));
    if (!source.found) {
        return raise_type_error(t, cat(function, " arg 1 must be a string, bytes or code object"));
    }
    if (!closure.is_none())
        return raise_type_error(t, "closure can only be used when source is a code object");
    CompileOptions options;
    options.mode = exec ? CompileOptions::Mode::kModule : CompileOptions::Mode::kEval;
    options.uses_namespace = !spaces.locals.is_empty();
    options.future_annotations = caller_has_future_annotations(t);
    if (!exec) {
        while (!source.text.empty() && (source.text[0] == ' ' || source.text[0] == '\t'))
            source.text.remove_prefix(1);
    }
    Code* code = TRY(compile_code(t, "<string>", source.text, options, source.origin));
    return run_in_namespace(t, code, spaces.globals, spaces.locals);
}

}  // namespace

Result<Value> builtin_exec(Thread& t, Value* a) {
    TRY(exec_or_eval(t, a, true));
    return Value::none();
}

Result<Value> builtin_eval(Thread& t, Value* a) {
    return exec_or_eval(t, a, false);
}

Result<Value> builtin_compile(Thread& t, Value* a) {
    constexpr i64 kAnnotations = 0x1000000, kKnownFlags = 0x1FE7400 | 0x2000, kOnlyAst = 0x400;
    Value file = TRY(path_argument(t, a[1]));
    std::string filename = is_str(file) ? std::string(file.as<Str>()->view())
                                        : text::decode_fs(file.as<Bytes>()->view());
    if (filename.find('\0') != std::string::npos)
        return raise_value_error(t, "embedded null character");
    if (!is_str(a[2]))
        return raise_type_error(
            t, cat("compile() argument 'mode' must be str, not ", type_name(t, a[2])));
    i64 flags = TRY(to_c_int(t, a[3]));
    bool alone = TRY(truth(t, a[4]));
    i64 optimize = TRY(to_c_int(t, a[5]));
    if ((flags & ~kKnownFlags) != 0) return raise_value_error(t, "compile(): unrecognised flags");
    if (flags & kOnlyAst) {
        return raise(t, t.types().not_implemented_error,
                     "compile(): syntax trees are not supported by krait");
    }
    if (optimize < -1 || optimize > 2)
        return raise_value_error(t, "compile(): invalid optimize value");
    std::string_view mode = a[2].as<Str>()->view();
    CompileOptions options;
    if (mode == "exec") {
        options.mode = CompileOptions::Mode::kModule;
    } else if (mode == "eval") {
        options.mode = CompileOptions::Mode::kEval;
    } else if (mode == "single") {
        options.mode = CompileOptions::Mode::kSingle;
    } else {
        return raise_value_error(t, "compile() mode must be 'exec', 'eval' or 'single'");
    }
    if (is_code(a[0])) return a[0];
    Source source = TRY(source_text(t, a[0]));
    if (!source.found)
        return raise_type_error(t, "compile() arg 1 must be a string, bytes or AST object");
    // It isn't known yet which namespaces the code will run in.
    options.uses_namespace = true;
    options.future_annotations =
        (flags & kAnnotations) != 0 || (!alone && caller_has_future_annotations(t));
    if (options.mode == CompileOptions::Mode::kEval) {
        while (!source.text.empty() && (source.text[0] == ' ' || source.text[0] == '\t'))
            source.text.remove_prefix(1);
    }
    return TRY(compile_code(t, filename, source.text, options, source.origin));
}

}  // namespace krait
