# Everything that CTest runs. Names under AddressSanitizer start with "asan.", so that both builds'
# tests can stand in one list (tools/test --asan). What is given by a file that may not exist is
# looked for with a glob, so that the list is made anew when the file comes.

if(KRAIT_ASAN)
    set(prefix "asan.")
    set(patience 3)     # multiplies the time limits
elseif(KRAIT_IS_RELEASE)
    set(prefix "")
    set(patience 1)
else()
    set(prefix "")
    set(patience 4)
endif()

# krait_test(NAME SECONDS COMMAND…)
function(krait_test name seconds)
    add_test(NAME "${prefix}${name}" COMMAND ${ARGN} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    math(EXPR limit "${seconds} * ${patience}")
    set_tests_properties("${prefix}${name}" PROPERTIES TIMEOUT ${limit} SKIP_RETURN_CODE 77)
endfunction()

# krait_test_properties(NAME PROPERTY VALUE…)
function(krait_test_properties name)
    set_tests_properties("${prefix}${name}" PROPERTIES ${ARGN})
endfunction()

# ---- unit tests: one CTest test for each GoogleTest suite, listed when ctest starts ----
krait_sources(unit_sources tests/unit)
if(unit_sources)
    find_package(GTest REQUIRED)
    krait_add_executable(krait-unit ${unit_sources})
    target_link_libraries(krait-unit PRIVATE krait_vm GTest::gtest)
    if(NOT "${PROJECT_SOURCE_DIR}/tests/unit/main.cpp" IN_LIST unit_sources)
        target_link_libraries(krait-unit PRIVATE GTest::gtest_main)
    endif()
    krait_link_without_lto(krait-unit)
    math(EXPR unit_limit "120 * ${patience}")
    set(suites "${PROJECT_BINARY_DIR}/unit_suites.cmake")
    configure_file(cmake/unit_suites.cmake.in "${suites}" @ONLY)
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${suites}")
endif()

# ---- scripts ----
if(TARGET krait)
    # The same output in every mode. Stress modes are slow; with the sanitizers only those that
    # check memory are run.
    if(KRAIT_ASAN)
        set(modes all gc)
        # Instrumented frames keep many stale words on the C++ stack, which the collector scans conservatively: which of
        # a few unreachable objects it finds, as these scripts ask, is another matter there.
        set(skipped --skip gc/finalizers --skip gc/weak_containers --skip gc/weakrefs)
    else()
        set(modes all none check deopt gc)
        set(skipped)
    endif()
    file(GLOB conformance_runner CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/conformance/run")
    if(conformance_runner)
        foreach(mode IN LISTS modes)
            krait_test(conformance-${mode} 600
                "${conformance_runner}" --krait $<TARGET_FILE:krait> --mode ${mode} -j 2
                ${skipped})
            krait_test_properties(conformance-${mode} LABELS conformance PROCESSORS 2)
        endforeach()
    endif()

    file(GLOB bench_programs CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/bench/programs/*.py")
    if(bench_programs)
        krait_test(bench-programs-smoke 300
            "${PROJECT_SOURCE_DIR}/tests/tools/smoke_bench" --krait $<TARGET_FILE:krait> -j 2)
        krait_test_properties(bench-programs-smoke LABELS bench PROCESSORS 2)
    endif()

    krait_test(specialized-forms 300 "${PROJECT_SOURCE_DIR}/tests/specialization/check_forms"
        --krait $<TARGET_FILE:krait> -j 2)
    krait_test_properties(specialized-forms LABELS conformance PROCESSORS 2)

    krait_test(outside-bytes 120 "${PROJECT_SOURCE_DIR}/tests/tools/check_outside"
        --krait $<TARGET_FILE:krait>)
    krait_test_properties(outside-bytes LABELS source)
    # Recursion without end, at several sizes of the C++ stack. (Instrumented frames need more of it.)
    if(KRAIT_ASAN)
        set(recursion_options --sanitized --stack 2048 8192 --limit 1000)
    else()
        # The whole matrix (no options) takes some minutes.
        set(recursion_options --stack 64 1024 8192 --limit 1000)
    endif()
    krait_test(recursion 300 "${PROJECT_SOURCE_DIR}/tests/recursion/run" --krait $<TARGET_FILE:krait>
        -j 2 ${recursion_options})
    krait_test_properties(recursion LABELS recursion PROCESSORS 2)

    # A few seconds of each fuzzer, from fixed seeds; tests/fuzz/README.md tells how to run them for long.
    if(KRAIT_ASAN)
        set(fuzz_programs 8)
        set(fuzz_woven 6)
        set(fuzz_texts 150)
    else()
        set(fuzz_programs 30)
        set(fuzz_woven 30)
        set(fuzz_texts 900)
    endif()
    krait_test(fuzz-attributes-smoke 240 "${PROJECT_SOURCE_DIR}/tests/fuzz/attributes"
        --krait $<TARGET_FILE:krait> --seed 1 --count ${fuzz_programs}
        --keep "${PROJECT_BINARY_DIR}/fuzz")
    krait_test(fuzz-programs-smoke 240 "${PROJECT_SOURCE_DIR}/tests/fuzz/programs"
        --krait $<TARGET_FILE:krait> --seed 1 --count ${fuzz_woven} --timeout 60
        --keep "${PROJECT_BINARY_DIR}/fuzz")
    krait_test(fuzz-source-smoke 240 "${PROJECT_SOURCE_DIR}/tests/fuzz/source"
        --krait $<TARGET_FILE:krait> --seed 1 --count ${fuzz_texts} --no-shrink
        --keep "${PROJECT_BINARY_DIR}/fuzz")
    krait_test_properties(fuzz-attributes-smoke LABELS fuzz)
    krait_test_properties(fuzz-programs-smoke LABELS fuzz)
    krait_test_properties(fuzz-source-smoke LABELS fuzz)

    # A sample of what --full tries.
    if(KRAIT_ASAN)
        set(oom_runs 200)
    else()
        set(oom_runs 1200)
    endif()
    krait_test(walk-oom 240 "${PROJECT_SOURCE_DIR}/tests/memory/walk_oom" --krait $<TARGET_FILE:krait>
        --runs ${oom_runs} --seed 1 -j 2)
    krait_test_properties(walk-oom LABELS memory PROCESSORS 2)
    # Not with the sanitizers: they make the memory that the operations need several times as large.
    if(NOT KRAIT_ASAN)
        krait_test(sigint-walk 600 "${PROJECT_SOURCE_DIR}/tests/interrupt/sigint_walk"
            --krait $<TARGET_FILE:krait> -j 2)
        krait_test_properties(sigint-walk LABELS interrupt PROCESSORS 2)
    endif()
    krait_test(sigint-edges 120 "${PROJECT_SOURCE_DIR}/tests/interrupt/sigint_edges"
        --krait $<TARGET_FILE:krait>)
    krait_test_properties(sigint-edges LABELS interrupt)

    # Not with the sanitizers: their shadow memory and quarantine are what would be measured.
    if(NOT KRAIT_ASAN)
        krait_test(steady-memory 60
            "${PROJECT_SOURCE_DIR}/tests/memory/check_steady" --krait $<TARGET_FILE:krait>)
        krait_test_properties(steady-memory LABELS memory)
        krait_test(heap-limit 300 "${PROJECT_SOURCE_DIR}/tests/memory/check_limit"
            --krait $<TARGET_FILE:krait> --limits 16 -j 2)
        krait_test_properties(heap-limit LABELS memory PROCESSORS 2)
    endif()
endif()

if(TARGET krait-bench-micro)
    krait_test(bench-micro-smoke 300 krait-bench-micro --benchmark_min_time=0.001)
    krait_test_properties(bench-micro-smoke LABELS bench)
endif()

# ---- the sources themselves: once is enough ----
if(NOT KRAIT_ASAN)
    krait_test(include-directions 60 "${PROJECT_SOURCE_DIR}/tools/check_includes")
    krait_test(format 120 "${PROJECT_SOURCE_DIR}/tools/check_format")
    krait_test_properties(include-directions LABELS source)
    krait_test_properties(format LABELS source)
endif()
