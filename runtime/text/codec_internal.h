// What the codecs' source files share: the state of one run of decoding or encoding with its error
// handling, and the tables of the 8-bit code pages. Only included by codec*.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "runtime/text/codec.h"
#include "runtime/text/utf8.h"

namespace krait::text::detail {

inline constexpr std::string_view kHandlerUnfit =
    "don't know how to handle UnicodeDecodeError in error callback";

/// One decoding: `at` is the next byte to look at, `result` grows. A decoder's loop calls `fault`
/// where bytes don't fit and returns at once where that says false.
struct DecodeRun {
    Codec codec;
    std::string_view bytes;
    ErrorMode mode;
    bool final;
    std::size_t at;
    std::string_view encoding;
    DecodeResult result;

    unsigned byte(std::size_t i) const { return static_cast<unsigned char>(bytes[i]); }
    std::size_t left() const { return bytes.size() - at; }
    void put(char32_t c) { append(result.text, c); }

    /// Bytes [start, end) are wrong: has the handler deal with them and moves `at` on, or records
    /// the error and returns false.
    bool fault(std::size_t start, std::size_t end, std::string_view reason);

private:
    bool escape_bytes(std::size_t start, std::size_t end);
    bool pass_surrogate(std::size_t start);
};

/// One encoding. Positions in errors count code points: `index` is the code point at byte `at`.
struct EncodeRun {
    Codec codec;
    std::string_view text;
    ErrorMode mode;
    std::size_t at;
    std::size_t index;
    EncodeResult result;

    void put(char byte) { result.bytes.push_back(byte); }

    /// Code points from here up to byte `end` (code point `end_index`) can't be encoded: has the
    /// handler deal with them and moves on, or records the error and returns false.
    bool fault(std::size_t end, std::size_t end_index, std::string_view reason);

    /// Writes ASCII text in the codec's form.
    void put_ascii(std::string_view ascii);

private:
    bool fail(std::size_t start_index, std::size_t end_index, std::string_view reason);
    bool pass_surrogate(char32_t c);
};

/// How a multi-byte codec lays out its units.
struct UnitLayout {
    unsigned width;  ///< 2, 4; 0: no such codec
    bool big_endian;
};
UnitLayout unit_layout(Codec codec);
void append_unit(std::string& out, std::uint32_t unit, UnitLayout layout);
std::uint32_t read_unit(std::string_view bytes, std::size_t at, UnitLayout layout);

void decode_utf8(DecodeRun& run);
void decode_units(DecodeRun& run);
void decode_escapes(DecodeRun& run);
void decode_raw_escapes(DecodeRun& run);
void encode_escapes(EncodeRun& run);
void encode_raw_escapes(EncodeRun& run);

/// Code points of bytes 0x80..0xFF of an 8-bit code page; 0: undefined.
const std::uint16_t* code_page(Codec codec);

}  // namespace krait::text::detail
