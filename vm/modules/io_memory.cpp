// StringIO and BytesIO: files in memory.
//
// A StringIO that is only written to at its end keeps its text as one growing string; for anything else positions count
// characters, which for ASCII text are bytes.

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/object/operations.h"
#include "runtime/text/utf8.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/number.h"
#include "runtime/types/sequence.h"
#include "vm/modules/io_file.h"

#include <algorithm>
#include <cstring>

namespace krait {

namespace {

// Both kinds: `data` holds `size` bytes; `position` counts characters (StringIO) or bytes.
struct MemoryFile : Object {
    static constexpr Kind kKind = Kind::Native;
    Object* data;  // a storage cell
    u64 size, capacity;
    u64 length;  // characters; of a BytesIO: size
    u64 position;
    bool text;
    bool closed;
    Newline newline;
    char* bytes() const { return reinterpret_cast<char*>(data) + sizeof(Object); }
    std::string_view view() const {
        return data == nullptr ? std::string_view() : std::string_view(bytes(), size);
    }
    bool one_byte_each() const { return size == length; }
    // Byte offset of a character position.
    u64 offset(u64 at) const {
        if (at >= length) return size;
        return one_byte_each() ? at : text::offset_of_index(view(), at);
    }
};

MemoryFile* file(Value v) {
    return v.as<MemoryFile>();
}

Result<MemoryFile*> open_file(Thread& t, Value v) {
    MemoryFile* f = file(v);
    if (f->closed) return raise_closed(t, !f->text);
    return f;
}

Result<void> reserve(Thread& t, MemoryFile* f, u64 size) {
    if (size <= f->capacity) return {};
    if (size > u64{1} << 40) return raise_memory_error(t);
    u64 capacity = std::max<u64>({f->capacity + f->capacity / 2, size, 64});
    Object* cell = t.heap().allocate(sizeof(Object) + capacity, Kind::Bytes_, nullptr);
    if (cell == nullptr) return raise_memory_error(t);
    if (f->size > 0)
        std::memcpy(reinterpret_cast<char*>(cell) + sizeof(Object), f->bytes(), f->size);
    f->data = cell;
    f->capacity = capacity;
    write_barrier(t, f);
    return {};
}

u64 character_count(const MemoryFile* f, std::string_view s) {
    return f->text ? text::count_code_points(s) : s.size();
}

// Writes at the position, over what is there.
Result<void> write_at_position(Thread& t, MemoryFile* f, std::string_view s) {
    if (s.empty()) return {};
    u64 count = character_count(f, s);
    if (f->position > f->length) {
        u64 gap = f->position - f->length;
        TRY(reserve(t, f, f->size + gap + s.size()));
        std::memset(f->bytes() + f->size, 0, gap);
        f->size += gap;
        f->length += gap;
    }
    u64 from = f->offset(f->position);
    u64 replaced = std::min(count, f->length - f->position);
    u64 to = f->offset(f->position + replaced);
    u64 tail = f->size - to;
    TRY(reserve(t, f, from + s.size() + tail));
    std::memmove(f->bytes() + from + s.size(), f->bytes() + to, tail);
    std::memcpy(f->bytes() + from, s.data(), s.size());
    f->size = from + s.size() + tail;
    f->length += count - replaced;
    f->position += count;
    return {};
}

Result<void> write_text(Thread& t, MemoryFile* f, std::string_view s) {
    std::string translated;
    // Written text: "\n" becomes what the newline setting says; with None all newlines become "\n".
    if (f->newline == Newline::kUniversal) {
        if (s.find('\r') == std::string_view::npos) return write_at_position(t, f, s);
        for (std::size_t i = 0; i < s.size(); i++) {
            TRY(poll_interrupt(t));
            bool pair = s[i] == '\r' && i + 1 < s.size() && s[i + 1] == '\n';
            translated += s[i] == '\r' ? '\n' : s[i];
            i += pair;
        }
        return write_at_position(t, f, translated);
    }
    if (f->newline != Newline::kCr && f->newline != Newline::kCrLf)
        return write_at_position(t, f, s);
    for (char c : s) {
        TRY(poll_interrupt(t));
        if (c == '\n') {
            translated += f->newline == Newline::kCr ? "\r" : "\r\n";
        } else {
            translated += c;
        }
    }
    return write_at_position(t, f, translated);
}

Result<Value> make_result(Thread& t, const MemoryFile* f, std::string_view s) {
    if (f->text) return make_str(t, s);
    return make_bytes(t, s);
}

// Takes up to `count` characters from the position on.
Result<Value> take(Thread& t, MemoryFile* f, u64 count) {
    if (f->position >= f->length) return make_result(t, f, {});
    count = std::min(count, f->length - f->position);
    u64 from = f->offset(f->position);
    u64 to = f->offset(f->position + count);
    Value result = TRY(make_result(t, f, f->view().substr(from, to - from)));
    f->position += count;
    return result;
}

Result<Value> method_read(Thread& t, Value* a) {
    i64 size = TRY(size_or_all(t, a[1]));  // which may close the file
    MemoryFile* f = TRY(open_file(t, a[0]));
    return take(t, f, size < 0 ? ~u64{0} : static_cast<u64>(size));
}

std::size_t line_length(const MemoryFile* f, std::string_view rest) {
    std::size_t at = std::string_view::npos, width = 1;
    if (f->newline == Newline::kCr) {
        at = rest.find('\r');
    } else if (f->newline == Newline::kCrLf) {
        at = rest.find("\r\n");
        width = 2;
    } else if (f->newline == Newline::kKeep && f->text) {
        at = rest.find_first_of("\r\n");
        if (at != std::string_view::npos && rest[at] == '\r' && at + 1 < rest.size() &&
            rest[at + 1] == '\n')
            width = 2;
    } else {
        at = rest.find('\n');
    }
    return at == std::string_view::npos ? rest.size() : at + width;
}

Result<Value> readline(Thread& t, MemoryFile* f, i64 limit) {
    if (f->position >= f->length) return make_result(t, f, {});
    std::string_view rest = f->view().substr(f->offset(f->position));
    u64 count = character_count(f, rest.substr(0, line_length(f, rest)));
    if (limit >= 0) count = std::min(count, static_cast<u64>(limit));
    return take(t, f, count);
}

Result<Value> method_readline(Thread& t, Value* a) {
    i64 limit = TRY(size_or_all(t, a[1]));
    return readline(t, TRY(open_file(t, a[0])), limit);
}

bool is_nothing(Value v) {
    return is_str(v) ? v.as<Str>()->size == 0 : v.as<Bytes>()->size == 0;
}

Result<Value> method_readlines(Thread& t, Value* a) {
    i64 hint = TRY(size_or_all(t, a[1]));
    List* lines = TRY(make_list(t));
    u64 start = TRY(open_file(t, a[0]))->position;
    for (;;) {
        TRY(poll_interrupt(t));
        Value line = TRY(readline(t, TRY(open_file(t, a[0])), -1));
        if (is_nothing(line)) return lines;
        TRY(list_append(t, lines, line));
        if (hint > 0 && file(a[0])->position - start >= static_cast<u64>(hint)) return lines;
    }
}

Result<Value> memory_next(Thread& t, Value self) {
    Value line = TRY(readline(t, TRY(open_file(t, self)), -1));
    return is_nothing(line) ? Value::absent() : line;
}
Result<Value> memory_iter(Thread& t, Value self) {
    TRY(open_file(t, self));
    return self;
}

Result<Value> write_value(Thread& t, Value self, Value v) {
    if (!file(self)->text) {
        std::string_view data = TRY(bytes_like(t, v));
        TRY(write_at_position(t, TRY(open_file(t, self)), data));
        return make_int(t, static_cast<i64>(data.size()));
    }
    if (!is_str(v))
        return raise_type_error(t, cat("string argument expected, got '", type_name(t, v), "'"));
    TRY(write_text(t, TRY(open_file(t, self)), v.as<Str>()->view()));
    return Value::small_int(v.as<Str>()->length);
}
Result<Value> method_write(Thread& t, Value* a) {
    return write_value(t, a[0], a[1]);
}
Result<Value> method_writelines(Thread& t, Value* a) {
    TRY(open_file(t, a[0]));
    TRY(iterate(t, a[1], [&](Value line) -> Result<void> {
        TRY(write_value(t, a[0], line));
        return {};
    }));
    return Value::none();
}

Result<Value> method_getvalue(Thread& t, Value* a) {
    MemoryFile* f = TRY(open_file(t, a[0]));
    return make_result(t, f, f->view());
}

Result<Value> method_tell(Thread& t, Value* a) {
    return make_int(t, static_cast<i64>(TRY(open_file(t, a[0]))->position));
}

Result<Value> method_seek(Thread& t, Value* a) {
    MemoryFile* f = TRY(open_file(t, a[0]));
    i64 offset = TRY(index_to_i64(t, a[1], true));
    i64 whence = TRY(to_c_int(t, a[2]));
    if (whence < 0 || whence > 2) {
        if (f->text)
            return raise_value_error(t, cat("Invalid whence (", whence, ", should be 0, 1 or 2)"));
        return raise_value_error(t, cat("invalid whence (", whence, ", should be 0, 1 or 2)"));
    }
    if (whence == 0 && offset < 0) {
        return raise_value_error(
            t, cat(f->text ? "Negative seek position " : "negative seek value ", offset));
    }
    if (f->text && whence != 0 && offset != 0) {
        return raise(t, t.types().os_error, "Can't do nonzero cur-relative seeks");
    }
    i64 base = whence == 0 ? 0 : static_cast<i64>(whence == 1 ? f->position : f->length);
    f->position = static_cast<u64>(std::max<i64>(0, base + offset));
    return make_int(t, static_cast<i64>(f->position));
}

Result<Value> method_truncate(Thread& t, Value* a) {
    MemoryFile* f = TRY(open_file(t, a[0]));
    i64 size = a[1].is_none() ? static_cast<i64>(f->position) : TRY(index_to_i64(t, a[1], true));
    if (size < 0)
        return raise_value_error(
            t, cat(f->text ? "Negative size value " : "negative size value ", size));
    if (static_cast<u64>(size) < f->length) {
        f->size = f->offset(static_cast<u64>(size));
        f->length = static_cast<u64>(size);
    }
    return make_int(t, size);
}

Result<Value> method_close(Thread&, Value* a) {
    MemoryFile* f = file(a[0]);
    f->closed = true;
    f->data = nullptr;
    f->size = f->capacity = f->length = f->position = 0;
    return Value::none();
}
Result<Value> method_enter(Thread& t, Value* a) {
    TRY(open_file(t, a[0]));
    return a[0];
}
Result<Value> method_flush(Thread& t, Value* a) {
    TRY(open_file(t, a[0]));
    return Value::none();
}
Result<Value> method_true(Thread& t, Value* a) {
    TRY(open_file(t, a[0]));
    return Value::true_();
}
Result<Value> method_false(Thread& t, Value* a) {
    TRY(open_file(t, a[0]));
    return Value::false_();
}
Result<Value> method_fileno(Thread& t, Value*) {
    return raise_unsupported(t, "fileno");
}

Result<Value> method_getbuffer(Thread& t, Value*) {
    return raise(t, t.types().not_implemented_error,
                 "BytesIO.getbuffer() is not supported by krait: there is no memoryview");
}
Result<Value> method_readinto(Thread& t, Value* a) {
    MemoryFile* f = TRY(open_file(t, a[0]));
    if (!a[1].is_object() || a[1].object()->kind != Kind::ByteArray) {
        return raise_type_error(
            t, cat("readinto() argument must be read-write bytes-like object, not ",
                   type_name(t, a[1])));
    }
    ByteArray* into = a[1].as<ByteArray>();
    u64 count = f->position >= f->size ? 0 : std::min(into->size, f->size - f->position);
    if (count > 0) std::memcpy(into->data(), f->bytes() + f->position, count);
    f->position += count;
    return Value::small_int(static_cast<i64>(count));
}

Result<Value> get_closed(Thread&, Value self) {
    return Value::from_bool(file(self)->closed);
}
Result<Value> get_none(Thread&, Value) {
    return Value::none();
}
Result<Value> get_false(Thread&, Value) {
    return Value::false_();
}

#define KRAIT_MEMORY_FILE_METHODS                                                            \
    {"__enter__", "($self, /)", "The file itself.", method_enter},                           \
        {"__exit__", "($self, /, *args)", "Close the file.", method_close},                  \
        {"close", "($self, /)", "Give up the contents.", method_close},                      \
        {"fileno", "($self, /)", "Not supported.", method_fileno},                           \
        {"flush", "($self, /)", "Does nothing.", method_flush},                              \
        {"getvalue", "($self, /)", "The whole contents.", method_getvalue},                  \
        {"isatty", "($self, /)", "False.", method_false},                                    \
        {"read", "($self, size=-1, /)", "Read up to size characters, or all.", method_read}, \
        {"readable", "($self, /)", "True.", method_true},                                    \
        {"readline", "($self, size=-1, /)", "Read one line.", method_readline},              \
        {"readlines", "($self, hint=-1, /)", "Read lines into a list.", method_readlines},   \
        {"seek", "($self, pos, whence=0, /)", "Change the position.", method_seek},          \
        {"seekable", "($self, /)", "True.", method_true},                                    \
        {"tell", "($self, /)", "The position.", method_tell},                                \
        {"truncate", "($self, pos=None, /)", "Cut the contents off.", method_truncate},      \
        {"writable", "($self, /)", "True.", method_true},                                    \
        {"write", "($self, s, /)", "Write; the number of characters.", method_write}, {      \
        "writelines", "($self, lines, /)", "Write each of the lines.", method_writelines     \
    }

const NativeDef kTextMethods[] = {KRAIT_MEMORY_FILE_METHODS};
const NativeDef kBytesMethods[] = {
    KRAIT_MEMORY_FILE_METHODS,
    {"getbuffer", "($self, /)", "Not supported.", method_getbuffer},
    {"read1", "($self, size=-1, /)", "Read up to size bytes.", method_read},
    {"readinto", "($self, buffer, /)", "Read into a bytearray.", method_readinto},
};
const GetSetDef kTextAttributes[] = {
    {"closed", nullptr, get_closed}, {"encoding", nullptr, get_none},
    {"errors", nullptr, get_none},   {"line_buffering", nullptr, get_false},
    {"newlines", nullptr, get_none},
};
const GetSetDef kBytesAttributes[] = {{"closed", nullptr, get_closed}};

Result<Value> string_io_new(Thread& t, Type* type, const Args&) {
    MemoryFile* f = TRY(allocate_instance_as<MemoryFile>(t, type));
    f->text = true;
    f->newline = Newline::kLf;
    return f;
}
Result<void> string_io_init(Thread& t, Value self, const Args& args) {
    Value a[2];
    TRY(parse_arguments(t, "StringIO", "(initial_value='', newline='\\n')", args, a));
    if (!a[0].is_none() && !is_str(a[0])) {
        return raise_type_error(t,
                                cat("initial_value must be str or None, not ", type_name(t, a[0])));
    }
    MemoryFile* f = file(self);
    f->newline = TRY(newline_argument(t, a[1], true));
    f->size = f->length = f->position = 0;
    f->closed = false;
    if (is_str(a[0])) TRY(write_text(t, f, a[0].as<Str>()->view()));
    f->position = 0;
    return {};
}
Result<Value> bytes_io_new(Thread& t, Type* type, const Args&) {
    return TRY(allocate_instance_as<MemoryFile>(t, type));
}
Result<void> bytes_io_init(Thread& t, Value self, const Args& args) {
    Value a[1];
    TRY(parse_arguments(t, "BytesIO", "(initial_bytes=b'')", args, a));
    MemoryFile* f = file(self);
    f->size = f->length = f->position = 0;
    f->closed = false;
    if (!a[0].is_none() && !a[0].is_empty()) TRY(write_at_position(t, f, TRY(bytes_like(t, a[0]))));
    f->position = 0;
    return {};
}

void trace_memory_file(Object* object, Tracer& tracer) {
    tracer.mark_storage(static_cast<MemoryFile*>(object)->data);
}

TypeDef memory_type(const char* name, const char* doc) {
    TypeDef def{.name = name,
                .doc = doc,
                .instance_kind = Kind::Native,
                .instance_size = sizeof(MemoryFile)};
    def.flags = Type::kSubclassable | Type::kWeakRefable;
    def.module = "_io";
    def.has_dict = true;
    def.trace_native = trace_memory_file;
    def.slots.iter = memory_iter;
    def.slots.next = memory_next;
    return def;
}

}  // namespace

Result<void> init_memory_file_types(Thread& t) {
    TypeDef text = memory_type("StringIO", "A text file in memory.");
    text.slots.new_ = string_io_new;
    text.slots.init = string_io_init;
    text.methods = kTextMethods;
    text.getsets = kTextAttributes;
    text.new_signature = "(initial_value='', newline='\\n')";
    t.vm->types.string_io = TRY(make_native_type(t, text));
    TypeDef bytes = memory_type("BytesIO", "A binary file in memory.");
    bytes.slots.new_ = bytes_io_new;
    bytes.slots.init = bytes_io_init;
    bytes.methods = kBytesMethods;
    bytes.getsets = kBytesAttributes;
    bytes.new_signature = "(initial_bytes=b'')";
    t.vm->types.bytes_io = TRY(make_native_type(t, bytes));
    return {};
}

}  // namespace krait
