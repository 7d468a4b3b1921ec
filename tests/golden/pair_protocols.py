"""Writes tests/golden/pairs: small files in the published forms that only Python writes.

Run: /usr/bin/python3 tests/golden/pair_protocols.py   (scipy 1.10.1, numpy 1.24.2)

agedb.mat has the variables of 04_FINAL_protocol_30_years.mat: ten splits, here of two genuine and two impostor pairs.
pairs.bin and pairs-by-kind.bin are pickles as InsightFace's lfw.bin: encoded pictures (here two bytes each) and answers;
in the second all genuine pairs come first.
"""
import pathlib
import pickle

import numpy as np
import scipy.io

folder = pathlib.Path(__file__).parent / "pairs"
folder.mkdir(exist_ok=True)


def picture(number, person, age):
    return {"name": f"{number}_{person}_{age}_f", "age": float(age)}


splits = np.empty((10, 1), dtype=object)
for split in range(10):
    people = [f"Person{4 * split + k}" for k in range(4)]
    pairs = np.empty((2, 4), dtype=object)
    for place, (first, second) in enumerate([(0, 0), (1, 1), (0, 1), (2, 3)]):
        pairs[0, place] = picture(100 * split + 2 * place, people[first], 20)
        pairs[1, place] = picture(100 * split + 2 * place + 1, people[second], 50)
    splits[split, 0] = {"pairs": pairs, "labels": np.array([[1, 1, -1, -1]], dtype=np.int16)}
scipy.io.savemat(folder / "agedb.mat", {"splits": splits}, do_compression=True)

answers = [place % 2 == 0 for place in range(40)]
for name, issame in (("pairs.bin", answers), ("pairs-by-kind.bin", sorted(answers, reverse=True))):
    pictures = [bytes([0xFF, place]) for place in range(2 * len(issame))]
    with open(folder / name, "wb") as file:
        pickle.dump((pictures, issame), file, protocol=pickle.HIGHEST_PROTOCOL)
