// The sizes of cells: multiples of 8 up to 512 bytes, then about four sizes per doubling up to half a
// block. What is larger is a large object in blocks of its own.
#pragma once

#include "runtime/heap/heap.h"

#include <array>
#include <iterator>

namespace krait {

inline constexpr u32 kBlockShift = 16;
inline constexpr u32 kBlockSize = 1u << kBlockShift;

// A small class's number is its size in granules; 0 and 1 are unused.
inline constexpr u32 kSmallClasses = Heap::kMaxSmall / Heap::kGranule + 1;
// Chosen so that little of a block is lost at its end.
inline constexpr u16 kMediumSizes[] = {640,  768,   896,   1024,  1280,  1536, 1792, 2048,
                                       2560, 3072,  3584,  4096,  5040,  6552, 7280, 8192,
                                       9360, 10920, 13104, 16384, 21840, 32768};
inline constexpr u32 kMaxMedium = 32768;
inline constexpr u32 kClassCount = kSmallClasses + std::size(kMediumSizes);

inline constexpr u32 kMediumStep = 256;
inline constexpr auto kMediumLookup = [] {
    std::array<u8, kMaxMedium / kMediumStep + 1> table = {};
    u32 next = 0;
    for (u32 i = 0; i < table.size(); i++) {
        while (kMediumSizes[next] < i * kMediumStep) next++;
        table[i] = static_cast<u8>(next);
    }
    return table;
}();

constexpr u32 class_size(u32 size_class) {
    return size_class < kSmallClasses ? size_class * u32(Heap::kGranule)
                                      : kMediumSizes[size_class - kSmallClasses];
}

// `bytes` is at most kMaxMedium.
inline u32 size_class_of(std::size_t bytes) {
    if (bytes <= Heap::kMaxSmall) {
        u32 granules = static_cast<u32>((bytes + Heap::kGranule - 1) / Heap::kGranule);
        return granules < 2 ? 2 : granules;
    }
    u32 medium =
        kMediumLookup[bytes / kMediumStep];  // of a size rounded down: a step too low at most
    while (kMediumSizes[medium] < bytes) medium++;
    return kSmallClasses + medium;
}

}  // namespace krait
