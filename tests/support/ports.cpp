// SPDX-License-Identifier: MIT
#include "tests/support/ports.h"

#include <QHostAddress>
#include <QTcpServer>

namespace sluice::test {

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    return server.serverPort();
}

} // namespace sluice::test
