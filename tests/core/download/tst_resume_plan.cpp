// SPDX-License-Identifier: MIT
#include "core/download/resume_plan.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sluice;
using namespace sluice::download;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(sluice::download::Part)
Q_DECLARE_METATYPE(sluice::download::ResponseFacts)
Q_DECLARE_METATYPE(sluice::download::Judgement)

namespace {

constexpr auto kModified = "Sun, 06 Nov 1994 08:49:37 GMT";
constexpr auto kLater = "Mon, 07 Nov 1994 08:49:37 GMT";

// 100 of 200 bytes, with a strong entity tag.
Part half()
{
    Part part;
    part.path = u"/tmp/a.part"_s;
    part.total = 200;
    part.have = {{0, 100}};
    part.validator.etag = "\"v1\"";
    return part;
}

template <typename Change>
Part half(Change change)
{
    Part part = half();
    change(part);
    return part;
}

// The right answer to half().
ResponseFacts rest()
{
    ResponseFacts facts;
    facts.status = 206;
    facts.contentRange = "bytes 100-199/200";
    facts.contentLength = "100";
    facts.etag = "\"v1\"";
    return facts;
}

template <typename Change>
ResponseFacts rest(Change change)
{
    ResponseFacts facts = rest();
    change(facts);
    return facts;
}

ResponseFacts whole(int status, const QByteArray &length)
{
    ResponseFacts facts;
    facts.status = status;
    facts.contentLength = length;
    facts.etag = "\"v2\"";
    return facts;
}

// Refusals are compared without their detail.
Judgement refuse(ErrorKind kind, RetryClass retry, bool restart)
{
    return Refuse{kind, retry, restart, {}};
}

const Judgement kRangeRefused = refuse(ErrorKind::RangeRefused, RetryClass::Now, true);
const Judgement kChanged = refuse(ErrorKind::ChangedOnServer, RetryClass::Now, true);
const Judgement kBroken = refuse(ErrorKind::Protocol, RetryClass::AfterBackoff, false);

Judgement withoutDetail(Judgement judgement)
{
    if (auto *refusal = std::get_if<Refuse>(&judgement))
        refusal->detail.clear();
    return judgement;
}

QString text(const Judgement &judgement)
{
    if (const auto *append = std::get_if<Append>(&judgement))
        return u"append %1-%2/%3"_s.arg(append->from).arg(append->end).arg(append->total);
    if (const auto *start = std::get_if<StartOver>(&judgement))
        return u"start over /%1"_s.arg(start->total);
    if (const auto *complete = std::get_if<AlreadyComplete>(&judgement))
        return u"complete /%1"_s.arg(complete->total);
    const Refuse &refusal = std::get<Refuse>(judgement);
    return u"refuse %1, retry %2, restart %3"_s.arg(errorKindName(refusal.kind))
        .arg(int(refusal.retry))
        .arg(refusal.restart);
}

} // namespace

class TestResumePlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plans_data();
    void plans();
    void ranges_data();
    void ranges();
    void wholes_data();
    void wholes();
    void files_data();
    void files();
    void refusalsSayWhatWasWrong();
    void factsAreCollectedFromHeaders();
    void repeatedFieldsAreNotTrusted();
    void familiesFollowTheScheme();
    void noAnswerMixesVersions();
};

void TestResumePlan::plans_data()
{
    QTest::addColumn<Part>("part");
    QTest::addColumn<qint64>("httpFrom");
    QTest::addColumn<QByteArray>("ifRange");
    QTest::addColumn<qint64>("fileFrom");
    const auto row
        = [](const char *name, const Part &part, qint64 httpFrom, const QByteArray &ifRange, qint64 fileFrom) {
              QTest::newRow(name) << part << httpFrom << ifRange << fileFrom;
          };
    const auto dated = [](Part &p) {
        p.validator = {{}, kModified, kLater, {}};
    };
    row("does a strong tag resume?", half(), 100, "\"v1\"", 0);
    row("does a strong date resume?", half(dated), 100, kModified, 100);
    row("does nothing held begin at 0?", Part(), 0, {}, 0);
    row("does a weak tag begin at 0?", half([](Part &p) { p.validator.etag = "W/\"v1\""; }), 0, {}, 0);
    row("does a weak date begin at 0?", half([](Part &p) { p.validator = {{}, kModified, kModified, {}}; }), 0, {},
        100);
    row("does a date without Date begin at 0?", half([](Part &p) { p.validator = {{}, kModified, {}, {}}; }), 0, {},
        100);
    row("does no validator begin at 0?", half([](Part &p) { p.validator = {}; }), 0, {}, 0);
    row("does an encoding begin at 0?", half([](Part &p) { p.validator.contentEncoding = "gzip"; }), 0, {}, 0);
    row("is identity no encoding?", half([](Part &p) { p.validator.contentEncoding = "Identity"; }), 100, "\"v1\"", 0);
    row("do bytes after a gap begin at 0?", half([](Part &p) { p.have = {{50, 100}}; }), 0, {}, 0);
    row("do bytes up to the first gap count?", half([](Part &p) { p.have = {{0, 10}, {50, 100}}; }), 10, "\"v1\"", 0);
    row("does an empty range begin at 0?", half([](Part &p) { p.have = {{0, 0}}; }), 0, {}, 0);
    row("do more bytes than the total begin at 0?", half([](Part &p) { p.have = {{0, 201}}; }), 0, {}, 0);
    row("do bytes without a file begin at 0?", half([](Part &p) { p.path.clear(); }), 0, {}, 0);
    row("does an unknown total resume over HTTP alone?", half([&](Part &p) {
        dated(p);
        p.total = -1;
    }),
        100, kModified, 0);
}

