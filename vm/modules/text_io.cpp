// The type of text files (TextIOWrapper) and the standard streams.

#include "runtime/errors/errors.h"
#include "runtime/heap/process_memory.h"
#include "runtime/object/operations.h"
#include "runtime/text/fs.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/number.h"
#include "runtime/types/sequence.h"
#include "vm/modules/io_file.h"
#include "vm/modules/module_support.h"
#include "vm/objects/traceback_format.h"
#include "vm/vm_state.h"

#include <unistd.h>
#include <cerrno>
#include <clocale>
#include <cstdlib>

namespace krait {

namespace {

TextFile* file(Value v) {
    return v.as<TextFile>();
}

Result<TextFile*> open_file(Thread& t, Value v) {
    if (file(v)->bytes->closed) return raise_closed(t);
    return file(v);
}
Result<TextFile*> readable_file(Thread& t, Value v) {
    TextFile* f = TRY(open_file(t, v));
    if (!f->bytes->readable) return raise_unsupported(t, "not readable");
    return f;
}
Result<TextFile*> writable_file(Thread& t, Value v) {
    TextFile* f = TRY(open_file(t, v));
    if (!f->bytes->writable) return raise_unsupported(t, "not writable");
    return f;
}

Result<Value> method_read(Thread& t, Value* a) {
    i64 size = TRY(size_or_all(t, a[1]));  // which may close the file
    TextFile* f = TRY(readable_file(t, a[0]));
    return TRY(text_read(t, f, size));
}

Result<Value> method_readline(Thread& t, Value* a) {
    i64 limit = TRY(size_or_all(t, a[1]));
    TextFile* f = TRY(readable_file(t, a[0]));
    return TRY(text_readline(t, f, limit));
}

Result<Value> method_readlines(Thread& t, Value* a) {
    i64 hint = TRY(size_or_all(t, a[1]));
    List* lines = TRY(make_list(t));
    i64 total = 0;
    for (;;) {
        Str* line = TRY(text_readline(t, TRY(readable_file(t, a[0])), -1));
        if (line->size == 0) return lines;
        TRY(list_append(t, lines, line));
        total += line->length;
        if (hint > 0 && total >= hint) return lines;
    }
}

Result<Value> method_write(Thread& t, Value* a) {
    if (!is_str(a[1]))
        return raise_type_error(t, cat("write() argument must be str, not ", type_name(t, a[1])));
    TextFile* f = TRY(writable_file(t, a[0]));
    TRY(text_write(t, f, a[1].as<Str>()));
    return Value::small_int(a[1].as<Str>()->length);
}

Result<Value> method_writelines(Thread& t, Value* a) {
    TRY(open_file(t, a[0]));
    TRY(iterate(t, a[1], [&](Value line) -> Result<void> {
        Value args[2] = {a[0], line};
        TRY(method_write(t, args));
        return {};
    }));
    return Value::none();
}

Result<Value> method_flush(Thread& t, Value* a) {
    TRY(text_flush(t, TRY(open_file(t, a[0]))));
    return Value::none();
}
Result<Value> method_close(Thread& t, Value* a) {
    TRY(text_close(t, file(a[0])));
    return Value::none();
}
Result<Value> method_tell(Thread& t, Value* a) {
    return make_int(t, TRY(text_tell(t, TRY(open_file(t, a[0])))));
}

Result<Value> method_seek(Thread& t, Value* a) {
    TextFile* f = TRY(open_file(t, a[0]));
    i64 offset = TRY(index_to_i64(t, a[1], true));
    i64 whence = TRY(to_c_int(t, a[2]));
    if (whence < 0 || whence > 2) {
        return raise_value_error(t, cat("invalid whence (", whence, ", should be 0, 1 or 2)"));
    }
    if (whence == SEEK_SET) {
        if (offset < 0) return raise_value_error(t, cat("negative seek position ", offset));
    } else if (offset != 0) {
        return raise_unsupported(t, whence == SEEK_CUR ? "can't do nonzero cur-relative seeks"
                                                       : "can't do nonzero end-relative seeks");
    } else if (whence == SEEK_CUR) {
        offset = TRY(text_tell(t, f));
    } else {
        offset = TRY(byte_seek(t, f->bytes, 0, SEEK_END));
    }
    TRY(text_seek(t, f, offset));
    return make_int(t, offset);
}

Result<Value> method_truncate(Thread& t, Value* a) {
    TextFile* f = TRY(writable_file(t, a[0]));
    TRY(text_flush(t, f));
    i64 size = a[1].is_none() ? TRY(text_tell(t, f)) : TRY(index_to_i64(t, a[1], true));
    if (ftruncate(f->bytes->fd, size) < 0) return raise_os_error(t, errno);
    return make_int(t, size);
}

Result<Value> method_fileno(Thread& t, Value* a) {
    if (file(a[0])->bytes->closed) return raise_closed(t, false);
    return Value::small_int(file(a[0])->bytes->fd);
}
Result<Value> method_isatty(Thread& t, Value* a) {
    if (file(a[0])->bytes->closed) return raise_closed(t, false);
    return Value::from_bool(isatty(file(a[0])->bytes->fd));
}
Result<Value> method_readable(Thread& t, Value* a) {
    return Value::from_bool(TRY(open_file(t, a[0]))->bytes->readable);
}
Result<Value> method_writable(Thread& t, Value* a) {
    return Value::from_bool(TRY(open_file(t, a[0]))->bytes->writable);
}
Result<Value> method_seekable(Thread& t, Value* a) {
    return Value::from_bool(lseek(TRY(open_file(t, a[0]))->bytes->fd, 0, SEEK_CUR) >= 0);
}
Result<Value> method_enter(Thread& t, Value* a) {
    TRY(open_file(t, a[0]));
    return a[0];
}
Result<Value> method_exit(Thread& t, Value* a) {
    return method_close(t, a);
}
Result<Value> method_detach(Thread& t, Value* a) {
    TextFile* f = TRY(open_file(t, a[0]));
    TRY(text_flush(t, f));
    ByteFile* bytes = f->bytes;
    ByteFile* gone = TRY(make_byte_file(t, bytes->type, -1, Value(), "r", false));
    gone->closed = true;
    f->bytes = gone;
    write_barrier(t, f);
    return bytes;
}

// None keeps a setting as it is.
Result<Value> method_reconfigure(Thread& t, Value* a) {
    TextFile* f = TRY(open_file(t, a[0]));
    if (!a[1].is_none() || !a[2].is_none() || !a[3].is_empty()) {
        if (f->start != f->end)
            return raise_unsupported(
                t,
                "It is not possible to set the encoding or newline of stream after the first read");
    }
    TRY(text_flush(t, f));
    if (!a[1].is_none()) {
        if (!is_str(a[1]))
            return raise_type_error(
                t, cat("reconfigure() argument 'encoding' must be str or None, not ",
                       type_name(t, a[1])));
        std::optional<text::Codec> codec = text::find_codec(a[1].as<Str>()->view());
        if (!codec)
            return raise(t, t.types().lookup_error, cat("unknown encoding: ", a[1].as<Str>()));
        f->codec = f->given_codec = *codec;
        f->encoding = a[1].as<Str>();
        if (a[2].is_none()) {
            f->errors = t.names().strict;
            f->error_mode = text::ErrorMode::kStrict;
            f->custom_errors = false;
        }
    }
    if (!a[2].is_none()) {
        if (!is_str(a[2]))
            return raise_type_error(t,
                                    cat("reconfigure() argument 'errors' must be str or None, not ",
                                        type_name(t, a[2])));
        std::optional<text::ErrorMode> mode = text::find_error_mode(a[2].as<Str>()->view());
        f->custom_errors = !mode;
        f->error_mode = mode.value_or(text::ErrorMode::kStrict);
        f->errors = a[2].as<Str>();
    }
    write_barrier(t, f);
    if (!a[3].is_empty()) f->newline = TRY(newline_argument(t, a[3], false));
    if (!a[4].is_none()) f->line_buffering = TRY(truth(t, a[4]));
    if (!a[5].is_none()) f->write_through = TRY(truth(t, a[5]));
    return Value::none();
}

Result<Value> file_iter(Thread& t, Value self) {
    TRY(open_file(t, self));
    return self;
}
Result<Value> file_next(Thread& t, Value self) {
    Str* line = TRY(text_readline(t, TRY(readable_file(t, self)), -1));
    return line->size == 0 ? Value::absent() : Value(line);
}

Result<Value> file_repr(Thread& t, Value self) {
    TextFile* f = file(self);
    std::string out = "<_io.TextIOWrapper";
    if (!f->bytes->name.is_empty()) out += cat(" name=", TRY(repr(t, f->bytes->name)));
    if (f->mode != nullptr) out += cat(" mode=", TRY(repr(t, f->mode)));
    return make_str(t, cat(out, " encoding=", TRY(repr(t, f->encoding)), ">"));
}

Result<Value> get_name(Thread& t, Value self) {
    Value name = file(self)->bytes->name;
    if (name.is_empty()) return raise_attribute_error(t, self, t.names().name);
    return name;
}
Result<Value> get_mode(Thread&, Value self) {
    return file(self)->mode == nullptr ? Value::none() : Value(file(self)->mode);
}
Result<Value> get_closed(Thread&, Value self) {
    return Value::from_bool(file(self)->bytes->closed);
}
Result<Value> get_encoding(Thread&, Value self) {
    return file(self)->encoding;
}
Result<Value> get_errors(Thread&, Value self) {
    return file(self)->errors;
}
Result<Value> get_buffer(Thread&, Value self) {
    return file(self)->bytes;
}
Result<Value> get_line_buffering(Thread&, Value self) {
    return Value::from_bool(file(self)->line_buffering);
}
Result<Value> get_write_through(Thread&, Value self) {
    return Value::from_bool(file(self)->write_through);
}
Result<Value> get_newlines(Thread& t, Value self) {
    constexpr const char* kTexts[] = {"\r", "\n", "\r\n"};
    constexpr int kBits[] = {2, 1, 4};
    Value seen[3];
    u64 count = 0;
    for (int i = 0; i < 3; i++) {
        if (file(self)->newlines_seen & kBits[i]) seen[count++] = TRY(make_str(t, kTexts[i]));
    }
    if (count == 0) return Value::none();
    return count == 1 ? Result<Value>(seen[0]) : make_tuple_from(t, seen, count);
}

const NativeDef kMethods[] = {
    {"__enter__", "($self, /)", "The file itself.", method_enter},
    {"__exit__", "($self, /, *args)", "Close the file.", method_exit},
    {"close", "($self, /)", "Flush and close the file.", method_close},
    {"detach", "($self, /)", "Give up the binary file underneath and return it.", method_detach},
    {"fileno", "($self, /)", "The file descriptor.", method_fileno},
    {"flush", "($self, /)", "Write out what is buffered.", method_flush},
    {"isatty", "($self, /)", "Whether the file is a terminal.", method_isatty},
    {"read", "($self, size=-1, /)", "Read up to size characters, or all.", method_read},
    {"readable", "($self, /)", "Whether the file was opened for reading.", method_readable},
    {"readline", "($self, size=-1, /)", "Read one line.", method_readline},
    {"readlines", "($self, hint=-1, /)", "Read lines into a list.", method_readlines},
    {"reconfigure",
     "($self, /, *, encoding=None, errors=None, newline=<unset>, line_buffering=None, "
     "write_through=None)",
     "Change settings of the file.", method_reconfigure},
    {"seek", "($self, cookie, whence=0, /)", "Change the position.", method_seek},
    {"seekable", "($self, /)", "Whether the position can be changed.", method_seekable},
    {"tell", "($self, /)", "The position.", method_tell},
    {"truncate", "($self, pos=None, /)", "Cut the file off.", method_truncate},
    {"writable", "($self, /)", "Whether the file was opened for writing.", method_writable},
    {"write", "($self, s, /)", "Write a string; the number of characters.", method_write},
    {"writelines", "($self, lines, /)", "Write each of the lines.", method_writelines},
};
const GetSetDef kAttributes[] = {
    {"buffer", nullptr, get_buffer},
    {"closed", nullptr, get_closed},
    {"encoding", nullptr, get_encoding},
    {"errors", nullptr, get_errors},
    {"line_buffering", nullptr, get_line_buffering},
    {"mode", nullptr, get_mode},
    {"name", nullptr, get_name},
    {"newlines", nullptr, get_newlines},
    {"write_through", nullptr, get_write_through},
};

void trace_file(Object* object, Tracer& tracer) {
    TextFile* f = static_cast<TextFile*>(object);
    tracer.visit(f->bytes);
    tracer.visit(f->encoding);
    tracer.visit(f->errors);
    tracer.visit(f->mode);
    tracer.mark_storage(f->decoded);
}

Result<Value> new_text_file(Thread& t, Type*, const Args& args) {
    Value a[6];
    TRY(parse_arguments(t, "TextIOWrapper",
                        "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
                        "write_through=False)",
                        args, a));
    if (!is_byte_file(t, a[0])) {
        return raise(t, t.types().not_implemented_error,
                     "TextIOWrapper() of other than a binary file is not supported by krait");
    }
    TextOptions options;
    if (is_str(a[1]) && a[1].as<Str>()->view() != "locale") options.encoding = a[1].as<Str>();
    if (is_str(a[2])) options.errors = a[2].as<Str>();
    options.newline = TRY(newline_argument(t, a[3], true));
    options.line_buffering = TRY(truth(t, a[4]));
    TextFile* f = TRY(make_text_file(t, a[0].as<ByteFile>(), options));
    f->write_through = TRY(truth(t, a[5]));
    return f;
}

// ---- standard streams

struct Stream {
    const char* name;
    int fd;
};
constexpr Stream kStreams[] = {{"stdin", 0}, {"stdout", 1}, {"stderr", 2}};

// Whether the user has chosen a locale, and it exists. In the POSIX locale and its like what comes in and goes out may be
// anything: bytes that are no UTF-8 pass through.
bool locale_tells_encoding() {
    const char* name = nullptr;
    for (const char* variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* value = std::getenv(variable);
        if (name == nullptr && value != nullptr && *value != '\0') name = value;
    }
    if (name == nullptr) return false;
    for (std::string_view plain : {"C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"})
        if (name == plain) return false;
    locale_t chosen = newlocale(LC_CTYPE_MASK, name, locale_t{});
    if (chosen == locale_t{}) return false;
    freelocale(chosen);
    return true;
}

Result<Value> open_stream(Thread& t, const Stream& stream) {
    Str* shown = TRY(make_str(t, cat("<", stream.name, ">")));
    bool input = stream.fd == 0;
    Type* type = byte_file_type(t, input, !input, false);
    ByteFile* bytes = TRY(make_byte_file(t, type, stream.fd, shown, input ? "rb" : "wb", false));
    TextOptions options;
    options.encoding = TRY(intern(t, "utf-8"));
    options.errors = TRY(intern(t, stream.fd == 2            ? "backslashreplace"
                                   : locale_tells_encoding() ? "strict"
                                                             : "surrogateescape"));
    options.newline = input ? Newline::kUniversal : Newline::kLf;
    options.mode = TRY(intern(t, input ? "r" : "w"));
    options.line_buffering = stream.fd == 2 || (stream.fd == 1 && isatty(1));
    return TRY(make_text_file(t, bytes, options));
}

}  // namespace

Result<void> init_file_types(Thread& t) {
    TRY(init_byte_file_types(t));
    TypeDef def{.name = "TextIOWrapper",
                .doc = "A text file.",
                .instance_kind = Kind::Native,
                .instance_size = sizeof(TextFile)};
    def.flags = Type::kWeakRefable;
    def.module = "_io";
    def.has_dict = true;
    def.trace_native = trace_file;
    def.slots.new_ = new_text_file;
    def.slots.repr = file_repr;
    def.slots.iter = file_iter;
    def.slots.next = file_next;
    def.methods = kMethods;
    def.getsets = kAttributes;
    def.new_signature =
        "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
        "write_through=False)";
    t.vm->types.text_io = TRY(make_native_type(t, def));
    return {};
}

Result<void> open_standard_streams(Thread& t, Dict* sys) {
    for (const Stream& stream : kStreams) {
        Value file_object = lseek(stream.fd, 0, SEEK_CUR) < 0 && errno == EBADF
                                ? Value::none()
                                : TRY(open_stream(t, stream));
        TRY(put_name(t, sys, stream.name, file_object));
        TRY(put_name(t, sys, cat("__", stream.name, "__"), file_object));
    }
    return {};
}

bool flush_standard_streams(Thread& t, bool report) {
    bool good = true;
    for (Str* name : {t.names().stdout, t.names().stderr}) {
        Value stream = dict_get_str(t.vm->sys, name);
        if (stream.is_empty() || stream.is_none()) continue;
        if (is_text_file(t, stream) && file(stream)->bytes->closed) continue;
        Result<Value> flushed = call_method(t, stream, t.names().flush);
        if (flushed.ok()) continue;
        bool missing = pending_is(t, t.types().attribute_error);
        Value exception = take_pending(t);
        if (missing) continue;
        good = false;
        if (report && name == t.names().stdout) {
            write_error_text(t, cat("Exception ignored while flushing sys.stdout:\n",
                                    format_exception(t, exception)));
        }
        if (is_text_file(t, stream)) {
            // What can't be written must not be tried again.
            ByteFile* bytes = file(stream)->bytes;
            bytes->out_start = bytes->out_end = 0;
        }
    }
    return good;
}

void write_error_text(Thread& t, std::string_view text) {
    Value pending = take_pending(t);
    Value stream = t.vm->sys == nullptr ? Value() : dict_get_str(t.vm->sys, t.names().stderr);
    bool written = stream.is_none();
    if (!written && !stream.is_empty()) {
        Result<Str*> message = make_str(t, text);
        written =
            message.ok() && call_method(t, stream, t.names().write, {Value(message.value())}).ok();
        if (written && !call_method(t, stream, t.names().flush).ok()) clear_pending(t);
        if (!written) clear_pending(t);
    }
    if (!written) {
        std::string bytes = text::encode_for_display(text);
        if (write(2, bytes.data(), bytes.size()) < 0) {
            // There is nobody left to tell.
        }
    }
    t.pending = pending;
}

void flush_open_files(Thread& t) {
    RootedVector waiting(t.heap());
    {
        memory::NoCollection open_files_may_not_change;
        for (Object* object : vm_state(t).open_files) {
            if (static_cast<ByteFile*>(object)->out_end != 0) waiting.push(object);
        }
    }
    for (Value f : waiting) {
        if (!byte_flush(t, f.as<ByteFile>()).ok()) clear_pending(t);
    }
}

void flush_all_files(Thread& t) {
    Value first = find_name(t, t.vm->sys, "__stdout__");
    if (is_text_file(t, first) && !file(first)->bytes->closed && !text_flush(t, file(first)).ok())
        clear_pending(t);
    flush_open_files(t);
}

}  // namespace krait
