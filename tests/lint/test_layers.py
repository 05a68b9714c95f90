#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests layers.py on small files."""

import sys
import unittest

import layers

HEAD = "// SPDX-License-Identifier: MIT\n#pragma once\n/// Says what it is.\n"
KNOWN = {"core/error.h", "core/async/sleep.h", "core/http/transfer.h", "core/engine/port.h", "core/store/store.h",
         "ui/window/window.h", "app/main.h", "tests/lab/server.h"}


def findings(path, body, head=HEAD):
    return layers.check(path, head + body, {"QWidget", "QColor", "qcolor.h"}, KNOWN)


class Layers(unittest.TestCase):
    def test_refused(self):
        for question, path, line in (
            ("does core include a widget?", "core/engine/a.h", "#include <QWidget>"),
            ("does core include a widget with its module?", "core/engine/a.h", "#include <QtWidgets/QLabel>"),
            ("does core include Gui in lower case?", "core/a.cpp", "  #  include <qcolor.h>"),
            ("does core include ui?", "core/engine/a.cpp", '#include "ui/window/window.h"'),
            ("does core include app?", "core/engine/a.cpp", '#include "app/main.h"'),
            ("does ui include libcurl?", "ui/a.cpp", "#include <curl/curl.h>"),
            ("does ui include SQL?", "ui/a.cpp", "#include <QSqlDatabase>"),
            ("does ui include SQL with its module?", "ui/a.cpp", "#include <QtSql/QSqlQuery>"),
            ("does ui include app?", "ui/window/a.cpp", '#include "app/main.h"'),
            ("does ui include coroutines?", "ui/a.cpp", "#include <QCoroTask>"),
            ("does the engine include SQL?", "core/engine/a.cpp", "#include <QSqlQuery>"),
            ("does download include libcurl?", "core/download/a.cpp", "#include <curl/curl.h>"),
            ("does async include http?", "core/async/a.h", '#include "core/http/transfer.h"'),
            ("does store include engine?", "core/store/a.h", '#include "core/engine/port.h"'),
            ("does the base include async?", "core/a.h", '#include "core/async/sleep.h"'),
            ("is a path relative?", "core/engine/a.cpp", '#include "port.h"'),
            ("does the product include what moc writes?", "ui/a.cpp", '#include "a.moc"'),
            ("does the product include a test?", "app/a.cpp", '#include "tests/lab/server.h"'),
        ):
            with self.subTest(question):
                self.assertEqual([finding.line for finding in findings(path, line + "\n")], [4])

    def test_allowed(self):
        for question, path, line in (
            ("may http use libcurl?", "core/http/a.cpp", "#include <curl/curl.h>"),
            ("may the store use SQL?", "core/store/a.cpp", "#include <QSqlQuery>"),
            ("may the engine go down?", "core/engine/a.h", '#include "core/store/store.h"'),
            ("may a folder include itself?", "core/http/a.h", '#include "core/http/transfer.h"'),
            ("may async use the base?", "core/async/a.h", '#include "core/error.h"'),
            ("may ui use core and widgets?", "ui/a.h", '#include <QWidget>\n#include "core/engine/port.h"'),
            ("may app use everything?", "app/a.cpp", '#include "ui/window/window.h"\n#include <QCoroTask>'),
            ("may a test use anything?", "tests/core/a.cpp", '#include "tests/lab/server.h"\n#include <curl/curl.h>'),
            ("may a test include its moc?", "tests/ui/a.cpp", '#include "a.moc"'),
            ("does a comment count?", "core/a.cpp", "// #include <QWidget>"),
        ):
            with self.subTest(question):
                self.assertEqual(findings(path, line + "\n"), [])

    def test_headers_present_themselves(self):
        for question, path, head, count in (
            ("is a licence missing?", "ui/a.cpp", "int a;\n", 1),
            ("is the guard missing?", "ui/a.h", "// SPDX-License-Identifier: MIT\n", 1),
            ("is the documentation missing?", "core/a.h", "// SPDX-License-Identifier: MIT\n#pragma once\n//// -\n", 1),
            ("is a trailing comment documentation enough?", "core/a.h", HEAD, 0),
        ):
            with self.subTest(question):
                self.assertEqual(len(findings(path, "", head)), count)

    def test_gui_headers_come_from_the_installed_qt(self):
        known = layers.gui_headers()
        self.assertLessEqual({"QColor", "QWidget", "qpainter.h", "QSvgRenderer"}, known)
        self.assertFalse({"QString", "QSqlQuery", "QObject"} & known)
        with self.assertRaises(OSError):
            layers.gui_headers("/proc/self/fdinfo")


if __name__ == "__main__":
    sys.exit(unittest.main())
