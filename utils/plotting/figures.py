"""The house style, and figures that are shown with alternative text or sliders."""

from __future__ import annotations

import io
import math
import os
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import PIL.Image
import seaborn
from IPython import get_ipython
from IPython.display import Image, Markdown, display
from matplotlib.figure import Figure

from utils._validation import (
    check_real,
)
from utils.plotting.palette import (
    BLACK,
    BLUE,
    GREEN,
    LIGHT_GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
)

_DPI = 96
_MAX_WIDTH = 9.0  # inches; wider pictures are scaled down and their text with them
_MIN_ALT = 40  # characters; a shorter text cannot say what, pattern and conclusion
_MAX_SHIFT = 16  # of 255: how far a colour may move without being seen
_NO_DITHER = PIL.Image.Dither.NONE  # dots would blur text and grow the file


def use_house_style() -> None:
    """Give every following figure the look of the course.

    White ground, no grid, left and bottom axis only, text of 9 points and more, the
    layout fitted to the text, and the palette above (without yellow) in the order of
    its use. The font is the one that matplotlib brings along, so that a figure looks
    the same on every machine.
    """
    seaborn.set_theme(
        style="ticks",
        palette=[BLUE, ORANGE, GREEN, VERMILLION, PURPLE, SKY, BLACK],
        font="DejaVu Sans",
        rc={
            "figure.figsize": (6.0, 4.0),
            "figure.dpi": _DPI,
            "figure.constrained_layout.use": True,
            "font.size": 10,
            "axes.titlesize": 11,
            "axes.labelsize": 10,
            "xtick.labelsize": 9,
            "ytick.labelsize": 9,
            "legend.fontsize": 9,
            "legend.title_fontsize": 9,
            "legend.edgecolor": "white",  # covers the lines beneath, but draws no box
            "axes.titlelocation": "left",
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.linewidth": 0.8,
            "xtick.major.size": 4,
            "ytick.major.size": 4,
            "xtick.major.width": 0.8,
            "ytick.major.width": 0.8,
            "grid.color": LIGHT_GREY,
            "image.cmap": "viridis",
        },
    )
    # seaborn's own figures (pairplot, displot) replace our layout by theirs; that is
    # wanted, and the warning about it would be stored in the lesson.
    warnings.filterwarnings("ignore", message="The figure layout has changed to tight")


# --- showing -----------------------------------------------------------------------


def show(fig: Figure, *, alt: str, caption: str | None = None) -> None:
    """Display a figure as a picture with alternative text, and close it.

    The same figure gives the same bytes in every run on the same matplotlib, so that a
    lesson changes in version control only when a picture does.

    Parameters
    ----------
    fig : Figure
        At most 9 inches wide. It is closed, so that it does not appear a second time.
    alt : str
        What is plotted, the pattern, the conclusion; at least 40 characters. It goes
        into the output's metadata, where screen readers and exporters find it.
    caption : str, optional
        One line of Markdown, set in italics beneath the picture.

    Raises
    ------
    TypeError
        If `fig` is not a Figure (an Axes, for instance) or `alt` not a string.
    ValueError
        If `alt` is too short or `fig` too wide.

    Examples
    --------
    >>> fig, ax = plt.subplots()
    >>> show(fig, alt="too short")
    Traceback (most recent call last):
        ...
    ValueError: alt must have at least 40 characters (what is plotted, the pattern, ...
    """
    alt = _checked_alt(alt)
    _display(_to_image(fig, alt, "fig"), caption)


def explore(
    draw: Callable[..., Figure],
    *,
    alt: str,
    caption: str | None = None,
    **sliders: tuple[float, float, float],
) -> None:
    """Show draw(**defaults), and sliders that redraw it where a kernel is alive.

    There is one picture. A slider replaces it in place, so that the lesson as stored,
    printed or read on the web always holds a figure, and never the same one twice. No
    slider appears outside a kernel, or if the environment variable MFML_STATIC is 1.
    After a notebook was closed and opened again, run the cell again to move sliders.

    Parameters
    ----------
    draw : callable
        Takes the sliders' values as keyword arguments, returns a new Figure.
    alt, caption : str
        As in `show`; they describe the picture for the default values.
    **sliders : (default, low, high)
        One per argument of `draw`. Three integers make a slider of integers.

    Raises
    ------
    TypeError
        If a slider is not made of three real numbers, or `draw` returns no Figure.
    ValueError
        If not low <= default <= high and low < high; and as in `show`.
    """
    alt = _checked_alt(alt)
    for name, bounds in sliders.items():
        _check_slider(name, bounds)
    defaults = {name: bounds[0] for name, bounds in sliders.items()}
    handle = _display(_to_image(draw(**defaults), alt, "what draw returns"), caption)
    if _is_live():
        _display_sliders(draw, alt, handle, sliders)


