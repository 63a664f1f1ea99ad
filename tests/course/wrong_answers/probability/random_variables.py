"""Wrong answers to lesson 03-04, random variables, with parts of their hints."""

import numpy as np

from utils.probability import norm_cdf, norm_pdf


def one_step_too_far(p, values, cdf):
    return values[min((cdf <= p).sum(), len(values) - 1)]


def one_step_too_early(p, values, cdf):
    return values[max((cdf <= p).sum() - 1, 0)]


def strictly_above(p, values, cdf):
    return values[np.argmax(cdf > p)]


WRONG = {
    "03-04-E1": [
        (one_step_too_far, "belongs to that jump"),
        (one_step_too_early, "one step too early"),
        (strictly_above, "belongs to that jump"),
        (lambda p, values, cdf: values[np.abs(cdf - p).argmin()], "nearest height"),
        (lambda p, values, cdf: np.interp(p, cdf, values), "without lines"),
        (lambda p, values, cdf: np.argmax(cdf >= p), "this is the index"),
        (lambda p, values, cdf: cdf[np.argmax(cdf >= p)], "height of the curve"),
        (lambda p, values, cdf: values[cdf >= p], "expected one number"),
        (lambda p, values, cdf: np.quantile(values, p), "first height F >= p"),
    ],
}

MASSES = np.array([6, 10, 8, 6, 4, 2]) / 36


def dice(**changes):
    return {"masses": MASSES, "at_most_2": 24 / 36, "median": 2, **changes}


def bus(**changes):
    names = {"atom": "P(T = 0)", "five": "P(T = 5)", "F": "F(5)", "low": "0.1-quantile"}
    right = {
        "P(T = 0)": 0.2,
        "P(T = 5)": 0,
        "F(5)": 0.6,
        "0.1-quantile": 0,
        "median": 3.75,
        "kind": "mixed",
    }
    return right | {names.get(key, key): value for key, value in changes.items()}


WRONG |= {
    "03-04-E2": [
        (dice(masses=np.array([6, 5, 4, 3, 2, 1]) / 36), "two orders"),
        (dice(masses=np.array([6, 5, 4, 3, 2, 1]) / 21), "not equally likely"),
        (dice(masses=np.full(6, 1 / 6)), "same number of squares"),
        (dice(masses=36 * MASSES), "these are counts"),
        (dice(masses=np.cumsum(MASSES)), "not its jumps"),
        (dice(masses=MASSES[1:]), "expected (6,)"),
        (dice(masses=MASSES[::-1]), "count"),
        (dice(at_most_2=16 / 36), "includes 2 itself"),
        (dice(at_most_2=12 / 36), "more than 2"),
        (dice(at_most_2=8 / 36), "mass at 2"),
        (dice(at_most_2=20 / 36), "at least 2"),
        (dice(median=1), "has not reached"),
        (dice(median=2.5), "half-way"),
        (dice(median=70 / 36), "this is the mean"),
        (MASSES, "keep the dictionary"),
    ],
    "03-04-E3": [
        (bus(atom=0), "atom at 0"),
        (bus(five=0.08), "density at 5"),
        (bus(five=0.6), "this is F(5)"),
        (bus(F=0.5), "starts at 0.2"),
        (bus(F=0.4), "leaves out the atom"),
        (bus(F=0.7), "0.8 high"),
        (bus(F=0.1), "this multiplies"),
        (bus(low=1), "inside the jump"),
        (bus(low=-1.25), "no waiting time is negative"),
        (bus(median=5), "uniform part"),
        (bus(median=4), "this is the mean"),
        (bus(median=6.25), "solve"),
        (bus(median=3), "0.08 per minute"),
        (bus(median=7), "draw the cdf"),
        (bus(kind="density"), "no atom"),
        (bus(kind="discrete"), "spread over an interval"),
        (bus(kind="both"), "one of"),
        ([0.2, 0, 0.6, 0, 3.75, "mixed"], "keep the dictionary"),
    ],
}


