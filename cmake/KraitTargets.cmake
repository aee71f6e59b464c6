# The kinds of targets: a room (library), a program, and script modules compiled into a room.

# krait_sources(VARIABLE DIRECTORY [EXCEPT DIRECTORY…]): all .cpp files below DIRECTORY.
function(krait_sources variable directory)
    cmake_parse_arguments(arg "" "" "EXCEPT" ${ARGN})
    file(GLOB_RECURSE files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${directory}/*.cpp")
    foreach(except IN LISTS arg_EXCEPT)
        list(FILTER files EXCLUDE REGEX "^${PROJECT_SOURCE_DIR}/${except}/")
    endforeach()
    set(${variable} ${files} PARENT_SCOPE)
endfunction()

# krait_room(NAME DIRECTORY [EXCEPT DIRECTORY…] [LINK LIBRARY…]): a static library of what lies
# below DIRECTORY. A room that has no sources (yet) is an interface library, so that what links to
# it need not care.
function(krait_room name directory)
    cmake_parse_arguments(arg "" "" "EXCEPT;LINK" ${ARGN})
    krait_sources(sources ${directory} EXCEPT ${arg_EXCEPT})
    if(sources)
        add_library(${name} STATIC ${sources})
        target_link_libraries(${name} PUBLIC krait_flags ${arg_LINK})
        krait_compile_for_lto(${name})
    else()
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE krait_flags ${arg_LINK})
    endif()
endfunction()

# krait_add_executable(NAME SOURCE…): an executable with krait's flags and, under ASan, its default
# options.
function(krait_add_executable name)
    add_executable(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE krait_flags)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
    if(KRAIT_ASAN)
        target_sources(${name} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/sanitizer_options.cpp")
    endif()
endfunction()

# krait_program(NAME DIRECTORY [WHOLE_PROGRAM] [LINK LIBRARY…]): bin/NAME from the sources in
# DIRECTORY. WHOLE_PROGRAM: its speed counts, so it is optimized across files. libstdc++ and libgcc
# are linked in, since looking them up and relocating them is a good part of the time that an empty
# script takes.
function(krait_program name directory)
    cmake_parse_arguments(arg "WHOLE_PROGRAM" "" "LINK" ${ARGN})
    krait_sources(sources ${directory})
    if(NOT sources)
        return()
    endif()
    krait_add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE ${arg_LINK})
    if(arg_WHOLE_PROGRAM)
        krait_compile_for_lto(${name})
        krait_link_with_lto(${name})
    else()
        krait_link_without_lto(${name})
    endif()
    if(KRAIT_IS_RELEASE AND NOT KRAIT_ASAN)
        target_link_options(${name} PRIVATE -static-libstdc++ -static-libgcc)
    endif()
endfunction()

# krait_embed_modules(ROOM DIRECTORY): the script modules below DIRECTORY go into ROOM as source
# text. The generated file defines what DIRECTORY/embedded.h declares (see tools/embed_modules).
function(krait_embed_modules room directory)
    file(GLOB_RECURSE modules CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${directory}/*.py")
    file(GLOB header CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${directory}/embedded.h")
    get_target_property(kind ${room} TYPE)
    if(NOT header OR kind STREQUAL INTERFACE_LIBRARY)
        return()
    endif()
    if(NOT Python3_Interpreter_FOUND)
        message(FATAL_ERROR "python3 is needed to embed ${directory}/*.py")
    endif()
    set(output "${PROJECT_BINARY_DIR}/generated/${directory}/embedded.cpp")
    set(tool "${PROJECT_SOURCE_DIR}/tools/embed_modules")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND Python3::Interpreter "${tool}" "${PROJECT_SOURCE_DIR}" ${directory} "${output}"
        DEPENDS "${tool}" ${modules} ${header}
        COMMENT "Embedding the modules of ${directory}"
        VERBATIM)
    target_sources(${room} PRIVATE "${output}")
endfunction()