def _checked_alt(alt: str) -> str:
    """Return `alt` on one line, or raise if it is too short to be of use."""
    if not isinstance(alt, str):
        raise TypeError(f"alt must be a string, got {type(alt).__name__}")
    alt = " ".join(alt.split())
    if len(alt) < _MIN_ALT:
        raise ValueError(
            f"alt must have at least {_MIN_ALT} characters (what is plotted, the "
            f"pattern, the conclusion), got {len(alt)}"
        )
    return alt


def _to_image(fig: Figure, alt: str, name: str) -> Image:
    """Turn a figure into a picture for the notebook, and close the figure."""
    if not isinstance(fig, Figure):
        raise TypeError(f"{name} must be a matplotlib Figure, got {type(fig).__name__}")
    width = fig.get_figwidth()
    if width > _MAX_WIDTH:
        raise ValueError(
            f"{name} must be at most {_MAX_WIDTH:g} inches wide, got {width:g}"
        )
    data = _png(fig)
    plt.close(fig)
    # The metadata, and not the newer alt=, so that Colab's IPython 7 understands it.
    return Image(data, format="png", metadata={"alt": alt})


def _display(image: Image, caption: str | None) -> Any:
    """Display picture and caption; return the handle that can replace the picture."""
    handle = display(image, display_id=True)
    if caption is not None:
        display(Markdown(f"*{caption.strip()}*"))
    return handle


def _png(fig: Figure) -> bytes:
    """Return the figure as PNG, with a palette where that at least halves the size."""
    buffer = io.BytesIO()
    # The default metadata would name the version of matplotlib.
    fig.savefig(buffer, format="png", dpi=_DPI, metadata={"Software": None})
    full = buffer.getvalue()
    picture = PIL.Image.open(buffer).convert("RGB")
    reduced = picture.quantize(256, PIL.Image.Quantize.MAXCOVERAGE, dither=_NO_DITHER)
    shift = np.asarray(picture, int) - np.asarray(reduced.convert("RGB"), int)
    buffer = io.BytesIO()
    reduced.save(buffer, format="PNG", optimize=True)
    small = buffer.getvalue()
    harmless = np.abs(shift).max() <= _MAX_SHIFT
    return small if harmless and 2 * len(small) <= len(full) else full


# --- sliders -----------------------------------------------------------------------


def _is_live() -> bool:
    """Tell whether sliders can work and are wanted."""
    return (
        os.environ.get("MFML_STATIC") != "1"
        and hasattr(get_ipython(), "kernel")
        and find_spec("ipywidgets") is not None
    )


def _check_slider(name: str, bounds: tuple[float, float, float]) -> None:
    if not isinstance(bounds, tuple | list) or len(bounds) != 3:
        raise TypeError(f"slider {name} must be (default, low, high), got {bounds!r}")
    default, low, high = (check_real(value, f"slider {name}") for value in bounds)
    if not (low <= default <= high and low < high):
        raise ValueError(
            f"slider {name} must satisfy low <= default <= high and low < high, "
            f"got default {default:g}, low {low:g}, high {high:g}"
        )


def _display_sliders(
    draw: Callable[..., Figure],
    alt: str,
    handle: Any,
    sliders: dict[str, tuple[float, float, float]],
) -> None:
    """Display the sliders; moving one replaces the picture that `handle` stands for."""
    from ipywidgets import VBox  # slow to import, and not needed for static figures

    widgets = {name: _slider(name, bounds) for name, bounds in sliders.items()}

    def redraw(_change: Any) -> None:
        values = {name: widget.value for name, widget in widgets.items()}
        moved = ", ".join(f"{name} = {value:g}" for name, value in values.items())
        new_alt = f"{alt} The sliders were moved to {moved}."
        handle.update(_to_image(draw(**values), new_alt, "what draw returns"))

    for widget in widgets.values():
        widget.observe(redraw, names="value")
    display(VBox(list(widgets.values())))


def _slider(name: str, bounds: tuple[float, float, float]) -> Any:
    """Return an integer slider for three integers, otherwise one with a round step."""
    from ipywidgets import FloatSlider, IntSlider

    default, low, high = bounds
    common = {
        "value": default,
        "min": low,
        "max": high,
        "description": name.replace("_", " "),
        "style": {"description_width": "initial"},  # otherwise long names are cut
        "layout": {"width": "26em"},
    }
    if all(isinstance(value, int | np.integer) for value in bounds):
        return IntSlider(**common)
    step = _round_step(high - low)
    decimals = max(0, -math.floor(math.log10(step)))
    return FloatSlider(step=step, readout_format=f".{decimals}f", **common)


def _round_step(span: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is at most span / 100.

    Examples
    --------
    >>> _round_step(1.0), _round_step(4.0), _round_step(0.99)
    (0.01, 0.02, 0.005)
    """
    target = span / 100 * (1 + 1e-9)  # so that a span of 1 gives 0.01 after rounding
    power = 10.0 ** math.floor(math.log10(target))
    return max(factor * power for factor in (1, 2, 5) if factor * power <= target)