void TestResumePlan::plans()
{
    QFETCH(Part, part);
    QFETCH(qint64, httpFrom);
    QFETCH(QByteArray, ifRange);
    QFETCH(qint64, fileFrom);
    RequestPlan http{Family::Http, httpFrom, std::nullopt, false};
    if (!ifRange.isEmpty())
        http.ifRange = ifRange;
    QCOMPARE(planRequest(part, Family::Http), http);
    QCOMPARE(planRequest(part, Family::File), (RequestPlan{Family::File, fileFrom, std::nullopt, false}));

    // With all bytes held, and the validator gone, there is still nothing to ask for.
    part = half([](Part &p) {
        p.have = {{0, 200}};
        p.validator = {};
    });
    QCOMPARE(planRequest(part, Family::Http), (RequestPlan{Family::Http, 0, std::nullopt, true}));
    QCOMPARE(planRequest(part, Family::File), (RequestPlan{Family::File, 0, std::nullopt, true}));
}

void TestResumePlan::ranges_data()
{
    QTest::addColumn<Part>("part");
    QTest::addColumn<ResponseFacts>("facts");
    QTest::addColumn<Judgement>("judgement");
    const auto row = [](const char *name, const Part &part, const ResponseFacts &facts, const Judgement &judgement) {
        QTest::newRow(name) << part << facts << judgement;
    };
    const auto answer = [&](const char *name, auto change, const Judgement &judgement) {
        row(name, half(), rest(change), judgement);
    };
    const auto range = [&](const char *name, const char *value, const Judgement &judgement) {
        row(name, half(), rest([&](ResponseFacts &f) {
            f.contentRange = value;
            f.contentLength.clear();
        }),
            judgement);
    };
    using F = ResponseFacts;

    row("is the right rest appended?", half(), rest(), Append{100, 200, 200});
    answer("may the length be missing?", [](F &f) { f.contentLength.clear(); }, Append{100, 200, 200});
    range("may the rest be shorter than asked for?", "bytes 100-149/200", Append{100, 150, 200});
    range("may the total be unknown to the answer?", "bytes 100-199/*", Append{100, 200, 200});
    row("may the total be new?", half([](Part &p) { p.total = -1; }), rest(), Append{100, 200, 200});

    range("is another beginning refused?", "bytes 99-199/200", kRangeRefused);
    range("is a later beginning refused?", "bytes 101-199/200", kRangeRefused);
    range("is the whole as a range refused?", "bytes 0-199/200", kRangeRefused);
    range("is a missing Content-Range refused?", "", kRangeRefused);
    range("is garbage refused?", "bytes all", kRangeRefused);
    range("is another unit refused?", "items 100-199/200", kRangeRefused);
    range("is an end before the beginning refused?", "bytes 100-99/200", kRangeRefused);
    range("is an end beyond its total refused?", "bytes 100-200/200", kRangeRefused);
    range("is a huge end refused?", "bytes 100-99999999999999999999/200", kRangeRefused);
    range("is a huge total refused?", "bytes 100-199/99999999999999999999", kRangeRefused);
    range("is no range refused?", "bytes */200", kRangeRefused);
    range("is another total refused?", "bytes 100-199/201", kChanged);
    range("is a smaller total refused?", "bytes 100-149/150", kChanged);
    range("is an end beyond the known total refused?", "bytes 100-200/*", kChanged);
    row("is a total that nobody knows refused?", half([](Part &p) { p.total = -1; }),
        rest([](F &f) { f.contentRange = "bytes 100-199/*"; }), kRangeRefused);
    answer("is multipart refused?", [](F &f) { f.contentType = "Multipart/ByteRanges; boundary=x"; }, kRangeRefused);
    answer("is a length below the range refused?", [](F &f) { f.contentLength = "99"; }, kRangeRefused);
    answer("is a length of the whole refused?", [](F &f) { f.contentLength = "200"; }, kRangeRefused);
    answer("is a contradictory length refused?", [](F &f) { f.contentLength = "100, 99"; }, kRangeRefused);
    answer("is another tag refused?", [](F &f) { f.etag = "\"v2\""; }, kChanged);
    answer("is the tag made weak refused?", [](F &f) { f.etag = "W/\"v1\""; }, kChanged);
    answer("is a missing tag refused?", [](F &f) { f.etag.clear(); }, kChanged);
    answer("is an encoding refused?", [](F &f) { f.contentEncoding = "gzip"; }, kChanged);
    answer("is identity no encoding?", [](F &f) { f.contentEncoding = "identity"; }, Append{100, 200, 200});

    const Part dated = half([](Part &p) { p.validator = {{}, kModified, kLater, {}}; });
    const auto date
        = [&](const char *name, const QByteArray &etag, const QByteArray &modified, const Judgement &judgement) {
              row(name, dated, rest([&](F &f) {
                  f.etag = etag;
                  f.lastModified = modified;
              }),
                  judgement);
          };
    date("is the same date appended?", {}, kModified, Append{100, 200, 200});
    date("is another date refused?", {}, kLater, kChanged);
    date("is a missing date refused?", {}, {}, kChanged);
    date("is a tag out of nowhere refused?", "\"v1\"", kModified, kChanged);

    const auto unsatisfied
        = [&](const char *name, qint64 total, const char *value, const char *etag, const Judgement &judgement) {
              row(name, half([&](Part &p) { p.total = total; }), rest([&](F &f) {
                  f.status = 416;
                  f.contentRange = value;
                  f.contentLength = "0";
                  f.etag = etag;
              }),
                  judgement);
          };
    unsatisfied(
        "is the file complete when its end is where we stand?", -1, "bytes */100", "\"v1\"", AlreadyComplete{100});
    unsatisfied("is it not complete under another tag?", -1, "bytes */100", "\"v2\"", kRangeRefused);
    unsatisfied("is it not complete without a tag?", -1, "bytes */100", "", kRangeRefused);
    unsatisfied("is it not complete when the file is shorter?", -1, "bytes */99", "\"v1\"", kRangeRefused);
    unsatisfied("is it not complete when the file is longer?", -1, "bytes */101", "\"v1\"", kRangeRefused);
    unsatisfied("is it not complete when more was known?", 200, "bytes */100", "\"v1\"", kRangeRefused);
    unsatisfied("is it not complete without a total?", -1, "", "\"v1\"", kRangeRefused);
    unsatisfied("is it not complete with a range?", -1, "bytes 0-99/100", "\"v1\"", kRangeRefused);

    row("is a 200 taken as the whole?", half(), whole(200, "300"), StartOver{300});
    row("is a 200 without a length taken?", half(), whole(200, {}), StartOver{-1});
    row("is a 200 with a Content-Range the whole all the same?", half(), rest([](F &f) { f.status = 200; }),
        StartOver{100});
    row("does a 404 keep the bytes?", half(), whole(404, "9"), refuse(ErrorKind::HttpStatus, RetryClass::Never, false));
    row("does a 503 keep the bytes?", half(), whole(503, "9"),
        refuse(ErrorKind::HttpStatus, RetryClass::AfterBackoff, false));
}

