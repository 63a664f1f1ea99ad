"""Figures carry their description, repeat to the byte, and say what the numbers say."""

import base64
import io
import warnings
from itertools import pairwise
from types import SimpleNamespace

import matplotlib as mpl
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import PIL.Image
import pytest
import seaborn
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch
from nbclient import NotebookClient

from utils import plotting
from utils.plotting import figures

ALT = "One line rises from zero to one; it is straight, as a linear function is."


@pytest.fixture(autouse=True)
def _house_style():
    with mpl.rc_context(), warnings.catch_warnings():
        plotting.use_house_style()
        yield
    plt.close("all")


@pytest.fixture
def displayed(monkeypatch):
    """The objects that were displayed, and the updates of those that can change."""
    record = SimpleNamespace(objects=[], updates=[])
    handle = SimpleNamespace(update=record.updates.append)

    def display(thing, display_id=None):
        record.objects.append(thing)
        return handle if display_id else None

    monkeypatch.setattr(figures, "display", display)
    return record


def line(slope=1.0, offset=0.0):
    fig, ax = plt.subplots()
    ax.plot([0, 1], [offset, offset + slope])
    return fig


def pixels(png):
    return np.asarray(PIL.Image.open(io.BytesIO(png)).convert("RGB"), dtype=int)


def run_cells(*sources):
    """Run the cells in a fresh kernel and return the outputs of each."""
    setup = (
        "import matplotlib.pyplot as plt\n"
        "from utils.plotting import explore, show, use_house_style\n"
        "use_house_style()\n"
        f"ALT = {ALT!r}\n"
        "def line(slope=1.0):\n"
        "    fig, ax = plt.subplots()\n"
        "    ax.plot([0, 1], [0, slope])\n"
        "    return fig\n"
    )
    cells = [nbformat.v4.new_code_cell(source) for source in (setup, *sources)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=120).execute()
    assert notebook.cells[0].outputs == []
    return [cell.outputs for cell in notebook.cells[1:]]


# --- style -------------------------------------------------------------------------


def test_palette_is_that_of_okabe_and_ito():
    expected = {
        "BLACK": (0, 0, 0),
        "ORANGE": (230, 159, 0),
        "SKY": (86, 180, 233),
        "GREEN": (0, 158, 115),
        "YELLOW": (240, 228, 66),
        "BLUE": (0, 114, 178),
        "VERMILLION": (213, 94, 0),
        "PURPLE": (204, 121, 167),
    }
    for name, rgb in expected.items():
        ours = mpl.colors.to_rgb(getattr(plotting, name))
        assert tuple(round(255 * c) for c in ours) == rgb, name


def test_style_is_white_without_grid_or_box_and_large_enough_to_read():
    fig = line()
    fig.suptitle("s")
    ax = fig.axes[0]
    ax.set(title="t", xlabel="x", ylabel="y")
    ax.legend(["z"], title="legend")
    texts = fig.findobj(mpl.text.Text)
    assert min(text.get_fontsize() for text in texts) >= 9
    assert fig.get_facecolor() == ax.get_facecolor() == (1, 1, 1, 1)
    assert not ax.spines["top"].get_visible()
    assert not ax.spines["right"].get_visible()
    assert not any(tick.gridline.get_visible() for tick in ax.xaxis.get_major_ticks())
    assert fig.get_layout_engine().__class__.__name__ == "ConstrainedLayoutEngine"
    assert mpl.colors.same_color(ax.lines[0].get_color(), plotting.BLUE)
    cycle = mpl.rcParams["axes.prop_cycle"].by_key()["color"]
    assert mpl.colors.to_rgb(plotting.YELLOW) not in cycle


def test_seaborn_figures_draw_without_warnings():
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({"a": [1.0, 2, 4, 3], "b": [2.0, 1, 3, 5], "c": [*"uvuv"]})
    with warnings.catch_warnings(record=True) as caught:
        # Python shows these to the authors of seaborn, not to its users.
        warnings.simplefilter("ignore", DeprecationWarning)
        seaborn.pairplot(table)
        seaborn.displot(table, x="a", hue="c")
        seaborn.heatmap(table[["a", "b"]], ax=plt.subplots()[1], annot=True)
        seaborn.boxplot(table, x="c", y="a", ax=plt.subplots()[1])
    assert [str(warning.message) for warning in caught] == []


# --- show --------------------------------------------------------------------------


