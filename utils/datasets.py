"""The data sets of the course, read from CSV files that travel with it: no download.

    X    (n, d) float64, one row per object, one column per feature
    y    (n,)   class numbers 0, 1, ... (classification) or float64 (regression)

Every `load_...` function reads its file anew, so the arrays are yours to change.
What the columns mean, where they come from and what they must not be used for is
written once, in datasets/README.md; `card` is the opening paragraph of that entry.
Values and class numbers equal scikit-learn's where scikit-learn has the data set.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utils._validation import Array

__all__ = [
    "Dataset",
    "load_breast_cancer",
    "load_diabetes",
    "load_digits",
    "load_iris",
    "load_longley",
    "load_norris",
    "load_penguins",
    "load_wine",
]

_HERE = Path(__file__).resolve().parent
# An installed package carries the files inside itself, a checkout beside `utils`.
_INSTALLED, _CHECKOUT = _HERE / "_datasets", _HERE.parent / "datasets"


@dataclass(frozen=True, eq=False)
class Dataset:
    """One data set: the numbers, the names, and the terms of use.

    Attributes
    ----------
    name : str
        Name of the file in datasets/, without `.csv`.
    X : (n, d) ndarray of float64
        One row per object; NaN where a value is missing (only in `penguins`).
    y : (n,) ndarray
        Class numbers (int64) that index `target_names`, or targets (float64).
    feature_names : tuple of str
        One name per column of `X`.
    target_names : tuple of str
        One name per class; empty for regression.
    card : str
        Rows, columns, source, licence and what the data must not be used for.
    certified : tuple of float
        NIST's certified least-squares coefficients, intercept first; empty where
        NIST certifies nothing.
    """

    name: str
    X: Array = field(repr=False)
    y: NDArray[Any] = field(repr=False)
    feature_names: tuple[str, ...]
    target_names: tuple[str, ...]
    card: str = field(repr=False)
    certified: tuple[float, ...] = ()


def load_iris() -> Dataset:
    """Return 150 irises of three species, measured in centimetres.

    Returns
    -------
    Dataset
        `X` is (150, 4); `y` is 0 for setosa, 1 for versicolor, 2 for virginica.

    References
    ----------
    Fisher (1936), The use of multiple measurements in taxonomic problems.

    Examples
    --------
    >>> iris = load_iris()
    >>> iris.X.shape, iris.target_names[iris.y[0]]
    ((150, 4), 'setosa')
    """
    return _load("iris", "species", classes=("setosa", "versicolor", "virginica"))


def load_wine() -> Dataset:
    """Return 178 wines of three cultivars, described by 13 chemical measurements.

    Returns
    -------
    Dataset
        `X` is (178, 13); `y` is 0, 1 or 2.

    References
    ----------
    Aeberhard and Forina (1992), Wine, UCI Machine Learning Repository.

    Examples
    --------
    >>> load_wine().feature_names[:2]
    ('alcohol', 'malic_acid')
    """
    return _load("wine", "cultivar", classes=("class_0", "class_1", "class_2"))


def load_breast_cancer() -> Dataset:
    """Return 569 breast masses, described by 30 measurements of their cell nuclei.

    Returns
    -------
    Dataset
        `X` is (569, 30); `y` is 0 for malignant and 1 for benign, as in scikit-learn.

    References
    ----------
    Street, Wolberg and Mangasarian (1993), Nuclear feature extraction for breast
    tumor diagnosis.

    Examples
    --------
    >>> cancer = load_breast_cancer()
    >>> cancer.target_names, int((cancer.y == 0).sum())
    (('malignant', 'benign'), 212)
    """
    return _load("breast_cancer", "diagnosis", classes=("malignant", "benign"))


def load_diabetes(*, scaled: bool = True) -> Dataset:
    """Return 442 diabetes patients and the progression of their disease in a year.

    Parameters
    ----------
    scaled : bool
        Centre every column of `X` and divide it by its Euclidean norm, as
        scikit-learn does; with False, `X` holds the values as measured.

    Returns
    -------
    Dataset
        `X` is (442, 10); `y` is a float64 score from 25 to 346.

    Notes
    -----
    The scaling uses all rows. To judge a model on rows it has not seen, take
    `scaled=False` and scale with the mean and norm of the training rows.

    References
    ----------
    Efron, Hastie, Johnstone and Tibshirani (2004), Least angle regression.

    Examples
    --------
    >>> age_of_first = load_diabetes(scaled=False).X[0, 0]
    >>> print(age_of_first)
    59.0
    """
    data = _load("diabetes", "progression")
    if not scaled:
        return data
    centred = data.X - data.X.mean(axis=0)
    return replace(data, X=centred / np.sqrt((centred**2).sum(axis=0)))


def load_digits() -> Dataset:
    """Return 1797 handwritten digits as images of 8 by 8 grey values, 0 to 16.

    Returns
    -------
    Dataset
        `X` is (1797, 64), one image per row, its pixel rows one after the other;
        `y` is the digit.

    References
    ----------
    Alpaydin and Kaynak (1998), Cascading classifiers.

    Examples
    --------
    >>> digits = load_digits()
    >>> image = digits.X[0].reshape(8, 8)
    >>> print(digits.y[0], image.max())
    0 15.0
    """
    return _load("digits", "digit", classes=tuple("0123456789"))


def load_penguins() -> Dataset:
    """Return 344 penguins of three species near Palmer Station, Antarctica.

    Returns
    -------
    Dataset
        `X` is (344, 4): bill length, bill depth and flipper length in mm, body mass
        in g. Two penguins were not measured: their rows of `X` are NaN. `y` is the
        species: 0 for Adelie, 1 for Chinstrap, 2 for Gentoo.

    References
    ----------
    Gorman, Williams and Fraser (2014), Ecological sexual dimorphism and
    environmental variability within a community of Antarctic penguins.

    Examples
    --------
    >>> penguins = load_penguins()
    >>> measured = ~np.isnan(penguins.X).any(axis=1)
    >>> penguins.X[measured].shape
    (342, 4)
    """
    measures = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
    species = ("Adelie", "Chinstrap", "Gentoo")
    return _load("penguins", "species", features=measures, classes=species)


def load_longley() -> Dataset:
    """Return Longley's 16 years of US employment: columns that nearly coincide.

    Returns
    -------
    Dataset
        `X` is (16, 6), `y` the number of employed in thousands; `certified` holds
        the seven coefficients of y on 1 and X.

    References
    ----------
    Longley (1967), An appraisal of least squares programs for the electronic
    computer from the point of view of the user; NIST Statistical Reference Datasets.

    Examples
    --------
    >>> longley = load_longley()
    >>> longley.X.shape, len(longley.certified)
    ((16, 6), 7)
    """
    certified = (
        -3482258.63459582,
        15.0618722713733,
        -0.358191792925910e-01,
        -2.02022980381683,
        -1.03322686717359,
        -0.511041056535807e-01,
        1829.15146461355,
    )
    return _load("longley", "employed (thousand)", certified=certified)


def load_norris() -> Dataset:
    """Return Norris' 36 readings of two ozone monitors: a well-behaved straight line.

    Returns
    -------
    Dataset
        `X` is (36, 1), the reading of NIST's monitor; `y` that of a customer's;
        `certified` holds intercept and slope.

    References
    ----------
    Norris, J., Calibration of ozone monitors; NIST Statistical Reference Datasets.

    Examples
    --------
    >>> print(*load_norris().certified)
    -0.262323073774029 1.00211681802045
    """
    certified = (-0.262323073774029, 1.00211681802045)
    return _load("norris", "customer reading", certified=certified)


def _load(
    name: str,
    target: str,
    *,
    features: Sequence[str] = (),
    classes: tuple[str, ...] = (),
    certified: tuple[float, ...] = (),
) -> Dataset:
    """Read `name`.csv; the features are all columns but `target`, unless given."""
    folder = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    columns = dict(zip(header, zip(*rows, strict=True), strict=True))
    labels = columns.pop(target)
    features = tuple(features or columns)
    X = np.column_stack([_numbers(columns[feature]) for feature in features])
    y = np.array([classes.index(c) for c in labels]) if classes else _numbers(labels)
    card = _card(folder, name)
    return Dataset(name, X, y, features, classes, card, certified)


def _numbers(cells: Sequence[str]) -> Array:
    """Return the cells of a column as float64, NaN for the missing-value mark NA."""
    return np.array([np.nan if cell == "NA" else float(cell) for cell in cells])


def _card(folder: Path, name: str) -> str:
    """Return the paragraph below the heading `name`.csv in the folder's README.md."""
    text = (folder / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {name}\.csv\n\n(.+?)\n\n", text, re.M | re.S)
    if found is None:
        raise ValueError(f"datasets/README.md has no card for {name}.csv")
    return found[1]