void TestResumePlan::ranges()
{
    QFETCH(Part, part);
    QFETCH(ResponseFacts, facts);
    QFETCH(Judgement, judgement);
    const RequestPlan plan = planRequest(part, Family::Http);
    QCOMPARE(plan.fromByte, 100);
    const Judgement result = withoutDetail(judgeResponse(plan, part, facts));
    QVERIFY2(result == judgement, qPrintable(text(result)));
}

void TestResumePlan::wholes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<Judgement>("judgement");
    const auto row = [](const char *name, int status, const char *length, const Judgement &judgement) {
        QTest::newRow(name) << status << QByteArray(length) << judgement;
    };
    const Judgement hopeless = refuse(ErrorKind::HttpStatus, RetryClass::Never, false);
    const Judgement later = refuse(ErrorKind::HttpStatus, RetryClass::AfterBackoff, false);
    row("is a 200 taken?", 200, "5", StartOver{5});
    row("is an empty file taken?", 200, "0", StartOver{0});
    row("is an unknown length taken?", 200, "", StartOver{-1});
    row("is a repeated length taken?", 200, "5, 5", StartOver{5});
    row("is a contradictory length refused?", 200, "5, 6", kBroken);
    row("is a negative length refused?", 200, "-5", kBroken);
    row("is a length that does not fit refused?", 200, "99999999999999999999", kBroken);
    row("is a 203 taken?", 203, "5", StartOver{5});
    row("is a 206 that was not asked for refused?", 206, "5", kBroken);
    row("is a 202 no file?", 202, "5", hopeless);
    row("is a 204 no file?", 204, "", hopeless);
    row("is a 205 no file?", 205, "", hopeless);
    row("is a 304 no file?", 304, "", hopeless);
    row("is a redirect that was not followed no file?", 302, "5", hopeless);
    row("is a 404 hopeless?", 404, "5", hopeless);
    row("is a 416 that was not asked for hopeless?", 416, "5", hopeless);
    row("does a 429 wait?", 429, "5", later);
    row("does a 500 wait?", 500, "5", later);
    row("does a 503 wait?", 503, "5", later);
    row("is a 501 hopeless?", 501, "5", hopeless);
    row("is a 100 no answer?", 100, "", kBroken);
    row("is a 700 no answer?", 700, "5", kBroken);
    row("is no status no answer?", 0, "5", kBroken);
}

