"""Wrong answers to lesson 03-03, Bayes' theorem, with parts of their hints."""

import math

import numpy as np

WRONG = {
    "03-03-E1": [
        (lambda r, se, sp: r * se / ((1 - r) * (1 - sp)), "these are the odds"),
        (lambda r, se, sp: r * se, "zoom in on those with an alarm"),
        (lambda r, se, sp: se, "this is the sensitivity"),
        (lambda r, se, sp: r * se + (1 - r) * (1 - sp), "which part of it is real"),
        (
            lambda r, se, sp: (1 - r) * (1 - sp) / (r * se + (1 - r) * (1 - sp)),
            "share of alarms that are false",
        ),
        (lambda r, se, sp: r * se / (r * se + 1 - sp), "divide the real alarms"),
        (lambda r, se, sp: 90 / 585, "divide the real alarms"),
    ],
}


def log_evidence_unshifted(log_prior, log_likelihood):
    a = log_prior + log_likelihood
    with np.errstate(all="ignore"):
        return np.exp(a - np.log(np.exp(a).sum()))


def products(log_prior, log_likelihood):
    with np.errstate(all="ignore"):
        joint = np.exp(log_prior) * np.exp(log_likelihood)
        return joint / joint.sum()


def by_hand_logs(log_prior, log_likelihood, *, back=True, keep=False, prior=True):
    a = log_likelihood + (log_prior if prior else 0)
    m = a.max()
    evidence = (m if back else 0) + np.log(np.exp(a - m).sum())
    return np.exp((a - m if keep else a) - evidence)


def shift_by_the_mean(log_prior, log_likelihood):
    a = log_prior + log_likelihood
    with np.errstate(all="ignore"):
        m = a.mean()
        return np.exp(a - m) / np.exp(a - m).sum()


WRONG |= {
    "03-03-E2": [
        (log_evidence_unshifted, "subtract m before np.exp"),
        (products, "near -2000"),
        (lambda *logs: by_hand_logs(*logs, back=False), "put m back"),
        (lambda *logs: by_hand_logs(*logs, keep=True), "as it stood"),
        (lambda *logs: by_hand_logs(*logs, back=False, keep=False), "put m back"),
        (lambda *logs: by_hand_logs(*logs, prior=False), "the prior has no effect"),
        (lambda p, d: np.exp(p + d), "it still needs its evidence"),
        (lambda p, d: np.exp(p + d - (p + d).max()), "divide by the sum of all"),
        (lambda *logs: np.log(by_hand_logs(*logs)), "return np.exp"),
        (shift_by_the_mean, "contains NaN"),
        (lambda p, d: np.ones(p.size) / p.size, "log_evidence is m plus"),
    ],
}


def by_hand(**changes):
    right = {
        "false_alarms": 98,
        "ill_given_alarm": 0.1404,
        "ill_given_no_alarm": 0.0045,
        "likelihood_ratio": 8,
        "change_of_log_odds": 2.0794,
        "ill_given_two_alarms": 0.5664,
    }
    return {**right, **changes}


WRONG |= {
    "03-03-E3": [
        (by_hand(false_alarms=100), "only the 980 healthy"),
        (by_hand(false_alarms=882), "the other tenth"),
        (by_hand(false_alarms=16), "belong to the ill"),
        (by_hand(ill_given_alarm=16 / 98), "all 114 alarms"),
        (by_hand(ill_given_alarm=0.8), "turn the zoom round"),
        (by_hand(ill_given_alarm=0.016), "the 114 alarms"),
        (by_hand(ill_given_no_alarm=0.2), "turn the zoom round"),
        (by_hand(ill_given_no_alarm=0.004), "the 886 without alarm"),
        (by_hand(likelihood_ratio=0.8 / 0.9), "1 − 0.90"),
        (by_hand(likelihood_ratio=0.125), "upside down"),
        (by_hand(change_of_log_odds=3), "base 2"),
        (by_hand(change_of_log_odds=math.log(8 / 49)), "give the change"),
        (by_hand(ill_given_two_alarms=64 / 49), "o / (1 + o)"),
        (by_hand(ill_given_two_alarms=16 / 65), "multiply them"),
        (by_hand(ill_given_two_alarms=(16 / 114) ** 2), "square the ratio"),
        (by_hand(ill_given_two_alarms=0.5), "not right"),
        ([98, 16 / 114], "keep the dictionary"),
    ],
    "03-03-E4": [
        (0.8, "how many taxis would she call blue"),
        (0.15, "ignores the witness"),
        (0.12, "how many are called blue"),
        (0.29, "how many of these are blue"),
        (12 / 17, "these are the odds"),
        (0.586, "a green one"),
        (41.4, "not per cent"),
        (0.41, "three decimals"),
        (0.5, "count the taxis"),
        ("0.414", "expected one number"),
    ],
}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def log_odds(p):
    return np.log(p / (1 - p))


