"""The house style, figures with alternative text, sliders, and a few drawing helpers.

    use_house_style()    one theme for every figure; a lesson's setup cell calls it
    show(fig, alt=...)   a picture that screen readers can read and runs can repeat
    explore(draw, ...)   the same, with sliders where a kernel is alive

The colours (Okabe and Ito) keep their meaning through the whole course, and are never
the only cue: add a marker, a dash or a label.

    BLUE        data, forward           VERMILLION  residual, gradient, backward
    GREEN       truth, optimum          ORANGE      model, estimate
    GREY        context                 YELLOW      fills only

This is the only package that imports matplotlib, and no mathematics imports it.

References
----------
Okabe, M. and Ito, K. (2008), Color Universal Design.
W3C (2018), Web Content Accessibility Guidelines 2.1: relative luminance, text
alternatives.
"""

from utils.plotting.drawing import (
    draw_contours,
    draw_grid_map,
    draw_images,
    draw_matrix,
    draw_vector,
    equal_axes,
)
from utils.plotting.figures import explore, show, use_house_style
from utils.plotting.palette import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    YELLOW,
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
