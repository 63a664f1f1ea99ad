"""Every link leads somewhere: files, headings, pictures; the web through https only."""

import re
from functools import cache
from urllib.parse import unquote

import pytest

from tests.course.lessons import PAGES, ROOT, report, where, without_formulas
from tools.notebooks import Notebook, headings, slug, without_code

# What stands in a link's or picture's parentheses; one level of ( ) may be inside.
TARGET = re.compile(r"\]\(\s*<?((?:[^()\s<>]|\([^()\s]*\))*)")
DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)", re.M)
ATTRIBUTE = re.compile(r"<[^>]*\b(?:href|src)\s*=\s*[\"']([^\"']*)[\"']")
PICTURE = re.compile(r"!\[([^\]]*)\]\(|<img\b(?![^>]*\balt=[\"'][^\"']+[\"'])")
ANCHOR = re.compile(r"<[^>]*\b(?:id|name)\s*=\s*[\"']([^\"']+)[\"']")


def targets(markdown):
    """Where the links and pictures of a text lead, code and formulas left out."""
    text = without_formulas(
        without_code(re.sub(r"<!--.*?-->", "", markdown, flags=re.S))
    )
    return [
        target
        for pattern in (TARGET, DEFINITION, ATTRIBUTE)
        for target in pattern.findall(text)
    ]


def broken_links(path, markdown, root=ROOT):
    """Problems of the links in a text that stands in file `path`."""
    problems = []
    for target in targets(markdown):
        if problem := _problem(path, target, root):
            problems.append(f"link to {target or '(nothing)'}: {problem}")
    text = without_code(markdown)
    problems += [f"write https:// for {url}" for url in re.findall(r"http://\S+", text)]
    problems += [
        f"picture {match.group()}...: describe it in the brackets"
        for match in PICTURE.finditer(text)
        if not (match.group(1) or "").strip()
    ]
    return problems


def _problem(path, target, root):
    if re.match(r"[A-Za-z][\w+.-]*:", target):
        return "" if target.startswith("https://") else "only https leads out"
    if not target or target.startswith("/"):
        return "write a path relative to this file"
    file, _, anchor = unquote(target).partition("#")
    goal = (path.parent / file).resolve() if file else path
    if not goal.is_relative_to(root) or not goal.exists():
        return "there is no such file"
    if anchor and goal.suffix not in (".md", ".ipynb"):
        return "only notebooks and Markdown files have headings"
    if anchor and anchor not in anchors(goal):
        return f"{goal.name} has no heading with this anchor"
    from_lesson_to_page = path.suffix == ".ipynb" and goal.suffix == ".md"
    if anchor and from_lesson_to_page and anchor not in _jupyter_anchors(goal):
        return "write the heading in lower case, or JupyterLab does not find it"
    return ""


@cache
def anchors(path):
    """GitHub's anchors of a file: slugs of headings, numbered when they repeat."""
    text = _markdown(path)
    found = set(ANCHOR.findall(text))
    seen = {}
    for _, heading in headings(text):
        name = slug(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading))
        repeats = seen.get(name, 0)
        seen[name] = repeats + 1
        found.add(f"{name}-{repeats}" if repeats else name)
    return found


@cache
def _jupyter_anchors(path):
    """JupyterLab's: the text as it is, with hyphens for blanks."""
    text = _markdown(path)
    found = {heading.replace(" ", "-") for _, heading in headings(text)}
    return found | set(ANCHOR.findall(text))


def _markdown(path):
    if path.suffix == ".ipynb":
        return Notebook.read(path).prose
    return path.read_text(encoding="utf-8")


def test_lesson(lesson):
    texts = []
    for index, cell in enumerate(lesson.cells):
        outputs = cell.get("outputs", [])
        texts += [(index, o.get("data", {}).get("text/markdown", "")) for o in outputs]
        if cell.cell_type == "markdown":
            texts.append((index, cell.source))
    report(
        f"{where(lesson, index)}: {problem}"
        for index, text in texts
        for problem in broken_links(lesson.path, text)
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page(page):
    problems = broken_links(page, page.read_text(encoding="utf-8"))
    report(f"{page.relative_to(ROOT)}: {problem}" for problem in problems)


# --- the rule bites ----------------------------------------------------------------


@pytest.fixture
def course(tmp_path):
    """A root with a page, a glossary, a picture and a place for a notebook."""
    (tmp_path / "01-a").mkdir()
    (tmp_path / "a b.png").touch()
    (tmp_path / "glossary.md").write_text(
        "# Glossary\n\n## dot product\n\n## Norm\n\n## [basis](x.md) & span\n\n"
        "## twice\n\n## twice\n\n```\n# not a heading\n```\n\n<a id='here'></a>\n"
    )
    return tmp_path


@pytest.mark.parametrize(
    "text",
    [
        "[a](../glossary.md#dot-product) and [b](../glossary.md#here)",
        "[d](../glossary.md#twice) and [e](https://example.org/x_(y)?a=1#b 'T')",
        "![A line.](../a%20b.png) and <img src='../a%20b.png' alt='A line.'>",
        "[![A line.](../a%20b.png)](../glossary.md)",
        "[f][1]\n\n[1]: ../glossary.md",
        "`[g](nowhere.md)` $[h](x)$ <!-- [i](nowhere.md) -->",
        "[a folder](../01-a)",
    ],
)
def test_good_links(course, text):
    assert broken_links(course / "01-a" / "01-x.ipynb", text, course) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a](glossary.md)", "no such file"),
        ("[a](../glossary.md#dot)", "no heading"),
        ("[a](../glossary.md#twice-2)", "no heading"),
        ("[a](../glossary.md#not-a-heading)", "no heading"),
        ("[a](../glossary.md#norm)", "in lower case"),
        ("[a](../a%20b.png#x)", "only notebooks"),
        ("[a](../../outside.md)", "no such file"),
        ("[a](/glossary.md)", "relative to this file"),
        ("[a]()", "relative to this file"),
        ("[a](http://example.org)", "only https"),
        ("[a](ftp://example.org)", "only https"),
        ("![a](attachment:x.png)", "only https"),
        ("see http://example.org", "write https"),
        ("![](../a%20b.png)", "describe it"),
        ("<img src='../a%20b.png'>", "describe it"),
        ("[![x](nowhere.png)](../glossary.md)", "no such file"),
        ("[f][1]\n\n[1]: nowhere.md", "no such file"),
        ("<a href='nowhere.md'>x</a>", "no such file"),
    ],
)
def test_broken_link(course, text, message):
    problems = broken_links(course / "01-a" / "01-x.ipynb", text, course)
    assert message in "\n".join(problems)


def test_heading_is_renamed(course):
    page = course / "README.md"
    assert broken_links(page, "[a](glossary.md#norm)", course) == []
    assert broken_links(page, "[a](glossary.md#basis--span)", course) == []
    assert broken_links(page, "[a](glossary.md#twice-1)", course) == []
    renamed = course / "renamed.md"
    renamed.write_text("# Glossary\n\n## length\n")
    assert broken_links(page, "[a](renamed.md#norm)", course)
