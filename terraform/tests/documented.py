"""Every variable and output is in ../README.md, and nothing else is."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).parents[1]


def declared(module, kind):
    names = set()
    for file in (ROOT / module).glob("*.tf"):
        names |= set(re.findall(rf'^{kind} "(\w+)"', file.read_text(), re.MULTILINE))
    return names


def documented(section):
    """Names in the first column of the table below a heading."""
    text = (ROOT / "README.md").read_text()
    body = re.search(rf"^#+ {section}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    return set(re.findall(r"^\| `(\w+)` \|", body.group(1), re.MULTILINE)) if body else set()


wrong = []
for module, kind, section in (
    (".", "variable", "Variables"),
    (".", "output", "Outputs"),
    ("bootstrap", "variable", "Variables of bootstrap"),
    ("bootstrap", "output", "Outputs of bootstrap"),
):
    there, told = declared(module, kind), documented(section)
    wrong += [
        f'{kind} {name} has no row in the table "{section}" of README.md'
        for name in sorted(there - told)
    ]
    wrong += [
        f'the table "{section}" of README.md has {name}, which is no {kind}'
        for name in sorted(told - there)
    ]

if wrong:
    sys.exit("\n".join(wrong))
