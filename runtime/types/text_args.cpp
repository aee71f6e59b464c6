#include "runtime/types/text_args.h"

#include "runtime/errors/errors.h"
#include "runtime/types/int.h"

namespace krait {

Result<i64> range_argument(Thread& t, Value v, i64 fallback) {
    if (v.is_empty() || v.is_none()) return fallback;
    if (KRAIT_LIKELY(v.is_small_int())) return v.small_int_value();
    if (!has_index(t, v)) {
        return raise_type_error(
            t, "slice indices must be integers or None or have an __index__ method");
    }
    return int_clip_i64(TRY(to_index(t, v)));
}

Result<TextRange> range_arguments(Thread& t, Value start, Value end, u64 length) {
    const i64 size = static_cast<i64>(length);
    TextRange range;
    range.start = TRY(range_argument(t, start, 0));
    range.end = TRY(range_argument(t, end, size));
    if (range.end > size)
        range.end = size;
    else if (range.end < 0)
        range.end = std::max<i64>(range.end + size, 0);
    if (range.start < 0) range.start = std::max<i64>(range.start + size, 0);
    return range;
}

namespace {

struct SpaceTable {
    bool is[256] = {};
    constexpr explicit SpaceTable(bool separators) {
        for (int c = '\t'; c <= '\r'; c++) is[c] = true;
        is[static_cast<int>(' ')] = true;
        if (separators) {
            for (int c = 0x1C; c <= 0x1F; c++) is[c] = true;
        }
    }
};
constexpr SpaceTable kByteTable(false);
constexpr SpaceTable kAsciiTable(true);

}  // namespace

const ByteSpace kByteSpace = {kByteTable.is};
const ByteSpace kAsciiSpace = {kAsciiTable.is};

}  // namespace krait
