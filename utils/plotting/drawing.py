"""What many lessons draw: arrows, matrices, contours, moved grids, small images."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb
from matplotlib.contour import QuadContourSet
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
)
from utils.plotting.palette import BLACK, BLUE, GREY, LIGHT_GREY, ORANGE, YELLOW


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
    ax.axhline(0, color=LIGHT_GREY, linewidth=1, zorder=0)
    ax.axvline(0, color=LIGHT_GREY, linewidth=1, zorder=0)
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
    # An arrow of no length has its label where axes and other arrows seldom run.
    right, up = step / length if length else (-0.7, -0.7)
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
    ax.add_collection(LineCollection(list(before), colors=LIGHT_GREY, linewidths=0.8))
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
            Rectangle((left, 0), width, height, fill=False, edgecolor=LIGHT_GREY)
        )
    for k, title in enumerate(titles):
        middle = k * pitch + width / 2
        ax.text(middle, -0.06 * height, title, ha="center", va="bottom", fontsize=9)
    top = 0.35 if titles else 0.05
    ax.set(xlim=(-0.05 * width, right + 0.05 * width))
    ax.set(ylim=(1.05 * height, -top * height))
    ax.axis("off")
