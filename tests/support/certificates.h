// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace sluice::test {

/// A certificate with its key, as files and as PEM texts.
struct Certificate {
    QString certificateFile;
    QString keyFile;
    QByteArray certificatePem;
    QByteArray keyPem;
};

/// A certificate authority and what it signed, made by the program `openssl` when constructed (about 0.1 s) in a
/// temporary folder that goes with the object. Throws std::runtime_error. Keys are EC P-256.
class Certificates
{
public:
    Certificates();

    /// For curl's CAINFO: trusts good(), expired() and wrongName(), as far as their signature goes.
    QString caFile() const { return m_ca.certificateFile; }
    /// For 127.0.0.1 and localhost, valid for a month.
    const Certificate &good() const { return m_good; }
    /// For 127.0.0.1 and localhost, ended yesterday.
    const Certificate &expired() const { return m_expired; }
    /// For elsewhere.example.
    const Certificate &wrongName() const { return m_wrongName; }
    /// For 127.0.0.1 and localhost, signed by itself.
    const Certificate &selfSigned() const { return m_selfSigned; }

private:
    Certificate paths(const QString &name) const;
    Certificate selfMade(const QString &name, const QString &extension);
    Certificate issued(const QString &name, const QString &subjectAltName, int days);

    QTemporaryDir m_folder;
    Certificate m_ca;
    Certificate m_good;
    Certificate m_expired;
    Certificate m_wrongName;
    Certificate m_selfSigned;
};

} // namespace sluice::test
