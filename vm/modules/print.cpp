// print() and input(). print is fast when its file is a plain text file: values go into the file's buffer without a call of
// its write method.

#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/object/operations.h"
#include "runtime/text/number_format.h"
#include "runtime/types/sequence.h"
#include "vm/modules/builtin_functions.h"
#include "vm/modules/io_file.h"

#include <cstring>

namespace krait {

namespace {

// The keyword arguments; empty = not given or None.
struct PrintOptions {
    Value sep, end, file;
    bool flush = false;
};

Result<PrintOptions> print_options(Thread& t, const Args& args) {
    PrintOptions options;
    Value flush = Value::false_();
    const Names& names = t.names();
    for (u32 k = 0; k < args.nkw; k++) {
        Value name = args.kwnames->items[k];
        Value value = args[args.n + k];
        auto is = [name](Str* s) { return str_equal(name.as<Str>(), s); };
        if (is(names.flush)) {
            flush = value;
            continue;
        }
        if (!is(names.sep) && !is(names.end) && !is(names.file)) {
            return raise_type_error(
                t, cat("print() got an unexpected keyword argument '", name.as<Str>(), "'"));
        }
        if (value.is_none()) continue;
        (is(names.sep) ? options.sep : is(names.end) ? options.end : options.file) = value;
    }
    for (Value text : {options.sep, options.end}) {
        if (text.is_empty() || is_str(text)) continue;
        return raise_type_error(t, cat(text == options.sep ? "sep" : "end",
                                       " must be None or a string, not ", type_name(t, text)));
    }
    if (!flush.is_false()) options.flush = TRY(truth(t, flush));
    return options;
}

// Where print writes to: the file's buffer if it can, else through its write method.
class Printer {
public:
    Printer(Thread& t, Value file) : t_(t), file_(file) {
        if (is_text_file(t, file)) text_ = file.as<TextFile>();
    }

    Result<void> value(Value v) {
        if (fast()) {
            char buffer[32];
            if (v.is_small_int())
                return plain({buffer, text::write_decimal(v.small_int_value(), buffer)});
            if (v.is_double()) return plain(text::repr_double(v.double_value()));
        }
        if (is_exact_str(t_, v)) return str(v.as<Str>());
        return str(TRY(str_of(t_, v)));
    }

    Result<void> str(Str* s) {
        if (fast() && s->is_ascii()) return plain(s->view());
        if (text_ != nullptr)
            return text_->bytes->closed ? Result<void>(raise_closed(t_)) : text_write(t_, text_, s);
        TRY(call_method(t_, file_, t_.names().write, {Value(s)}));
        return {};
    }

    // Text that is known to be ASCII.
    Result<void> plain_text(std::string_view s, Str* as_object) {
        return fast() ? plain(s) : str(as_object);
    }

    Result<void> finish(bool flush) {
        if (flush) {
            TRY(call_method(t_, file_, t_.names().flush));
        } else if (text_ != nullptr && flush_due_ && !text_->bytes->closed) {
            TRY(text_flush(t_, text_));
        }
        return {};
    }

private:
    // Checked before each piece: script code that runs in between may close or reconfigure the file.
    bool fast() const {
        return text_ != nullptr && text_->plain_output() && !text_->bytes->closed &&
               text_->bytes->writable && text_->start == text_->end;
    }
    Result<void> plain(std::string_view s) {
        flush_due_ |= text_->write_through ||
                      (text_->line_buffering && std::memchr(s.data(), '\n', s.size()) != nullptr);
        return byte_write(t_, text_->bytes, s);
    }

    Thread& t_;
    Value file_;
    TextFile* text_ = nullptr;
    bool flush_due_ = false;
};

Result<void> check_writable(Thread& t, Value file) {
    if (!is_text_file(t, file)) return {};
    ByteFile* bytes = file.as<TextFile>()->bytes;
    if (bytes->closed) return raise_closed(t);
    if (!bytes->writable) return raise_unsupported(t, "not writable");
    return {};
}

}  // namespace

Result<Value> builtin_print(Thread& t, const Args& args) {
    PrintOptions options;
    if (args.nkw != 0) options = TRY(print_options(t, args));
    Value file = options.file;
    if (file.is_empty()) {
        file = dict_get_str(t.vm->sys, t.names().stdout);
        if (file.is_empty()) return raise_runtime_error(t, "lost sys.stdout");
        if (file.is_none()) return Value::none();
    }
    TRY(check_writable(t, file));
    Printer printer(t, file);
    for (u32 i = 0; i < args.n; i++) {
        TRY(poll_interrupt(t));
        if (i > 0) {
            TRY(options.sep.is_empty() ? printer.plain_text(" ", t.names().ascii[' '])
                                       : printer.str(options.sep.as<Str>()));
        }
        TRY(printer.value(args[i]));
    }
    TRY(options.end.is_empty() ? printer.plain_text("\n", t.names().ascii['\n'])
                               : printer.str(options.end.as<Str>()));
    TRY(printer.finish(options.flush));
    return Value::none();
}

Result<Value> builtin_input(Thread& t, Value* a) {
    const Names& names = t.names();
    Value input = dict_get_str(t.vm->sys, names.stdin);
    Value output = dict_get_str(t.vm->sys, names.stdout);
    Value errors = dict_get_str(t.vm->sys, names.stderr);
    if (input.is_empty() || input.is_none()) return raise_runtime_error(t, "lost sys.stdin");
    if (output.is_empty() || output.is_none()) return raise_runtime_error(t, "lost sys.stdout");
    if (errors.is_empty() || errors.is_none()) return raise_runtime_error(t, "lost sys.stderr");
    if (!call_method(t, errors, names.flush).ok()) clear_pending(t);
    if (!a[0].is_empty()) {
        Str* prompt = TRY(str_of(t, a[0]));
        TRY(call_method(t, output, names.write, {Value(prompt)}));
    }
    if (!call_method(t, output, names.flush).ok()) clear_pending(t);
    Value line = TRY(call_method(t, input, names.readline));
    if (!is_str(line)) return raise_type_error(t, "object.readline() returned non-string");
    std::string_view text = line.as<Str>()->view();
    if (text.empty()) return raise(t, t.types().eof_error, "EOF when reading a line");
    if (text.back() == '\n') text.remove_suffix(1);
    return make_str(t, text);
}

}  // namespace krait
