// Sends records to systemd's journal. Needs libsystemd:
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

/// A sink that writes each record as an entry of the journal, with the fields MESSAGE (all lines), PRIORITY, CODE_FILE,
/// CODE_LINE, CODE_FUNC, TID and SLUICE_LOGGER; SLUICE_ARTIFACT, SLUICE_RANK and SLUICE_TRACE_ID if the record has
/// them; and SLUICE_CREATED, seconds since 1970, as the journal adds its own time. libsystemd reports success if no
/// journal runs. The registry calls it for one record at a time. Allocates; if it throws, the record counts as refused.
class to_journald {
public:
    /// Writes a record. Returns false if the journal refused it.
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
        std::string fraction = std::to_string(1000000000 + made.time.nanosecond);  // the 1 keeps leading zeros
        add("SLUICE_CREATED", std::to_string(made.time.since_epoch) + fraction.replace(0, 1, "."));
        if (!made.artifact.empty()) add("SLUICE_ARTIFACT", made.artifact);
        if (made.rank >= 0) add("SLUICE_RANK", std::to_string(made.rank));
        if (!made.trace_id.empty()) add("SLUICE_TRACE_ID", made.trace_id);

        std::vector<iovec> parts;
        for (std::string& each : fields) parts.push_back({each.data(), each.size()});
        // In parentheses: the macro of this name would add the place of this line.
        return (sd_journal_sendv)(parts.data(), static_cast<int>(parts.size())) == 0;
    }
};

}  // namespace sluice

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_pop.hpp"
#endif
