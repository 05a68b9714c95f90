#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Refuses the coroutine code that GCC 12.2 miscompiles, and the parts of QCoro 0.8 that are not safe.

GCC 12.2 destroys a temporary aggregate or capturing closure twice when it lives in a full expression that
holds co_await; a braced list with more than one text crashes the compiler. The same happens to a default
argument in braces of the awaited function, and to a local aggregate whose braces hold co_await. The check
knows no types, so it refuses every braced temporary beside co_await, but for those of a few harmless types.
The remedy is always a named local, or parentheses. It also takes `co_return reference;` for the end of a local,
and moves away what the reference stands for.
"""

import re
import sys
from dataclasses import dataclass

from cpp import ROOT, Finding, Group, Token, Unbalanced, is_group, is_mark, is_word, project_files, tree

BRACED = ("a braced temporary in a full expression with co_await is destroyed twice by GCC 12.2; "
          "put it into a named local first, or use parentheses")
CLOSURE = "a capturing lambda in a full expression with co_await is destroyed twice by GCC 12.2; name it first"
CAPTURES = ("a coroutine lambda must not capture: the closure may die before the coroutine resumes; "
            "pass the values as parameters")
DEFAULT = ("a default argument in braces is a temporary of the caller's co_await expression and is destroyed "
           "twice by GCC 12.2; write it with parentheses, or add an overload")
REFERENCE = "GCC 12.2 moves away what a co_returned reference refers to; return a copy by name"
MACRO = "a macro hides co_await from this check; write the expression out"
UNSAFE = {
    "qCoro": "qCoro() never resumes when the sender dies; use core/async",
    "waitFor": "QCoro::waitFor hangs on a task that throws; only tests may use it",
    "AsyncGenerator": "destroying a suspended AsyncGenerator uses freed memory; use Channel from core/async",
    "sleepUntil": "QCoro::sleepUntil is not safe; use sleepFor from core/async",
}

SUSPENDS = ("co_await", "co_yield")
SCALARS = re.compile(
    r"(auto|bool|char|short|int|long|float|double|signed|unsigned|size_t|q?u?int(8|16|32|64)(_t)?|qsizetype|qreal"
    r"|(chrono::)?(nanoseconds|microseconds|milliseconds|seconds|minutes|hours))")
# Classes with constructors of their own: no aggregates, so that empty braces are harmless.
CLASSES = re.compile(r"(Q[A-Z]\w*|stop_token|stop_source|string|string_view|vector|deque|map|set|optional"
                     r"|function|move_only_function|shared_ptr|unique_ptr)")


@dataclass
class Lambda:
    """A lambda expression; its body is a function of its own."""

    line: int
    captures: list
    body: Group


@dataclass
class Braces:
    """A braced list in an expression, with the name of the type before it ("" where there is none)."""

    line: int
    type: str
    nodes: list


def type_before(nodes):
    """The qualified name at the end of `nodes`, without template arguments and `std::`."""
    words = []
    index = len(nodes) - 1
    if index >= 0 and is_mark(nodes[index], ">"):
        depth = 0
        while index >= 0:
            depth += is_mark(nodes[index], ">") - is_mark(nodes[index], "<")
            index -= 1
            if depth == 0:
                break
    while index >= 0 and is_word(nodes[index]):
        words.insert(0, nodes[index].text)
        if index == 0 or not is_mark(nodes[index - 1], "::"):
            break
        index -= 2
    if words[:1] in (["return"], ["co_return"], ["co_await"], ["co_yield"], ["else"]):
        return ""
    return "::".join(word for word in words if word != "std")


def introduces_lambda(nodes, index):
    """Whether the bracket group at `index` begins a lambda, rather than a subscript."""
    if index == 0:
        return True
    before = nodes[index - 1]
    if is_word(before):
        return before.text in ("return", "co_return", "co_await", "co_yield", "case", "throw", "else")
    return is_mark(before) or not (isinstance(before, (Group, Lambda, Braces)) or before.kind in ("text", "number"))


def is_lambda_head(nodes):
    """Whether `nodes`, what follows a `[…]`, may stand between it and the body of a lambda."""
    index = 0
    if nodes and is_mark(nodes[0], "<"):
        depth = 0
        while index < len(nodes):
            depth += is_mark(nodes[index], "<") - is_mark(nodes[index], ">")
            index += 1
            if depth == 0:
                break
    if index < len(nodes) and is_group(nodes[index], "("):
        index += 1
    while index < len(nodes) and is_word(nodes[index], "mutable", "constexpr", "noexcept", "static"):
        index += 1
        if index < len(nodes) and is_group(nodes[index], "("):
            index += 1
    if index == len(nodes):
        return True
    return is_mark(nodes[index], "->") and all(
        is_word(node) or is_mark(node, "::", "<", ">", ",", "*", "&") or is_group(node, "(")
        for node in nodes[index + 1:])


def lambda_head(nodes):
    """Where in `nodes` the head of a lambda begins whose body comes next; nothing where there is none."""
    for index in range(len(nodes) - 1, -1, -1):
        if is_group(nodes[index], "[") and introduces_lambda(nodes, index) and is_lambda_head(nodes[index + 1:]):
            return index
    return None


def suspends(nodes, words=SUSPENDS):
    """Whether one of `words` stands in `nodes`, not counting the bodies of lambdas."""
    for node in nodes:
        if is_word(node, *words):
            return True
        inner = node.captures if isinstance(node, Lambda) else getattr(node, "nodes", [])
        if suspends(inner, words):
            return True
    return False


def split(nodes, mark):
    """`nodes` cut at each `mark`."""
    parts = [[]]
    for node in nodes:
        if is_mark(node, mark):
            parts.append([])
        else:
            parts[-1].append(node)
    return parts


class Check:
    """Walks one file, statement by statement."""

    HEADS = ("if", "while", "for", "switch", "catch")
    SCOPES = ("namespace", "class", "struct", "union", "enum", "extern")
    LABELS = ("case", "default", "public", "private", "protected", "signals", "Q_SIGNALS")
    QUALIFIERS = ("const", "volatile", "noexcept", "override", "final", "mutable", "try")

    def __init__(self, path):
        self.path = path
        self.findings = []
        self.references = [set()]  # names of references to what may be moved away, one set a block

    def refuse(self, line, message):
        finding = Finding(self.path, line, message)
        if finding not in self.findings:
            self.findings.append(finding)

    def block(self, nodes):
        """Checks a sequence of statements, declarations included."""
        self.references.append(set())
        statement = []
        for node in nodes:
            if is_mark(node, ";"):
                self.statement(statement)
                statement = []
            elif is_mark(node, ":") and statement and is_word(statement[0], *self.LABELS):
                self.statement(statement)
                statement = []
            elif is_group(node, "{"):
                statement = self.braces(statement, node)
            elif is_group(node, "(") and self.is_control_head(statement):
                for part in split(node.nodes, ";"):
                    self.statement(self.expression(part))
                statement = []
            elif is_word(node, "else", "do", "try") and not statement:
                pass
            else:
                statement.append(self.inside(node))
        self.statement(statement)
        self.references.pop()

    def is_control_head(self, statement):
        words = [node.text for node in statement if is_word(node) and node.text != "constexpr"]
        return len(words) == 1 and words[0] in self.HEADS and len(statement) <= 2

    def inside(self, node):
        """A parenthesis or subscript with its lambdas and braced lists found."""
        return Group(node.open, node.line, self.expression(node.nodes)) if isinstance(node, Group) else node

    def expression(self, nodes):
        """`nodes` of an expression with its lambdas and braced lists found; bodies of lambdas are checked."""
        found = []
        for node in nodes:
            if is_group(node, "{"):
                self.list_or_lambda(found, node)
            else:
                found.append(self.inside(node))
        return found

    def list_or_lambda(self, nodes, group):
        """Adds a brace group that is no block to the expression before it."""
        start = lambda_head(nodes)
        if start is None:
            nodes.append(Braces(group.line, type_before(nodes), self.expression(group.nodes)))
            return
        closure = Lambda(nodes[start].line, nodes[start].nodes, group)
        del nodes[start:]
        nodes.append(closure)
        self.block(group.nodes)
        if closure.captures and suspends(raw_body(group), SUSPENDS + ("co_return",)):
            self.refuse(closure.line, CAPTURES)

    def braces(self, statement, group):
        """Takes a brace group at statement level; returns the statement it leaves unfinished."""
        if lambda_head(statement) is None and self.opens_block(statement):
            self.statement(statement)
            self.block(group.nodes)
            return []
        self.list_or_lambda(statement, group)
        return statement

    def opens_block(self, statement):
        if not statement:
            return True
        last = statement[-1]
        if is_mark(last, "=", ",", "?"):
            return False
        words = without_template(statement)
        if words and is_word(words[0], *self.SCOPES) and not any(is_mark(node, "=") for node in words):
            return True
        assigned = any(is_mark(node, "=") for node in statement) and not any(
            is_word(node, "operator") for node in statement)
        if is_group(last, "("):
            return not (len(statement) > 1 and is_word(statement[-2], "decltype"))
        if isinstance(last, Braces):  # the last member initialiser of a constructor
            return any(is_mark(node, ":") for node in statement)
        called = any(is_group(node, "(") for node in statement)
        if called and not assigned and (is_word(last, *self.QUALIFIERS) or is_mark(last, "&", "&&")):
            return True
        return not assigned and any(
            is_mark(node, "->") and index and (is_group(statement[index - 1], "(")
                                               or is_word(statement[index - 1], *self.QUALIFIERS))
            and not any(is_word(other, "return", "co_return", "co_await") for other in statement[:index])
            and is_word(statement[0], "auto", "static", "inline", "constexpr", "template", "friend", "virtual")
            for index, node in enumerate(statement))

    def statement(self, nodes):
        """Checks one full expression or declaration."""
        self.default_arguments(nodes)
        self.returned_reference(nodes)
        if suspends(nodes):
            self.temporaries(nodes, is_scalar_declaration(nodes))

    def returned_reference(self, nodes):
        """Notes the reference that a statement declares, or refuses the one it returns."""
        if len(nodes) == 2 and is_word(nodes[0], "co_return") and is_word(nodes[1]):
            if any(nodes[1].text in names for names in self.references):
                self.refuse(nodes[1].line, REFERENCE)
            return
        for index in range(1, len(nodes) - 2):
            if is_mark(nodes[index], "&") and is_word(nodes[index + 1]) and is_mark(nodes[index + 2], "=", ":"):
                if not any(is_word(node, "const") for node in nodes[:index]):
                    self.references[-1].add(nodes[index + 1].text)
                return

    def temporaries(self, nodes, scalar=False):
        for node in nodes:
            if isinstance(node, Lambda) and node.captures:
                self.refuse(node.line, CLOSURE)
            elif isinstance(node, Braces):
                if not (scalar or SCALARS.fullmatch(node.type) or CLASSES.fullmatch(node.type) and not node.nodes):
                    self.refuse(node.line, BRACED)
                self.temporaries(node.nodes)
            elif isinstance(node, Group):
                self.temporaries(node.nodes)

    def default_arguments(self, nodes):
        """Refuses `Task<T> name(…, Type x = {})`."""
        for index, node in enumerate(nodes):
            if not (is_word(node, "Task") and index + 1 < len(nodes) and is_mark(nodes[index + 1], "<")):
                continue
            for after in range(index + 2, len(nodes)):
                if is_mark(nodes[after], "=") or isinstance(nodes[after], (Braces, Lambda)):
                    break
                if is_group(nodes[after], "(") and is_word(nodes[after - 1]):
                    self.parameters(nodes[after].nodes)
                    break
            break

    def parameters(self, nodes):
        for index, node in enumerate(nodes):
            if not isinstance(node, Braces):
                continue
            name = node.type
            if index > 1 and is_mark(nodes[index - 1], "="):
                declared = [item for item in nodes[:index - 2] if not is_mark(item, "&")]
                name = type_before(declared)
            if not (SCALARS.fullmatch(name) or CLASSES.fullmatch(name) and not node.nodes):
                self.refuse(node.line, DEFAULT)


def raw_body(group):
    """The nodes of a lambda's body without the bodies of lambdas inside it."""
    found = []
    for node in group.nodes:
        if is_group(node, "{"):
            start = lambda_head(found)
            if start is not None:
                del found[start:]
                continue
        found.append(Group(node.open, node.line, raw_body(node)) if isinstance(node, Group) else node)
    return found


