// The operating system interface, and the choice of its implementation. Independent of logging.
//
// Each implementation defines: mutex, call_scope; process_id, thread_id, forget_ids, thread_name, program_name,
// host_name, error_text; wall_seconds, local_time, forget_time_zone, monotonic_nanoseconds; environment_variable,
// path_variable, all_variables, is_path_separator; standard_error, is_terminal, terminal_width, inspect_file,
// is_same_file, is_close_on_exec, open_for_appending, close_file, cut_file, make_folders; write_record, wait_for_room;
// at_fork and once, where processes fork; for SLUICE_CFG_EXTENDED path_separator, is_absolute, append_current_folder,
// set_variable, read_text_file and, except on Windows, file_watcher, look_at_files, and functions for threads.
#pragma once

#include "words.hpp"

#if SLUICE_DETAIL_WINDOWS
#include "windows.hpp"
#if SLUICE_CFG_EXTENDED
#include "windows_files.hpp"
#endif
#else
#include "posix.hpp"
#include "posix_write.hpp"
#if SLUICE_CFG_EXTENDED
#include "posix_watch.hpp"
#endif
#endif

namespace sluice::detail {

/// Holds a mutex for a scope.
class SLUICE_DETAIL_SCOPED_LOCK SLUICE_DETAIL_HIDDEN lock_guard {
public:
    SLUICE_DETAIL_ACCESSOR explicit lock_guard(mutex& held) noexcept SLUICE_DETAIL_ACQUIRES(held) : held_(held) {
        held_.lock();
    }
    lock_guard(lock_guard const&) = delete;
    lock_guard& operator=(lock_guard const&) = delete;
    SLUICE_DETAIL_ACCESSOR ~lock_guard() SLUICE_DETAIL_RELEASES() { held_.unlock(); }

private:
    mutex& held_;
};

}  // namespace sluice::detail
