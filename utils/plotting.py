"""The house style, figures with alternative text, sliders, and a few drawing helpers.

    use_house_style()    one theme for every figure; a lesson's setup cell calls it
    show(fig, alt=...)   a picture that screen readers can read and runs can repeat
    explore(draw, ...)   the same, with sliders where a kernel is alive

The colours (Okabe and Ito) keep their meaning through the whole course, and are never
the only cue: add a marker, a dash or a label.

    BLUE        data, forward           VERMILLION  residual, gradient, backward
    GREEN       truth, optimum          ORANGE      model, estimate
    GREY        context                 YELLOW      fills only

This is the only module that imports matplotlib, and no mathematics imports it.

References
----------
Okabe, M. and Ito, K. (2008), Color Universal Design.
W3C (2018), Web Content Accessibility Guidelines 2.1: relative luminance, text
alternatives.
"""

from __future__ import annotations

import io
import math
import os
import warnings
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import PIL.Image
import seaborn
from IPython import get_ipython
from IPython.display import Image, Markdown, display
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb
from matplotlib.contour import QuadContourSet
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Polygon, Rectangle
from matplotlib.patheffects import withStroke
from mpl_toolkits.mplot3d.proj3d import proj_transform  # type: ignore[import-untyped]
from numpy.typing import ArrayLike

from utils._validation import (
    Array,
    as_array,
    as_matrix,
    as_vector,
    check_integer,
    check_real,
)

__all__ = [
    "BLACK",
    "BLUE",
    "GREEN",
    "GREY",
    "ORANGE",
    "PURPLE",
    "SKY",
    "VERMILLION",
    "YELLOW",
    "draw_contours",
    "draw_grid_map",
    "draw_images",
    "draw_matrix",
    "draw_vector",
    "equal_axes",
    "explore",
    "show",
    "use_house_style",
]

BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"
GREY = "#7F7F7F"

_DPI = 96
_MAX_WIDTH = 9.0  # inches; wider pictures are scaled down and their text with them
_MIN_ALT = 40  # characters; a shorter text cannot say what, pattern and conclusion
_MAX_SHIFT = 16  # of 255: how far a colour may move without being seen
_NO_DITHER = PIL.Image.Dither.NONE  # dots would blur text and grow the file
_LIGHT_GREY = "#D9D9D9"


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
            "grid.color": _LIGHT_GREY,
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


# --- drawing -----------------------------------------------------------------------


def equal_axes(
    ax: Axes,
    lim: float | tuple[float, float],
    ylim: tuple[float, float] | None = None,
) -> None:
    """Make one unit equally long on both axes, so that angles and lengths are true.

    Thin grey lines mark the two coordinate axes.

    Parameters
    ----------
    ax : Axes
    lim : float or (low, high)
        The range of both axes; a number L stands for (-L, L).
    ylim : (low, high), optional
        Another range for the vertical axis.

    Examples
    --------
    >>> _, ax = plt.subplots()
    >>> equal_axes(ax, 3)
    >>> bool(ax.get_xlim() == ax.get_ylim() == (-3, 3))
    True
    """
    xlim = lim if isinstance(lim, tuple) else (-lim, lim)
    ax.axhline(0, color=_LIGHT_GREY, linewidth=1, zorder=0)
    ax.axvline(0, color=_LIGHT_GREY, linewidth=1, zorder=0)
    ax.set(xlim=xlim, ylim=ylim or xlim)
    ax.set_aspect("equal")


