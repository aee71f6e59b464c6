// The text encodings of str.encode, bytes.decode, str(b, enc) and files: pure functions from bytes
// to krait UTF-8 (utf8.h) and back. Nothing here raises; a result says where it stopped and why, in
// the words UnicodeDecodeError and UnicodeEncodeError use.
//
// Handlers that scripts register (codecs.register_error) work by resuming: run with
// ErrorMode::kStrict, hand the error to the handler, append what it returns, and call again with
// `from` at the position it named.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace krait::text {

enum class Codec : std::uint8_t {
    kUtf8,
    kUtf8Sig,
    kAscii,
    kLatin1,
    kUtf16,  ///< byte order mark, then native order (little-endian)
    kUtf16Le,
    kUtf16Be,
    kUtf32,
    kUtf32Le,
    kUtf32Be,
    kUnicodeEscape,
    kRawUnicodeEscape,
    kCp1252,
    kLatin9,  ///< iso8859-15
    kCp437,
};

enum class ErrorMode : std::uint8_t {
    kStrict,
    kIgnore,
    kReplace,
    kBackslashReplace,
    kSurrogateEscape,
    kSurrogatePass,
    kXmlCharRefReplace,
    kNameReplace,
};

/// The name as encodings are looked up: lower case, runs of other characters than letters, digits
/// and '.' become one '_', none at the ends.
std::string normalize_codec_name(std::string_view name);

/// The codec for any spelling or alias ("UTF8", "latin_1", "us-ascii", …).
std::optional<Codec> find_codec(std::string_view name);

/// The two names of a codec: what codecs.lookup(…).name says ("iso8859-1", "cp1252"), and what an
/// error's `encoding` says ("latin-1", "charmap").
std::string_view codec_info_name(Codec codec);
std::string_view codec_error_name(Codec codec);

/// The built-in error handler of that name; no value: unknown ("unknown error handler name 'x'").
std::optional<ErrorMode> find_error_mode(std::string_view name);

/// What happened to input range [start, end): bytes for decoding, code points for encoding.
struct CodecError {
    std::size_t start = 0;
    std::size_t end = 0;
    std::string reason;
    /// The name the exception's `encoding` attribute gets; differs from the codec's where a codec
    /// works through another ("utf-16" decodes as "utf-16-le"…).
    std::string_view encoding;
    /// The handler itself can't serve this direction ("don't know how to handle
    /// UnicodeDecodeError in error callback"): raised as TypeError with `reason` as its text.
    bool handler_unfit = false;
};

struct DecodeResult {
    std::string text;          ///< everything before the error, or all of it
    std::size_t consumed = 0;  ///< bytes used; below the input's size only on error or !final
    std::optional<CodecError> error;
    /// For kUtf16/kUtf32: -1 little, 1 big, 0 undecided; resume with the explicit codec.
    int byte_order = 0;
    /// Bytes at the front that are no part of what the exception shows as its `object` and counts
    /// positions in: the mark that "utf-8-sig" takes off first.
    std::size_t object_offset = 0;
    bool ok() const { return !error.has_value(); }
};

struct EncodeResult {
    std::string bytes;
    std::optional<CodecError> error;
    bool ok() const { return !error.has_value(); }
};

/// Decodes bytes [from, size). With `final` false a truncated sequence at the end is left alone
/// (incremental decoders) and `consumed` says where it starts.
DecodeResult decode_bytes(Codec codec, std::string_view bytes, ErrorMode mode = ErrorMode::kStrict,
                          std::size_t from = 0, bool final = true);

/// Encodes well-formed text from code point `from` on.
EncodeResult encode_text(Codec codec, std::string_view text, ErrorMode mode = ErrorMode::kStrict,
                         std::size_t from = 0);

/// str() of the exceptions:
/// "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"
std::string decode_error_message(std::string_view encoding, std::string_view object,
                                 std::size_t start, std::size_t end, std::string_view reason);
std::string encode_error_message(std::string_view encoding, std::string_view object_text,
                                 std::size_t start, std::size_t end, std::string_view reason);
/// "can't translate character '\xe9' in position 0: reason"
std::string translate_error_message(std::string_view object_text, std::size_t start,
                                    std::size_t end, std::string_view reason);

/// What the named handlers put in place of code points [start, end) of `text` that can't be
/// encoded, as text: "?", "\\xe9", "&#233;", "\\N{…}". For codecs.*_errors; kStrict and the
/// surrogate modes give nothing.
std::string encode_replacement(ErrorMode mode, std::string_view text, std::size_t start,
                               std::size_t end);

}  // namespace krait::text
