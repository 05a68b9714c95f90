// SPDX-License-Identifier: MIT
#include "tests/support/certificates.h"

#include "tests/support/command.h"
#include "tests/support/files.h"

#include <stdexcept>

namespace sluice::test {

namespace {

constexpr int kMonth = 30;
constexpr int kYesterday = -1; // openssl adds it to now; the begin is now, so no moment is within
const char *const kLoopbackNames = "subjectAltName=IP:127.0.0.1,DNS:localhost";

QStringList keyArguments()
{
    return {QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
        QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes")};
}

} // namespace

Certificates::Certificates()
{
    if (!m_folder.isValid()) {
        throw std::runtime_error(m_folder.errorString().toStdString());
    }
    const QString loopback = QString::fromLatin1(kLoopbackNames);
    m_ca = selfMade(QStringLiteral("ca"), QStringLiteral("keyUsage=critical,keyCertSign,cRLSign"));
    m_selfSigned = selfMade(QStringLiteral("self-signed"), loopback);
    m_good = issued(QStringLiteral("good"), loopback, kMonth);
    m_expired = issued(QStringLiteral("expired"), loopback, kYesterday);
    m_wrongName = issued(QStringLiteral("wrong-name"), QStringLiteral("subjectAltName=DNS:elsewhere.example"), kMonth);
}

Certificate Certificates::paths(const QString &name) const
{
    return {.certificateFile = m_folder.filePath(name + QStringLiteral(".pem")),
        .keyFile = m_folder.filePath(name + QStringLiteral(".key")),
        .certificatePem = {},
        .keyPem = {}};
}

Certificate Certificates::selfMade(const QString &name, const QString &extension)
{
    Certificate made = paths(name);
    run(QStringLiteral("openssl"),
        QStringList{QStringLiteral("req"), QStringLiteral("-x509")} + keyArguments()
            + QStringList{QStringLiteral("-keyout"), made.keyFile, QStringLiteral("-out"), made.certificateFile,
                QStringLiteral("-days"), QString::number(kMonth), QStringLiteral("-subj"),
                QStringLiteral("/CN=Sluice test ") + name, QStringLiteral("-addext"), extension});
    made.certificatePem = readFile(made.certificateFile);
    made.keyPem = readFile(made.keyFile);
    return made;
}

Certificate Certificates::issued(const QString &name, const QString &subjectAltName, int days)
{
    Certificate made = paths(name);
    const QString request = m_folder.filePath(name + QStringLiteral(".csr"));
    const QString extensions = m_folder.filePath(name + QStringLiteral(".ext"));
    writeFile(extensions, subjectAltName.toUtf8() + "\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n");
    run(QStringLiteral("openssl"),
        QStringList{QStringLiteral("req"), QStringLiteral("-new")} + keyArguments()
            + QStringList{QStringLiteral("-keyout"), made.keyFile, QStringLiteral("-out"), request,
                QStringLiteral("-subj"), QStringLiteral("/CN=Sluice test ") + name});
    run(QStringLiteral("openssl"),
        {QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), request, QStringLiteral("-CA"),
            m_ca.certificateFile, QStringLiteral("-CAkey"), m_ca.keyFile, QStringLiteral("-CAcreateserial"),
            QStringLiteral("-days"), QString::number(days), QStringLiteral("-extfile"), extensions,
            QStringLiteral("-out"), made.certificateFile});
    made.certificatePem = readFile(made.certificateFile);
    made.keyPem = readFile(made.keyFile);
    return made;
}

} // namespace sluice::test
