// SPDX-License-Identifier: MIT
#include "core/http/curl/cork.h"

#include <QTest>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

using sluice::http::curl::Cork;

namespace {

/// 1 when the socket holds packets back, 0 when not, -1 when it cannot be asked.
int corked(int socket)
{
    int value = -1;
    socklen_t size = sizeof value;
    return ::getsockopt(socket, IPPROTO_TCP, TCP_CORK, &value, &size) == 0 ? value : -1;
}

} // namespace

class TestCork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_first = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        m_second = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        QVERIFY(m_first >= 0 && m_second >= 0);
    }
    void cleanup()
    {
        ::close(m_first);
        ::close(m_second);
    }

    void holdsWhileItLives()
    {
        QCOMPARE(corked(m_first), 0);
        {
            const Cork cork({m_first, m_second});
            QCOMPARE(corked(m_first), 1);
            QCOMPARE(corked(m_second), 1);
        }
        QCOMPARE(corked(m_first), 0);
        QCOMPARE(corked(m_second), 0);
    }

    void leavesOthersAlone()
    {
        const Cork cork({m_first});
        QCOMPARE(corked(m_second), 0);
    }

    void aSocketThatGoesMeanwhileDoesNoHarm()
    {
        const int gone = ::dup(m_second);
        {
            const Cork cork({-1, gone, m_first});
            ::close(gone);
        }
        QCOMPARE(corked(m_first), 0);
    }

private:
    int m_first = -1;
    int m_second = -1;
};

QTEST_GUILESS_MAIN(TestCork)
#include "tst_cork.moc"