void TestResumePlan::wholes()
{
    QFETCH(int, status);
    QFETCH(QByteArray, length);
    QFETCH(Judgement, judgement);
    // Bytes that cannot be resumed change nothing.
    for (const Part &part : {Part(), half([](Part &p) { p.validator = {}; })}) {
        const RequestPlan plan = planRequest(part, Family::Http);
        QCOMPARE(plan.fromByte, 0);
        const Judgement result = withoutDetail(judgeResponse(plan, part, whole(status, length)));
        QVERIFY2(result == judgement, qPrintable(text(result)));
    }
}

void TestResumePlan::files_data()
{
    QTest::addColumn<bool>("held");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QByteArray>("modified");
    QTest::addColumn<Judgement>("judgement");
    const auto row = [](const char *name, bool held, qint64 size, const char *modified, const Judgement &judgement) {
        QTest::newRow(name) << held << size << QByteArray(modified) << judgement;
    };
    row("is a new file taken?", false, 200, "t1", StartOver{200});
    row("is a new file of unknown size taken?", false, -1, "", StartOver{-1});
    row("is the same file appended to?", true, 200, "t1", Append{100, 200, 200});
    row("is another time refused?", true, 200, "t2", kChanged);
    row("is a missing time refused?", true, 200, "", kChanged);
    row("is another size refused?", true, 201, "t1", kChanged);
    row("is an unknown size refused?", true, -1, "t1", kChanged);
}

void TestResumePlan::files()
{
    QFETCH(bool, held);
    QFETCH(qint64, size);
    QFETCH(QByteArray, modified);
    QFETCH(Judgement, judgement);
    const Part part = held ? half([](Part &p) { p.validator = {{}, "t1", {}, {}}; }) : Part();
    ResponseFacts facts;
    facts.fileSize = size;
    facts.lastModified = modified;
    const Judgement result = withoutDetail(judgeResponse(planRequest(part, Family::File), part, facts));
    QVERIFY2(result == judgement, qPrintable(text(result)));
}

void TestResumePlan::refusalsSayWhatWasWrong()
{
    const Part part = half();
    const auto detail = [&](const ResponseFacts &facts) {
        return std::get<Refuse>(judgeResponse(planRequest(part, Family::Http), part, facts)).detail;
    };
    QVERIFY(detail(rest([](ResponseFacts &f) { f.contentRange = "bytes 7-9/10"; })).contains(u"bytes 7-9/10"));
    QVERIFY(detail(rest([](ResponseFacts &f) { f.etag = "\"v2\""; })).contains(u"\"v2\""));
    QVERIFY(detail(rest([](ResponseFacts &f) { f.contentEncoding = "br"; })).contains(u"br"));
    QVERIFY(detail(whole(200, "x")).contains(u"x"));
}

