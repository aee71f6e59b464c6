#include "runtime/types/text_codec.h"

#include "runtime/errors/errors.h"
#include "runtime/types/int.h"
#include "runtime/types/str_internal.h"

#include <algorithm>
#include <cstring>

namespace krait {

// ---- arguments

namespace {

Result<Str*> codec_argument(Thread& t, const char* function, const char* name, Value v) {
    if (!is_str(v)) {
        return raise_type_error(
            t, cat(function, "() argument '", name, "' must be str, not ", type_name(t, v)));
    }
    Str* s = v.as<Str>();
    if (std::memchr(s->data, 0, s->size) != nullptr)
        return raise_value_error(t, "embedded null character");
    return s;
}

// Codecs of CPython that don't go from bytes to text.
bool is_transform(std::string_view name) {
    constexpr std::string_view kTransforms[] = {"base64",
                                                "base_64",
                                                "base64_codec",
                                                "bz2",
                                                "bz2_codec",
                                                "hex",
                                                "hex_codec",
                                                "quopri",
                                                "quopri_codec",
                                                "quoted_printable",
                                                "quotedprintable",
                                                "rot13",
                                                "rot_13",
                                                "uu",
                                                "uu_codec",
                                                "zip",
                                                "zlib",
                                                "zlib_codec"};
    return std::find(std::begin(kTransforms), std::end(kTransforms), name) != std::end(kTransforms);
}

Result<text::Codec> chosen_codec(Thread& t, Str* encoding, const char* verb) {
    if (encoding->view() == "utf-8") return text::Codec::kUtf8;
    std::optional<text::Codec> codec = text::find_codec(encoding->view());
    if (codec.has_value()) return *codec;
    if (is_transform(text::normalize_codec_name(encoding->view()))) {
        return raise(t, t.types().lookup_error,
                     cat("'", encoding, "' is not a text encoding; use codecs.", verb,
                         "() to handle arbitrary codecs"));
    }
    return raise(t, t.types().lookup_error, cat("unknown encoding: ", encoding));
}

Failure raise_unknown_handler(Thread& t, Str* errors) {
    return raise(t, t.types().lookup_error, cat("unknown error handler name '", errors, "'"));
}

Failure raise_unicode_error(Thread& t, Type* type, Value object, const text::CodecError& error) {
    Value arguments[5] = {};
    arguments[0] = TRY(make_str(t, error.encoding));
    arguments[1] = object;
    arguments[2] = TRY(make_int(t, static_cast<i64>(error.start)));
    arguments[3] = TRY(make_int(t, static_cast<i64>(error.end)));
    arguments[4] = TRY(make_str(t, error.reason));
    return raise_exception(t, TRY(make_exception(t, type, arguments, 5)));
}

}  // namespace

Result<CodecChoice> codec_arguments(Thread& t, const char* function, Value encoding, Value errors) {
    CodecChoice choice;
    if (!encoding.is_empty())
        choice.encoding = TRY(codec_argument(t, function, "encoding", encoding));
    if (!errors.is_empty()) choice.errors = TRY(codec_argument(t, function, "errors", errors));
    return choice;
}

Failure raise_decode_error(Thread& t, std::string_view object, const text::CodecError& error) {
    Bytes* bytes = TRY(make_bytes(t, object));
    return raise_unicode_error(t, t.types().unicode_decode_error, bytes, error);
}

Failure raise_encode_error(Thread& t, Str* object, const text::CodecError& error) {
    return raise_unicode_error(t, t.types().unicode_encode_error, object, error);
}

// ---- decoding and encoding

namespace {

std::optional<text::ErrorMode> chosen_mode(Str* errors) {
    if (errors == nullptr) return text::ErrorMode::kStrict;
    return text::find_error_mode(errors->view());
}

}  // namespace

Result<Str*> decode_text(Thread& t, std::string_view bytes, const CodecChoice& choice) {
    text::Codec codec = text::Codec::kUtf8;
    if (choice.encoding != nullptr) codec = TRY(chosen_codec(t, choice.encoding, "decode"));
    if (bytes.size() > kMaxStrSize) return raise_memory_error(t);
    if (codec == text::Codec::kUtf8 || codec == text::Codec::kAscii ||
        codec == text::Codec::kLatin1) {
        if (text::is_ascii(bytes)) return make_str_ascii(t, bytes);
        if (codec == text::Codec::kUtf8 && !text::validate_utf8(bytes).has_value())
            return make_str(t, bytes);
    }
    // A handler that isn't known matters only when there is something for it to do.
    std::optional<text::ErrorMode> mode = chosen_mode(choice.errors);
    text::DecodeResult result =
        text::decode_bytes(codec, bytes, mode.value_or(text::ErrorMode::kStrict));
    if (result.ok()) return make_str(t, result.text);
    if (!mode.has_value()) return raise_unknown_handler(t, choice.errors);
    if (result.error->handler_unfit) return raise_type_error(t, result.error->reason);
    return raise_decode_error(t, bytes.substr(result.object_offset), *result.error);
}

Result<Bytes*> encode_text_object(Thread& t, Str* s, const CodecChoice& choice) {
    text::Codec codec = text::Codec::kUtf8;
    if (choice.encoding != nullptr) codec = TRY(chosen_codec(t, choice.encoding, "encode"));
    bool same_bytes =
        (s->is_ascii() && (codec == text::Codec::kAscii || codec == text::Codec::kLatin1)) ||
        (codec == text::Codec::kUtf8 && (s->is_ascii() || !text::has_surrogates(s->view())));
    if (same_bytes) return make_bytes(t, s->view());
    std::optional<text::ErrorMode> mode = chosen_mode(choice.errors);
    text::EncodeResult result =
        text::encode_text(codec, s->view(), mode.value_or(text::ErrorMode::kStrict));
    if (result.ok()) return make_bytes(t, result.bytes);
    if (!mode.has_value()) return raise_unknown_handler(t, choice.errors);
    if (result.error->handler_unfit) return raise_type_error(t, result.error->reason);
    return raise_encode_error(t, s, *result.error);
}

}  // namespace krait
