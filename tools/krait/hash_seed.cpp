#include "tools/krait/hash_seed.h"

#include "runtime/text/siphash.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace krait::cli {

bool choose_hash_key(const Options& options, bool& randomized) {
    randomized = true;
    const char* text = std::getenv("PYTHONHASHSEED");
    bool given = text != nullptr && *text != '\0' && std::string_view(text) != "random";
    if (!given || options.random_hashes || options.ignore_environment) {
        text::process_hash_key = text::random_hash_key();
        return true;
    }
    char* end = nullptr;
    errno = 0;
    unsigned long seed = std::strtoul(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || seed > UINT32_MAX) {
        std::fputs(
            "Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an "
            "integer in range [0; 4294967295]\nPython runtime state: preinitialized\n\n",
            stderr);
        return false;
    }
    randomized = seed != 0;
    text::process_hash_key = text::hash_key_of_seed(static_cast<std::uint32_t>(seed));
    return true;
}

}  // namespace krait::cli
