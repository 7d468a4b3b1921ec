"""Figures of an embedding set on LFW, computed with numpy and nothing of ours: the independent judge of docs/results.md.

usage: python3 lfw_figures.py embeddings.npy names.txt protocols-folder
Cosine scores. Prints, for fold 1 of pairs.txt, the accuracy at its own best threshold and the equal error rate; the mean over ten folds
with the threshold that is best on the other nine; and the figures of all pairs among the people of fold 1 of people.txt.
Needs every picture of pairs.txt among the names.
"""
import sys

import numpy as np


def read_pairs(path):
    lines = [line.rstrip("\n").split("\t") for line in open(path)]
    folds, half = int(lines[0][0]), int(lines[0][1])
    for number, row in enumerate(lines[1 : 1 + 2 * folds * half]):
        first = f"{row[0]}/{row[0]}_{int(row[1]):04d}.jpg"
        other = row[0] if len(row) == 3 else row[2]
        second = f"{other}/{other}_{int(row[-1]):04d}.jpg"
        yield number // (2 * half), first, second, len(row) == 3


def first_fold(path):
    lines = [line.rstrip("\n").split("\t") for line in open(path)]
    return {row[0] for row in lines[2 : 2 + int(lines[1][0])]}


def best_threshold(scores, genuine):
    candidates = np.append(np.unique(scores), np.inf)
    accuracy = [np.mean((scores >= threshold) == genuine) for threshold in candidates]
    place = int(np.argmax(accuracy))
    return candidates[place], accuracy[place]


def equal_error_rate(scores, genuine):
    thresholds = np.unique(scores)
    own, other = np.sort(scores[genuine]), np.sort(scores[~genuine])
    accepted = 1 - np.searchsorted(other, thresholds) / len(other)
    rejected = np.searchsorted(own, thresholds) / len(own)
    place = np.argmin(np.abs(accepted - rejected))
    return (accepted[place] + rejected[place]) / 2


def main(embeddings, names, protocols):
    rows = np.load(embeddings).astype(np.float64)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    places = {name.rstrip("\n"): place for place, name in enumerate(open(names))}

    pairs = list(read_pairs(f"{protocols}/pairs.txt"))
    fold = np.array([pair[0] for pair in pairs])
    genuine = np.array([pair[3] for pair in pairs])
    scores = np.array([rows[places[first]] @ rows[places[second]] for _, first, second, _ in pairs])

    one = fold == 0
    print(f"fold 1, 600 pairs: best accuracy {best_threshold(scores[one], genuine[one])[1]:.4f}, "
          f"equal error rate {equal_error_rate(scores[one], genuine[one]):.4f}")

    accuracies = []
    for number in range(fold.max() + 1):
        threshold, _ = best_threshold(scores[fold != number], genuine[fold != number])
        accuracies.append(np.mean((scores[fold == number] >= threshold) == genuine[fold == number]))
    print(f"ten folds: {np.mean(accuracies):.4f}, standard deviation {np.std(accuracies):.4f}")

    people = first_fold(f"{protocols}/people.txt")
    chosen = [(name.split("/")[0], place) for name, place in places.items() if name.split("/")[0] in people]
    identities = np.array([identity for identity, _ in chosen])
    matrix = rows[[place for _, place in chosen]]
    upper = np.triu_indices(len(chosen), 1)
    scores = (matrix @ matrix.T)[upper]
    genuine = identities[upper[0]] == identities[upper[1]]
    impostors = np.sort(scores[~genuine])[::-1]
    rates = ", ".join(f"TAR at FAR {far:g} {np.mean(scores[genuine] > impostors[int(far * len(impostors))]):.4f}" for far in (1e-2, 1e-3))
    print(f"all pairs of the people of fold 1: {len(chosen)} pictures, {genuine.sum()} genuine, {(~genuine).sum()} impostor, "
          f"equal error rate {equal_error_rate(scores, genuine):.4f}, {rates}")


main(*sys.argv[1:4])
