// Bytes from outside that are meant as text (arguments, the environment, file names, messages of the system) and back. As in
// CPython they are UTF-8, and each byte 0xNN that is none becomes the surrogate U+DCNN: every name of a file is a str, and
// comes out again as the bytes that it was.
//
// All such bytes pass through here before they become part of a str.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace krait::text {

/// Always well-formed text.
std::string decode_fs(std::string_view bytes);

/// The bytes for the system; no value: the text has a surrogate that stands for no byte.
std::optional<std::string> encode_fs(std::string_view text);

/// For messages that are written past sys.stderr: surrogates are shown as "\udcff".
std::string encode_for_display(std::string_view text);

/// What text became by a function of the system that put bytes of its own into it: what is well formed stays, bytes that
/// are not become surrogates.
std::string decode_mixed(std::string_view bytes);

}  // namespace krait::text
