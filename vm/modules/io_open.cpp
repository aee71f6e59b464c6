// open(), and the native module _io that runtime/lib/io.py shows to scripts.

#include "runtime/errors/errors.h"
#include "runtime/heap/process_memory.h"
#include "runtime/object/operations.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/number.h"
#include "runtime/types/sequence.h"
#include "vm/modules/builtin_functions.h"
#include "vm/modules/compile.h"
#include "vm/modules/fs_path.h"
#include "vm/modules/io_file.h"
#include "vm/modules/module_support.h"
#include "vm/modules/registry.h"
#include "vm/vm_state.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <new>

namespace krait {

Result<Type*> unsupported_operation_type(Thread& t) {
    if (t.types().unsupported_operation != nullptr) return t.types().unsupported_operation;
    Value bases[2] = {t.types().os_error, t.types().value_error};
    Tuple* base_tuple = TRY(make_tuple_from(t, bases, 2));
    Dict* dict = TRY(make_dict(t));
    TRY(dict_set_str(t, dict, t.names().__module__, TRY(intern(t, "io"))));
    Str* name = TRY(intern(t, "UnsupportedOperation"));
    t.vm->types.unsupported_operation =
        TRY(make_class(t, t.types().type, name, base_tuple, dict, Args{}));
    return t.types().unsupported_operation;
}

Failure raise_unsupported(Thread& t, std::string_view message) {
    Result<Type*> type = unsupported_operation_type(t);
    if (!type.ok()) return Failure{};
    Result<Str*> text = make_str(t, message);
    if (!text.ok()) return Failure{};
    Result<Value> made = call(t, type.value(), {Value(text.value())});
    if (!made.ok()) return Failure{};
    return raise_exception(t, made.value());
}

namespace {

struct Mode {
    bool reading = false, writing = false, appending = false, creating = false, updating = false;
    bool text = false, binary = false;
    // As a binary file shows it.
    std::string raw() const {
        std::string out = creating ? "xb" : appending ? "ab" : writing ? "wb" : "rb";
        return updating ? out + "+" : out;
    }
    int flags() const {
        int access = updating ? O_RDWR : reading ? O_RDONLY : O_WRONLY;
        int more = writing     ? O_CREAT | O_TRUNC
                   : appending ? O_CREAT | O_APPEND
                   : creating  ? O_CREAT | O_EXCL
                               : 0;
        return access | more | O_CLOEXEC;
    }
};

Result<Mode> parse_mode(Thread& t, Str* text) {
    Mode mode;
    auto set = [](bool& flag) {
        bool fresh = !flag;
        flag = true;
        return fresh;
    };
    for (char c : text->view()) {
        bool good = false;
        switch (c) {
            case 'r': good = set(mode.reading); break;
            case 'w': good = set(mode.writing); break;
            case 'a': good = set(mode.appending); break;
            case 'x': good = set(mode.creating); break;
            case '+': good = set(mode.updating); break;
            case 't': good = set(mode.text); break;
            case 'b': good = set(mode.binary); break;
        }
        if (!good) return raise_value_error(t, cat("invalid mode: ", TRY(repr(t, text))));
    }
    if (mode.text && mode.binary)
        return raise_value_error(t, "can't have text and binary mode at once");
    int chosen = mode.reading + mode.writing + mode.appending + mode.creating;
    if (chosen > 1)
        return raise_value_error(t, "must have exactly one of create/read/write/append mode");
    if (chosen == 0) {
        return raise_value_error(
            t, "Must have exactly one of create/read/write/append mode and at most one plus");
    }
    return mode;
}

struct OpenArguments {
    Value file, mode, buffering, encoding, errors, newline, closefd, opener;
};
constexpr std::string_view kParameters[] = {"file",   "mode",    "buffering", "encoding",
                                            "errors", "newline", "closefd",   "opener"};

Result<void> check_binary_arguments(Thread& t, const OpenArguments& a) {
    const std::pair<Value, const char*> texts[] = {
        {a.encoding, "an encoding"}, {a.errors, "an errors"}, {a.newline, "a newline"}};
    for (auto& [value, name] : texts) {
        if (!value.is_none())
            return raise_value_error(t, cat("binary mode doesn't take ", name, " argument"));
    }
    return {};
}

// What a file that nobody closed has buffered may be what is going to be read: without reference counts it is closed late.
Result<int> open_path(Thread& t, const OpenArguments& a, const Mode& mode) {
    Value name = TRY(path_argument(t, a.file));
    std::string path = TRY(system_path(t, name));
    flush_open_files(t);
    if (!TRY(truth(t, a.closefd)))
        return raise_value_error(t, "Cannot use closefd=False with file name");
    if (!a.opener.is_none()) {
        Value fd = TRY(call(t, a.opener, {a.file, Value::small_int(mode.flags())}));
        if (!is_int(fd)) return raise_type_error(t, "expected integer from opener");
        i64 number = TRY(to_c_int(t, fd));
        if (number < 0) return raise_value_error(t, cat("opener returned ", number));
        return static_cast<int>(number);
    }
    for (;;) {
        int fd = ::open(path.c_str(), mode.flags(), 0666);
        if (fd >= 0) return fd;
        if (errno != EINTR) return raise_os_error(t, errno, a.file);
        TRY(after_interruption(t));
    }
}

Result<int> open_descriptor(Thread& t, const OpenArguments& a, const Mode& mode) {
    if (!is_int(a.file) || a.file.is_bool()) {
        if (!a.file.is_bool()) return open_path(t, a, mode);
    }
    i64 fd = a.file.is_bool() ? a.file.is_true() : TRY(to_c_int(t, a.file));
    if (fd < 0) return raise_value_error(t, "negative file descriptor");
    return static_cast<int>(fd);
}

Result<ByteFile*> open_bytes(Thread& t, const OpenArguments& a, const Mode& mode, bool unbuffered) {
    int fd = TRY(open_descriptor(t, a, mode));
    bool owns = TRY(truth(t, a.closefd));
    struct stat status;
    int problem = fstat(fd, &status) < 0 ? errno : S_ISDIR(status.st_mode) ? EISDIR : 0;
    if (problem != 0) {
        if (owns && problem != EBADF && !is_int(a.file)) ::close(fd);
        if (is_int(a.file)) return raise_os_error(t, problem);
        return raise_os_error(t, problem, a.file);
    }
    Type* type = byte_file_type(t, mode.reading || mode.updating, !mode.reading || mode.updating,
                                unbuffered);
    Result<ByteFile*> made = make_byte_file(t, type, fd, a.file, mode.raw(), owns);
    if (!made.ok()) {
        if (owns) ::close(fd);
        return Failure{};
    }
    try {
        memory::NoCollection open_files_may_not_change;
        vm_state(t).open_files.push_back(made.value());
        t.heap().register_finalizer(made.value());
    } catch (const std::bad_alloc&) {
        if (!byte_close(t, made.value()).ok()) clear_pending(t);
        return raise_memory_error(t);
    }
    made.value()->unbuffered = unbuffered;
    if (mode.appending) ::lseek(fd, 0, SEEK_END);
    return made;
}

Result<Value> open_file(Thread& t, OpenArguments a) {
    if (!is_str(a.mode))
        return raise_type_error(
            t, cat("open() argument 'mode' must be str, not ", type_name(t, a.mode)));
    auto check_text = [&](Value v, const char* name) -> Result<void> {
        if (v.is_none() || is_str(v)) return {};
        return raise_type_error(
            t, cat("open() argument '", name, "' must be str or None, not ", type_name(t, v)));
    };
    i64 buffering = TRY(to_c_int(t, a.buffering));
    TRY(check_text(a.encoding, "encoding"));
    TRY(check_text(a.errors, "errors"));
    TRY(check_text(a.newline, "newline"));
    if (!is_int(a.file)) a.file = TRY(path_argument(t, a.file));
    Mode mode = TRY(parse_mode(t, a.mode.as<Str>()));
    if (mode.binary) {
        TRY(check_binary_arguments(t, a));
        return TRY(open_bytes(t, a, mode, buffering == 0));
    }
    TextOptions options;
    options.newline = TRY(newline_argument(t, a.newline, false));
    ByteFile* bytes = TRY(open_bytes(t, a, mode, false));
    if (buffering == 0) {
        TRY(byte_close(t, bytes));
        return raise_value_error(t, "can't have unbuffered text I/O");
    }
    if (is_str(a.encoding) && a.encoding.as<Str>()->view() != "locale")
        options.encoding = a.encoding.as<Str>();
    if (is_str(a.errors)) options.errors = a.errors.as<Str>();
    options.mode = a.mode.as<Str>();
    options.line_buffering = buffering == 1 || (buffering == -1 && isatty(bytes->fd));
    Result<TextFile*> made = make_text_file(t, bytes, options);
    if (made.ok()) return made;
    Value pending = take_pending(t);
    if (!byte_close(t, bytes).ok()) clear_pending(t);
    t.pending = pending;
    return Failure{};
}

}  // namespace

Result<Value> builtin_open(Thread& t, const Args& args) {
    Value values[8] = {Value(),       TRY(intern(t, "r")), Value::small_int(-1), Value::none(),
                       Value::none(), Value::none(),       Value::true_(),       Value::none()};
    if (args.n > 8)
        return raise_type_error(
            t, cat("open() takes at most 8 arguments (", args.n + args.nkw, " given)"));
    for (u32 i = 0; i < args.n; i++) values[i] = args[i];
    for (u32 k = 0; k < args.nkw; k++) {
        std::string_view name = args.kwnames->items[k].as<Str>()->view();
        u32 i = 0;
        while (i < 8 && kParameters[i] != name) i++;
        if (i == 8)
            return raise_type_error(t,
                                    cat("open() got an unexpected keyword argument '", name, "'"));
        if (i < args.n) {
            return raise_type_error(t, cat("argument for open() given by name ('", name,
                                           "') and position (", i + 1, ")"));
        }
        values[i] = args[args.n + k];
    }
    if (values[0].is_empty())
        return raise_type_error(t, "open() missing required argument 'file' (pos 1)");
    return open_file(t, {values[0], values[1], values[2], values[3], values[4], values[5],
                         values[6], values[7]});
}

namespace {

Result<Value> io_text_encoding(Thread& t, Value* a) {
    if (!a[0].is_none()) return a[0];
    return make_str(t, "locale");
}

const NativeDef kFunctions[] = {
    {"open",
     "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
     "opener=None)",
     "Open a file.", builtin_open},
    {"text_encoding", "(encoding, stacklevel=2, /)", "The encoding to be used for a text file.",
     io_text_encoding},
};

}  // namespace

Result<void> init_io_module(Thread& t) {
    if (t.types().string_io == nullptr) TRY(init_memory_file_types(t));
    Module* module = TRY(make_native_module(t, "_io", "The native part of io.", kFunctions));
    Dict* dict = module->dict;
    TRY(put_name(t, dict, "TextIOWrapper", t.types().text_io));
    TRY(put_name(t, dict, "BufferedReader", t.types().binary_io));
    TRY(put_name(t, dict, "BufferedWriter", byte_file_type(t, false, true, false)));
    TRY(put_name(t, dict, "BufferedRandom", byte_file_type(t, true, true, false)));
    TRY(put_name(t, dict, "FileIO", byte_file_type(t, true, true, true)));
    TRY(put_name(t, dict, "StringIO", t.types().string_io));
    TRY(put_name(t, dict, "BytesIO", t.types().bytes_io));
    TRY(put_name(t, dict, "BlockingIOError", t.types().blocking_io_error));
    TRY(put_name(t, dict, "UnsupportedOperation", TRY(unsupported_operation_type(t))));
    return put_name(t, dict, "DEFAULT_BUFFER_SIZE", Value::small_int(ByteFile::kBufferSize));
}

}  // namespace krait
