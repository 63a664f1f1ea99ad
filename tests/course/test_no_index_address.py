"""No file names a package index but the public default, or a path of one machine.

Such an address comes in with a lock file, a log or a notebook's stored traceback, and
then an installation asks one person's mirror, or a reader sees one person's folders.
"""

import re
import subprocess
from pathlib import Path

import pytest

from tools.curriculum import ROOT

PUBLIC = ("https://pypi.org/", "https://pypi.python.org/")
LOOPBACK = ("http://127.0.0.1", "http://localhost")  # in tests: where nobody answers
ADDRESS = re.compile(r"\b(?:https?|file|ssh|git)://[^\s\"'`<>()\[\]\\]+", re.I)
# What the address of an index looks like, wherever it stands ...
INDEX = re.compile(
    r"pypi|pythonhosted|npmjs|npmmirror|artifactory|nexus|devpi|/simple/?$", re.I
)
# ... and the settings that take one, or a folder in its place.
SETTING = re.compile(
    r"""(?:extra[-_]index[-_]url|index[-_]url|find[-_]links|trusted[-_]host
        |default[-_]index|registry)["']?\s*(?:[=:]|\s)\s*["']?([\w.:/~-]*[./][\w./~-]*)""",
    re.I | re.X,
)
# Ada is the user of made-up examples in other tests.
MACHINE = re.compile(
    r"(?:^|(?<=[\s\"'`(=:,\[]))(?:file://)?"
    r"(?:/(?!(?:home|Users)/ada\b)"
    r"(?:home|root|Users|work|workspace|opt|tmp|private|var/folders)/[\w.-]+"
    r"|[A-Z]:(?:\\{1,2}|/)Users(?:\\{1,2}|/)\w+)",
    re.M,
)
IGNORED = [
    line.rstrip("/")
    for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def project_files():
    """Every file that git tracks or would add; in a download, all that are not ignored.

    The folder names in .gitignore are enough for that: it has no patterns with paths.
    """
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return [path for path in walk(ROOT) if path.is_file()]
    paths = (ROOT / name for name in done.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def walk(folder):
    """Everything in `folder` whose name .gitignore does not match."""
    for path in folder.iterdir():
        if not any(path.match(pattern) for pattern in [".git", *IGNORED]):
            yield path
            if path.is_dir():
                yield from walk(path)


def text_of(path: Path) -> str:
    """The text of a file; nothing if it is binary."""
    data = path.read_bytes()
    return "" if b"\0" in data else plain(data.decode("utf-8", errors="replace"))


def plain(text: str) -> str:
    """Text without the colour codes and escaped line ends of stored outputs."""
    return re.sub(r"(?:\\u001b|\x1b)\[[\d;]*m|\\n", " ", text)


def foreign_indexes(text: str) -> list[str]:
    """Addresses of package indexes in `text`, but for the public default."""
    found = [a for a in ADDRESS.findall(text) if INDEX.search(a)]
    found += SETTING.findall(text)
    return [a for a in found if not (a + "/").startswith(PUBLIC + LOOPBACK)]


def machine_paths(text: str) -> list[str]:
    """Absolute paths in `text` that exist on one machine only."""
    return [match.group() for match in MACHINE.finditer(text)]


def test_files_are_found():
    names = {path.relative_to(ROOT).as_posix() for path in project_files()}
    assert {"course.py", "requirements.txt", ".ci/run", "utils/__init__.py"} <= names


@pytest.mark.parametrize("look", [foreign_indexes, machine_paths])
def test_no_file_names_an_index_or_a_machine(look):
    problems = [
        f"{path.relative_to(ROOT).as_posix()}: {found}"
        for path in project_files()
        if path != Path(__file__)  # the examples below
        for found in look(text_of(path))
    ]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(
    "text",
    [
        "--index-url https://mirror.example.org/simple",
        "PIP_EXTRA_INDEX_URL=http://10.0.0.5:8080/pypi/simple/",
        "index-url = file:///srv/wheels",
        "find-links = /srv/wheels",
        'url = "https://files.pythonhosted.org/packages/ab/numpy-2.0.0.whl"',
        "source = { registry = 'https://pypi.mirror.example/simple' }",
        "https://example.org/artifactory/api/pypi/numpy",
        "Looking in indexes: https://pypi.org.example.net/simple",
        "registry=https://registry.npmjs.org/",
        "trusted-host = mirror.example.org",
    ],
)
def test_index_address_is_noticed(text):
    assert foreign_indexes(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://pypi.org/project/nbval/ and https://pypi.org/simple",
        "index-url = https://pypi.org/simple",
        "https://github.com/google/jax and https://doi.org/10.1000/simplex",
        "the registry of checkers; registry: one record per exercise",
    ],
)
def test_other_addresses_are_not(text):
    assert not foreign_indexes(text)


@pytest.mark.parametrize(
    "text",
    [
        'File "/home/bob/course/utils/plotting.py", line 3',
        "/tmp/ipykernel_123/456.py:1: UserWarning",
        '["/Users/bob/course\\n"]',
        "file:///root/course",
        r"C:\Users\ada\course",
        r'"C:\\Users\\ada"',
        "python=/opt/python/bin",
        plain(r"\u001b[0;32m/tmp/ipykernel_1/2.py\u001b[0m"),
        plain(r"in\n/home/bob/x.py"),
    ],
)
def test_machine_path_is_noticed(text):
    assert machine_paths(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/home/page and math/root/find",
        "read /home or a/tmp/b; home/work; 2/work/3",
        "![](../references/home/x.png)",
    ],
)
def test_other_paths_are_not(text):
    assert not machine_paths(text)