def test_show_displays_one_picture_with_its_alt_text_and_closes_it(displayed):
    fig = line()
    assert plotting.show(fig, alt=ALT) is None
    (image,) = displayed.objects
    data, metadata = image._repr_mimebundle_()
    assert metadata["image/png"]["alt"] == ALT
    assert "image/png" in data
    assert not plt.fignum_exists(fig.number)


def test_show_sets_the_caption_in_italics_beneath(displayed):
    plotting.show(line(), alt=ALT, caption=" The line rises. ")
    assert displayed.objects[1].data == "*The line rises.*"


def test_show_puts_alt_text_on_one_line(displayed):
    plotting.show(line(), alt=f"  {ALT}\n    And so on. ")
    assert displayed.objects[0].metadata["alt"] == f"{ALT} And so on."


@pytest.mark.parametrize("alt", ["", "a line", "x" * 39, "x" + " " * 60 + "y"])
def test_show_refuses_a_short_alt_text(displayed, alt):
    with pytest.raises(ValueError, match="alt must have at least 40 characters"):
        plotting.show(line(), alt=alt)
    assert displayed.objects == []


def test_show_refuses_what_is_not_a_figure_or_not_a_text():
    with pytest.raises(TypeError, match="fig must be a matplotlib Figure, got Axes"):
        plotting.show(line().axes[0], alt=ALT)
    with pytest.raises(TypeError, match="alt must be a string, got NoneType"):
        plotting.show(line(), alt=None)


def test_show_refuses_a_figure_wider_than_a_page():
    with pytest.raises(ValueError, match="fig must be at most 9 inches wide, got 12"):
        plotting.show(plt.figure(figsize=(12, 3)), alt=ALT)


def test_png_repeats_to_the_byte_at_96_dpi():
    first, second = figures._png(line()), figures._png(line())
    assert first == second
    fine = figures._png(plt.figure(figsize=(6, 4), dpi=200))
    assert PIL.Image.open(io.BytesIO(fine)).size == (576, 384)


def test_png_gets_a_palette_if_that_halves_it_and_cannot_be_seen():
    fig = line()
    small = figures._png(fig)
    full = io.BytesIO()
    fig.savefig(full, dpi=96)
    assert PIL.Image.open(io.BytesIO(small)).mode == "P"
    assert 2 * len(small) <= len(full.getvalue())
    assert np.abs(pixels(small) - pixels(full.getvalue())).max() <= 16


def test_png_keeps_all_colours_if_a_palette_would_show_and_names_no_program():
    fig, ax = plt.subplots()
    rng = np.random.default_rng(0)
    ax.imshow(rng.uniform(size=(60, 60, 3)))  # 3600 colours from everywhere
    picture = PIL.Image.open(io.BytesIO(figures._png(fig)))
    assert picture.mode != "P"
    assert "Software" not in picture.info


# --- explore -----------------------------------------------------------------------


def test_explore_outside_a_kernel_is_one_static_picture(displayed, monkeypatch):
    monkeypatch.delenv("MFML_STATIC")
    assert plotting.explore(line, alt=ALT, slope=(1.0, 0.0, 2.0)) is None
    plotting.show(line(1.0), alt=ALT)
    assert len(displayed.objects) == 2
    assert displayed.objects[0].data == displayed.objects[1].data


def test_moving_a_slider_replaces_the_picture(displayed, monkeypatch):
    monkeypatch.setattr(figures, "_is_live", lambda: True)
    plotting.explore(
        line, alt=ALT, caption="A line.", slope=(1.0, 0.0, 2.0), offset=(0, -3, 3)
    )
    image, caption, box = displayed.objects
    slope, offset = box.children
    assert (slope.value, slope.min, slope.max, slope.step) == (1.0, 0.0, 2.0, 0.02)
    assert (offset.value, offset.min, offset.max) == (0, -3, 3)
    assert [type(s).__name__ for s in box.children] == ["FloatSlider", "IntSlider"]
    assert caption.data == "*A line.*"
    assert displayed.updates == []

    slope.value = 0.5
    assert len(displayed.updates) == 1
    assert displayed.updates[0].data != image.data
    assert displayed.updates[0].data == figures._png(line(0.5, 0))
    assert (
        displayed.updates[0]
        .metadata["alt"]
        .endswith("The sliders were moved to slope = 0.5, offset = 0.")
    )
    offset.value = 2
    assert displayed.updates[1].data == figures._png(line(0.5, 2))


