// SPDX-License-Identifier: MIT
#include "app/terminal/complain.h"

#include "app/terminal/output.h"

#include <QLatin1StringView>

#include <fcntl.h>
#include <unistd.h>

namespace sluice::app {

using namespace Qt::StringLiterals;

int complain(const QStringList &problems, int status)
{
    Output errors(STDERR_FILENO);
    for (const QString &problem : problems)
        errors.write(QString("sluice: "_L1 + problem + u'\n').toUtf8());
    errors.flush();
    return status;
}

void openStandardDescriptors()
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        // The lowest free number is given out, and all below it are open already.
        if (::fcntl(descriptor, F_GETFD) < 0 && ::open("/dev/null", O_RDWR) != descriptor)
            ::_exit(2);
    }
}

} // namespace sluice::app
