#include "runtime/text/siphash.h"

#include "runtime/text/utf8.h"

#include <sys/random.h>
#include <unistd.h>
#include <chrono>

namespace krait::text {

static_assert(std::endian::native == std::endian::little);

HashKey hash_key_of_seed(std::uint32_t seed) {
    if (seed == 0) return {};
    // A linear congruential generator; its bits 16 to 23 are the next byte.
    unsigned char bytes[16];
    for (unsigned char& byte : bytes) {
        seed = seed * 214013u + 2531011u;
        byte = static_cast<unsigned char>(seed >> 16);
    }
    HashKey key;
    std::memcpy(&key, bytes, sizeof key);
    return key;
}

HashKey random_hash_key() {
    HashKey key;
    if (getrandom(&key, sizeof key, GRND_NONBLOCK) == static_cast<ssize_t>(sizeof key)) return key;
    // An old system, or one that is just starting: what differs from run to run.
    SipHash13 mixer(
        {static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count()),
         static_cast<std::uint64_t>(getpid())});
    mixer.add(
        static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count()));
    SipHash13 second = mixer;
    key.first = mixer.finish(reinterpret_cast<std::uintptr_t>(&key), 1);
    key.second = second.finish(reinterpret_cast<std::uintptr_t>(&key), 2);
    return key;
}

std::uint64_t hash_text(std::string_view utf8, const HashKey& key) {
    if (is_ascii(utf8)) return hash_bytes(utf8, key);
    const char32_t greatest = max_code_point(utf8);
    const unsigned width = greatest < 0x100 ? 1 : greatest < 0x10000 ? 2 : 4;
    SipHash13 hash(key);
    std::uint64_t word = 0, count = 0;
    unsigned shift = 0;
    for (char32_t c : CodePoints(utf8)) {
        word |= static_cast<std::uint64_t>(c) << shift;
        shift += 8 * width;
        count++;
        if (shift < 64) continue;
        hash.add(word);
        word = 0;
        shift = 0;
    }
    return detail::usable_hash(hash.finish(word, count * width));
}

}  // namespace krait::text
