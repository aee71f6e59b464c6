# What krait uses of other people's work (docs/dependencies.md says why). Debian packages all;
# `tools/setup` installs them.

set(hint "run tools/setup, or see docs/dependencies.md")

set(Boost_NO_WARN_NEW_VERSIONS ON)
find_package(Boost 1.81 QUIET)
if(NOT Boost_FOUND)
    message(FATAL_ERROR "Boost headers 1.81 or later not found (${hint})")
endif()
find_package(nlohmann_json 3.10 QUIET)
if(NOT nlohmann_json_FOUND)
    message(FATAL_ERROR "nlohmann/json not found (${hint})")
endif()
find_package(CLI11 2.1 QUIET)
if(NOT CLI11_FOUND)
    message(FATAL_ERROR "CLI11 not found (${hint})")
endif()

# GMP has no CMake package. The static library where there is one: one file less to load at every
# start.
find_path(KRAIT_GMP_INCLUDE gmp.h)
find_library(KRAIT_GMP_LIBRARY NAMES libgmp.a gmp)
mark_as_advanced(KRAIT_GMP_INCLUDE KRAIT_GMP_LIBRARY)
if(NOT KRAIT_GMP_INCLUDE OR NOT KRAIT_GMP_LIBRARY)
    message(FATAL_ERROR "GMP not found (${hint})")
endif()
add_library(krait_gmp INTERFACE)
target_include_directories(krait_gmp SYSTEM INTERFACE "${KRAIT_GMP_INCLUDE}")
target_link_libraries(krait_gmp INTERFACE "${KRAIT_GMP_LIBRARY}")

# For the module embedder.
find_package(Python3 QUIET COMPONENTS Interpreter)
