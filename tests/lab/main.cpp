// SPDX-License-Identifier: MIT
// sluice-lab: the loopback server by hand, with the demo's paths and one path for each kind of trouble.
#include "app/demo/demo_site.h"
#include "app/demo/loopback_server.h"
#include "tests/lab/gallery.h"
#include "tests/support/certificates.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

#include <memory>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

void printPaths(QTextStream &out, const demo::LoopbackServer &server)
{
    for (const demo::DemoDownload &download : demo::demoSite().downloads) {
        out << server.url(download.path) << "  " << download.explanation << '\n';
    }
    for (const lab::Exhibit &exhibit : lab::gallery()) {
        out << server.url(exhibit.path) << "  " << exhibit.explanation << '\n';
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"A web server on 127.0.0.1 that misbehaves on request."_s);
    parser.addHelpOption();
    const QCommandLineOption portOption(u"port"_s, u"Listen on port N; without it on any free one."_s, u"N"_s, u"0"_s);
    const QCommandLineOption tlsOption(u"tls"_s, u"Speak HTTPS, with a certificate made on the spot."_s);
    parser.addOptions({portOption, tlsOption});
    parser.process(application);

    QTextStream out(stdout);
    QTextStream err(stderr);
    bool ok = false;
    const uint port = parser.value(portOption).toUInt(&ok);
    if (!ok || port > 65535 || !parser.positionalArguments().isEmpty()) {
        err << "sluice-lab: --port takes a number from 0 to 65535, and there are no other arguments.\n";
        return 2;
    }

    demo::ServerOptions options{.port = static_cast<quint16>(port)};
    std::unique_ptr<test::Certificates> certificates;
    if (parser.isSet(tlsOption)) {
        certificates = std::make_unique<test::Certificates>();
        options.tls = {certificates->good().certificatePem, certificates->good().keyPem};
        out << "certificate authority: " << certificates->caFile() << '\n';
    }
    demo::LoopbackServer server;
    demo::installDemo(demo::demoSite(), server);
    for (const lab::Exhibit &exhibit : lab::gallery()) {
        server.setScripts(exhibit.path, exhibit.scripts);
    }
    const std::expected<QString, QString> base = server.start(options);
    if (!base) {
        err << "sluice-lab: " << base.error() << '\n';
        return 1;
    }
    printPaths(out, server);
    out << "listening at " << *base << ", ends with Ctrl+C" << Qt::endl;
    return QCoreApplication::exec();
}
