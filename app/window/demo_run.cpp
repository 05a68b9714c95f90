// SPDX-License-Identifier: MIT
#include "app/window/demo_run.h"

#include "app/demo/demo_site.h"

#include <QCoreApplication>
#include <QDir>

namespace sluice::app {

using namespace Qt::StringLiterals;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(sluice::app::DemoRun)
};

} // namespace

std::expected<std::unique_ptr<DemoRun>, QString> DemoRun::start()
{
    std::unique_ptr<DemoRun> run(new DemoRun);
    if (!run->m_folder.isValid() || !QDir(run->m_folder.path()).mkdir(u"downloads"_s)) {
        return std::unexpected(
            Tr::tr("There is no temporary folder for the demo (%1). Set TMPDIR to a folder with some room.")
                .arg(run->m_folder.errorString()));
    }
    const auto url = run->m_server.start();
    if (!url)
        return std::unexpected(Tr::tr("The server of the demo does not start (%1).").arg(url.error()));
    demo::installDemo(demo::demoSite(), run->m_server);
    return run;
}

std::vector<download::Request> DemoRun::requests() const
{
    std::vector<download::Request> requests;
    for (const demo::DemoDownload &download : demo::demoSite().downloads) {
        download::Request request;
        request.url = m_server.url(download.path);
        request.folder = m_folder.filePath(u"downloads"_s);
        request.overrides.stallTimeoutMs = download.stallTimeoutMs;
        if (!download.sha256.isEmpty())
            request.checksum = download::Checksum{QCryptographicHash::Sha256, download.sha256};
        requests.push_back(std::move(request));
    }
    return requests;
}

bool DemoRun::isOurs(const QString &url) const
{
    return url.startsWith(m_server.baseUrl() + u'/');
}

} // namespace sluice::app
