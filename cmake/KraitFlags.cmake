# Compiler and linker flags for everything that krait builds. They hang off the interface target
# krait_flags, so that nothing leaks into system headers or into projects that include this one.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g")
if(KRAIT_ASAN)
    set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12)
    message(FATAL_ERROR "krait needs g++ 12 or later; this is ${CMAKE_CXX_COMPILER_VERSION}")
endif()
if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|amd64|AMD64|aarch64|arm64")
    message(WARNING "krait packs pointers into 48 bits; ${CMAKE_SYSTEM_PROCESSOR} is untested")
endif()

find_program(KRAIT_CCACHE ccache)
mark_as_advanced(KRAIT_CCACHE)
if(KRAIT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${KRAIT_CCACHE}")
endif()

add_library(krait_flags INTERFACE)
target_include_directories(krait_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(krait_flags INTERFACE "KRAIT_VERSION=\"${PROJECT_VERSION}\"")
target_compile_options(krait_flags INTERFACE
    -Wall -Wextra -Wno-missing-field-initializers
    -fno-rtti
    -fno-strict-aliasing        # cells are allocated as raw memory and read as their kind's struct
    -ffp-contract=off           # a * b + c rounds twice, whether or not there is an FMA instruction
    -fno-pie)
target_link_options(krait_flags INTERFACE -no-pie -Wl,-O1 -Wl,--as-needed)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|amd64|AMD64")
    # No landing pads behind every indirect jump of the dispatch loop.
    target_compile_options(krait_flags INTERFACE -fcf-protection=none)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # -Wrestrict: g++ 12 reports string concatenations that are fine (GCC bug 105651).
    target_compile_options(krait_flags INTERFACE -Wshadow=local -Wno-restrict)
    if(NOT KRAIT_IS_RELEASE)
        # Without full optimization these two see paths that can't be taken, more so under the
        # sanitizers.
        target_compile_options(krait_flags INTERFACE -Wno-maybe-uninitialized -Wno-stringop-overflow)
    endif()
else()
    target_compile_options(krait_flags INTERFACE -Wshadow)
endif()
if(KRAIT_WERROR)
    target_compile_options(krait_flags INTERFACE -Werror)
endif()

if(KRAIT_ASAN)
    set(sanitizers -fsanitize=address,undefined -fno-sanitize=vptr)     # vptr needs RTTI
    target_compile_definitions(krait_flags INTERFACE KRAIT_ASAN=1)
    target_compile_options(krait_flags INTERFACE
        ${sanitizers} -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(krait_flags INTERFACE ${sanitizers})
endif()

# ---- link-time optimization ----
# The libraries carry machine code and LTO code ("fat" objects): the programs whose speed counts
# link the second, the unit tests and krait-stats the first, so that they don't optimize the whole
# VM once more each.
if(KRAIT_LTO)
    include(CheckIPOSupported)
    check_ipo_supported(RESULT lto_works OUTPUT lto_problem LANGUAGES CXX)
    if(NOT lto_works)
        message(WARNING "building without link-time optimization: ${lto_problem}")
        set(KRAIT_LTO OFF)
    elseif(NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
        message(STATUS "KRAIT_LTO is for g++ only; building without it")
        set(KRAIT_LTO OFF)
    endif()
endif()

function(krait_compile_for_lto target)
    if(KRAIT_LTO)
        target_compile_options(${target} PRIVATE -flto=auto -ffat-lto-objects)
    endif()
endfunction()

function(krait_link_with_lto target)
    if(KRAIT_LTO)
        # -Wstringop-…: g++ 12 sees a std::string's own buffer overflow in moves that are fine.
        target_link_options(${target} PRIVATE -flto=auto -O2 -Wno-odr
            -Wno-stringop-overflow -Wno-stringop-overread)
    endif()
endfunction()

function(krait_link_without_lto target)
    if(KRAIT_LTO)
        target_link_options(${target} PRIVATE -fno-lto)
    endif()
endfunction()

# krait_interpreter_flags(PATTERN…): the files that hold the dispatch loop. Keep every handler's own
# indirect jump and its register assignment: no merging of common tails, no moving of cold halves,
# nothing done to it at link time. Loops that move a few arguments stay loops: a call of memmove
# costs more, and makes the handler spill values to where the collector's scan finds them long after.
function(krait_interpreter_flags)
    file(GLOB files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" ${ARGN})
    set(flags -fno-lto -fno-var-tracking)
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
        list(APPEND flags -fno-gcse -fno-crossjumping -fno-reorder-blocks-and-partition
             -fno-tree-loop-distribute-patterns)
    endif()
    if(files)
        set_source_files_properties(${files} PROPERTIES COMPILE_OPTIONS "${flags}")
    endif()
endfunction()
