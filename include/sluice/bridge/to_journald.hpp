// Hands records to systemd's journal. To be linked with libsystemd:
//
//     auto const bridge = shop::logs.add_sink(sluice::to_journald{}, sluice::replace_stderr);
#pragma once

#include <sys/uio.h>
#include <systemd/sd-journal.h>

#include <vector>

#include "priority.hpp"

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_push.hpp"
#endif

namespace sluice {

/// A sink. An entry has the fields MESSAGE (all lines), PRIORITY, CODE_FILE, CODE_LINE, CODE_FUNC, TID and
/// SLUICE_LOGGER; SLUICE_ARTIFACT, SLUICE_RANK and SLUICE_TRACE_ID where there are such; and SLUICE_CREATED, seconds
/// since 1970, as the journal has a time of its own. libsystemd reports success where no journal runs. Called as sinks
/// are, one record at a time; allocates; what it throws means a record not taken.
class to_journald {
public:
    /// False where the journal didn't take it.
    bool operator()(record const& made) const {
        std::vector<std::string> fields;
        auto const add = [&](char const* name, text_view value) {
            fields.emplace_back(name).append("=").append(value.data(), value.size());
        };
        add("MESSAGE", made.text);
        add("PRIORITY", std::to_string(detail::priority_of(made.at)));
        add("CODE_FILE", made.file);
        add("CODE_LINE", std::to_string(made.line));
        add("CODE_FUNC", made.function);
        add("TID", std::to_string(made.thread));
        add("SLUICE_LOGGER", made.logger);
        std::string fraction = std::to_string(1000000000 + made.time.nanosecond);  // the 1 keeps the zeros behind it
        add("SLUICE_CREATED", std::to_string(made.time.since_epoch) + fraction.replace(0, 1, "."));
        if (!made.artifact.empty()) add("SLUICE_ARTIFACT", made.artifact);
        if (made.rank >= 0) add("SLUICE_RANK", std::to_string(made.rank));
        if (!made.trace_id.empty()) add("SLUICE_TRACE_ID", made.trace_id);

        std::vector<iovec> parts;
        for (std::string& each : fields) parts.push_back({each.data(), each.size()});
        // In brackets, as there is a macro of this name that adds the place of this very line.
        return (sd_journal_sendv)(parts.data(), static_cast<int>(parts.size())) == 0;
    }
};

}  // namespace sluice

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_pop.hpp"
#endif
