"""Figures of all pairs of an embedding set, computed with numpy and nothing of ours: the independent judge of `normface evaluate all-pairs`.

usage: python3 all_pairs_evaluation.py embeddings.npy names.txt [people.txt fold] > figures.json
Cosines in double precision, all held and sorted: some 1 GB of memory for 30 million pairs. With people.txt (LFW's form) and the number of
a fold, from 1, only the pictures of its people take part.
"""
import json
import sys

import numpy as np


def fold_people(path, wanted):
    lines = [line.rstrip("\n").split("\t") for line in open(path)]
    at = 1
    for number in range(1, int(lines[0][0]) + 1):
        count = int(lines[at][0])
        if number == wanted:
            return {row[0] for row in lines[at + 1 : at + 1 + count]}
        at += 1 + count
    raise SystemExit(f"no fold {wanted}")


def scores_of(rows, identities):
    own, other = [], []
    for row in range(len(rows) - 1):
        cosines = rows[row + 1 :] @ rows[row]
        same = identities[row + 1 :] == identities[row]
        own.append(cosines[same])
        other.append(cosines[~same])
    return np.sort(np.concatenate(own)), np.sort(np.concatenate(other))


def equal_error_rate(own, other):
    """Walks down the ROC polyline, genuine score by genuine score (no ties expected): level stretches end below each, upright ones at each."""
    for place, score in enumerate(own[::-1]):
        far = (len(other) - np.searchsorted(other, score, "right")) / len(other)
        before, after = 1 - place / len(own), 1 - (place + 1) / len(own)
        if far >= before:
            return float(before)
        if far >= after:
            return float(far)
    return 0.0


def main(embeddings, names, people=None, fold=None):
    rows = np.load(embeddings).astype(np.float64)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    identities = np.array([name.split("/")[0] for name in open(names)])
    if people:
        kept = np.isin(identities, list(fold_people(people, int(fold))))
        rows, identities = rows[kept], identities[kept]

    own, other = scores_of(rows, np.unique(identities, return_inverse=True)[1])
    wins = np.searchsorted(other, own, "left") + np.searchsorted(other, own, "right")
    result = {"rows": len(rows), "genuinePairs": len(own), "impostorPairs": len(other),
              "auc": float(wins.sum(dtype=np.int64) / (2 * len(own) * len(other))), "tarAtFar": []}

    result["eer"] = equal_error_rate(own, other)

    for rate in (1e-5, 1e-4, 1e-3, 1e-2):
        allowed = int(np.floor(rate * len(other) * (1 + 1e-12)))
        if allowed >= 10:
            threshold = np.nextafter(other[-allowed - 1], np.inf)  # the next impostor pair would be one too many
            result["tarAtFar"].append({"far": rate, "tar": float(np.mean(own >= threshold)), "threshold": float(threshold)})
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(*sys.argv[1:])