def without_template(nodes):
    """`nodes` without a leading `template <…>` and without attributes and specifiers."""
    index = 0
    if nodes and is_word(nodes[0], "template"):
        depth = 0
        for index in range(1, len(nodes)):
            depth += is_mark(nodes[index], "<") - is_mark(nodes[index], ">")
            if depth == 0:
                break
        index += 1
    while index < len(nodes) and (is_group(nodes[index], "[") or is_word(
            nodes[index], "inline", "static", "typedef", "constexpr", "friend", "export")):
        index += 1
    return nodes[index:]


def is_scalar_declaration(nodes):
    """Whether `nodes` read `int name{…}`, or with another type that is no aggregate."""
    return len(nodes) > 2 and isinstance(nodes[-1], Braces) and is_word(nodes[-2]) and all(
        is_word(node) or is_mark(node, "::") for node in nodes[:-1]) and bool(
            SCALARS.fullmatch(type_before(nodes[:-2])))


def unsafe_names(path, nodes, findings):
    """Refuses the parts of QCoro that are not safe."""
    for index, node in enumerate(nodes):
        if isinstance(node, Group):
            unsafe_names(path, node.nodes, findings)
        if not is_word(node, *UNSAFE):
            continue
        following = nodes[index + 1] if index + 1 < len(nodes) else None
        qualified = index > 1 and is_mark(nodes[index - 1], "::") and is_word(nodes[index - 2], "QCoro")
        called = is_group(following, "(")
        if node.text == "qCoro" and not called or node.text in ("waitFor", "sleepUntil") and not qualified:
            continue
        if node.text == "waitFor" and path.startswith("tests/"):
            continue
        findings.append(Finding(path, node.line, UNSAFE[node.text]))


def check(path, source):
    """All findings in one file, in the order of its lines. `path` is relative to the root."""
    checker = Check(path)
    try:
        nodes, directives = tree(source)
    except Unbalanced as error:
        return [Finding(path, error.line, "this bracket has no partner, so the coroutines here cannot be checked")]
    checker.block(nodes)
    for directive in directives:
        if re.match(r"#\s*define\b", directive.text) and re.search(r"\bco_(await|yield)\b", directive.text):
            checker.refuse(directive.line, MACRO)
    unsafe_names(path, nodes, checker.findings)
    return sorted(checker.findings, key=lambda finding: finding.line)


def main():
    paths = project_files(".h", ".cpp")
    findings = [finding for path in paths for finding in check(path, (ROOT / path).read_text(encoding="utf-8"))]
    print(*findings, sep="\n", end="\n" if findings else "")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