@pytest.mark.parametrize(
    ("bounds", "step", "readout"),
    [
        ((0.1, 0.01, 1.0), 0.005, ".3f"),
        ((0.0, -2.0, 2.0), 0.02, ".2f"),
        ((50.0, 0.0, 1000), 10.0, ".0f"),
    ],
)
def test_float_sliders_have_round_steps_and_show_their_digits(bounds, step, readout):
    slider = figures._slider("step_size", bounds)
    assert slider.step == pytest.approx(step)
    assert slider.readout_format == readout
    assert slider.description == "step size"
    assert slider.style.description_width == "initial"


@pytest.mark.parametrize(
    ("bounds", "error"),
    [
        ((3.0, 0.0, 2.0), ValueError),
        ((0.0, 2.0, 1.0), ValueError),
        ((1.0, 1.0, 1.0), ValueError),
        ((1.0, 2.0), TypeError),
        (1.0, TypeError),
        (("a", 0, 1), TypeError),
    ],
)
def test_explore_names_a_slider_that_makes_no_sense(bounds, error):
    with pytest.raises(error, match="slider slope"):
        plotting.explore(line, alt=ALT, slope=bounds)


def test_explore_says_that_draw_must_return_a_figure():
    with pytest.raises(TypeError, match="what draw returns must be a matplotlib"):
        plotting.explore(lambda: None, alt=ALT)


# --- in a kernel -------------------------------------------------------------------


@pytest.mark.parametrize("backend", [None, "agg"])
def test_a_kernel_stores_each_picture_once(monkeypatch, backend):
    if backend is None:
        monkeypatch.delenv("MPLBACKEND")  # the kernel then chooses the inline backend
    name, shown, explored = run_cells(
        "import matplotlib; print(matplotlib.get_backend().split('.')[-1])",
        "show(line(), alt=ALT, caption='A line.')",
        "explore(line, alt=ALT, slope=(1.0, 0.0, 2.0))",
    )
    assert name[0].text.strip() == (backend or "backend_inline")
    picture, caption = shown
    assert picture.output_type == caption.output_type == "display_data"
    assert picture.metadata["image/png"]["alt"] == ALT
    assert picture.data["text/plain"] == "<IPython.core.display.Image object>"
    assert caption.data["text/markdown"] == "*A line.*"
    assert caption.data["text/plain"] == "<IPython.core.display.Markdown object>"
    assert explored == [picture]
    assert base64.b64decode(picture.data["image/png"]) == figures._png(line())


def test_a_live_kernel_shows_sliders_that_replace_the_picture(monkeypatch):
    monkeypatch.delenv("MFML_STATIC")
    monkeypatch.delenv("MPLBACKEND")
    explored, moved = run_cells(
        "explore(line, alt=ALT, slope=(1.0, 0.0, 2.0))",
        "import gc, ipywidgets\n"
        "(slider,) = (\n"
        "    o for o in gc.get_objects() if isinstance(o, ipywidgets.FloatSlider)\n"
        ")\n"
        "slider.value = 0.5",
    )
    picture, sliders = explored
    assert "application/vnd.jupyter.widget-view+json" in sliders.data
    assert base64.b64decode(picture.data["image/png"]) == figures._png(line(0.5))
    assert picture.metadata["image/png"]["alt"].startswith(ALT)
    assert not any("image/png" in output.get("data", {}) for output in moved)


# --- drawing -----------------------------------------------------------------------


def arrow_ends(patch):
    return np.array(patch._posA_posB)


def test_draw_vector_runs_from_origin_to_origin_plus_vector():
    _, ax = plt.subplots()
    plotting.draw_vector(ax, (3, 1), origin=(1, 2), color=plotting.GREEN)
    (arrow,) = (p for p in ax.patches if isinstance(p, FancyArrowPatch))
    np.testing.assert_array_equal(arrow_ends(arrow), [[1, 2], [4, 3]])
    assert mpl.colors.to_hex(arrow.get_edgecolor()).upper() == plotting.GREEN
    x, y = ax.get_xlim(), ax.get_ylim()
    assert x[0] < 1 < 4 < x[1]
    assert y[0] < 2 < 3 < y[1]


def test_the_head_of_an_arrow_ends_at_its_tip():
    fig, ax = plt.subplots()
    plotting.equal_axes(ax, 4)
    plotting.draw_vector(ax, (3, 0))
    ax.axis("off")
    dark = np.argwhere(pixels(figures._png(fig))[:, :, 0] < 100)
    tip_pixel = ax.transData.transform((3, 0))[0]
    assert abs(dark[:, 1].max() + 0.5 - tip_pixel) <= 1.5


