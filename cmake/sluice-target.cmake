# The target sluice::sluice: its headers in the given folder, and what they need. For the checkout and for the installed
# package.
include(CheckCXXSourceCompiles)

# Whether this compiler can link the {fmt} that there is: Debian 12's, built by GCC, lacks a symbol under the name that
# Clang gives it. Sets `answer`.
function(sluice_fmt_links answer)
    get_target_property(is_imported fmt::fmt IMPORTED)
    if(is_imported)
        set(CMAKE_REQUIRED_QUIET ON)
        set(CMAKE_REQUIRED_FLAGS "${CMAKE_CXX20_STANDARD_COMPILE_OPTION}")
        set(CMAKE_REQUIRED_LIBRARIES fmt::fmt)
        check_cxx_source_compiles("
            #include <fmt/core.h>
            struct out { using iterator_category = std::output_iterator_tag; using difference_type = long;
                         using value_type = void; using pointer = void; using reference = void;
                         out& operator=(char) { return *this; } out& operator*() { return *this; }
                         out& operator++() { return *this; } out operator++(int) { return *this; } };
            int main() { fmt::vformat_to(out{}, \"\", fmt::format_args{}); }" SLUICE_FMT_LINKS)
        set(${answer} ${SLUICE_FMT_LINKS} PARENT_SCOPE)
    else()
        set(${answer} TRUE PARENT_SCOPE)  # built here, with this compiler
    endif()
endfunction()

function(sluice_add_target include)
    set(formats auto fmt fmt-header-only std)
    if(NOT SLUICE_FORMAT IN_LIST formats)
        message(FATAL_ERROR "sluice: SLUICE_FORMAT=${SLUICE_FORMAT}: it is one of ${formats}")
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
    if(NOT format STREQUAL "std" AND NOT TARGET fmt::${format})
        message(FATAL_ERROR "sluice: SLUICE_FORMAT=${format}, but CMake finds no {fmt} 9 or later with a target "
                            "fmt::${format}: install it, name its folder by fmt_DIR, or say SLUICE_FORMAT=std")
    endif()
    if(format STREQUAL "fmt" AND TARGET fmt::fmt-header-only)
        sluice_fmt_links(links)
        if(NOT links)
            set(format fmt-header-only)
        endif()
    endif()
    if(NOT TARGET Boost::headers)
        find_package(Boost REQUIRED)  # Boost.Preprocessor: headers
    endif()
    if(NOT SLUICE_SOURCE_ROOT)
        set(SLUICE_SOURCE_ROOT "${CMAKE_SOURCE_DIR}")
    endif()
    add_library(sluice INTERFACE)
    add_library(sluice::sluice ALIAS sluice)
    target_compile_features(sluice INTERFACE cxx_std_20)
    target_include_directories(sluice INTERFACE "${include}")
    target_compile_definitions(sluice INTERFACE "SLUICE_CFG_SOURCE_ROOT=\"${SLUICE_SOURCE_ROOT}/\"")
    target_link_libraries(sluice INTERFACE Boost::headers)
    if(format STREQUAL "std")
        target_compile_definitions(sluice INTERFACE SLUICE_CFG_FORMAT=std)
    else()
        target_link_libraries(sluice INTERFACE fmt::${format})
    endif()
endfunction()