def draw_vector(
    ax: Axes,
    vector: ArrayLike,
    *,
    origin: ArrayLike | None = None,
    color: str = BLUE,
    label: str | None = None,
    label_at: str = "tip",
    linestyle: str = "-",
) -> None:
    """Draw an arrow from `origin` to `origin` + `vector`, with its label clear of it.

    Parameters
    ----------
    ax : Axes
        Two-dimensional for two components, three-dimensional for three.
    vector : (2,) or (3,) array_like
        The zero vector is drawn as a dot.
    origin : array_like of the same shape, optional
        Where the arrow starts; the zero vector by default.
    color, linestyle : str
        A dash tells arrows apart where colours cannot be seen.
    label : str, optional
    label_at : {"tip", "middle"}
        Beyond the tip, or to the left of the shaft as one walks along it. In three
        dimensions the label is always at the tip.

    Raises
    ------
    ValueError
        If the shapes are not those above, or `label_at` is neither.
    """
    step = as_vector(vector, "vector")  # (2,) or (3,)
    start = np.zeros_like(step) if origin is None else as_vector(origin, "origin")
    if step.size != (3 if ax.name == "3d" else 2) or start.shape != step.shape:
        raise ValueError(
            f"vector and origin must have one component per axis of ax, got shapes "
            f"{step.shape} and {start.shape}"
        )
    if label_at not in ("tip", "middle"):
        raise ValueError(f'label_at must be "tip" or "middle", got {label_at!r}')
    end = start + step
    if step.any():
        ax.add_patch(_Arrow(start, end, color=color, linestyle=linestyle))
    # A dot for the zero vector; otherwise unseen, and the axes grow to hold the ends.
    size = 0 if step.any() else 5
    ax.plot(*np.column_stack([start, end]), "o", color=color, markersize=size)
    if label is not None and step.size == 3:
        space: Any = ax
        beyond = start + 1.1 * step
        space.text(*beyond, label, ha="center", va="center", **_label_style(color))
    elif label is not None:
        _label_arrow(ax, start, end, label, label_at, color)


class _Arrow(FancyArrowPatch):
    """An arrow that ends at its tip exactly, in the plane or in space."""

    def __init__(self, start: Array, end: Array, **style: Any) -> None:
        super().__init__(
            tuple(start[:2]),
            tuple(end[:2]),
            arrowstyle="-|>",
            mutation_scale=14,  # size of the head in points
            shrinkA=0,
            shrinkB=0,
            joinstyle="miter",  # a round one would stick out beyond the tip
            linewidth=1.8,
            zorder=3,
            **style,
        )
        self.ends = np.column_stack([start, end])  # (2 or 3, 2)

    def do_3d_projection(self) -> float:
        """Move to where the ends appear on the page; axes in space call this."""
        axes: Any = self.axes
        x, y, depth = proj_transform(*self.ends, axes.M)
        self.set_positions((x[0], y[0]), (x[1], y[1]))
        return min(depth)


def _label_arrow(
    ax: Axes, start: Array, end: Array, label: str, label_at: str, color: str
) -> None:
    """Write beside the arrow: the text's box lies wholly in direction `away`."""
    step = end - start
    length = np.hypot(*step)
    right, up = step / length if length else (1.0, 0.0)
    if label_at == "middle":
        anchor, (away_x, away_y) = (start + end) / 2, (-up, right)
    else:
        anchor, (away_x, away_y) = end, (right, up)
    # Text is wider than high: it may be centred above an arrow that is nearly level,
    # and beside one that is only roughly upright.
    horizontal = "center" if abs(away_x) < 0.1 else "left" if away_x > 0 else "right"
    vertical = "center" if abs(away_y) < 0.38 else "bottom" if away_y > 0 else "top"
    ax.annotate(
        label,
        tuple(anchor),
        xytext=(5 * away_x, 5 * away_y),
        textcoords="offset points",
        ha=horizontal,
        va=vertical,
        **_label_style(color),
    )


def _label_style(color: str) -> dict[str, Any]:
    """Return a darker shade of `color`, readable as text, on a thin white rim."""
    red, green, blue = to_rgb(color)
    return {
        "color": (0.65 * red, 0.65 * green, 0.65 * blue),
        "path_effects": [withStroke(linewidth=2.5, foreground="white")],
    }


