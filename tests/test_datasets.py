"""The data sets hold the values that their sources state."""

import csv
import dataclasses
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import sklearn.datasets as judge

from utils import datasets

FOLDER = Path(__file__).resolve().parents[1] / "datasets"
LOADERS = [
    datasets.load_breast_cancer,
    datasets.load_diabetes,
    datasets.load_digits,
    datasets.load_iris,
    datasets.load_longley,
    datasets.load_norris,
    datasets.load_penguins,
    datasets.load_wine,
]
every_loader = pytest.mark.parametrize("load", LOADERS, ids=lambda f: f.__name__)


@every_loader
def test_record_is_consistent(load):
    data = load()
    assert load.__name__ == f"load_{data.name}"
    assert data.X.dtype == np.float64
    assert data.X.shape == (len(data.y), len(data.feature_names))
    assert data.y.shape == (len(data.X),)
    if data.target_names:
        assert data.y.dtype == np.int64
        assert set(data.y) == set(range(len(data.target_names)))
    else:
        assert data.y.dtype == np.float64
        assert np.isfinite(data.y).all()
    assert np.isfinite(data.X).all() or data.name == "penguins"


@every_loader
def test_arrays_are_fresh_and_writeable(load):
    first, second = load(), load()
    before = second.X.copy(), second.y.copy()
    first.X[:], first.y[:] = -1, 0
    np.testing.assert_array_equal(second.X, before[0])
    np.testing.assert_array_equal(second.y, before[1])


def test_record_is_frozen():
    data = datasets.load_iris()
    with pytest.raises(dataclasses.FrozenInstanceError):
        data.name = "other"


def test_every_loader_is_public_and_tested():
    assert {f.__name__ for f in LOADERS} | {"Dataset"} == set(datasets.__all__)


@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer", "digits"])
def test_classification_equals_scikit_learn(name):
    ours = getattr(datasets, f"load_{name}")()
    theirs = getattr(judge, f"load_{name}")()
    np.testing.assert_array_equal(ours.X, theirs.data)
    np.testing.assert_array_equal(ours.y, theirs.target)
    assert ours.feature_names == tuple(theirs.feature_names)
    assert ours.target_names == tuple(str(c) for c in theirs.target_names)


def test_diabetes_equals_scikit_learn():
    raw = datasets.load_diabetes(scaled=False)
    theirs = judge.load_diabetes(scaled=False)
    # scikit-learn before 1.8 has a few values off by one unit in the last place.
    np.testing.assert_array_max_ulp(raw.X, theirs.data, maxulp=1)
    np.testing.assert_array_equal(raw.y, theirs.target)
    assert raw.feature_names == tuple(theirs.feature_names)
    scaled = datasets.load_diabetes()
    np.testing.assert_allclose(scaled.X, judge.load_diabetes().data, rtol=0, atol=1e-14)
    np.testing.assert_array_equal(scaled.y, raw.y)


def test_penguins():
    data = datasets.load_penguins()
    assert data.X.shape == (344, 4)
    assert np.bincount(data.y).tolist() == [152, 68, 124]
    missing = np.isnan(data.X)
    assert np.flatnonzero(missing.all(axis=1)).tolist() == [3, 271]
    assert missing.sum() == 8
    np.testing.assert_array_equal(data.X[0], [39.1, 18.7, 181, 3750])
    # the means over the 342 measured birds
    np.testing.assert_allclose(
        np.nanmean(data.X, axis=0), [43.92193, 17.15117, 200.91520, 4201.754], rtol=1e-6
    )


