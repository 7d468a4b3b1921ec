"""Golden values of intervals and calibration, by SciPy and scikit-learn. Run: python3 calibration.py > calibration.json

Written with Python 3.11, numpy 1.24.2, scipy 1.10.1, scikit-learn 1.2.1.
"""
import json

import numpy as np
from scipy.optimize import minimize
from scipy.stats import beta, binomtest, norm
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression


def clopper_pearson():
    rows = []
    for successes, trials in [(0, 1), (1, 1), (0, 10), (3, 10), (10, 10), (1, 100), (50, 100), (7, 3000), (2993, 3000),
                              (10, 1000), (12345, 936396), (1, 87_000_000), (400, 1_000_000_000)]:
        for level in (0.9, 0.95, 0.999):
            tail = (1 - level) / 2
            low = 0.0 if successes == 0 else beta.ppf(tail, successes, trials - successes + 1)
            high = 1.0 if successes == trials else beta.isf(tail, successes + 1, trials - successes)
            rows.append(dict(successes=successes, trials=trials, level=level, low=low, high=high))
    return rows


def mcnemar():
    return [dict(first=b, second=c, p=1.0 if b + c == 0 else binomtest(b, b + c, 0.5).pvalue)
            for b, c in [(0, 0), (1, 0), (3, 3), (5, 0), (10, 3), (3, 10), (120, 90), (2000, 1800)]]


def scores(random, genuine, impostor, tied):
    g, i = random.normal(0.6, 0.2, genuine), random.normal(0.1, 0.15, impostor)
    return (np.round(g, 1), np.round(i, 1)) if tied else (np.round(g, 6), np.round(i, 6))


def softplus(x):
    return np.logaddexp(0, x)


def cllr(genuine, impostor):
    return (softplus(-genuine).mean() + softplus(impostor).mean()) / (2 * np.log(2))


def fitted(g, i, prior):
    """Slope and offset by a quasi-Newton search on the prior-weighted objective."""
    shift = np.log(prior / (1 - prior))

    def objective(x):
        lg, li = x[0] * g + x[1] + shift, x[0] * i + x[1] + shift
        value = prior * softplus(-lg).mean() + (1 - prior) * softplus(li).mean()
        wg, wi = -prior / len(g) / (1 + np.exp(lg)), (1 - prior) / len(i) / (1 + np.exp(-li))
        return value, np.array([wg @ g + wi @ i, wg.sum() + wi.sum()])

    x = np.zeros(2)
    for _ in range(20):
        x = minimize(objective, x, jac=True, method="BFGS", options=dict(gtol=1e-13)).x
    return x


def by_scikit(g, i):
    """The same at a prior of one half, by scikit-learn without regularization: a judge of the judge."""
    weights = np.r_[np.full(len(g), 0.5 / len(g)), np.full(len(i), 0.5 / len(i))] * (len(g) + len(i))
    model = LogisticRegression(penalty=None, solver="newton-cholesky", tol=1e-12, max_iter=1000)
    model.fit(np.r_[g, i][:, None], np.r_[np.ones(len(g)), np.zeros(len(i))], sample_weight=weights)
    return [float(model.coef_[0, 0]), float(model.intercept_[0])]


def minimum(g, i):
    """Isotonic regression by scikit-learn on class-balanced weights."""
    weights = np.r_[np.full(len(g), 1 / len(g)), np.full(len(i), 1 / len(i))]
    labels = np.r_[np.ones(len(g)), np.zeros(len(i))]
    posterior = IsotonicRegression(out_of_bounds="clip").fit(np.r_[g, i], labels, sample_weight=weights).predict(np.r_[g, i])
    with np.errstate(divide="ignore"):
        return (-np.log2(posterior[: len(g)]).mean() - np.log2(1 - posterior[len(g):]).mean()) / 2


def calibrations():
    random = np.random.default_rng(4)
    rows = []
    for genuine, impostor, tied in [(40, 200, False), (300, 150, False), (60, 60, True), (500, 2000, True)]:
        g, i = scores(random, genuine, impostor, tied)
        for prior in (0.5, 0.01):
            slope, offset = fitted(g, i, prior)
            rows.append(dict(genuine=g.tolist(), impostor=i.tolist(), prior=prior, slope=slope, offset=offset,
                             scikit=by_scikit(g, i) if prior == 0.5 else None,
                             cllr=cllr(slope * g + offset, slope * i + offset), minimum=minimum(g, i)))
            if prior == 0.5:
                assert np.allclose(rows[-1]["scikit"], [slope, offset], rtol=1e-6), rows[-1]["scikit"]
    return rows


print(json.dumps(dict(
    clopperPearson=clopper_pearson(), mcNemar=mcnemar(),
    deviates=[dict(rate=rate, deviate=norm.ppf(rate)) for rate in (1e-9, 1e-4, 0.01, 0.25, 0.5, 0.9, 0.9999)],
    calibrations=calibrations())))
