"""LFW figures of an embedding set, computed with numpy and scikit-learn and nothing of ours: the independent judge of `normface evaluate lfw`.

usage: python3 lfw_evaluation.py embeddings.npy names.txt pairs.txt > figures.json
Everything is written the literal way: loops over folds, sorted arrays, no shared code with the product.
Versions: paper (PCA at 99.5 % of the variance on nine folds, cosine, linear SVM on one dimension, C = 1), paper-no-pca,
best-threshold (the middle between each two neighbouring training scores tried, the highest of the best), insightface, facexzoo.
"""
import json
import sys

import numpy as np
from sklearn.svm import SVC


def read_pairs(path):
    lines = [line.rstrip("\n").split("\t") for line in open(path)]
    folds, half = int(lines[0][0]), int(lines[0][1])
    for number, row in enumerate(lines[1 : 1 + 2 * folds * half]):
        other = row[0] if len(row) == 3 else row[2]
        yield (number // (2 * half), f"{row[0]}/{row[0]}_{int(row[1]):04d}.jpg", f"{other}/{other}_{int(row[-1]):04d}.jpg", len(row) == 3)


def cosines(first, second):
    first = first / np.linalg.norm(first, axis=1, keepdims=True)
    second = second / np.linalg.norm(second, axis=1, keepdims=True)
    return np.sum(first * second, axis=1)


def principal(rows, share):
    mean = rows.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov(rows.T))
    values, vectors = values[::-1], vectors[:, ::-1]
    kept = int(np.argmax(np.cumsum(values) / values.sum() > share)) + 1
    return mean, vectors[:, :kept]


def svm_accept(scores, genuine, test):
    machine = SVC(kernel="linear", C=1.0, tol=1e-8, shrinking=False)
    machine.fit(scores[:, None], genuine.astype(int))
    return machine.decision_function(test[:, None]) >= 0, float(-machine.intercept_[0] / machine.coef_[0, 0])


def paper(rows, pairs, fold, genuine, with_pca):
    first, second = rows[pairs[:, 0]], rows[pairs[:, 1]]
    for number in range(fold.max() + 1):
        train, test = fold != number, fold == number
        a, b = first, second
        if with_pca:
            mean, vectors = principal(np.concatenate([first[train], second[train]]), 0.995)
            a, b = (first - mean) @ vectors, (second - mean) @ vectors
        scores = cosines(a, b)
        accepted, threshold = svm_accept(scores[train], genuine[train], scores[test])
        yield np.mean(accepted == genuine[test]), threshold


def best_threshold(scores, fold, genuine):
    for number in range(fold.max() + 1):
        train, test = fold != number, fold == number
        seen = np.unique(scores[train])
        candidates = np.concatenate([[np.inf], ((seen[1:] + seen[:-1]) / 2)[::-1], [seen[0]]])
        hits = [np.sum((scores[train] >= threshold) == genuine[train]) for threshold in candidates]
        threshold = candidates[int(np.argmax(hits))]
        yield np.mean((scores[test] >= threshold) == genuine[test]), threshold


def insightface(unit_first, unit_second, fold, genuine):
    distances = np.sum(np.square(unit_first - unit_second), axis=1)
    grid = np.arange(0, 4, 0.01)
    for number in range(fold.max() + 1):
        train, test = fold != number, fold == number
        threshold = grid[int(np.argmax([np.mean((distances[train] < place) == genuine[train]) for place in grid]))]
        yield np.mean((distances[test] < threshold) == genuine[test]), 1 - threshold / 2


def facexzoo(scores, fold, genuine):
    scores = scores.astype(np.float32)
    for number in range(fold.max() + 1):
        train, test = fold != number, fold == number
        own, other = scores[train & genuine], scores[train & ~genuine]
        low, high = float(scores[train].min()), float(scores[train].max())
        grid = low + (high - low) / 1000 * np.arange(1, 1001)
        threshold = grid[int(np.argmax([np.mean(own > place) - np.mean(other > place) for place in grid]))]
        right = np.sum(scores[test & genuine] > threshold) + np.sum(scores[test & ~genuine] < threshold)
        yield right / test.sum(), threshold


def accuracy(outcomes):
    folds, thresholds = (np.array(column, dtype=float) for column in zip(*outcomes))
    return {
        "mean": folds.mean(), "standardDeviation": folds.std(), "standardError": folds.std(ddof=1) / np.sqrt(len(folds)),
        "folds": folds.tolist(), "thresholds": thresholds.tolist(),
    }


def figures(scores, genuine, fars):
    own, other = np.sort(scores[genuine]), np.sort(scores[~genuine])
    below = np.searchsorted(other, own, "left") + np.searchsorted(other, own, "right")
    result = {"auc": float(below.sum() / (2 * len(own) * len(other))), "tarAtFar": []}

    points = [(0.0, 0.0)]
    for threshold in np.unique(scores)[::-1]:
        points.append((float(np.mean(other >= threshold)), float(np.mean(own >= threshold))))
    for (far, tar), (next_far, next_tar) in zip(points, points[1:]):
        if next_far >= 1 - next_tar:  # the polyline crosses FAR = FRR within this piece
            gap, next_gap = 1 - tar - far, next_far - (1 - next_tar)
            result["eer"] = far + gap / (gap + next_gap) * (next_far - far)
            break

    for far in fars:
        fitting = [threshold for threshold in np.unique(scores) if np.mean(other >= threshold) <= far]
        threshold = min(fitting) if fitting else np.inf
        result["tarAtFar"].append({"far": far, "tar": float(np.mean(own >= threshold)), "threshold": float(threshold)})
    return result


def main(embeddings, names, pair_file):
    rows = np.load(embeddings).astype(np.float64)
    places = {name.rstrip("\n"): place for place, name in enumerate(open(names))}
    listed = list(read_pairs(pair_file))
    fold = np.array([pair[0] for pair in listed])
    genuine = np.array([pair[3] for pair in listed])
    pairs = np.array([[places[pair[1]], places[pair[2]]] for pair in listed])
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    scores = cosines(rows[pairs[:, 0]], rows[pairs[:, 1]])

    result = {"versions": {
        "paper": accuracy(paper(rows, pairs, fold, genuine, True)),
        "paper-no-pca": accuracy(paper(rows, pairs, fold, genuine, False)),
        "best-threshold": accuracy(best_threshold(scores, fold, genuine)),
        "insightface": accuracy(insightface(unit[pairs[:, 0]], unit[pairs[:, 1]], fold, genuine)),
        "facexzoo": accuracy(facexzoo(scores, fold, genuine)),
    }}
    result.update(figures(scores, genuine, [0.1, 0.01, 0.001]))
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(*sys.argv[1:4])
