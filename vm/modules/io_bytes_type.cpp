// The types of binary files: BufferedReader, BufferedWriter, BufferedRandom and FileIO, all one struct.

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/number.h"
#include "runtime/types/sequence.h"
#include "vm/modules/io_file.h"
#include "vm/modules/module_support.h"
#include "vm/vm_state.h"

#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>

namespace krait {

namespace {

ByteFile* file(Value v) {
    return v.as<ByteFile>();
}

Result<ByteFile*> open_file(Thread& t, Value v, const char* doing = nullptr) {
    ByteFile* f = file(v);
    if (!f->closed) return f;
    if (doing == nullptr) return raise_closed(t, false);
    return raise_value_error(t, cat(doing, " of closed file"));
}
Result<ByteFile*> readable_file(Thread& t, Value v, const char* doing = "read") {
    if (!file(v)->readable) return raise_unsupported(t, "read");
    return open_file(t, v, doing);
}
Result<ByteFile*> writable_file(Thread& t, Value v) {
    if (!file(v)->writable) return raise_unsupported(t, "write");
    ByteFile* f = file(v);
    if (f->closed) return raise_value_error(t, "write to closed file");
    return f;
}

Result<Value> take(Thread& t, ByteFile* f, u64 count) {
    count = std::min<u64>(count, f->in_end - f->in_start);
    Bytes* bytes = TRY(make_bytes(t, f->buffered_input().substr(0, count)));
    f->in_start += static_cast<u32>(count);
    return bytes;
}

Result<Value> read_all(Thread& t, ByteFile* f) {
    std::string all;
    for (;;) {
        all += f->buffered_input();
        f->in_start = f->in_end;
        if (!TRY(byte_fill(t, f))) break;
    }
    return make_bytes(t, all);
}

Result<Value> method_read(Thread& t, Value* a) {
    i64 size = TRY(size_or_all(t, a[1]));  // which may close the file
    ByteFile* f = TRY(readable_file(t, a[0]));
    if (size < 0) return read_all(t, f);
    while (f->in_end - f->in_start < size) {
        if (!TRY(byte_fill(t, f))) break;
    }
    return take(t, f, static_cast<u64>(size));
}

Result<Value> method_read1(Thread& t, Value* a) {
    i64 size = TRY(size_or_all(t, a[1]));
    ByteFile* f = TRY(readable_file(t, a[0]));
    if (size != 0 && f->in_start == f->in_end) TRY(byte_fill(t, f));
    return take(t, f, size < 0 ? ByteFile::kBufferSize : static_cast<u64>(size));
}

Result<Value> method_peek(Thread& t, Value* a) {
    ByteFile* f = TRY(readable_file(t, a[0], "peek"));
    if (f->in_start == f->in_end) TRY(byte_fill(t, f));
    return make_bytes(t, f->buffered_input());
}

Result<Value> method_readinto(Thread& t, Value* a) {
    ByteFile* f = TRY(readable_file(t, a[0]));
    if (!a[1].is_object() || a[1].object()->kind != Kind::ByteArray) {
        return raise_type_error(
            t, cat("readinto() argument must be read-write bytes-like object, not ",
                   type_name(t, a[1])));
    }
    u64 wanted = a[1].as<ByteArray>()->size;
    while (f->in_end - f->in_start < wanted) {
        if (!TRY(byte_fill(t, f))) break;
    }
    ByteArray* into = a[1].as<ByteArray>();
    u64 count = std::min<u64>({wanted, into->size, f->in_end - f->in_start});
    if (count > 0) std::memcpy(into->data(), f->input_data() + f->in_start, count);
    f->in_start += static_cast<u32>(count);
    return Value::small_int(static_cast<i64>(count));
}

Result<Value> method_readline(Thread& t, Value* a) {
    i64 limit = TRY(size_or_all(t, a[1]));
    ByteFile* f = TRY(readable_file(t, a[0], "readline"));
    return TRY(byte_readline(t, f, limit));
}

Result<Value> method_readlines(Thread& t, Value* a) {
    i64 hint = TRY(size_or_all(t, a[1]));
    List* lines = TRY(make_list(t));
    i64 total = 0;
    for (;;) {
        ByteFile* f = TRY(readable_file(t, a[0], "readline"));
        Bytes* line = TRY(byte_readline(t, f, -1));
        if (line->size == 0) return lines;
        TRY(list_append(t, lines, line));
        total += static_cast<i64>(line->size);
        if (hint > 0 && total >= hint) return lines;
    }
}

Result<Value> method_write(Thread& t, Value* a) {
    ByteFile* f = TRY(writable_file(t, a[0]));
    std::string_view data = TRY(bytes_like(t, a[1]));
    i64 size = static_cast<i64>(data.size());
    TRY(byte_write(t, f, data));
    return Value::small_int(size);
}

Result<Value> method_writelines(Thread& t, Value* a) {
    TRY(iterate(t, a[1], [&](Value line) -> Result<void> {
        ByteFile* f = TRY(writable_file(t, a[0]));
        return byte_write(t, f, TRY(bytes_like(t, line)));
    }));
    return Value::none();
}

Result<Value> method_flush(Thread& t, Value* a) {
    if (file(a[0])->closed) return raise_value_error(t, "flush of closed file");
    TRY(byte_flush(t, file(a[0])));
    return Value::none();
}

Result<Value> method_close(Thread& t, Value* a) {
    TRY(byte_close(t, file(a[0])));
    return Value::none();
}

Result<Value> method_tell(Thread& t, Value* a) {
    ByteFile* f = TRY(open_file(t, a[0]));
    return make_int(t, TRY(byte_tell(t, f)));
}

Result<Value> method_seek(Thread& t, Value* a) {
    ByteFile* f = TRY(open_file(t, a[0], "seek"));
    i64 offset = TRY(index_to_i64(t, a[1], true));
    i64 whence = TRY(to_c_int(t, a[2]));
    if (whence < 0 || whence > 2) {
        return raise_value_error(t, cat("whence value ", whence, " unsupported"));
    }
    return make_int(t, TRY(byte_seek(t, f, offset, static_cast<int>(whence))));
}

Result<Value> method_truncate(Thread& t, Value* a) {
    ByteFile* f = TRY(open_file(t, a[0], "truncate"));
    if (!f->writable) return raise_unsupported(t, "truncate");
    TRY(byte_flush(t, f));
    i64 size = a[1].is_none() ? TRY(byte_tell(t, f)) : TRY(index_to_i64(t, a[1], true));
    if (ftruncate(f->fd, size) < 0) return raise_os_error(t, errno);
    return make_int(t, size);
}

Result<Value> method_fileno(Thread& t, Value* a) {
    return Value::small_int(TRY(open_file(t, a[0]))->fd);
}
Result<Value> method_isatty(Thread& t, Value* a) {
    return Value::from_bool(isatty(TRY(open_file(t, a[0]))->fd));
}
Result<Value> method_readable(Thread& t, Value* a) {
    return Value::from_bool(TRY(open_file(t, a[0]))->readable);
}
Result<Value> method_writable(Thread& t, Value* a) {
    return Value::from_bool(TRY(open_file(t, a[0]))->writable);
}
Result<Value> method_seekable(Thread& t, Value* a) {
    return Value::from_bool(lseek(TRY(open_file(t, a[0]))->fd, 0, SEEK_CUR) >= 0);
}
Result<Value> method_enter(Thread& t, Value* a) {
    TRY(open_file(t, a[0]));
    return a[0];
}
Result<Value> method_exit(Thread& t, Value* a) {
    TRY(byte_close(t, file(a[0])));
    return Value::none();
}
// At the end of the run finalizers come in any order, and others may still write to the file.
Result<Value> method_del(Thread& t, Value* a) {
    if (!vm_state(t).finalizing) return method_close(t, a);
    if (!file(a[0])->closed) TRY(byte_flush(t, file(a[0])));
    return Value::none();
}

Result<Value> file_iter(Thread& t, Value self) {
    TRY(open_file(t, self));
    return self;
}
Result<Value> file_next(Thread& t, Value self) {
    ByteFile* f = TRY(readable_file(t, self, "readline"));
    Bytes* line = TRY(byte_readline(t, f, -1));
    return line->size == 0 ? Value::absent() : Value(line);
}

Result<Value> file_repr(Thread& t, Value self) {
    ByteFile* f = file(self);
    std::string out = cat("<", type_name(t, self));
    if (out.find('.') == std::string::npos) out = cat("<_io.", type_name(t, self));
    if (!f->name.is_empty()) out += cat(" name=", TRY(repr(t, f->name)));
    if (f->unbuffered) out += cat(" mode='", f->mode, "' closefd=", f->owns_fd ? "True" : "False");
    return make_str(t, out + ">");
}

Result<Value> get_name(Thread& t, Value self) {
    Value name = file(self)->name;
    if (name.is_empty()) return raise_attribute_error(t, self, t.names().name);
    return name;
}
Result<Value> get_mode(Thread&, Value self) {
    return file(self)->mode;
}
Result<Value> get_closed(Thread&, Value self) {
    return Value::from_bool(file(self)->closed);
}
Result<Value> get_closefd(Thread&, Value self) {
    return Value::from_bool(file(self)->owns_fd);
}
Result<Value> get_raw(Thread&, Value self) {
    return self;
}

const NativeDef kMethods[] = {
    {"__del__", "($self, /)", "Close the file.", method_del},
    {"__enter__", "($self, /)", "The file itself.", method_enter},
    {"__exit__", "($self, /, *args)", "Close the file.", method_exit},
    {"close", "($self, /)", "Flush and close the file.", method_close},
    {"fileno", "($self, /)", "The file descriptor.", method_fileno},
    {"flush", "($self, /)", "Write out what is buffered.", method_flush},
    {"isatty", "($self, /)", "Whether the file is a terminal.", method_isatty},
    {"peek", "($self, size=0, /)", "Bytes that come next, without taking them.", method_peek},
    {"read", "($self, size=-1, /)", "Read up to size bytes, or all.", method_read},
    {"read1", "($self, size=-1, /)", "Read up to size bytes with one system call at most.",
     method_read1},
    {"readable", "($self, /)", "Whether the file was opened for reading.", method_readable},
    {"readall", "($self, /)", "Read all.",
     [](Thread& t, Value* a) -> Result<Value> { return read_all(t, TRY(readable_file(t, a[0]))); }},
    {"readinto", "($self, buffer, /)", "Read into a bytearray; the number of bytes.",
     method_readinto},
    {"readline", "($self, size=-1, /)", "Read one line.", method_readline},
    {"readlines", "($self, hint=-1, /)", "Read lines into a list.", method_readlines},
    {"seek", "($self, target, whence=0, /)", "Change the position.", method_seek},
    {"seekable", "($self, /)", "Whether the position can be changed.", method_seekable},
    {"tell", "($self, /)", "The position.", method_tell},
    {"truncate", "($self, pos=None, /)", "Cut the file off.", method_truncate},
    {"writable", "($self, /)", "Whether the file was opened for writing.", method_writable},
    {"write", "($self, buffer, /)", "Write bytes.", method_write},
    {"writelines", "($self, lines, /)", "Write each of the lines.", method_writelines},
};
const GetSetDef kAttributes[] = {
    {"closed", nullptr, get_closed}, {"closefd", nullptr, get_closefd}, {"mode", nullptr, get_mode},
    {"name", nullptr, get_name},     {"raw", nullptr, get_raw},
};

void trace_file(Object* object, Tracer& tracer) {
    ByteFile* f = static_cast<ByteFile*>(object);
    tracer.mark_storage(f->input);
    tracer.mark_storage(f->output);
    tracer.visit(f->name);
    tracer.visit(f->mode);
}

constexpr const char* kReader = "BufferedReader";

TypeDef file_type_def(const char* name, const char* doc) {
    TypeDef def{
        .name = name, .doc = doc, .instance_kind = Kind::Native, .instance_size = sizeof(ByteFile)};
    def.flags = Type::kDisallowNew | Type::kWeakRefable;
    def.module = "_io";
    def.has_dict = true;
    def.trace_native = trace_file;
    return def;
}

}  // namespace

// Readers are of the type `binary_io` itself; the others are found through its dict.
Type* byte_file_type(Thread& t, bool readable, bool writable, bool unbuffered) {
    const char* name = unbuffered             ? "FileIO"
                       : readable && writable ? "BufferedRandom"
                       : writable             ? "BufferedWriter"
                                              : kReader;
    Value found = find_name(t, t.types().binary_io->dict, cat("_", name));
    return is_type(found) ? found.as<Type>() : t.types().binary_io;
}

Result<void> init_byte_file_types(Thread& t) {
    TypeDef def = file_type_def(kReader, "A binary file.");
    def.slots.repr = file_repr;
    def.slots.iter = file_iter;
    def.slots.next = file_next;
    def.methods = kMethods;
    def.getsets = kAttributes;
    Type* base = TRY(make_native_type(t, def));
    t.vm->types.binary_io = base;
    for (const char* name : {"BufferedWriter", "BufferedRandom", "FileIO"}) {
        TypeDef derived = file_type_def(name, "A binary file.");
        derived.base = base;
        Type* type = TRY(make_native_type(t, derived));
        TRY(put_name(t, base->dict, cat("_", name), type));
    }
    return {};
}

}  // namespace krait