void TestResumePlan::factsAreCollectedFromHeaders()
{
    http::HeaderList headers;
    for (const char *line : {"content-range: bytes 0-1/2", "Content-Length: 2", "CONTENT-TYPE: a/b",
             "Content-Encoding: GZIP", "ETag: \"x\"", "Last-Modified: m", "Date: d", "Retry-After: 3"})
        headers.addLine(line);
    const ResponseFacts facts = factsOf(206, headers, 0);
    QCOMPARE(facts.status, 206);
    QCOMPARE(facts.contentRange, "bytes 0-1/2");
    QCOMPARE(facts.contentLength, "2");
    QCOMPARE(facts.contentType, "a/b");
    QCOMPARE(facts.retryAfterMs, 3000);
    QCOMPARE(validatorOf(facts), (Validator{"\"x\"", "m", "d", "gzip"}));

    headers.addLine("Transfer-Encoding: chunked");
    QCOMPARE(factsOf(206, headers, 0).contentLength, QByteArray());
    QCOMPARE(factsOf(200, {}, 0).retryAfterMs, std::nullopt);
}

void TestResumePlan::repeatedFieldsAreNotTrusted()
{
    const Part part = half();
    for (const char *again : {"Content-Range: bytes 100-199/200", "Content-Range: bytes 0-99/200", "ETag: \"v2\"",
             "Content-Length: 99", "Content-Encoding: gzip"}) {
        http::HeaderList headers;
        for (const char *line : {"Content-Range: bytes 100-199/200", "ETag: \"v1\"", "Content-Length: 100"})
            headers.addLine(line);
        const RequestPlan plan = planRequest(part, Family::Http);
        QVERIFY(std::holds_alternative<Append>(judgeResponse(plan, part, factsOf(206, headers, 0))));
        headers.addLine(again);
        QVERIFY2(std::holds_alternative<Refuse>(judgeResponse(plan, part, factsOf(206, headers, 0))), again);
    }
}

void TestResumePlan::familiesFollowTheScheme()
{
    QCOMPARE(familyOf(u"http://h/"_s), Family::Http);
    QCOMPARE(familyOf(u"HTTPS://h/"_s), Family::Http);
    QCOMPARE(familyOf(u"ftp://h/"_s), Family::File);
    QCOMPARE(familyOf(u"ftps://h/"_s), Family::File);
    QCOMPARE(familyOf(u"sftp://h/"_s), Family::File);
}

// Whatever a server says: bytes are appended only from where we stand, to the same version and total.
void TestResumePlan::noAnswerMixesVersions()
{
    QRandomGenerator random(6);
    const auto pick = [&](std::initializer_list<const char *> values) {
        return QByteArray(values.begin()[random.bounded(int(values.size()))]);
    };
    int appended = 0;
    for (int round = 0; round < 100'000; ++round) {
        const Part part = half([&](Part &p) {
            p.total = random.bounded(3) ? 200 : -1;
            p.validator.etag = pick({"\"v1\"", "\"v1\"", "W/\"v1\"", ""});
            p.validator.lastModified = pick({kModified, ""});
            p.validator.date = pick({kLater, kModified});
            p.validator.contentEncoding = pick({"", "", "gzip"});
        });
        ResponseFacts facts;
        facts.status = std::array{206, 206, 206, 200, 416, 404}[std::size_t(random.bounded(6))];
        facts.contentRange = pick({"bytes 100-199/200", "bytes 100-199/200", "bytes 100-199/*", "bytes 100-299/300",
            "bytes 0-199/200", "bytes */100", "bytes 100-150/200", ""});
        facts.contentLength = pick({"100", "100", "51", ""});
        facts.etag = pick({"\"v1\"", "\"v1\"", "\"v2\"", ""});
        facts.lastModified = pick({kModified, kLater, ""});
        facts.contentEncoding = pick({"", "", "", "gzip"});
        const RequestPlan plan = planRequest(part, Family::Http);
        const Judgement judgement = judgeResponse(plan, part, facts);
        if (const auto *append = std::get_if<Append>(&judgement)) {
            ++appended;
            QCOMPARE(facts.status, 206);
            QCOMPARE(append->from, 100);
            QVERIFY(append->end > 100 && append->end <= append->total);
            QVERIFY(part.total < 0 || part.total == append->total);
            QVERIFY(part.validator.etag == "\"v1\"" ? facts.etag == "\"v1\"" : facts.lastModified == kModified);
            QVERIFY(facts.contentEncoding.isEmpty() && part.validator.contentEncoding.isEmpty());
        }
    }
    QVERIFY(appended > 100);
}

QTEST_GUILESS_MAIN(TestResumePlan)
#include "tst_resume_plan.moc"