@pytest.mark.parametrize("label_at", ["tip", "middle"])
def test_the_label_of_an_arrow_never_touches_it(label_at):
    fig, ax = plt.subplots(figsize=(4, 4))
    plotting.equal_axes(ax, 4)
    angles = np.radians(np.arange(0, 360, 5))
    tips = 3 * np.column_stack([np.cos(angles), np.sin(angles)])
    for tip in tips:
        plotting.draw_vector(ax, tip, label="a label", label_at=label_at)
    fig.canvas.draw()
    for tip, text in zip(tips, ax.texts, strict=True):
        box = text.get_window_extent()
        shaft = ax.transData.transform(np.linspace((0, 0), tip, 200))
        assert not any(box.contains(*point) for point in shaft), tip


def test_draw_vector_draws_zero_as_a_dot():
    _, ax = plt.subplots()
    plotting.draw_vector(ax, (0, 0), label="$0$")
    assert len(ax.patches) == 0
    assert ax.lines[0].get_markersize() > 0


def test_draw_vector_in_space_puts_the_arrow_where_its_ends_appear():
    fig = plt.figure()
    ax = fig.add_subplot(projection="3d")
    plotting.draw_vector(ax, (1, -2, 1), origin=(1, 3, 5), label="$r$")
    fig.canvas.draw()
    (arrow,) = (p for p in ax.patches if isinstance(p, FancyArrowPatch))
    points = ax.lines[0].get_data_3d()
    np.testing.assert_array_equal(np.transpose(points), [[1, 3, 5], [2, 1, 6]])
    x, y = ax.lines[0].get_data()  # where the renderer put the same two points
    np.testing.assert_allclose(arrow_ends(arrow), np.column_stack([x, y]))
    assert ax.texts[0].get_text() == "$r$"


@pytest.mark.parametrize(
    "arguments",
    [
        {"vector": (1, 2, 3)},
        {"vector": (1,)},
        {"vector": (1, 2), "origin": (0, 0, 0)},
        {"vector": (1, 2), "label": "u", "label_at": "end"},
    ],
)
def test_draw_vector_refuses_other_shapes_and_places(arguments):
    _, ax = plt.subplots()
    with pytest.raises(ValueError, match="must"):
        plotting.draw_vector(ax, **arguments)


def test_draw_matrix_writes_each_number_in_its_cell():
    _, ax = plt.subplots()
    A = np.array([[1, -2.5, 0], [0.125, -0.0, 30]])
    plotting.draw_matrix(ax, A, row_labels=["r", "s"], column_labels=["a", "b", "c"])
    written = {text.get_position(): text.get_text() for text in ax.texts}
    assert {(j, i): f"{A[i, j] + 0.0:g}" for i in range(2) for j in range(3)} == written
    np.testing.assert_array_equal(ax.images[0].get_array(), A)
    assert ax.images[0].get_clim() == (-30, 30)
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["a", "b", "c"]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["r", "s"]


def test_draw_matrix_format_and_colour_limits_and_zero():
    _, axes = plt.subplots(1, 2)
    plotting.draw_matrix(axes[0], [[1 / 3, -0.001]], fmt="z.2f", vmin=0, vmax=5)
    assert [text.get_text() for text in axes[0].texts] == ["0.33", "0.00"]
    assert axes[0].images[0].get_clim() == (0, 5)
    plotting.draw_matrix(axes[1], np.zeros((2, 2)))
    assert axes[1].images[0].get_clim() == (-1, 1)


