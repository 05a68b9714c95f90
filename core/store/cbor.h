// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <concepts>
#include <optional>

/// The part of CBOR (RFC 8949) that records are stored in: maps with integer keys, arrays, integers, text and
/// byte strings. Qt's own stream classes go through a QIODevice item by item, which costs ten times as much,
/// and believe the length in front of a damaged string.
namespace sluice::store::cbor {

/// Appends items to a buffer. Fields of maps that hold their default are left out.
class Writer
{
public:
    void beginMap();
    void beginArray(qsizetype count);
    void endMap();

    void integer(qint64 value);
    /// Unpaired surrogates become question marks.
    void text(QStringView value);
    void bytes(QByteArrayView value);

    void field(int key, qint64 value);
    void field(int key, QStringView value);
    void field(int key, QByteArrayView value);
    /// Written whenever there is a value, also 0.
    template <std::integral T>
    void field(int key, std::optional<T> value)
    {
        if (value) {
            integer(key);
            integer(*value);
        }
    }

    /// What was written; the writer is empty afterwards.
    QByteArray take();

private:
    void head(int major, quint64 argument);

    QByteArray m_out;
};

/// Reads items from a buffer that may hold anything. After the first item that is malformed or of another
/// type than asked for, ok() is false and every call returns a default at once. The buffer must outlive it.
class Reader
{
public:
    explicit Reader(QByteArrayView in);

    bool ok() const { return m_ok; }

    qint64 integer();
    int smallInteger(); ///< clamped to int
    QString text();
    QByteArray bytes();
    /// Passes over one item of any kind, so that fields of a newer version can be ignored.
    void skip();

    /// Calls `onKey(key)` for each pair of a map; it must consume the value, with skip() if it knows no better.
    template <typename F>
    void map(F onKey)
    {
        for (Container pairs = enter(5); more(pairs);) {
            const qint64 key = integer();
            if (m_ok)
                onKey(key);
        }
    }

    /// Calls `onItem()` for each item of an array; it must consume the item.
    template <typename F>
    void array(F onItem)
    {
        for (Container items = enter(4); more(items);)
            onItem();
    }

private:
    struct Container {
        quint64 left = 0;
        bool indefinite = false;
    };
    struct Head {
        int major = 0;
        int info = 0;
        quint64 argument = 0;
    };

    Head head();
    Container enter(int major);
    bool more(Container &container);
    QByteArrayView string(int major);
    void skip(int depth);
    void fail();

    QByteArrayView m_in; ///< what is left
    bool m_ok = true;
};

} // namespace sluice::store::cbor
