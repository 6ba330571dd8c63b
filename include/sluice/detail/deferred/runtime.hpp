// What the runtime compiles of the deferred mode.
#pragma once

#include "../base/compiler.hpp"

#if !SLUICE_DETAIL_WINDOWS
#include "session.hpp"
#else

#include "../output/stderr.hpp"
#include "requests.hpp"

namespace sluice::detail {

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME unsigned long long begin_deferred(registry_core& registry, deferred_options const&) noexcept {
    message_buffer message;
    append_filled(message, "sluice: $a: records are written at once: the deferred mode isn't there yet on Windows\n",
                  {registry.table.environment});
    write_stderr(message.view());
    return 0;
}
SLUICE_DETAIL_RUNTIME void end_deferred(registry_core&, unsigned long long) noexcept {}
SLUICE_DETAIL_RUNTIME void flush_deferred(registry_core&) noexcept {}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
#endif