def exact_least_squares(name):
    """Coefficients and residual variance of the last column on 1 and the others."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    cells = [[Fraction(cell) for cell in row] for row in rows]
    X, y = [[Fraction(1), *row[:-1]] for row in cells], [row[-1] for row in cells]
    d = len(X[0])
    normal = [
        [sum(row[i] * row[j] for row in X) for j in range(d)]
        + [sum(row[i] * target for row, target in zip(X, y, strict=True))]
        for i in range(d)
    ]
    for k in range(d):  # Gauss-Jordan; X'X is positive definite, so no pivot is 0
        normal[k] = [entry / normal[k][k] for entry in normal[k]]
        for i in range(d):
            if i != k:
                factor = normal[i][k]
                normal[i] = [
                    a - factor * b for a, b in zip(normal[i], normal[k], strict=True)
                ]
    beta = [row[-1] for row in normal]
    residuals = [
        target - sum(b * x for b, x in zip(beta, row, strict=True))
        for row, target in zip(X, y, strict=True)
    ]
    return beta, sum(r * r for r in residuals) / (len(X) - d)


def to_15_digits(value):
    with localcontext(prec=15):
        return Decimal(value.numerator) / Decimal(value.denominator)


@pytest.mark.parametrize(
    ("load", "residual_sd"),
    [
        (datasets.load_norris, "0.884796396144373"),
        (datasets.load_longley, "304.854073561965"),
    ],
)
def test_exact_solution_of_the_file_is_nists_certificate(load, residual_sd):
    data = load()
    beta, variance = exact_least_squares(data.name)
    assert [to_15_digits(b) for b in beta] == [Decimal(repr(c)) for c in data.certified]
    with localcontext(prec=40):
        sd = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    assert to_15_digits(Fraction(sd)) == Decimal(residual_sd)


@pytest.mark.parametrize("name", ["norris", "longley"])
def test_record_of_certified_data_is_the_file(name):
    data = getattr(datasets, f"load_{name}")()
    table = np.loadtxt(FOLDER / f"{name}.csv", delimiter=",", skiprows=1)
    np.testing.assert_array_equal(np.column_stack([data.X, data.y]), table)


def test_only_certified_data_have_certified_values():
    certified = {data.name for data in (load() for load in LOADERS) if data.certified}
    assert certified == {"longley", "norris"}


# What the cards call quirks is true of the numbers.


def test_iris_has_one_pair_of_identical_flowers():
    X = datasets.load_iris().X
    np.testing.assert_array_equal(X[101], X[142])
    assert len(np.unique(X, axis=0)) == 149


def test_digits_are_0_to_16_and_three_pixels_never_black():
    data = datasets.load_digits()
    assert (data.X.min(), data.X.max()) == (0, 16)
    white = [data.feature_names[j] for j in np.flatnonzero(data.X.max(axis=0) == 0)]
    assert white == ["pixel_0_0", "pixel_4_0", "pixel_4_7"]


def test_breast_cancer_has_13_rows_without_dents():
    data = datasets.load_breast_cancer()
    column = dict(zip(data.feature_names, data.X.T, strict=True))
    dents = column["mean concavity"], column["mean concave points"]
    assert (np.array(dents) == 0).all(axis=0).sum() == 13
    size = column["mean radius"], column["mean perimeter"], column["mean area"]
    assert np.corrcoef(size).min() > 0.98


def test_diabetes_s2_follows_friedewald():
    s1, s2, s3, _, s5, _ = datasets.load_diabetes(scaled=False).X[:, 4:].T
    assert (abs(s1 - s3 - np.exp(s5) / 5 - s2) < 0.01).mean() > 0.99


def test_penguins_bills_show_simpsons_paradox():
    data = datasets.load_penguins()
    measured = ~np.isnan(data.X).any(axis=1)
    X, y = data.X[measured], data.y[measured]

    def correlation(rows):
        return np.corrcoef(rows[:, 0], rows[:, 1])[0, 1]

    assert round(correlation(X), 2) == -0.24
    assert all(correlation(X[y == species]) > 0.3 for species in range(3))


def test_longley_is_ill_conditioned():
    X = datasets.load_longley().X
    condition = np.linalg.cond(np.column_stack([np.ones(len(X)), X]))
    assert 4e9 < condition < 6e9
    strong = np.corrcoef(X[:, [0, 1, 4, 5]].T)
    assert strong.min() > 0.97