def not_merged(values, probs, g):
    return np.array([g(x) for x in values]), probs


def merged_not_added(values, probs, g):
    masses = {g(x): prob for x, prob in zip(values, probs, strict=True)}
    keys = sorted(masses)
    return np.array(keys), np.array([masses[y] for y in keys])


def not_sorted(values, probs, g):
    masses = {}
    for x, prob in zip(values, probs, strict=True):
        masses[g(x)] = masses.get(g(x), 0) + prob
    return np.array(list(masses)), np.array(list(masses.values()))


def equal_shares(values, probs, g):
    distinct = np.unique([g(x) for x in values])
    return distinct, np.full(len(distinct), 1 / len(distinct))


def rescaled(values, probs, g):
    distinct, masses = merged_not_added(values, probs, g)
    return distinct, masses / masses.sum()


def area(shape, a, b):
    grid = np.linspace(a, b, 10_001)
    return shape(grid)[:-1].sum() * (grid[1] - grid[0])


def moments(mu):
    mean = mu * norm_cdf(mu) + norm_pdf(mu)
    return mean, (mu**2 + 1) * norm_cdf(mu) + mu * norm_pdf(mu)


FACES = np.arange(1, 7)

WRONG |= {
    "03-04-E4": [
        (not_merged, "must be merged"),
        (merged_not_added, "do not lose any"),
        (not_sorted, "ascending order"),
        (equal_shares, "collects the masses"),
        (rescaled, "collects the masses"),
        (lambda values, probs, g: (values, probs), "distinct values here"),
        (
            lambda values, probs, g: (np.unique([g(x) for x in values]) + 1, probs),
            "keep the distinct results",
        ),
        (lambda values, probs, g: np.unique([g(x) for x in values]), "two arrays"),
        (
            lambda values, probs, g: (np.unique([g(x) for x in values]), probs),
            "one mass for each",
        ),
    ],
    "03-04-E5": [
        (area, "c times the area"),
        (lambda f, a, b: 1 / f(np.linspace(a, b, 10_001)).sum(), "the area of the"),
        (lambda f, a, b: 1 / f(np.linspace(a, b, 10_001)).mean(), "length b − a"),
        (lambda f, a, b: 1 / area(f, 0, 1), "from 0 to 3 is 20.25"),
        (lambda f, a, b: 6.0, "from 0 to 3 is 20.25"),
        (lambda f, a, b: f, "expected one number"),
    ],
    "03-04-E6": [
        (lambda k: 3.5 * k, "mean of the sum"),
        (lambda k: 3.5, "mean of one die"),
        (lambda k: 6 * k / (k + 1), "uniform numbers"),
        (lambda k: FACES @ (FACES / 6) ** k, "weighted with the cdf"),
        (
            lambda k: FACES @ np.diff(1 - (1 - FACES / 6) ** k, prepend=0),
            "this is the smallest",
        ),
        (lambda k: FACES[1:] @ np.diff((FACES / 6) ** k), "mass at 1 is missing"),
        (lambda k: 161 / 36, "every single die"),
    ],
    "03-04-E7": [
        (lambda mu: (moments(mu)[0], moments(mu)[0] ** 2), "square of the mean"),
        (
            lambda mu: (moments(mu)[0], moments(mu)[1] - moments(mu)[0] ** 2),
            "is the variance",
        ),
        (lambda mu: (mu + norm_pdf(0.0), mu**2 + 0.5), "the atom changes"),
        (lambda mu: (max(0, mu), max(0, mu) ** 2 + 1), "is not max(0"),
        (lambda mu: (mu + norm_pdf(mu), mu**2 + 1 + mu * norm_pdf(mu)), "Phi(mu)"),
        (
            lambda mu: (
                moments(mu)[0],
                (mu**2 + 1) * norm_cdf(mu) + 2 * mu * norm_pdf(mu),
            ),
            "from −mu on",
        ),
        (lambda mu: (norm_pdf(0.0), 0.5), "split"),
        (lambda mu: moments(mu)[0], "expected 2 values"),
    ],
}