def before_each_piece(prior, r):
    z = log_odds(prior) + np.cumsum(r) - r
    return sigmoid(z)


def products_of_logs(prior, r):
    odds = prior / (1 - prior) * np.cumprod(r)
    return odds / (1 + odds)


def piece_by_piece(p, log_ratios):
    """Bayes' theorem on p itself: right until p is rounded to 1."""
    beliefs = []
    for ratio in np.exp(log_ratios):
        p = p * ratio / (p * ratio + (1 - p))
        beliefs.append(p)
    return np.array(beliefs)


def piece_by_piece_to_zero(p, log_ratios):
    """The same with the sum in another order, which then divides by zero."""
    beliefs = []
    for log_ratio in log_ratios:
        ratio = math.exp(log_ratio)
        p = p * ratio / (p * ratio + 1 - p)
        beliefs.append(p)
    return np.array(beliefs)


WRONG |= {
    "03-03-E5": [
        (lambda p, r: sigmoid(log_odds(p) + r), "one piece only"),
        (lambda p, r: log_odds(p) + np.cumsum(r), "these are log-odds"),
        (lambda p, r: np.exp(log_odds(p) + np.cumsum(r)), "these are odds"),
        (lambda p, r: sigmoid(np.log(p) + np.cumsum(r)), "started from log p"),
        (lambda p, r: sigmoid(np.cumsum(r)), "the prior has no effect"),
        (lambda p, r: sigmoid(np.cumsum(log_odds(p) + r)), "the prior counts once"),
        (lambda p, r: sigmoid(log_odds(p) - np.cumsum(r)), "signs are reversed"),
        (before_each_piece, "the one after it"),
        (
            lambda p, r: sigmoid(log_odds(p) + np.append(0, np.cumsum(r))),
            "expected (3,)",
        ),
        (lambda p, r: sigmoid(log_odds(p) + r.sum()), "expected an array"),
        (lambda p, r: np.full(r.size, p), "then take the sigmoid"),
        (products_of_logs, "multiplied by the logs"),
        (piece_by_piece, "nothing brings it back"),
        (piece_by_piece_to_zero, "nothing brings it back"),
    ],
    "03-03-E6": [
        (lambda p, old, new: p * new / old, "can exceed 1"),
        (
            lambda p, old, new: sigmoid(log_odds(p) + log_odds(old) - log_odds(new)),
            "this moves from `new` to `old`",
        ),
        (
            lambda p, old, new: sigmoid(log_odds(p) + log_odds(new)),
            "the old base rate is still inside",
        ),
        (
            lambda p, old, new: sigmoid(log_odds(p) - log_odds(old)),
            "now put the new one in",
        ),
        (
            lambda p, old, new: sigmoid(log_odds(p) + np.log(new / old)),
            "not of the shares",
        ),
        (
            lambda p, old, new: np.exp(log_odds(p) + log_odds(new) - log_odds(old)),
            "these are odds",
        ),
        (lambda p, old, new: p, "nothing was corrected"),
        (lambda p, old, new: p * new, "exchange the base rates"),
    ],
}


def tanks(serials, largest, *, fewest=None, weight=None):
    sizes = np.arange(1, largest + 1)
    k, top = len(serials), max(serials)
    below = np.arange(k) if weight is None else weight(k)
    with np.errstate(all="ignore"):
        a = -np.log(sizes[:, np.newaxis] - below).sum(axis=1)
    impossible = sizes < (top if fewest is None else fewest)
    a[impossible] = -np.inf
    weights = np.exp(a - a.max())
    return weights / weights.sum()


def tanks_by_products(serials, largest):
    sizes = np.arange(1, largest + 1)
    with np.errstate(all="ignore"):
        weights = 1 / (sizes[:, np.newaxis] - np.arange(len(serials)) + 0.0).prod(
            axis=1
        )
        weights *= sizes >= max(serials)
        return weights / weights.sum()


def flat_tanks(serials, largest):
    possible = np.arange(1, largest + 1) >= max(serials)
    return possible / possible.sum()


WRONG |= {
    "03-03-E7": [
        (tanks_by_products, "use logs"),
        (lambda s, largest: tanks(s, largest, fewest=len(s)), "give them 0"),
        (lambda s, largest: tanks(s, largest, weight=np.zeros), "appear twice"),
        (lambda s, largest: tanks([max(s)], largest), "how many were seen"),
        (lambda s, largest: np.roll(tanks(s, largest), 1), "shifted by one"),
        (flat_tanks, "small N predict the data better"),
        (lambda s, largest: 2 * tanks(s, largest), "add up to 1"),
        (lambda s, largest: np.append(0, tanks(s, largest)), "expected (5000,)"),
        (lambda s, largest: max(s), "expected an array"),
    ],
}
