# SPDX-License-Identifier: MIT
"""Reads C++ just far enough for the checks here: tokens, and bracket groups as a tree."""

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Finding:
    """One refused thing, printed as "path:line: message"."""

    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


def project_files(*suffixes):
    """Tracked and new files with these suffixes, as paths relative to the root, sorted."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split("\0")
    return sorted({name for name in listed if name.endswith(suffixes) and (ROOT / name).is_file()})


@dataclass
class Token:
    kind: str  # "word", "number", "text", "mark", "directive"
    text: str
    line: int


@dataclass
class Group:
    """What stands between a bracket and its partner."""

    open: str
    line: int
    nodes: list = field(default_factory=list)


class Unbalanced(Exception):
    """A bracket without a partner."""

    def __init__(self, line):
        super().__init__(f"line {line}: a bracket has no partner")
        self.line = line


TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\f\v]+|\\\n)
    | (?P<newline>\n)
    | (?P<comment>//(?:[^\\\n]|\\.|\\\n)*|/\*.*?\*/)
    | (?P<raw>(?:u8|[uUL])?R"(?P<tag>[^()\s\\]{0,16})\(.*?\)(?P=tag)"\w*)
    | (?P<text>(?:u8|[uUL])?"(?:[^"\\\n]|\\.)*"\w*|(?:u8|[uUL])?'(?:[^'\\\n]|\\.)+'\w*)
    | (?P<number>\.?[0-9](?:'?[0-9A-Za-z_.]|(?<=[eEpP])[+-])*)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<mark>::|->|&&|\|\||==|!=|<=|\+=|-=|.)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(source):
    """The tokens of `source` without spaces and comments; a preprocessor line is one "directive" token."""
    line = 1
    at_line_start = True
    position = 0
    while position < len(source):
        if at_line_start and source[position] == "#":
            end = re.compile(r"(?:\\\n|[^\n])*").match(source, position).end()
            text = source[position:end]
            yield Token("directive", text, line)
            line += text.count("\n")
            position = end
            continue
        match = TOKEN.match(source, position)
        kind = match.lastgroup if match.lastgroup != "tag" else "raw"
        text = match.group()
        if kind == "newline":
            at_line_start = True
        elif kind not in ("space", "comment"):
            at_line_start = False
            yield Token("text" if kind == "raw" else kind, text, line)
        line += text.count("\n")
        position = match.end()


PARTNER = {"(": ")", "[": "]", "{": "}"}


def tree(source):
    """The tokens as nested groups. Directives stay out of the tree and are returned beside it.

    Raises Unbalanced where brackets do not pair up."""
    top = Group("", 1)
    stack = [top]
    directives = []
    for token in tokens(source):
        if token.kind == "directive":
            directives.append(token)
        elif token.kind == "mark" and token.text in PARTNER:
            group = Group(token.text, token.line)
            stack[-1].nodes.append(group)
            stack.append(group)
        elif token.kind == "mark" and token.text in PARTNER.values():
            if len(stack) == 1 or PARTNER[stack[-1].open] != token.text:
                raise Unbalanced(token.line)
            stack.pop()
        else:
            stack[-1].nodes.append(token)
    if len(stack) > 1:
        raise Unbalanced(stack[-1].line)
    return top.nodes, directives


def is_word(node, *words):
    """Whether `node` is a word, and one of `words` where any are given."""
    return isinstance(node, Token) and node.kind == "word" and (not words or node.text in words)


def is_mark(node, *marks):
    """Whether `node` is one of these punctuators."""
    return isinstance(node, Token) and node.kind == "mark" and node.text in marks


def is_group(node, bracket):
    """Whether `node` is a group opened by `bracket`."""
    return isinstance(node, Group) and node.open == bracket
