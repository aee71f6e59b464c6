// _random: the generator behind lib/random.py, and what that module has from the system and from
// native code.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/modules/modules.h"
#include "runtime/modules/random_core.h"
#include "runtime/object/interrupt.h"
#include "runtime/object/operations.h"
#include "runtime/text/siphash.h"
#include "runtime/types/bytes.h"
#include "runtime/types/container_support.h"
#include "runtime/types/dict.h"
#include "runtime/types/int_internal.h"
#include "runtime/types/number_text.h"
#include "runtime/types/sequence.h"

#include <sys/random.h>

#include <cerrno>
#include <vector>

namespace krait {

namespace {

using random::MersenneTwister;

struct RandomObject : Object {
    static constexpr Kind kKind = Kind::Native;
    MersenneTwister generator;
};

MersenneTwister& generator_of(Value v) {
    return static_cast<RandomObject*>(v.object())->generator;
}

// ---- entropy of the system

Result<void> fill_with_entropy(Thread& t, void* out, std::size_t size) {
    auto* at = static_cast<char*>(out);
    while (size > 0) {
        ssize_t got = ::getrandom(at, size, 0);
        if (got < 0) {
            if (errno == EINTR) continue;
            return raise_os_error(t, errno);
        }
        at += got;
        size -= static_cast<std::size_t>(got);
    }
    return {};
}

Result<Value> entropy(Thread& t, Value* a) {
    i64 size = TRY(index_to_i64(t, a[0], true));
    if (size < 0) return raise_value_error(t, "negative argument not allowed");
    if (size > i64{1} << 30) return raise_memory_error(t);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    TRY(fill_with_entropy(t, bytes.data(), bytes.size()));
    return Value(TRY(make_bytes(t, bytes)));
}

// ---- seeds

// The 32-bit words of a number, least first; at least one.
std::vector<u32> key_of(const IntView& number) {
    std::vector<u32> key;
    for (std::size_t i = 0; i < number.count; i++) {
        key.push_back(static_cast<u32>(number.limbs[i]));
        key.push_back(static_cast<u32>(number.limbs[i] >> 32));
    }
    while (!key.empty() && key.back() == 0) key.pop_back();
    if (key.empty()) key.push_back(0);
    return key;
}

Result<void> seed_with(Thread& t, Value self, Value seed) {
    if (seed.is_empty() || seed.is_none()) {
        std::vector<u32> key(MersenneTwister::kWords);
        TRY(fill_with_entropy(t, key.data(), key.size() * sizeof(u32)));
        generator_of(self).seed(key);
        return {};
    }
    if (is_int(seed)) {
        // The sign doesn't count.
        generator_of(self).seed(key_of(IntView(seed)));
        return {};
    }
    // The same text gives the same numbers in each run, whatever the hashes' key is.
    u64 hash = is_str(seed)     ? text::hash_text(seed.as<Str>()->view(), text::HashKey{})
               : is_bytes(seed) ? text::hash_bytes(seed.as<Bytes>()->view(), text::HashKey{})
                                : static_cast<u64>(TRY(hash_value(t, seed)));
    u32 words[2] = {static_cast<u32>(hash), static_cast<u32>(hash >> 32)};
    generator_of(self).seed({words, words[1] != 0 ? std::size_t{2} : 1});
    return {};
}

Result<Value> seed_method(Thread& t, Value* a) {
    TRY(seed_with(t, a[0], a[1]));
    return Value::none();
}

// ---- numbers

Result<Value> random_method(Thread&, Value* a) {
    return Value::from_double(generator_of(a[0]).next_double());
}

Result<Value> many_bits(Thread& t, MersenneTwister& generator, u64 count) {
    u64 words = (count - 1) / 32 + 1;
    Int* result = TRY(new_int(t, (words + 1) / 2));
    limbs::Limb* out = limbs_of(result);
    for (u64 i = 0; i < words; i++, count -= 32) {
        TRY(poll_interrupt(t));
        u64 word = generator.next();
        if (count < 32) word >>= 32 - count;
        out[i / 2] |= word << (i % 2 * 32);
    }
    return finish_int(result, (words + 1) / 2, false);
}

Result<Value> getrandbits(Thread& t, Value* a) {
    Value index = TRY(to_index(t, a[1]));
    if (int_sign(index) < 0) return raise_value_error(t, "Cannot convert negative int");
    IntView view(index);
    if (view.count > 1) return raise_overflow_error(t, "Python int too large for C uint64_t");
    u64 count = view.count == 0 ? 0 : view.limbs[0];
    MersenneTwister& generator = generator_of(a[0]);
    if (count == 0) return Value::small_int(0);
    if (count <= 32) return Value::small_int(static_cast<i64>(generator.next() >> (32 - count)));
    return many_bits(t, generator, count);
}

// ---- state

Result<Value> getstate(Thread& t, Value* a) {
    Tuple* state = TRY(make_tuple(t, MersenneTwister::kWords + 1));
    const MersenneTwister& generator = generator_of(a[0]);
    for (std::size_t i = 0; i < MersenneTwister::kWords; i++)
        state->items[i] = Value::small_int(generator.words()[i]);
    state->items[MersenneTwister::kWords] = Value::small_int(generator.index());
    return Value(state);
}

Result<u64> state_word(Thread& t, Value v) {
    if (!is_int(v)) return raise_type_error(t, "an integer is required");
    if (int_sign(v) < 0)
        return raise_overflow_error(t, "can't convert negative value to unsigned int");
    IntView view(v);
    if (view.count > 1)
        return raise_overflow_error(t, "Python int too large to convert to C unsigned long");
    return view.count == 0 ? 0 : view.limbs[0];
}

Result<Value> setstate(Thread& t, Value* a) {
    constexpr std::size_t kWords = MersenneTwister::kWords;
    if (!is_tuple(a[1])) return raise_type_error(t, "state vector must be a tuple");
    Tuple* state = a[1].as<Tuple>();
    if (state->length != kWords + 1) return raise_value_error(t, "state vector is the wrong size");
    u32 words[kWords];
    for (std::size_t i = 0; i < kWords; i++) {
        u64 word = TRY(state_word(t, state->items[i]));
        if (word > UINT32_MAX) return raise_value_error(t, "invalid state");
        words[i] = static_cast<u32>(word);
    }
    u64 index = TRY(state_word(t, state->items[kWords]));
    if (index > kWords) return raise_value_error(t, "invalid state");
    generator_of(a[0]).restore(words, static_cast<u32>(index));
    return Value::none();
}

// ---- helpers of random.py

Result<Value> sha512_digest(Thread& t, Value* a) {
    std::string_view bytes;
    if (!bytes_of(a[0], &bytes))
        return raise_type_error(
            t, cat("a bytes-like object is required, not '", type_name(t, a[0]), "'"));
    auto digest = random::sha512(bytes);
    return Value(TRY(make_bytes(t, {reinterpret_cast<const char*>(digest.data()), digest.size()})));
}

// The first position in a sorted list whose item is greater than x, at most `high`.
Result<Value> position(Thread& t, Value* a) {
    i64 low = 0, high = TRY(index_to_i64(t, a[2], true));
    while (low < high) {
        i64 middle = low + (high - low) / 2;
        Value item = TRY(get_item(t, a[0], Value::small_int(middle)));
        if (TRY(compare_truth(t, CompareOp::Lt, a[1], item)))
            high = middle;
        else
            low = middle + 1;
    }
    return make_int(t, low);
}

// ---- the type and the module

// Arguments are __init__'s business, which seeds; a subclass that doesn't call it has a state all
// the same.
Result<Value> random_new(Thread& t, Type* type, const Args&) {
    constexpr u32 kUnseeded[] = {0};
    Object* self = TRY(allocate_instance(t, type));
    generator_of(Value(self)).seed(kUnseeded);
    return Value(self);
}

Result<void> random_init(Thread& t, Value self, const Args& args) {
    TRY(check_no_keywords(t, "Random", args));
    TRY(check_positional(t, "Random", args, 0, 1));
    return seed_with(t, self, args.n == 0 ? Value() : args[0]);
}

constexpr NativeDef kMethods[] = {
    {"random", "($self, /)", "A float in the interval [0, 1).", random_method},
    {"seed", "($self, n=None, /)",
     "Starts the sequence that the seed stands for; None: an unpredictable one.", seed_method},
    {"getstate", "($self, /)", "The generator's state as a tuple of ints.", getstate},
    {"setstate", "($self, state, /)", "Restores a state that getstate() gave.", setstate},
    {"getrandbits", "($self, k, /)", "An int with k random bits.", getrandbits},
};

constexpr NativeDef kFunctions[] = {
    {"sha512", "(data, /)", "The SHA-512 digest of bytes.", sha512_digest},
    {"entropy", "(size, /)", "That many random bytes of the operating system.", entropy},
    {"position", "(values, x, high, /)",
     "Where x would be inserted into the sorted values, behind equal ones.", position},
};

}  // namespace

Result<Module*> init_random_module(Thread& t) {
    Module* module = TRY(make_native_module(
        t, "_random", "The Mersenne Twister, and helpers of the random module.", kFunctions));
    TypeDef def{
        .name = "Random", .instance_kind = Kind::Native, .instance_size = sizeof(RandomObject)};
    def.doc = "Random() -> a generator of random numbers with its own state.";
    def.flags = Type::kSubclassable;
    def.methods = kMethods;
    def.module = "_random";
    def.slots.new_ = random_new;
    def.slots.init = random_init;
    Type* type = TRY(make_native_type(t, def));
    Str* name = TRY(intern(t, "Random"));
    TRY(dict_set_str(t, module->dict, name, Value(type)));
    return module;
}

}  // namespace krait
