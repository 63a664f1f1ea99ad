"""Wrong answers to the exercises in lesson 01-11."""

import numpy as np


def _finish(W, V, *, sort=True, unit=True, move=True, transpose=True, power=1):
    s = np.linalg.norm(W, axis=0)
    order = np.argsort(-s) if sort else np.arange(s.size)
    U = W / s if unit else W
    U, Vt = (U[:, order], V[:, order].T) if move else (U, V.T)
    return U, s[order] ** power, Vt if transpose else Vt.T


def _finishing(**slip):
    return lambda W, V: _finish(W, V, **slip)


E2 = {
    "U": [[1, 0], [0, -1]],
    "s": [3, 2],
    "Vt": [[1, 0], [0, 1]],
    "error, 2-norm": 4,
    "error, Frobenius": 5,
}


def _subspaces(A, tolerance=1e-10, columns=True):
    U, s, Vt = np.linalg.svd(A)
    r = int((s > tolerance * s[0]).sum())
    row, null = (Vt[:r].T, Vt[r:].T) if columns else (Vt[:r], Vt[r:])
    return U[:, :r], U[:, r:], row, null


def _subspaces_of_v(A):
    U, s, Vt = np.linalg.svd(A)
    r = int((s > 1e-10 * s[0]).sum())
    return U[:, :r], U[:, r:], Vt[:, :r], Vt[:, r:]


def _pinv(keep, invert=lambda s: 1 / s):
    def pinv(A, rtol):
        U, s, Vt = np.linalg.svd(A, full_matrices=False)
        chosen = keep(s, rtol)
        return Vt[chosen].T * invert(s[chosen]) @ U[:, chosen].T

    return pinv


def _everything(A, rtol):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    with np.errstate(all="ignore"):
        return Vt.T / s @ U.T


def _flip(which):
    def rotation(A):
        U, _, Vt = np.linalg.svd(A)
        U[:, which] *= np.sign(np.linalg.det(U @ Vt))
        return U @ Vt

    return rotation


def _uv(A):
    U, _, Vt = np.linalg.svd(A)
    return U @ Vt


def _flip_product(A):
    Q = _uv(A)
    Q[:, -1] *= np.sign(np.linalg.det(Q))
    return Q


def _choose_place(X, hidden, ranks):
    return ranks.index(_choose()(X, hidden, ranks))


def _choose(choice=np.argmin, leak=False):
    def choose_rank(X, hidden, ranks):
        means = np.where(hidden, 0, X).sum(axis=0) / (~hidden).sum(axis=0)
        scores = []
        for k in ranks:
            filled = X if leak else np.where(hidden, means, X)
            for _ in range(20):
                U, s, Vt = np.linalg.svd(filled, full_matrices=False)
                guess = U[:, :k] * s[:k] @ Vt[:k]
                filled = filled if leak else np.where(hidden, guess, X)
            scores.append(((guess - X)[hidden] ** 2).mean())
        return ranks[int(choice(scores))]

    return choose_rank


WRONG = {
    "01-11-E1": [
        (_finishing(sort=False), "descending"),
        (_finishing(unit=False), "divide each by its s"),
        (_finishing(move=False), "must move with it"),
        (_finishing(transpose=False), "this is V"),
        (_finishing(power=2), "take the root"),
        (lambda W, V: (W, V), "return 3 things"),
        (lambda W, V: (W, 2 * np.linalg.norm(W, axis=0), V), "lengths of the columns"),
    ],
    "01-11-E2": [
        ({**E2, "s": [3, -2]}, "never negative"),
        ({**E2, "s": [2, 3]}, "larger singular value comes first"),
        ({**E2, "s": [9, 4]}, "take the roots"),
        ({**E2, "U": [[1, 0], [0, 1]]}, "look at the minus"),
        ({**E2, "Vt": [[1, 0], [0, -1]]}, "look at the minus"),
        ({**E2, "U": [[1, 0], [0, -2]]}, "not orthogonal"),
        ({**E2, "error, 2-norm": 3}, "the last one"),
        ({**E2, "error, 2-norm": 5}, "Frobenius"),
        ({**E2, "error, Frobenius": 25}, "take the root"),
        ({**E2, "error, Frobenius": 7}, "squares add up"),
        ([3, 2], "keep the dictionary"),
    ],
    "01-11-E3": [
        (lambda A: _subspaces(A, tolerance=0), "column has shape"),
        (lambda A: _subspaces(A, columns=False), "row has shape"),
        (_subspaces_of_v, "rows of Vt are columns of V"),
        (lambda A: _subspaces(A)[::-1], "span of column"),
        (lambda A: [2 * basis for basis in _subspaces(A)], "not orthonormal"),
        (lambda A: _subspaces(A)[:2], "return 4 things"),
    ],
    "01-11-E4": [
        (_everything, "huge"),
        (_pinv(lambda s, rtol: s > 0), "huge"),
        (_pinv(lambda s, rtol: s > rtol), "relative"),
        (_pinv(lambda s, rtol: s > rtol * s[0], lambda s: s), "transpose"),
        (_pinv(lambda s, rtol: s > rtol * s[0], lambda s: 1 / s**2), "AXA = A"),
        (lambda A, rtol: A, "expected (2, 1)"),
    ],
    "01-11-E5": [
        (_uv, "a reflection"),
        (lambda A: np.sign(np.linalg.det(A)) * _uv(A), "flip one direction"),
        (_flip(0), "largest singular value"),
        (lambda A: _flip(-1)(A).T, "inverse rotation"),
        (_flip_product, "a column of UVᵀ"),
        (lambda A: np.linalg.qr(A)[0], "QR favour"),
        (lambda A: A, "take UVᵀ"),
    ],
    "01-11-E6": [
        (_choose(leak=True), "must not enter the factorisation"),
        (_choose(np.argmax), "worst score"),
        (_choose_place, "not its place"),
        (lambda X, hidden, ranks: 99, "one of the ranks"),
        (lambda X, hidden, ranks: max(ranks), "must not enter"),
    ],
    "01-11-E7": [
        ({"A": [[1, 0], [0, 1]], "B": [[-1, 0], [0, -1]]}, "does not exceed 2"),
        ({"A": [[1, 0], [0, 1]], "B": [[1, 0], [0, 1]]}, "does not exceed 2"),
        ([[1, 0], [0, 0]], "keep the dictionary"),
    ],
}
