// Encodings as objects see them: str.encode, bytes.decode, str(b, encoding) with
// UnicodeEncodeError, UnicodeDecodeError and LookupError. The codecs themselves are
// runtime/text/codec.h.
#pragma once

#include "runtime/text/codec.h"
#include "runtime/types/bytes.h"
#include "runtime/types/str.h"

namespace krait {

// `encoding` and `errors` may be null: "utf-8", "strict".
struct CodecChoice {
    Str* encoding = nullptr;
    Str* errors = nullptr;
};
// The arguments `encoding` and `errors` of `function`: str or empty (not given). Checks types and
// null characters.
Result<CodecChoice> codec_arguments(Thread&, const char* function, Value encoding, Value errors);

Result<Str*> decode_text(Thread&, std::string_view bytes, const CodecChoice&);
Result<Bytes*> encode_text_object(Thread&, Str*, const CodecChoice&);

// The exceptions with their five attributes.
Failure raise_decode_error(Thread&, std::string_view object, const text::CodecError&);
Failure raise_encode_error(Thread&, Str* object, const text::CodecError&);

}  // namespace krait
