// SPDX-License-Identifier: MIT
#include "ui/window/notices.h"

#include <QCoreApplication>
#include <QDir>

namespace sluice::ui {

namespace {

using namespace Qt::StringLiterals;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Notices)
};

} // namespace

Message messageFor(const engine::Notice &notice)
{
    using Kind = engine::Notice::Kind;
    const QString path = QDir::toNativeSeparators(notice.path);
    Message message{.raw = notice.detail};
    switch (notice.kind) {
    case Kind::StoreSetAside:
        message.id = u"store-set-aside"_s;
        message.kind = Message::Kind::Warning;
        message.text
            = Texts::tr("The saved list of downloads could not be read. Sluice began a new one and kept the old "
                        "file as %1.")
                  .arg(path);
        break;
    case Kind::StoreFailed:
        message.id = u"store-failed"_s;
        message.kind = Message::Kind::Warning;
        message.text = Texts::tr("The list of downloads cannot be saved to %1. Downloads go on; Sluice keeps trying to "
                                 "save.")
                           .arg(path);
        break;
    case Kind::DiskFull:
        message.id = u"disk-full-"_s + notice.path;
        message.kind = Message::Kind::Warning;
        message.text
            = Texts::tr("No space left in %1. Make room there, then resume the downloads; they keep their bytes.")
                  .arg(path);
        break;
    case Kind::LimitParked:
        message.id = u"limit-parked"_s;
        message.text = notice.count == 1
            ? Texts::tr("The limit was lowered: the youngest download waits again and keeps its bytes.")
            : Texts::tr("The limit was lowered: the %n youngest downloads wait again and keep their bytes.", nullptr,
                  notice.count);
        message.timeoutMs = 8'000;
        break;
    }
    return message;
}

Message insecureMessage()
{
    return {.id = u"insecure"_s,
        .kind = Message::Kind::Warning,
        .text = Texts::tr("Certificates are not verified. Anybody on the way can read and change what is downloaded."),
        .closable = false};
}

Message demoMessage()
{
    return {.id = u"demo"_s,
        .text
        = Texts::tr("This is a demo: the downloads come from a server inside Sluice and go to a temporary folder."),
        .closable = false};
}

} // namespace sluice::ui
