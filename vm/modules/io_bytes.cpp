// What a ByteFile does: filling and draining its buffers.

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/types/int.h"
#include "vm/modules/io_file.h"
#include "vm/vm_state.h"

#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>

namespace krait {

namespace {

Result<Object*> make_buffer(Thread& t, u64 size) {
    Object* cell = t.heap().allocate(sizeof(Object) + size, Kind::Bytes_, nullptr);
    if (cell == nullptr) return raise_memory_error(t);
    return cell;
}

Result<void> need_output(Thread& t, ByteFile* f) {
    if (f->output != nullptr) return {};
    f->output = TRY(make_buffer(t, ByteFile::kBufferSize));
    write_barrier(t, f);
    return {};
}

// Script code may have run meanwhile (a signal handler, a finalizer): nothing of the file is known any more.
Result<void> check_open(Thread& t, ByteFile* f) {
    if (f->closed) return raise_closed(t);
    return {};
}

// write(2) until all is out.
Result<void> write_directly(Thread& t, ByteFile* f, std::string_view data) {
    std::string copy;  // the caller's bytes may move while an interruption is dealt with
    // No single write takes long, where the system could be interrupted only before it.
    constexpr std::size_t kPiece = std::size_t{1} << 26;
    while (!data.empty()) {
        TRY(poll_interrupt(t));
        ssize_t count = write(f->fd, data.data(), std::min(data.size(), kPiece));
        if (count >= 0) {
            data.remove_prefix(static_cast<std::size_t>(count));
            continue;
        }
        if (errno != EINTR) return raise_os_error(t, errno);
        copy.assign(data);
        data = copy;
        TRY(after_interruption(t));
        TRY(check_open(t, f));
    }
    return {};
}

// What was read ahead is given back, so that a write goes where the reader is.
Result<void> drop_input(Thread& t, ByteFile* f) {
    if (f->in_start == f->in_end) return {};
    off_t ahead = static_cast<off_t>(f->in_end - f->in_start);
    f->in_start = f->in_end = 0;
    if (lseek(f->fd, -ahead, SEEK_CUR) < 0 && errno != ESPIPE) return raise_os_error(t, errno);
    return {};
}

}  // namespace

Result<void> after_interruption(Thread& t) {
    return t.vm->hooks.run_pending(t);
}

Failure raise_closed(Thread& t, bool full_stop) {
    return raise_value_error(
        t, full_stop ? "I/O operation on closed file." : "I/O operation on closed file");
}

Result<ByteFile*> make_byte_file(Thread& t, Type* type, int fd, Value name, std::string_view mode,
                                 bool owns_fd) {
    Str* mode_text = TRY(intern(t, mode));
    ByteFile* f = TRY(allocate_instance_as<ByteFile>(t, type));
    f->fd = fd;
    bool both = mode.find('+') != std::string_view::npos;
    f->appending = mode[0] == 'a';
    f->readable = both || mode[0] == 'r';
    f->writable = both || mode[0] != 'r';
    f->owns_fd = owns_fd;
    f->name = name;
    f->mode = mode_text;
    return f;
}

Result<void> byte_flush(Thread& t, ByteFile* f) {
    while (f->out_start < f->out_end) {
        ssize_t count = write(f->fd, f->output_data() + f->out_start, f->out_end - f->out_start);
        if (count < 0) {
            if (errno != EINTR) return raise_os_error(t, errno);
            TRY(after_interruption(t));
            continue;
        }
        f->out_start += static_cast<u32>(count);
    }
    f->out_start = f->out_end = 0;
    return {};
}

Result<void> byte_write(Thread& t, ByteFile* f, std::string_view data) {
    if (KRAIT_UNLIKELY(f->in_end != f->in_start)) TRY(drop_input(t, f));
    if (f->unbuffered || data.size() >= ByteFile::kBufferSize) {
        TRY(byte_flush(t, f));
        return write_directly(t, f, data);
    }
    TRY(need_output(t, f));
    if (data.size() > ByteFile::kBufferSize - f->out_end) TRY(byte_flush(t, f));
    std::memcpy(f->output_data() + f->out_end, data.data(), data.size());
    f->out_end += static_cast<u32>(data.size());
    return {};
}

Result<bool> byte_fill(Thread& t, ByteFile* f) {
    TRY(poll_interrupt(t));
    if (f->out_end != 0) TRY(byte_flush(t, f));
    if (f->input == nullptr) {
        f->input = TRY(make_buffer(t, ByteFile::kBufferSize));
        f->in_capacity = ByteFile::kBufferSize;
        write_barrier(t, f);
    }
    if (f->in_start > 0) {
        std::memmove(f->input_data(), f->input_data() + f->in_start, f->in_end - f->in_start);
        f->in_end -= f->in_start;
        f->in_start = 0;
    }
    if (f->in_end == f->in_capacity) {
        if (f->in_capacity >= 1u << 30) return raise_memory_error(t);
        Object* larger = TRY(make_buffer(t, u64{f->in_capacity} * 2));
        std::memcpy(reinterpret_cast<char*>(larger) + sizeof(Object), f->input_data(), f->in_end);
        f->input = larger;
        f->in_capacity *= 2;
        write_barrier(t, f);
    }
    for (;;) {
        ssize_t count = read(f->fd, f->input_data() + f->in_end, f->in_capacity - f->in_end);
        if (count >= 0) {
            f->in_end += static_cast<u32>(count);
            return count > 0;
        }
        if (errno != EINTR) return raise_os_error(t, errno);
        TRY(after_interruption(t));
        TRY(check_open(t, f));
    }
}

Result<i64> byte_tell(Thread& t, ByteFile* f) {
    off_t position = lseek(f->fd, 0, SEEK_CUR);
    if (position < 0) return raise_os_error(t, errno);
    return position - static_cast<i64>(f->in_end - f->in_start) +
           static_cast<i64>(f->out_end - f->out_start);
}

Result<i64> byte_seek(Thread& t, ByteFile* f, i64 offset, int whence) {
    TRY(byte_flush(t, f));
    if (whence == SEEK_CUR) offset -= static_cast<i64>(f->in_end - f->in_start);
    off_t position = lseek(f->fd, offset, whence);
    if (position < 0) return raise_os_error(t, errno);
    f->in_start = f->in_end = 0;
    return position;
}

Result<void> byte_close(Thread& t, ByteFile* f) {
    if (f->closed) return {};
    Result<void> flushed = byte_flush(t, f);
    f->closed = true;
    std::erase(vm_state(t).open_files, static_cast<Object*>(f));
    f->input = f->output = nullptr;
    f->in_start = f->in_end = f->out_start = f->out_end = 0;
    if (f->owns_fd && close(f->fd) < 0 && flushed.ok() && errno != EINTR)
        return raise_os_error(t, errno);
    return flushed;
}

Result<Bytes*> byte_readline(Thread& t, ByteFile* f, i64 limit) {
    TRY(poll_interrupt(t));
    std::size_t searched = 0;
    for (;;) {
        std::string_view here = f->buffered_input();
        std::size_t most =
            limit < 0 ? here.size() : std::min(here.size(), static_cast<std::size_t>(limit));
        std::size_t newline = here.substr(0, most).find('\n', searched);
        bool found = newline != std::string_view::npos;
        bool full = limit >= 0 && most == static_cast<std::size_t>(limit);
        if (!found && !full) {
            searched = here.size();
            if (TRY(byte_fill(t, f))) continue;
            here = f->buffered_input();
            most = here.size();
        }
        std::size_t count = found ? newline + 1 : most;
        Bytes* line = TRY(make_bytes(t, f->buffered_input().substr(0, count)));
        f->in_start += static_cast<u32>(count);
        return line;
    }
}

Result<std::string_view> bytes_like(Thread& t, Value v) {
    if (is_bytes(v)) return v.as<Bytes>()->view();
    if (v.is_object() && v.object()->kind == Kind::ByteArray) return v.as<ByteArray>()->view();
    return raise_type_error(t, cat("a bytes-like object is required, not '", type_name(t, v), "'"));
}

Result<i64> size_or_all(Thread& t, Value v) {
    if (v.is_empty() || v.is_none()) return i64{-1};
    Result<Value> index = to_index(t, v);
    if (!index.ok()) {
        if (!is_int(v)) {
            clear_pending(t);
            return raise_type_error(
                t, cat("argument should be integer or None, not '", type_name(t, v), "'"));
        }
        return Failure{};
    }
    return int_clip_i64(index.value());
}

}  // namespace krait
