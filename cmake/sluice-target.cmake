# The targets sluice::sluice (the runtime compiled once, a static library) and sluice::header_only (compiles nothing),
# for the checkout and for the installed package.
include(CheckCXXSourceCompiles)

# Tests whether a source compiles and links with these libraries, as C++20. Caches the result in the variable `answer`.
function(sluice_check answer source libraries)
    set(CMAKE_REQUIRED_QUIET ON)
    set(CMAKE_REQUIRED_FLAGS "${CMAKE_CXX20_STANDARD_COMPILE_OPTION}")
    set(CMAKE_REQUIRED_LIBRARIES ${libraries})
    check_cxx_source_compiles("${source}" ${answer})
endfunction()

# Decides on the formatting library. Sets sluice_format to fmt, fmt-header-only or std.
function(sluice_choose_format)
    set(formats auto fmt fmt-header-only std)
    if(NOT SLUICE_FORMAT IN_LIST formats)
        message(FATAL_ERROR "sluice: SLUICE_FORMAT=${SLUICE_FORMAT}: must be one of ${formats}")
    endif()
    set(format ${SLUICE_FORMAT})
    if(NOT format STREQUAL "std" AND NOT TARGET fmt::fmt)
        find_package(fmt 9 QUIET)
    endif()
    if(format STREQUAL "auto")
        if(TARGET fmt::fmt)
            set(format fmt)
        else()
            set(format std)
        endif()
    endif()
    if(format STREQUAL "std")
        sluice_check(SLUICE_HAS_STD_FORMAT "
            #include <version>
            #ifndef __cpp_lib_format
            #error
            #endif
            int main() {}" "")
        if(NOT SLUICE_HAS_STD_FORMAT)
            message(FATAL_ERROR "sluice: nothing to format with: CMake finds no {fmt} 9 or later, and this compiler's "
                                "standard library has no std::format: install {fmt} (Debian: libfmt-dev), or set "
                                "fmt_DIR to its folder")
        endif()
    elseif(NOT TARGET fmt::${format})
        message(FATAL_ERROR "sluice: SLUICE_FORMAT=${format}, but CMake finds no {fmt} 9 or later with a target "
                            "fmt::${format}: install it (Debian: libfmt-dev), set fmt_DIR to its folder, or set "
                            "SLUICE_FORMAT=std")
    elseif(format STREQUAL "fmt" AND TARGET fmt::fmt-header-only)
        # An installed {fmt} may not link with this compiler: Debian 12's, built by GCC, lacks a symbol under the name
        # that Clang gives it. A {fmt} that the project itself builds links.
        get_target_property(is_imported fmt::fmt IMPORTED)
        if(is_imported)
            sluice_check(SLUICE_FMT_LINKS "
                #include <fmt/core.h>
                struct out { using iterator_category = std::output_iterator_tag; using difference_type = long;
                             using value_type = void; using pointer = void; using reference = void;
                             out& operator=(char) { return *this; } out& operator*() { return *this; }
                             out& operator++() { return *this; } out operator++(int) { return *this; } };
                int main() { fmt::vformat_to(out{}, \"\", fmt::format_args{}); }" fmt::fmt)
            if(NOT SLUICE_FMT_LINKS)
                set(format fmt-header-only)
            endif()
        endif()
    endif()
    set(sluice_format ${format} PARENT_SCOPE)
endfunction()

# Adds the headers in the given folder and their dependencies to an INTERFACE target.
function(sluice_set_up_headers target include)
    if(NOT TARGET Boost::headers)
        find_package(Boost QUIET)
    endif()
    if(NOT TARGET Boost::headers)
        message(FATAL_ERROR "sluice: CMake finds no Boost, of which sluice needs the headers of Boost.Preprocessor: "
                            "install them (Debian: libboost-dev), or set Boost_INCLUDE_DIR to their folder")
    endif()
    if(NOT SLUICE_SOURCE_ROOT)
        set(SLUICE_SOURCE_ROOT "${CMAKE_SOURCE_DIR}")
    endif()
    target_compile_features(${target} INTERFACE cxx_std_20)
    target_include_directories(${target} INTERFACE "${include}")
    target_compile_definitions(${target} INTERFACE "SLUICE_CFG_SOURCE_ROOT=\"${SLUICE_SOURCE_ROOT}/\"")
    target_link_libraries(${target} INTERFACE Boost::headers)
    if(sluice_format STREQUAL "std")
        target_compile_definitions(${target} INTERFACE SLUICE_CFG_FORMAT=std)
    else()
        target_link_libraries(${target} INTERFACE fmt::${sluice_format})
    endif()
endfunction()

# Adds the static library of the runtime, compiled from `source`. Shared libraries can link it and export none of its
# symbols. It is compiled only if something links it, unless sluice is the top-level project.
function(sluice_add_library name source headers)
    add_library(${name} STATIC "${source}")
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden
                          VISIBILITY_INLINES_HIDDEN ON OUTPUT_NAME sluice)
    if(NOT CMAKE_PROJECT_NAME STREQUAL "sluice")
        set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
    endif()
    target_compile_definitions(${name} PUBLIC SLUICE_CFG_RUNTIME=extern)
    target_link_libraries(${name} PUBLIC ${headers})
endfunction()

# Adds the targets of the checkout in the given folder. Sets sluice_format.
function(sluice_add_targets folder)
    sluice_choose_format()
    add_library(sluice_header_only INTERFACE)
    add_library(sluice::header_only ALIAS sluice_header_only)
    sluice_set_up_headers(sluice_header_only "${folder}/include")
    sluice_add_library(sluice "${folder}/src/runtime.cpp" sluice_header_only)
    add_library(sluice::sluice ALIAS sluice)
    set(sluice_format ${sluice_format} PARENT_SCOPE)
endfunction()

# Adds the targets of an installed package. If its library doesn't link with this project's compiler, standard library
# or formatting library, this project compiles the runtime.
function(sluice_import_targets include library source)
    sluice_choose_format()
    add_library(sluice::header_only INTERFACE IMPORTED)
    sluice_set_up_headers(sluice::header_only "${include}")
    set(links OFF)
    if(sluice_format STREQUAL "fmt")
        get_target_property(can_check fmt::fmt IMPORTED)
    else()
        set(can_check ON)
    endif()
    if(can_check)
        set(CMAKE_REQUIRED_DEFINITIONS -DSLUICE_CFG_RUNTIME=extern)
        sluice_check(SLUICE_LIBRARY_LINKS_${sluice_format} "
            #include <sluice/sluice.hpp>
            #include <sluice/trace.hpp>
            SLUICE_REGISTRY(check, \"CHECK_LOGS\", (part, \"A component\"))
            int main() {
                SLUICE_WARNING(check::part, \"{}\", 1);
                SLUICE_TRACE(check::logs, \"name\", sluice::json_object{});
            }" "${library};sluice::header_only")
        set(links ${SLUICE_LIBRARY_LINKS_${sluice_format}})
    endif()
    if(links)
        add_library(sluice::sluice STATIC IMPORTED)
        set_target_properties(sluice::sluice PROPERTIES IMPORTED_LOCATION "${library}")
        target_compile_definitions(sluice::sluice INTERFACE SLUICE_CFG_RUNTIME=extern)
        target_link_libraries(sluice::sluice INTERFACE sluice::header_only)
    else()
        if(NOT TARGET sluice_runtime)
            message(STATUS "sluice: the installed library doesn't link here: this project compiles its own")
            sluice_add_library(sluice_runtime "${source}" sluice::header_only)
        endif()
        add_library(sluice::sluice INTERFACE IMPORTED)
        target_link_libraries(sluice::sluice INTERFACE sluice_runtime)
    endif()
endfunction()