@pytest.mark.parametrize("cmap", ["RdBu_r", "viridis", "gray"])
def test_numbers_on_a_matrix_have_enough_contrast(cmap):
    _, ax = plt.subplots()
    A = np.linspace(-1, 1, 50).reshape(5, 10)
    plotting.draw_matrix(ax, A, cmap=cmap)

    def luminance(color):
        rgb = np.array(mpl.colors.to_rgb(color))
        linear = np.where(rgb <= 0.03928, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    for text, value in zip(ax.texts, A.ravel(), strict=True):
        pair = luminance(text.get_color()), luminance(ax.images[0].to_rgba(value)[:3])
        assert (max(pair) + 0.05) / (min(pair) + 0.05) >= 4.5


def test_draw_contours_labels_the_heights_of_the_surface():
    fig, ax = plt.subplots()
    lines = plotting.draw_contours(
        ax, lambda x, y: x**2 + y**2, (-2, 2), (-1, 1), levels=[0.25, 1, 2]
    )
    np.testing.assert_array_equal(lines.levels, [0.25, 1, 2])
    for path, level in zip(lines.get_paths(), lines.levels, strict=True):
        np.testing.assert_allclose((path.vertices**2).sum(axis=1), level, atol=1e-3)
    fig.canvas.draw()
    assert {text.get_text() for text in lines.labelTexts} == {"0.25", "1", "2"}
    assert (ax.get_xlim(), ax.get_ylim()) == ((-2, 2), (-1, 1))


def test_draw_contours_refuses_a_function_that_is_not_elementwise():
    _, ax = plt.subplots()
    with pytest.raises(ValueError, match=r"f\(X, Y\) must have the shape of X"):
        plotting.draw_contours(ax, lambda x, y: 1.0, (0, 1), (0, 1))


def test_draw_grid_map_moves_unit_vectors_shape_and_grid_by_the_matrix():
    _, ax = plt.subplots()
    A = np.array([[2.0, 1.0], [0.5, -1.0]])
    plotting.draw_grid_map(ax, A, extent=2)
    arrows = [p for p in ax.patches if isinstance(p, FancyArrowPatch)]
    for k, arrow in enumerate(arrows):
        np.testing.assert_array_equal(arrow_ends(arrow), [[0, 0], A[:, k]])
    assert [text.get_text() for text in ax.texts] == ["$A e_1$", "$A e_2$"]
    (polygon,) = (p for p in ax.patches if p not in arrows)
    corners = polygon.get_xy()[:4]
    np.testing.assert_array_equal(corners, [[0, 0], A[:, 0], A.sum(axis=1), A[:, 1]])
    before, after = (np.array(c.get_segments()) for c in ax.collections)
    assert before.shape == (10, 2, 2)
    assert len(np.unique(before, axis=0)) == 10
    np.testing.assert_allclose(after, np.einsum("ij,lej->lei", A, before))
    assert ax.get_xlim() == ax.get_ylim() == (-2, 2)


def test_draw_grid_map_refuses_other_shapes():
    _, ax = plt.subplots()
    with pytest.raises(ValueError, match="A must be 2 by 2"):
        plotting.draw_grid_map(ax, np.eye(3))
    with pytest.raises(ValueError, match="shape n by 2"):
        plotting.draw_grid_map(ax, np.eye(2), shape=[[0, 0, 0]])


def test_draw_images_draws_each_image_once_on_one_scale():
    _, ax = plt.subplots()
    images = np.arange(24.0).reshape(3, 2, 4)
    plotting.draw_images(ax, images, titles=["a", "b", "c"])
    assert [text.get_text() for text in ax.texts] == ["a", "b", "c"]
    boxes = [picture.get_extent() for picture in ax.images]
    for picture, image in zip(ax.images, images, strict=True):
        np.testing.assert_array_equal(picture.get_array(), image)
        assert picture.get_clim() == (0, 23)
    for (_, right, bottom, top), (left, *_) in pairwise(boxes):
        assert right < left
        assert (bottom, top) == (2, 0)  # the first row of pixels is on top
    assert ax.get_xlim()[0] < boxes[0][0] < boxes[-1][1] < ax.get_xlim()[1]


def test_draw_images_refuses_a_single_image_and_missing_titles():
    _, ax = plt.subplots()
    with pytest.raises(ValueError, match="images must have 3 dimension"):
        plotting.draw_images(ax, np.zeros((8, 8)))
    with pytest.raises(ValueError, match="got 1 titles for 2 images"):
        plotting.draw_images(ax, np.zeros((2, 8, 8)), titles=["a"])


def test_equal_axes_makes_units_equally_long():
    fig, ax = plt.subplots(figsize=(6, 3))
    plotting.equal_axes(ax, (-1, 5), (-2, 2))
    fig.canvas.draw()
    origin, right, up = ax.transData.transform([(0, 0), (1, 0), (0, 1)])
    assert right[0] - origin[0] == pytest.approx(up[1] - origin[1])
    assert (ax.get_xlim(), ax.get_ylim()) == ((-1, 5), (-2, 2))


def test_a_figure_from_the_object_interface_can_be_shown(displayed):
    fig = Figure()
    fig.add_subplot().plot([0, 1])
    plotting.show(fig, alt=ALT)
    assert len(displayed.objects) == 1
