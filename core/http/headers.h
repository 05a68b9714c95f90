// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>
#include <vector>

namespace sluice::http {

/// One field line, name as sent, value without surrounding white space (RFC 9110 §5).
struct Header {
    QByteArray name;
    QByteArray value;

    bool operator==(const Header &) const = default;
};

/// The first line of an answer (RFC 9112 §4; libcurl writes "HTTP/2 200 " for HTTP/2 and HTTP/3).
struct StatusLine {
    QByteArray version; ///< "HTTP/1.1", "HTTP/2"
    int status = 0;     ///< three digits, 100 … 999
    QByteArray reason;  ///< often empty

    bool operator==(const StatusLine &) const = default;
};

/// Parses a status line, with or without its line end; nothing when the text is not one. Pure.
std::optional<StatusLine> parseStatusLine(QByteArrayView line);

/// Parses one field line, with or without its line end. Nothing when there is no colon or the name is not a
/// token. White space before the colon is dropped, and CR, LF and NUL inside the value become spaces, as
/// RFC 9112 §5.1 and RFC 9110 §5.5 ask. Pure.
std::optional<Header> parseHeaderLine(QByteArrayView line);

/// The header section of one answer: field lines in the order they came, with hard bounds, because libcurl
/// bounds a single line only. A plain value; any thread, one at a time.
class HeaderList
{
public:
    static constexpr qsizetype kMaxBytes = 256 * 1024; ///< of names and values together
    static constexpr qsizetype kMaxLines = 1000;

    /// What became of a line.
    enum class Line {
        Added,
        Folded,    ///< continued the value of the line before (obs-fold, RFC 9112 §5.2)
        End,       ///< the empty line after the last field
        Malformed, ///< not a field line; left out
        TooMuch,   ///< over a bound; left out, like every line after it: the answer should be refused
    };

    /// Takes one line as it came from the network, with or without its line end.
    Line addLine(QByteArrayView line);

    /// Removes everything; for the next answer on the way (1xx, redirects).
    void clear();

    bool contains(QByteArrayView name) const;
    /// Value of the first field of that name in any case; nothing when there is none.
    std::optional<QByteArray> first(QByteArrayView name) const;
    /// Values of all fields of that name, in order.
    QList<QByteArray> all(QByteArrayView name) const;
    /// Values of all fields of that name joined with ", " (RFC 9110 §5.3); empty when there is none.
    QByteArray combined(QByteArrayView name) const;

    const std::vector<Header> &fields() const { return m_fields; }

private:
    std::vector<Header> m_fields;
    qsizetype m_bytes = 0;
    qsizetype m_lines = 0;
    bool m_mayFold = false; ///< the line before was a field; a fold after a malformed line has no owner
};

} // namespace sluice::http
