#include "runtime/text/fs.h"

#include "runtime/text/codec.h"
#include "runtime/text/utf8.h"

namespace krait::text {

std::string decode_fs(std::string_view bytes) {
    if (is_ascii(bytes)) return std::string(bytes);
    return decode_bytes(Codec::kUtf8, bytes, ErrorMode::kSurrogateEscape).text;
}

std::optional<std::string> encode_fs(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    EncodeResult result = encode_text(Codec::kUtf8, text, ErrorMode::kSurrogateEscape);
    if (!result.ok()) return std::nullopt;
    return std::move(result.bytes);
}

std::string encode_for_display(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    return encode_text(Codec::kUtf8, text, ErrorMode::kBackslashReplace).bytes;
}

std::string decode_mixed(std::string_view bytes) {
    std::string out;
    std::size_t from = 0;
    while (auto problem = validate_utf8(bytes, from, Surrogates::kAllow)) {
        out.append(bytes, from, problem->start - from);
        from = problem->start;
        do append(out, 0xDC00u + static_cast<unsigned char>(bytes[from++]));
        while (from < problem->end);
    }
    return out.append(bytes.substr(from));
}

}  // namespace krait::text
