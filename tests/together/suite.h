// SPDX-License-Identifier: MIT
#pragma once

#include <QTest>

/// Several test classes in one executable (see together.cmake): what QTEST_MAIN and its kin write as main() becomes
/// a function that is noted here, with the file it stands in.
namespace sluice::together {

struct Suite {
    const char *file;
    int (*main)(int argc, char **argv);
    const Suite *next;

    /// Puts the suite in front of the list. Before main(), on the main thread; the suite lives as long as the program.
    Suite(const char *ownFile, int (*ownMain)(int argc, char **argv));
};

/// The suite noted last, or null.
const Suite *&first();

} // namespace sluice::together

#undef QTEST_MAIN_WRAPPER
#define QTEST_MAIN_WRAPPER(TestObject, ...)                                                                            \
    static const sluice::together::Suite s_suiteOf##TestObject(__FILE__, [](int argc, char **argv) -> int {            \
        QTest::Internal::callInitMain<TestObject>();                                                                   \
        __VA_ARGS__                                                                                                    \
        TestObject tests;                                                                                              \
        QTEST_SET_MAIN_SOURCE_PATH                                                                                     \
        return QTest::qExec(&tests, argc, argv);                                                                       \
    });
