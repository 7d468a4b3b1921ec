"""Support vector machines trained by scikit-learn (libsvm): the outside judge of NormFace.SupportVectors.

usage: python3 svm.py > svm.json
Samples are drawn anew from a seed; inputs are stored with the answers. Labels are 1 and 0, shrinking is off, C is 1 unless stated.
libsvm keeps kernels in float32, so all inputs are multiples of powers of two whose kernels float32 holds exactly.
"""
import json

import numpy as np
from sklearn.svm import SVC

generator = np.random.default_rng(20170)


def train(kernel, data, gram, labels, c):
    assert np.array_equal(gram.astype(np.float32), gram)
    machine = SVC(kernel=kernel, C=c, tol=1e-10, shrinking=False, max_iter=50_000_000, cache_size=200)
    machine.fit(data, labels)
    dual = machine.dual_coef_[0]
    support = machine.support_
    objective = np.abs(dual).sum() - dual @ gram[np.ix_(support, support)] @ dual / 2
    return machine, float(objective)


def on_scores(name, scores, labels, c=1.0):
    scores = np.round(np.asarray(scores, float) * 1024) / 1024
    data = scores[:, None]
    machine, objective = train("linear", data, data @ data.T, labels, c)
    return {
        "name": name, "c": c, "scores": scores.tolist(), "labels": [int(label) for label in labels],
        "weight": float(machine.coef_[0, 0]), "bias": float(machine.intercept_[0]), "dualObjective": objective,
    }


def on_rows(name, kernel, rows, labels, c=1.0):
    rows = np.round(np.asarray(rows, float) * 64) / 64
    if kernel == "linear":
        gram = rows @ rows.T
    elif kernel == "quadratic":
        rows = np.round(rows * 8) / 8
        gram = (rows @ rows.T + 1) ** 2
    else:
        gram = np.minimum(rows[:, None], rows[None]).sum(-1)
    machine, objective = train("precomputed", gram, gram, labels, c)
    free = np.sum((np.abs(machine.dual_coef_[0]) > 1e-9) & (np.abs(machine.dual_coef_[0]) < c - 1e-9))
    return {
        "name": name, "kernel": kernel, "c": c, "columns": rows.shape[1], "rows": rows.ravel().tolist(),
        "labels": [int(label) for label in labels], "bias": float(machine.intercept_[0]), "free": int(free),
        "dualObjective": objective, "decisions": np.round(machine.decision_function(gram), 9).tolist(),
    }


def mixed(genuine, impostor, centre, spread):
    scores = np.concatenate([generator.normal(centre, spread, genuine), generator.normal(0, spread, impostor)])
    labels = np.array([1] * genuine + [0] * impostor)
    order = generator.permutation(len(labels))
    return scores[order], labels[order]


def histograms(count, bins, samples, apart):
    rows, labels = [], []
    for number in range(count):
        label = number % 2
        values = np.clip(generator.normal(apart * label, 0.25, samples) + generator.normal(0, 0.15), -1, 0.999)
        rows.append(np.histogram(values, bins, (-1, 1))[0] / samples)
        labels.append(label)
    return rows, labels


scores, labels = mixed(60, 60, 0.5, 0.2)
tied = np.round(scores * 8) / 8
problems = {
    "scores": [
        on_scores("overlapping", *mixed(150, 150, 0.45, 0.2)),
        on_scores("separable with a wide gap", [0.9, 3.0, 4.5, -2.0, -3.5, -0.9], [1, 1, 1, 0, 0, 0]),
        on_scores("separable but narrow", *mixed(40, 40, 0.9, 0.05)),
        on_scores("heavy ties", tied, labels),
        on_scores("few genuine", *mixed(15, 185, 0.4, 0.2)),
        on_scores("labels the wrong way round", -scores, labels),
        on_scores("large C", scores, labels, 100.0),
        on_scores("small C", scores, labels, 0.01),
        on_scores("wide scores", 32 * tied, labels),
        on_scores("all equal, more impostors", [0.3] * 7, [1, 0, 0, 1, 0, 1, 0]),
        on_scores("two samples", [0.25, 0.75], [0, 1]),
    ],
    "kernels": [
        on_rows("overlap of histograms, close", "intersection", *histograms(160, 20, 64, 0.15)),
        on_rows("overlap of histograms, apart", "intersection", *histograms(60, 20, 32, 0.8)),
        on_rows("inner products in three dimensions", "linear", generator.normal(0, 1, (120, 3)) + np.arange(120)[:, None] % 2, [i % 2 for i in range(120)]),
        on_rows("quadratic with large C", "quadratic", generator.normal(0, 1, (100, 2)), list(generator.integers(0, 2, 100)), 10.0),
        on_rows("all at their bounds, so that the bias is an interval", "intersection", *histograms(60, 20, 32, 0.3), 1 / 128),
        on_rows("duplicated samples", "intersection", [[0.5, 0.5, 0.0]] * 10 + [[0.0, 0.5, 0.5]] * 6 + [[0.25, 0.25, 0.5]] * 4, [1] * 10 + [0] * 6 + [1, 0] * 2),
    ],
}
print(json.dumps(problems, indent=None, separators=(",", ":")).replace('{"name"', '\n{"name"'))
