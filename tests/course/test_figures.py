"""Every stored picture can be read by someone who does not see it."""

import base64
import re
import struct
from collections import Counter

import pytest

from tests.course import miniature as mini
from tests.course.lessons import code_cells, report, where

MIN_ALT = 40
MAX_WIDTH = 9 * 96  # pixels: 9 inches at 96 dpi


def image_types(output):
    return [mime for mime in output.get("data", {}) if mime.startswith("image/")]


def alt_of(output):
    return output.get("metadata", {}).get("image/png", {}).get("alt", "").strip()


def pictures(notebook):
    """(cell index, output number, output) of every picture."""
    return [
        (index, number, output)
        for index, cell in code_cells(notebook)
        for number, output in enumerate(cell.outputs)
        if image_types(output)
    ]


def unreadable_pictures(notebook):
    """Pictures that are no PNG, have no useful alternative text, or share one."""
    problems = []
    for index, _, output in pictures(notebook):
        alt = alt_of(output)
        if image_types(output) != ["image/png"]:
            problems.append(
                f"{where(notebook, index)}: stores {image_types(output)}; "
                "show figures with utils.plotting.show(fig, alt=...)"
            )
        elif len(alt) < MIN_ALT:
            problems.append(
                f"{where(notebook, index)}: alternative text {alt!r} has {len(alt)} "
                f"characters; say in at least {MIN_ALT} what is plotted, the pattern "
                "and the conclusion"
            )
    alts = Counter(alt_of(output) for _, _, output in pictures(notebook))
    problems += [
        f"{notebook.path.name}: {count} pictures share the alternative text {alt!r}"
        for alt, count in alts.items()
        if alt and count > 1
    ]
    return problems


def uncaptioned_pictures(notebook):
    """Several viewers drop the alternative text: an italic line repeats the finding."""
    return [
        f"{where(notebook, index)}: no caption; use show(..., caption=...) or begin "
        "the next cell with a line in *italics*"
        for index, number, _ in pictures(notebook)
        if not is_caption(_text_after(notebook, index, number))
    ]


def is_caption(markdown):
    """Whether the first paragraph is one *italic text*, not **bold**."""
    paragraph = re.split(r"\n\s*\n", markdown.strip())[0]
    return bool(re.fullmatch(r"\*(?!\*).+\*", paragraph.strip(), re.S))


def _text_after(notebook, index, number):
    """Markdown after a picture: in the same outputs, or else in the next cell."""
    later = [o for o in notebook.cells[index].outputs[number + 1 :] if "data" in o]
    if later:
        return later[0]["data"].get("text/markdown", "")
    following = notebook.cells[index + 1 : index + 2]
    return "".join(c.source for c in following if c.cell_type == "markdown")


def too_wide(notebook):
    problems = []
    for index, _, output in pictures(notebook):
        head = base64.b64decode(output["data"].get("image/png", ""))[:24]
        width = struct.unpack(">I", head[16:20])[0] if len(head) == 24 else 0
        if width > MAX_WIDTH:
            problems.append(
                f"{where(notebook, index)}: picture is {width} pixels wide; "
                f"at most {MAX_WIDTH} fit on a laptop"
            )
    return problems


def test_lesson_alternative_text(lesson):
    report(unreadable_pictures(lesson))


def test_lesson_captions(lesson):
    report(uncaptioned_pictures(lesson))


def test_lesson_widths(lesson):
    report(too_wide(lesson))


# --- each rule bites ---------------------------------------------------------------


def drawn(*outputs):
    return mini.code("show(fig)", *outputs)


def test_readable_pictures():
    good = mini.notebook(
        drawn(mini.picture(), mini.shown_markdown("*It grows.*")),
        drawn(mini.picture(mini.ALT + " Again."), mini.printed("slope 2")),
        mini.text("*It grows\n**twice** as fast, $a^*$.*\n\nReading: steep."),
    )
    assert unreadable_pictures(good) == []
    assert uncaptioned_pictures(good) == []
    assert too_wide(good) == []


@pytest.mark.parametrize("alt", [None, "", "A short text.", " " * 50])
def test_missing_or_short_alternative_text(alt):
    broken = mini.notebook(drawn(mini.picture(alt)))
    assert "say in at least 40" in unreadable_pictures(broken)[0]


def test_deleted_alternative_text():
    broken = mini.notebook(drawn(mini.picture()))
    del broken.cells[0].outputs[0].metadata["image/png"]["alt"]
    assert unreadable_pictures(broken)


def test_other_image_format():
    broken = mini.notebook(drawn(mini.picture(mime="image/svg+xml")))
    assert "utils.plotting.show" in unreadable_pictures(broken)[0]


def test_copied_alternative_text():
    broken = mini.notebook(drawn(mini.picture()), drawn(mini.picture()))
    assert "2 pictures share" in unreadable_pictures(broken)[0]


@pytest.mark.parametrize(
    "caption",
    ["It grows.", "**It grows.**", "*It* grows.", "", "## 4\n\n*It grows.*"],
)
def test_missing_caption(caption):
    broken = mini.notebook(drawn(mini.picture()), mini.text(caption))
    assert len(uncaptioned_pictures(broken)) == 1


def test_caption_belongs_to_one_picture_only():
    caption = mini.shown_markdown("*It grows.*")
    broken = mini.notebook(drawn(mini.picture(), mini.picture(), caption))
    assert len(uncaptioned_pictures(broken)) == 1
    assert uncaptioned_pictures(mini.notebook(drawn(mini.picture())))


def test_wide_picture():
    wide = mini.picture()
    head = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 1200, 10)
    wide["data"]["image/png"] = base64.b64encode(head).decode()
    assert "1200 pixels" in too_wide(mini.notebook(drawn(wide)))[0]