def draw_matrix(
    ax: Axes,
    A: ArrayLike,
    *,
    fmt: str = "g",
    cmap: str = "RdBu_r",
    vmin: float | None = None,
    vmax: float | None = None,
    row_labels: Sequence[str] = (),
    column_labels: Sequence[str] = (),
) -> None:
    """Draw a matrix as coloured squares with their numbers.

    Parameters
    ----------
    ax : Axes
    A : (m, n) array_like
    fmt : str
        Format of the numbers; "z.2f" avoids "-0.00".
    cmap : str
        A diverging map of colours: white is zero.
    vmin, vmax : float, optional
        The ends of the colours; by default -c and c with c the largest size of an
        entry. A sequential `cmap` wants both.
    row_labels, column_labels : sequence of str, optional

    Examples
    --------
    >>> _, ax = plt.subplots()
    >>> draw_matrix(ax, [[1, -2.5], [0, 4]])
    >>> [text.get_text() for text in ax.texts]
    ['1', '-2.5', '0', '4']
    """
    matrix = as_matrix(A, "A") + 0.0  # (m, n); the sum turns -0 into 0
    largest = np.abs(matrix).max() or 1.0
    low = -largest if vmin is None else vmin
    high = largest if vmax is None else vmax
    picture = ax.imshow(matrix, cmap=cmap, vmin=low, vmax=high)
    fills = picture.to_rgba(matrix)  # (m, n, 4)
    for (i, j), value in np.ndenumerate(matrix):
        ink = _readable_on(fills[i, j])
        ax.text(j, i, format(value, fmt), color=ink, ha="center", va="center")
    ax.set_xticks(range(len(column_labels)), column_labels)
    ax.set_yticks(range(len(row_labels)), row_labels)
    ax.tick_params(length=0, top=False, labeltop=True, bottom=False, labelbottom=False)
    ax.spines[:].set_visible(False)


def _readable_on(color: Any) -> str:
    """Return black or white, whichever has the higher WCAG contrast with `color`.

    Examples
    --------
    >>> _readable_on("white"), _readable_on("navy")
    ('#000000', '#FFFFFF')
    """
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in to_rgb(color)
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return BLACK if (luminance + 0.05) ** 2 > 1.05 * 0.05 else "#FFFFFF"


def draw_contours(
    ax: Axes,
    f: Callable[[Array, Array], Array],
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    *,
    levels: int | Sequence[float] = 8,
    fmt: str = "%g",
) -> QuadContourSet:
    """Draw the surface z = f(x, y) as labelled contours; the darker, the higher.

    Lines and shades are grey: context, on which paths and optima stand out.

    Parameters
    ----------
    ax : Axes
    f : callable
        Takes two arrays of shape (m, n), returns the heights with the same shape.
    xlim, ylim : (low, high)
    levels : int or increasing sequence of float
        How many lines, roughly, or at which heights.
    fmt : str
        Format of the heights, as for the operator %.

    Returns
    -------
    QuadContourSet
        The lines, whose `levels` are the heights drawn.

    Raises
    ------
    ValueError
        If `f` returns another shape, or values that are not finite.
    """
    X, Y = np.meshgrid(np.linspace(*xlim, 201), np.linspace(*ylim, 201))
    Z = as_array(f(X, Y), "f(X, Y)")  # (201, 201)
    if Z.shape != X.shape:
        raise ValueError(f"f(X, Y) must have the shape of X, {X.shape}, got {Z.shape}")
    lines = ax.contour(X, Y, Z, levels=levels, colors=GREY, linewidths=1)
    heights = np.asarray(lines.levels)
    shades = plt.get_cmap("Greys")(np.linspace(0, 0.3, heights.size + 1))
    ax.contourf(X, Y, Z, levels=heights, colors=shades, extend="both", zorder=0)
    ax.clabel(lines, fmt=fmt, fontsize=9, colors=BLACK)
    return lines


