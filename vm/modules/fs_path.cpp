#include "vm/modules/fs_path.h"

#include "runtime/errors/errors.h"
#include "runtime/text/codec.h"
#include "runtime/text/fs.h"
#include "runtime/types/bytes.h"
#include "runtime/types/text_codec.h"

#include <unistd.h>
#include <climits>

namespace krait {

Result<Str*> make_str_fs(Thread& t, std::string_view bytes) {
    return make_str(t, text::decode_fs(bytes));
}

Result<std::string> system_path(Thread& t, Value path, const char* nul) {
    std::string out;
    if (is_bytes(path)) {
        out = path.as<Bytes>()->view();
    } else {
        Str* name = path.as<Str>();
        text::EncodeResult result =
            text::encode_text(text::Codec::kUtf8, name->view(), text::ErrorMode::kSurrogateEscape);
        if (!result.ok()) return raise_encode_error(t, name, *result.error);
        out = std::move(result.bytes);
    }
    if (out.find('\0') != std::string::npos) return raise_value_error(t, nul);
    return out;
}

std::string current_folder() {
    char buffer[PATH_MAX];
    return getcwd(buffer, sizeof buffer) == nullptr ? std::string() : text::decode_fs(buffer);
}

}  // namespace krait
