// What a TextFile does: encoding what is written, decoding what is read, newlines.

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/object/operations.h"
#include "runtime/text/utf8.h"
#include "runtime/types/str_internal.h"
#include "runtime/types/text_codec.h"
#include "vm/modules/io_file.h"

#include <unistd.h>
#include <algorithm>
#include <cstring>

namespace krait {

namespace {

// Once its mark has been written or read, a codec goes on as the one without.
text::Codec after_mark(text::Codec codec, int byte_order) {
    switch (codec) {
        case text::Codec::kUtf8Sig: return text::Codec::kUtf8;
        case text::Codec::kUtf16:
            return byte_order > 0 ? text::Codec::kUtf16Be : text::Codec::kUtf16Le;
        case text::Codec::kUtf32:
            return byte_order > 0 ? text::Codec::kUtf32Be : text::Codec::kUtf32Le;
        default: return codec;
    }
}

Result<text::ErrorMode> error_mode(Thread& t, TextFile* f) {
    if (f->custom_errors) {
        return raise(t, t.types().lookup_error,
                     cat("unknown error handler name '", f->errors, "'"));
    }
    return f->error_mode;
}

Result<void> reserve_decoded(Thread& t, TextFile* f, u64 more) {
    if (f->start > 0) {
        std::memmove(f->decoded_data(), f->decoded_data() + f->start, f->end - f->start);
        f->end -= f->start;
        f->start = 0;
    }
    if (f->end + more <= f->capacity) return {};
    u64 capacity = std::max<u64>(f->capacity * 2, f->end + more);
    Object* cell = t.heap().allocate(sizeof(Object) + capacity, Kind::Bytes_, nullptr);
    if (cell == nullptr) return raise_memory_error(t);
    if (f->end > 0)
        std::memcpy(reinterpret_cast<char*>(cell) + sizeof(Object), f->decoded_data(), f->end);
    f->decoded = cell;
    f->capacity = capacity;
    write_barrier(t, f);
    return {};
}

// Appends text to what is decoded, "\r\n" and "\r" made "\n".
void append_translated(TextFile* f, std::string_view chunk, bool final) {
    char* out = f->decoded_data() + f->end;
    std::size_t i = 0;
    if (f->carriage_waits && (!chunk.empty() || final)) {
        f->carriage_waits = false;
        *out++ = '\n';
        bool pair = !chunk.empty() && chunk[0] == '\n';
        f->newlines_seen |= pair ? 4 : 2;
        if (pair) i = 1;
    }
    while (i < chunk.size()) {
        std::size_t end = std::min(chunk.find('\r', i), chunk.size());
        std::memcpy(out, chunk.data() + i, end - i);
        out += end - i;
        if (end == chunk.size()) break;
        if (end + 1 == chunk.size() && !final) {
            f->carriage_waits = true;
            break;
        }
        bool pair = end + 1 < chunk.size() && chunk[end + 1] == '\n';
        *out++ = '\n';
        f->newlines_seen |= pair ? 4 : 2;
        i = end + (pair ? 2 : 1);
    }
    f->end = static_cast<u64>(out - f->decoded_data());
}

// For the attribute `newlines`: which kinds the text has. (append_translated notes those that it replaces.)
void note_newlines(TextFile* f, std::string_view chunk, bool translated) {
    if (!(f->newlines_seen & 1)) {
        for (std::size_t at = chunk.find('\n'); at != std::string_view::npos;
             at = chunk.find('\n', at + 1)) {
            bool alone = at == 0 ? !f->carriage_waits : chunk[at - 1] != '\r';
            if (!alone) continue;
            f->newlines_seen |= 1;
            break;
        }
    }
    if (translated || f->newlines_seen == 7) return;
    for (std::size_t at = chunk.find('\r'); at != std::string_view::npos;
         at = chunk.find('\r', at + 1)) {
        f->newlines_seen |= at + 1 < chunk.size() && chunk[at + 1] == '\n' ? 4 : 2;
    }
}

Result<void> append_decoded(Thread& t, TextFile* f, std::string_view chunk, bool final) {
    TRY(reserve_decoded(t, f, chunk.size() + 1));
    if (f->newline == Newline::kUniversal || f->newline == Newline::kKeep) {
        note_newlines(f, chunk, f->newline == Newline::kUniversal);
    }
    if (f->newline == Newline::kUniversal &&
        (f->carriage_waits || chunk.find('\r') != std::string_view::npos)) {
        append_translated(f, chunk, final);
        return {};
    }
    std::memcpy(f->decoded_data() + f->end, chunk.data(), chunk.size());
    f->end += chunk.size();
    return {};
}

// Where the text that is ahead starts in the file, for tell() behind translated newlines.
void drop_anchor(TextFile* f) {
    off_t position = f->newline == Newline::kUniversal ? lseek(f->bytes->fd, 0, SEEK_CUR) : -1;
    f->anchor =
        position < 0 ? -1 : position - static_cast<i64>(f->bytes->in_end - f->bytes->in_start);
    f->taken = 0;
}

// Reads and decodes more; false at the end of the file.
Result<bool> fill(Thread& t, TextFile* f) {
    ByteFile* bytes = f->bytes;
    if (bytes->closed) return raise_closed(t);
    if (f->start == f->end && !f->carriage_waits) drop_anchor(f);
    bool final = !TRY(byte_fill(t, bytes));
    std::string_view input = bytes->buffered_input();
    if (input.empty()) {
        if (final && f->carriage_waits) {
            TRY(append_decoded(t, f, {}, true));
            return true;
        }
        return false;
    }
    if (f->codec == text::Codec::kUtf8 && text::is_ascii(input)) {
        bytes->in_start = bytes->in_end;
        TRY(append_decoded(t, f, input, final));
        return true;
    }
    text::DecodeResult result =
        text::decode_bytes(f->codec, input, TRY(error_mode(t, f)), 0, final);
    if (!result.ok()) return raise_decode_error(t, input, *result.error);
    bytes->in_start += static_cast<u32>(result.consumed);
    if (result.consumed > 0) f->codec = after_mark(f->codec, result.byte_order);
    TRY(append_decoded(t, f, result.text, final));
    return !final || result.consumed > 0;
}

// One past the end of the first line in `text`, as the file's newline mode sees it; npos when there is none yet.
std::size_t line_end(const TextFile* f, std::string_view text, std::size_t from, bool at_end) {
    constexpr std::size_t npos = std::string_view::npos;
    switch (f->newline) {
        case Newline::kUniversal:
        case Newline::kLf: {
            std::size_t at = text.find('\n', from);
            return at == npos ? npos : at + 1;
        }
        case Newline::kCr: {
            std::size_t at = text.find('\r', from);
            return at == npos ? npos : at + 1;
        }
        case Newline::kCrLf: {
            std::size_t at = text.find("\r\n", from == 0 ? 0 : from - 1);
            return at == npos ? npos : at + 2;
        }
        case Newline::kKeep: break;
    }
    std::size_t at = text.find_first_of("\r\n", from == 0 ? 0 : from - 1);
    if (at == npos) return npos;
    if (text[at] == '\n') return at + 1;
    if (at + 1 == text.size()) return at_end ? at + 1 : npos;
    return text[at + 1] == '\n' ? at + 2 : at + 1;
}

// Takes `size` bytes of decoded text.
Result<Str*> take(Thread& t, TextFile* f, u64 size) {
    Str* text = TRY(make_str(t, f->pending_text().substr(0, size)));
    f->start += size;
    f->taken += size;
    return text;
}

// The position of the reader where "\r\n" was made "\n": counts again from the anchor. -1: it can't be told.
i64 replayed_position(const TextFile* f) {
    if (f->anchor < 0) return -1;
    char buffer[4096];
    u64 left = f->taken;
    bool carriage = false;  // the last one counted: a newline behind it belongs to it
    for (i64 position = f->anchor;;) {
        ssize_t count = pread(f->bytes->fd, buffer, sizeof buffer, position);
        if (count <= 0) return left == 0 && count == 0 ? position : -1;
        for (ssize_t i = 0; i < count; i++, position++) {
            bool joined = carriage && buffer[i] == '\n';
            carriage = buffer[i] == '\r';
            if (joined) continue;
            if (left-- == 0) return position;
        }
    }
}

// Encodes with the file's codec; raises UnicodeEncodeError.
Result<void> write_encoded(Thread& t, TextFile* f, Str* s, std::string_view text) {
    text::EncodeResult result = text::encode_text(f->codec, text, TRY(error_mode(t, f)));
    if (!result.ok()) return raise_encode_error(t, s, *result.error);
    if (!text.empty()) f->codec = after_mark(f->codec, -1);
    return byte_write(t, f->bytes, result.bytes);
}

std::string with_newlines(std::string_view text, std::string_view newline) {
    std::string out;
    for (char c : text) {
        if (c == '\n') {
            out += newline;
        } else {
            out += c;
        }
    }
    return out;
}

// What was read ahead is given up: the bytes' position is where the reader is.
Result<void> drop_decoded(Thread& t, TextFile* f) {
    if (f->start == f->end) return {};
    i64 position = TRY(text_tell(t, f));
    f->start = f->end = 0;
    TRY(byte_seek(t, f->bytes, position, SEEK_SET));
    return {};
}

}  // namespace

Result<TextFile*> make_text_file(Thread& t, ByteFile* bytes, const TextOptions& options) {
    Str* encoding = options.encoding != nullptr ? options.encoding : TRY(intern(t, "UTF-8"));
    Str* errors = options.errors != nullptr ? options.errors : t.names().strict;
    std::optional<text::Codec> codec = text::find_codec(encoding->view());
    if (!codec) return raise(t, t.types().lookup_error, cat("unknown encoding: ", encoding));
    std::optional<text::ErrorMode> mode = text::find_error_mode(errors->view());
    TextFile* f = TRY(allocate_instance_as<TextFile>(t, t.types().text_io));
    f->bytes = bytes;
    f->encoding = encoding;
    f->errors = errors;
    f->mode = options.mode;
    f->newline = options.newline;
    f->codec = f->given_codec = *codec;
    f->custom_errors = !mode;
    f->error_mode = mode.value_or(text::ErrorMode::kStrict);
    f->line_buffering = options.line_buffering;
    // Appending to what is there already: no second mark.
    if (bytes->appending && !bytes->readable) {
        Result<i64> position = byte_tell(t, bytes);
        if (!position.ok()) clear_pending(t);
        if (position.ok() && position.value() > 0) f->codec = after_mark(f->codec, -1);
    }
    return f;
}

Result<void> text_write(Thread& t, TextFile* f, Str* s) {
    if (f->start != f->end) TRY(drop_decoded(t, f));
    std::string_view text = s->view();
    if (KRAIT_LIKELY(f->plain_output() && (s->is_ascii() || !text::has_surrogates(text)))) {
        TRY(byte_write(t, f->bytes, text));
    } else if (f->newline == Newline::kCr || f->newline == Newline::kCrLf) {
        TRY(write_encoded(t, f, s,
                          with_newlines(text, f->newline == Newline::kCr ? "\r" : "\r\n")));
    } else {
        TRY(write_encoded(t, f, s, text));
    }
    bool due = f->write_through ||
               (f->line_buffering && text.find_first_of("\r\n") != std::string_view::npos);
    return due ? text_flush(t, f) : Result<void>();
}

Result<void> text_flush(Thread& t, TextFile* f) {
    if (byte_flush(t, f->bytes).ok()) return {};
    // Unbuffered, nothing waits for another try.
    if (f->write_through) f->bytes->out_start = f->bytes->out_end = 0;
    return Failure{};
}

Result<Str*> text_readline(Thread& t, TextFile* f, i64 limit) {
    TRY(poll_interrupt(t));
    std::size_t searched = 0;
    for (;;) {
        std::string_view here = f->pending_text();
        std::size_t end = line_end(f, here, searched, false);
        bool found = end != std::string_view::npos;
        bool full =
            !found && limit >= 0 && text::count_code_points(here) >= static_cast<u64>(limit);
        if (!found && !full) {
            searched = here.size();
            if (TRY(fill(t, f))) continue;
            here = f->pending_text();
            end = line_end(f, here, 0, true);
            if (end == std::string_view::npos) end = here.size();
        } else if (!found) {
            end = here.size();
        }
        if (limit >= 0 && end > static_cast<u64>(limit)) {
            end = std::min(end, text::offset_of_index(here, static_cast<u64>(limit)));
        }
        return take(t, f, end);
    }
}

Result<Str*> text_read(Thread& t, TextFile* f, i64 count) {
    u64 known = 0, characters = 0;  // characters in the first `known` bytes
    for (;;) {
        std::string_view here = f->pending_text();
        if (count >= 0) {
            characters += text::count_code_points(here.substr(known));
            known = here.size();
            if (characters >= static_cast<u64>(count)) {
                return take(t, f, text::offset_of_index(here, static_cast<u64>(count)));
            }
        }
        if (!TRY(fill(t, f))) break;
    }
    return take(t, f, f->end - f->start);
}

Result<void> text_close(Thread& t, TextFile* f) {
    TRY(byte_close(t, f->bytes));
    f->decoded = nullptr;
    f->start = f->end = f->capacity = 0;
    return {};
}

Result<i64> text_tell(Thread& t, TextFile* f) {
    i64 position = TRY(byte_tell(t, f->bytes));
    std::string_view ahead = f->pending_text();
    if (ahead.empty()) return position;
    if (f->codec == text::Codec::kUtf8) {
        i64 replayed =
            f->newlines_seen & 4 && f->newline == Newline::kUniversal ? replayed_position(f) : -1;
        return replayed >= 0 ? replayed : position - static_cast<i64>(ahead.size());
    }
    text::EncodeResult encoded =
        text::encode_text(f->codec, ahead, text::ErrorMode::kSurrogatePass);
    if (!encoded.ok())
        return raise(t, t.types().os_error, "can't reconstruct logical file position");
    return position - static_cast<i64>(encoded.bytes.size());
}

Result<void> text_seek(Thread& t, TextFile* f, i64 position) {
    TRY(byte_flush(t, f->bytes));
    TRY(byte_seek(t, f->bytes, position, SEEK_SET));
    f->start = f->end = 0;
    f->carriage_waits = false;
    if (position == 0) f->codec = f->given_codec;
    return {};
}

Result<Newline> newline_argument(Thread& t, Value v, bool quoted) {
    if (v.is_none() || v.is_empty()) return Newline::kUniversal;
    if (!is_str(v))
        return raise_type_error(t, cat("newline must be str or None, not ", type_name(t, v)));
    std::string_view text = v.as<Str>()->view();
    if (text.empty()) return Newline::kKeep;
    if (text == "\n") return Newline::kLf;
    if (text == "\r") return Newline::kCr;
    if (text == "\r\n") return Newline::kCrLf;
    return raise_value_error(
        t, cat("illegal newline value: ", quoted ? TRY(repr(t, v)) : v.as<Str>()));
}

}  // namespace krait