def draw_grid_map(
    ax: Axes,
    A: ArrayLike,
    *,
    shape: ArrayLike = ((0, 0), (1, 0), (1, 1), (0, 1)),
    extent: int = 3,
    colors: tuple[str, str] = (BLUE, ORANGE),
) -> None:
    """Draw where a 2-by-2 matrix moves the grid, a shape and the two unit vectors.

    The grid before the map is light grey; the arrows are the columns of A.

    Parameters
    ----------
    ax : Axes
        Both axes get the range from -extent to extent.
    A : (2, 2) array_like
    shape : (n, 2) array_like
        The corners of a polygon; by default the unit square, whose image has the area
        \\|det A\\|.
    extent : int
        Grid lines run at the integers from -extent to extent.
    colors : (str, str)
        Of the images of the first and the second unit vector.

    Raises
    ------
    ValueError
        If A is not 2 by 2, or `shape` not n by 2.
    """
    matrix = as_matrix(A, "A")
    corners = as_matrix(shape, "shape")  # (n, 2)
    if matrix.shape != (2, 2) or corners.shape[1] != 2:
        raise ValueError(
            f"A must be 2 by 2 and shape n by 2, got {matrix.shape} and {corners.shape}"
        )
    equal_axes(ax, check_integer(extent, "extent", minimum=1))
    before = _grid_lines(extent)  # (lines, 2 ends, 2)
    after = before @ matrix.T
    ax.add_collection(LineCollection(list(before), colors=_LIGHT_GREY, linewidths=0.8))
    ax.add_collection(LineCollection(list(after), colors=GREY, linewidths=0.8))
    ax.add_patch(
        Polygon(corners @ matrix.T, facecolor=YELLOW, edgecolor=BLACK, alpha=0.6)
    )
    for k, color in enumerate(colors):
        draw_vector(ax, matrix[:, k], color=color, label=f"$A e_{k + 1}$")


def _grid_lines(extent: int) -> Array:
    """Return the ends of the lines x = k and y = k, |k| <= extent: (lines, 2, 2)."""
    k = np.arange(-extent, extent + 1.0)
    end = np.full_like(k, extent)
    upright = np.stack([np.column_stack([k, -end]), np.column_stack([k, end])], axis=1)
    return np.concatenate([upright, upright[:, :, ::-1]])


def draw_images(
    ax: Axes,
    images: ArrayLike,
    *,
    titles: Sequence[str] = (),
    cmap: str = "gray_r",
    vmin: float | None = None,
    vmax: float | None = None,
) -> None:
    """Draw small images side by side, all on one scale of grey.

    Parameters
    ----------
    ax : Axes
        Its axes are hidden; its title can name the row.
    images : (k, h, w) array_like
        For example ten digits of 8 by 8 pixels.
    titles : sequence of str, optional
        One above each image.
    cmap : str
        By default the large values are dark, like ink.
    vmin, vmax : float, optional
        The ends of the scale; by default the extremes over all images.

    Raises
    ------
    ValueError
        If `images` is not three-dimensional, or has another length than `titles`.
    """
    stack = as_array(images, "images", ndim=3)
    count, height, width = stack.shape
    if len(titles) not in (0, count):
        raise ValueError(
            f"titles must have one entry per image, got {len(titles)} titles "
            f"for {count} images"
        )
    low = stack.min() if vmin is None else vmin
    high = stack.max() if vmax is None else vmax
    pitch = 1.15 * width
    for k, image in enumerate(stack):
        left, right = k * pitch, k * pitch + width
        box = (left, right, height, 0.0)
        ax.imshow(image, cmap=cmap, vmin=low, vmax=high, extent=box)
        ax.add_patch(
            Rectangle((left, 0), width, height, fill=False, edgecolor=_LIGHT_GREY)
        )
    for k, title in enumerate(titles):
        middle = k * pitch + width / 2
        ax.text(middle, -0.06 * height, title, ha="center", va="bottom", fontsize=9)
    top = 0.35 if titles else 0.05
    ax.set(xlim=(-0.05 * width, right + 0.05 * width))
    ax.set(ylim=(1.05 * height, -top * height))
    ax.axis("off")
