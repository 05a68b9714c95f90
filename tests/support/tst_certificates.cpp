// SPDX-License-Identifier: MIT
#include "tests/support/certificates.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslError>
#include <QTest>

using namespace sluice::test;

class TestCertificates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAndDates();
    void chainsToTheAuthority();

private:
    const Certificates m_certificates;
};

namespace {

QSslCertificate parsed(const Certificate &certificate)
{
    return QSslCertificate::fromData(certificate.certificatePem).value(0);
}

QSet<QSslError::SslError> problems(const Certificate &certificate, const QString &host)
{
    QSet<QSslError::SslError> found;
    for (const QSslError &error : QSslCertificate::verify({parsed(certificate)}, host)) {
        found.insert(error.error());
    }
    return found;
}

} // namespace

void TestCertificates::namesAndDates()
{
    const QDateTime now = QDateTime::currentDateTime();
    QVERIFY(parsed(m_certificates.good()).expiryDate() > now);
    QVERIFY(parsed(m_certificates.expired()).expiryDate() < now);
    QVERIFY(parsed(m_certificates.selfSigned()).isSelfSigned());
    QVERIFY(!parsed(m_certificates.good()).isSelfSigned());
    const QString localhost = QStringLiteral("localhost");
    QVERIFY(!problems(m_certificates.good(), localhost).contains(QSslError::HostNameMismatch));
    QVERIFY(problems(m_certificates.wrongName(), localhost).contains(QSslError::HostNameMismatch));
}

void TestCertificates::chainsToTheAuthority()
{
    const QList<QSslCertificate> authority = QSslCertificate::fromPath(m_certificates.caFile());
    QCOMPARE(authority.size(), 1);
    for (const Certificate *issued : {&m_certificates.good(), &m_certificates.expired(), &m_certificates.wrongName()}) {
        QCOMPARE(parsed(*issued).issuerInfo(QSslCertificate::CommonName),
            authority.first().subjectInfo(QSslCertificate::CommonName));
    }
}

QTEST_GUILESS_MAIN(TestCertificates)
#include "tst_certificates.moc"
