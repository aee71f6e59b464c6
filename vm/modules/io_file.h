// Files: ByteFile is a file descriptor with its buffers (what open() gives in binary mode, and what is under every text
// file), TextFile adds decoding, encoding and newline translation.
//
// Buffers are storage cells (Kind::Bytes_) that belong to the file object. An unclosed file is closed, and so flushed, by
// its finalizer or at the end of the run (flush_all_files).
#pragma once

#include "runtime/object/thread.h"
#include "runtime/text/codec.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

namespace krait {

struct ByteFile : Object {
    static constexpr Kind kKind = Kind::Native;
    static constexpr u32 kBufferSize = 32 * 1024;
    int fd;
    bool readable, writable, appending;
    bool closed;
    bool owns_fd;     // closefd
    bool unbuffered;  // writes go out at once
    Object* input;    // bytes [in_start, in_end) were read and not taken yet
    u32 in_start, in_end, in_capacity;
    Object* output;  // bytes [out_start, out_end) wait to be written
    u32 out_start, out_end;
    Value name;  // str, bytes or int; empty = unknown
    Str* mode;   // "rb", "rb+", "wb", …

    char* input_data() const { return reinterpret_cast<char*>(input) + sizeof(Object); }
    char* output_data() const { return reinterpret_cast<char*>(output) + sizeof(Object); }
    std::string_view buffered_input() const {
        return input == nullptr ? std::string_view()
                                : std::string_view(input_data() + in_start, in_end - in_start);
    }
};

enum class Newline : u8 { kUniversal, kKeep, kLf, kCr, kCrLf };

struct TextFile : Object {
    static constexpr Kind kKind = Kind::Native;
    ByteFile* bytes;
    Str* encoding;
    Str* errors;
    Str* mode;        // as given to open()
    Object* decoded;  // text [start, end), newlines translated, was read and not taken yet
    u64 start, end, capacity;
    i64 anchor;  // byte position where the reader was when nothing was ahead; -1 = unknown
    u64 taken;   // bytes of decoded text taken since
    Newline newline;
    text::Codec codec;
    text::Codec given_codec;
    text::ErrorMode error_mode;
    bool custom_errors;  // a handler that krait doesn't have: LookupError when it is needed
    bool line_buffering;
    bool write_through;
    bool carriage_waits;  // a "\r" at the end of what was read: the next character decides
    u8 newlines_seen;     // bit 0 "\n", 1 "\r", 2 "\r\n"

    char* decoded_data() const { return reinterpret_cast<char*>(decoded) + sizeof(Object); }
    std::string_view pending_text() const {
        return decoded == nullptr ? std::string_view()
                                  : std::string_view(decoded_data() + start, end - start);
    }
    // Writes are the str's bytes as they are.
    bool plain_output() const {
        return codec == text::Codec::kUtf8 && newline != Newline::kCr && newline != Newline::kCrLf;
    }
};

inline bool is_text_file(Thread& t, Value v) {
    return v.is_object() && !v.is_empty() && v.object()->type == t.vm->types.text_io;
}
inline bool is_byte_file(Thread& t, Value v) {
    return v.is_object() && !v.is_empty() && v.object()->kind == Kind::Native &&
           is_subtype(v.object()->type, t.vm->types.binary_io);
}

// ---- bytes (io_bytes.cpp, io_bytes_type.cpp)
Result<ByteFile*> make_byte_file(Thread&, Type*, int fd, Value name, std::string_view mode,
                                 bool owns_fd);
// The type of a binary file with this mode: BufferedReader, BufferedWriter, BufferedRandom.
Type* byte_file_type(Thread&, bool readable, bool writable, bool unbuffered);
Result<void> byte_write(Thread&, ByteFile*, std::string_view data);
Result<void> byte_flush(Thread&, ByteFile*);
// Reads more behind what is buffered; false at the end of the file.
Result<bool> byte_fill(Thread&, ByteFile*);
Result<i64> byte_tell(Thread&, ByteFile*);
Result<i64> byte_seek(Thread&, ByteFile*, i64 offset, int whence);
Result<void> byte_close(Thread&, ByteFile*);
// Takes up to `limit` bytes (negative: all) up to and including the next newline.
Result<Bytes*> byte_readline(Thread&, ByteFile*, i64 limit);
Result<std::string_view> bytes_like(Thread&, Value);  // TypeError for anything else

// ---- text (io_text.cpp, text_io.cpp)
struct TextOptions {
    Str* encoding = nullptr;  // null = UTF-8
    Str* errors = nullptr;    // null = strict
    Newline newline = Newline::kUniversal;
    bool line_buffering = false;
    Str* mode = nullptr;
};
Result<TextFile*> make_text_file(Thread&, ByteFile*, const TextOptions&);
Result<void> text_write(Thread&, TextFile*, Str*);
Result<void> text_flush(Thread&, TextFile*);
Result<Str*> text_readline(Thread&, TextFile*, i64 limit);  // empty at the end
Result<Str*> text_read(Thread&, TextFile*, i64 count);      // characters; negative: all
Result<void> text_close(Thread&, TextFile*);
Result<void> text_seek(Thread&, TextFile*, i64 position);
Result<i64> text_tell(Thread&, TextFile*);
Result<Newline> newline_argument(Thread&, Value, bool quoted);

// ---- all
Failure raise_unsupported(Thread&, std::string_view message);  // io.UnsupportedOperation
Result<Type*> unsupported_operation_type(Thread&);
Failure raise_closed(Thread&, bool full_stop = true);  // "I/O operation on closed file."
// A size argument: None and missing = -1.
Result<i64> size_or_all(Thread&, Value);
// Runs what waits after a system call was interrupted.
Result<void> after_interruption(Thread&);
// Flushes what open() made and is still open; errors are ignored.
void flush_open_files(Thread&);
// The same at the end of the run; the first standard output too, if the script has put another one in its place.
void flush_all_files(Thread&);
Result<void> init_file_types(Thread&);
Result<void> init_byte_file_types(Thread&);
Result<void> init_memory_file_types(Thread&);
// sys.stdin, sys.stdout, sys.stderr and their __dunder__ names.
Result<void> open_standard_streams(Thread&, Dict* sys);
// Flushes sys.stdout and sys.stderr at the end of the run; false when that failed. `report`: says so, about sys.stdout.
bool flush_standard_streams(Thread&, bool report);
// Writes to sys.stderr, or to the descriptor when there is none. Never fails.
void write_error_text(Thread&, std::string_view text);

}  // namespace krait
