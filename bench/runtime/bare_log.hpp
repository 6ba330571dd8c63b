// A log written by hand, the reference for the others: only formatting and write().
#pragma once

#include <string>

class bare_log {
public:
    /// Opens the file for appending. "-" is stderr.
    void open(std::string const& path);
    /// Formats one record, with a constant prefix, and writes it.
    void record(int number, int count, std::string const& source, double total) const;
    /// Formats a text and a newline into a buffer and writes it.
    void text(std::string const& from) const;
    /// The same with fmt::format, which suits a text of many megabytes.
    void huge_text(std::string const& from) const;

private:
    int file_ = -1;
};
