// The answer to "explain=name": which directives decide about a name, which they override, and what else becomes of its
// records. Only SLUICE_CFG_EXTENDED compiles it.
#pragma once

#include "../runtime/change.hpp"
#include "../settings/explain.hpp"

namespace sluice::detail {

/// Explains the settings in force for names, one sentence a line. Pure, but for the registry's modules.
class SLUICE_DETAIL_HIDDEN settings_explainer {
public:
    SLUICE_DETAIL_ACCESSOR settings_explainer(buffer& to, registry_state const& of) noexcept : out_(to), registry_(of) {}

    /// Explains a row.
    SLUICE_DETAIL_MESSAGE void explain_row(size_t row) noexcept {
        if (row < table().component_count)
            explain_component(row);
        else
            explain_artifact(row);
    }

    SLUICE_DETAIL_MESSAGE void explain_logger(text_view logger) noexcept {
        setter from;
        level const at = resolve_logger(logger, now(), table(), &from);
        text_view const shown[] = {logger, to_text(at)};
        bool const is_root = logger == table().root;
        append_filled(out_, is_root ? "$a is the root of all loggers: $b and up" : "$a is a logger: $b and up", shown);
        append_end(at);
        append_reason(logger, row_none, from);
        bool is_used = is_root || table().find(logger) != table().row_count();
        for (module_state const* each = registry_.modules; each != nullptr; each = each->next)
            is_used = is_used || each->logger == logger;
        for (size_t i = 0; i < table().component_count; ++i)
            for (unsigned j = 0; j < table().components[i].logger_count; ++j)
                is_used = is_used || table().loggers[table().components[i].first_logger + j] == logger;
        if (!is_used) out_.append("  no component has it, and no module of this name has been used so far\n");
    }

private:
    buffer& out_;
    registry_state const& registry_;
    static constexpr size_t row_none = ~static_cast<size_t>(0);

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR tables const& table() const noexcept { return registry_.core.table; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR plan now() const noexcept { return registry_.in_force.view(); }

    SLUICE_DETAIL_MESSAGE void append_end(level at) noexcept {
        if (at == level::off) out_.shorten(out_.size() - text_view{"off and up"}.size());
        out_.append(at == level::off ? "nothing is logged\n" : " are logged\n");
    }

    SLUICE_DETAIL_MESSAGE void explain_component(size_t row) noexcept {
        component_row const& component = table().components[row];
        for (unsigned j = 0; j < component.logger_count; ++j) {
            text_view const logger = table().loggers[component.first_logger + j];
            setter from;
            level const at = resolve_logger(logger, now(), table(), &from);
            text_view const values[] = {component.name, logger, to_text(at)};
            append_filled(out_, j == 0 ? "$a is a component with the logger $b: $c and up"
                                       : "$a has the logger $b too: $c and up", values);
            append_end(at);
            append_reason(logger, row_none, from);
        }
        append_kept(row);
    }

    SLUICE_DETAIL_MESSAGE void explain_artifact(size_t row) noexcept {
        artifact_row const& artifact = table().artifacts[row - table().component_count];
        setter from;
        bool const is_on = resolve_row(row, now(), table(), &from) <= artifact.at;
        bool const by_name = from.by != nullptr && from.name == artifact.name;
        text_view const values[] = {artifact.name, to_text(artifact.at), artifact.logger, is_on ? "on" : "off"};
        append_filled(out_, "$a is an artifact of level $b with the home logger $c: it is $d\n", values);
        if (artifact.off_by_default && !by_name) {
            out_.append("  it is off by default: only its own name turns it on\n");
        } else if (!by_name) {
            text_view const home[] = {artifact.logger, to_text(resolve_logger(artifact.logger, now(), table()))};
            append_filled(out_, "  its name isn't set, so it follows its home logger, which logs $b and up\n", home);
        }
        if (by_name || !artifact.off_by_default) append_reason(artifact.logger, row, from);
        append_kept(row);
    }

    // Appends the directive that decides, those that it overrides, and its modifiers. An artifact's row, or none.
    SLUICE_DETAIL_MESSAGE void append_reason(text_view logger, size_t row, setter const& from) noexcept {
        int const rank = load_relaxed(registry_.rank);
        text_view winner;
        if (from.by == nullptr) out_.append("  no directive is about it or a logger above it: warning is the default\n");
        for (int pass = 0; pass < 2; ++pass) {
            settings_parser again{registry_.in_force.text.view(), table()};
            directive const* each = now().begin();
            while (again.next()) {
                if (again.fault != settings_fault::none || again.asked != request::none) continue;
                bool const is_here = is_for_rank(again.parsed, rank);
                bool const wins = is_here && each == from.by;
                if (is_here) ++each;
                text_view const values[] = {again.whole, winner};
                if (pass == 0 && wins) {
                    winner = again.whole;
                    bool inherits = row == row_none && !(from.name == logger);
                    size_t const named = table().find(from.name);
                    for (unsigned j = 0; named < table().component_count && j < table().components[named].logger_count; ++j)
                        if (table().loggers[table().components[named].first_logger + j] == logger) inherits = false;
                    text_view const shown[] = {winner, from.name, logger};
                    append_filled(out_, inherits ? "  $A decides: $c inherits from $b\n" : "  $A decides\n", shown);
                }
                if (pass == 0 || wins || !is_about(again.parsed, logger, row)) continue;
                append_filled(out_, !is_here                                          ? "  $A is for processes of other ranks\n"
                              : again.parsed.target == directive::kind::file ? "  $A decides for calls in these files\n"
                                                                             : "  $A is overridden by $B\n", values);
            }
        }
        if (from.by != nullptr) append_modifiers(from.by->more);
    }

    // Returns true if a directive alone would set the name's threshold, or those of its calls in files.
    [[nodiscard]] SLUICE_DETAIL_MESSAGE bool is_about(directive const& only, text_view logger, size_t row) const noexcept {
        if (only.target == directive::kind::file) return true;
        plan const alone{&only, 1};
        setter from;
        if (row == row_none)
            static_cast<void>(resolve_logger(logger, alone, table(), &from));
        else
            static_cast<void>(resolve_row(row, alone, table(), &from));
        return from.by != nullptr;
    }

    SLUICE_DETAIL_MESSAGE void append_modifiers(modifiers const& more) noexcept {
        if (more.has_budget) {
            out_.append("  at most ");
            out_.append_number(more.budget);
            text_view const values[] = {more.lines ? "lines" : "records", more.each_second ? " a second" : ""};
            append_filled(out_, " $a$b are written\n", values);
        }
        if (!more.route.empty())
            append_filled(out_, more.adds_route ? "  records also go to $A\n" : "  records go to $A only\n", {more.route});
        if (more.recorded == 0) return;
        out_.append("  a flight recorder keeps the last ");
        out_.append_number(more.recorded);
        out_.append(" records\n");
    }

    SLUICE_DETAIL_MESSAGE void append_kept(size_t row) noexcept {
        level const kept = registry_.core.kept == nullptr ? level::debug : registry_.core.kept[row];
        if (kept == level::off)
            out_.append("  it is compiled out of this program\n");
        else if (kept != level::debug)
            append_filled(out_, "  messages below $a are compiled out of this program\n", {to_text(kept)});
    }
};

/// Appends the explanation of a name, or, if nothing has it, what explain() says. With the hub's lock held.
SLUICE_DETAIL_MESSAGE inline void append_explanation(buffer& out, registry_state const& registry, text_view name,
                                                     text_view origin) noexcept {
    tables const& table = registry.core.table;
    settings_explainer explainer{out, registry};
    settings_parser parser{name, table};
    bool const is_directive = parser.next() && parser.fault == settings_fault::none && parser.asked == request::none;
    if (!is_directive && parser.fault != settings_fault::none) return explain(out, parser, origin);
    if (!is_directive || !(parser.name == trimmed(name)) || parser.parsed.target == directive::kind::file) {
        append_filled(out, "sluice: $a: explain needs a name, such as explain=$b\n", {origin, table.components[0].name});
        return;
    }
    switch (parser.parsed.target) {
    case directive::kind::component: return explainer.explain_row(parser.parsed.index);
    case directive::kind::artifact: return explainer.explain_row(table.component_count + parser.parsed.index);
    case directive::kind::pattern:
        for (size_t i = 0; i < table.row_count(); ++i)
            if (matches(parser.name, table.row_at(i).name)) explainer.explain_row(i);
        return;
    default: return explainer.explain_logger(parser.parsed.logger);
    }
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME owned_text explain_name(registry_core& core, text_view name) noexcept {
    message_buffer out;
    {
        settings_lock const held{core};
        local_buffer<64> origin;
        append_filled(origin, "$a::logs.explain", {core.table.root});
        append_explanation(out, *core.state, name, origin.view());
    }
    owned_text made{};
    made.assign(out.view());
    return made;
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
