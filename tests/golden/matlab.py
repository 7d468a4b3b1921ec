"""Writes tests/golden/matlab: small MATLAB files of level 5, and their values as JSON.

Run: /usr/bin/python3 tests/golden/matlab.py   (scipy 1.10.1, numpy 1.24.2)

plain.mat and compressed.mat are written by scipy.io.savemat. big-endian.mat is put together here byte by byte, since
scipy writes the byte order of its machine only, and is checked by reading it back with scipy.io.loadmat.
blufr.mat has the variables and shapes of blufr_lfw_config.mat (BLUFR 1.0) at small scale: made-up names, two trials.
"""
import json
import pathlib
import struct

import numpy as np
import scipy.io

folder = pathlib.Path(__file__).parent / "matlab"
folder.mkdir(exist_ok=True)


def column(texts):
    cells = np.empty((len(texts), 1), dtype=object)
    for place, text in enumerate(texts):
        cells[place, 0] = text
    return cells


numbers = {
    "f64": np.array([[1.5, -2.25, np.pi], [1e300, np.inf, -0.0]]),
    "f32": np.array([[0.1, 2.5]], dtype=np.float32),
    "i8": np.array([[-128, 127]], dtype=np.int8),
    "u8": np.array([[0, 255]], dtype=np.uint8),
    "i16": np.array([[-32768], [32767]], dtype=np.int16),
    "u16": np.array([[65535, 1, 2]], dtype=np.uint16),
    "i32": np.array([[-2147483648, 2147483647]], dtype=np.int32),
    "u32": np.array([[4294967295]], dtype=np.uint32),
    "i64": np.array([[-(2**53), 2**53, 7]], dtype=np.int64),
    "u64": np.array([[2**53]], dtype=np.uint64),
    "cube": np.arange(24, dtype=np.float64).reshape(2, 3, 4),
    "empty": np.zeros((0, 3)),
}
others = {
    "truth": np.array([[True, False, True]]),
    "complex": np.array([[1 + 2j, -3.5j]]),
    "text": "Zoë_0001.jpg",
    "rows": np.array(["one", "three"]),
    "names": column(["Aaron_Eckhart_0001.jpg", "Ab", "", "Zoë"]),
    "nested": column([np.array([[1, 2]], dtype=np.int16), column(["x", np.array([[3.0]])])]),
    "record": {"seed": np.array([[5]], dtype=np.uint8), "name": "five"},
}

for name, compressed in (("plain", False), ("compressed", True)):
    scipy.io.savemat(folder / f"{name}.mat", {**numbers, **others}, do_compression=compressed)

expected = {
    name: {
        "dimensions": list(value.shape),
        "class": {"f": {4: "single", 8: "double"}[value.itemsize] if value.dtype.kind == "f" else None}.get(value.dtype.kind)
        or value.dtype.name,
        "values": [repr(float(item)) for item in value.flatten(order="F")],
    }
    for name, value in numbers.items()
}
(folder / "numbers.json").write_text(json.dumps(expected, indent=1) + "\n")


def element(kind, data):
    if 0 < len(data) <= 4:
        return struct.pack(">HH", len(data), kind) + data.ljust(4, b"\0")
    return struct.pack(">II", kind, len(data)) + data + b"\0" * (-len(data) % 8)


def matrix(matlab_class, shape, name, data):
    body = element(6, struct.pack(">II", matlab_class, 0)) + element(5, struct.pack(f">{len(shape)}i", *shape))
    return element(14, body + element(1, name.encode()) + data)


header = b"MATLAB 5.0 MAT-file, big-endian by hand".ljust(124) + struct.pack(">H", 0x0100) + b"MI"
cells = matrix(4, (1, 2), "", element(17, "ab".encode("utf-16-be"))) + matrix(4, (1, 1), "", element(4, struct.pack(">H", 0xEB)))
content = (
    header
    + matrix(6, (2, 2), "compact", element(3, struct.pack(">4h", 1, -2, 300, -400)))
    + matrix(7, (1, 2), "single", element(7, struct.pack(">2f", 0.5, -1.25)))
    + matrix(14, (1, 1), "long", element(12, struct.pack(">q", -(2**40))))
    + matrix(1, (2, 1), "cells", cells)
)
(folder / "big-endian.mat").write_bytes(content)
back = scipy.io.loadmat(folder / "big-endian.mat", uint16_codec="utf-16-be")  # what MATLAB means by uint16 characters
assert back["compact"].flatten(order="F").tolist() == [1, -2, 300, -400]
assert back["single"].tolist() == [[0.5, -1.25]] and back["long"].tolist() == [[-(2**40)]]
assert [cell[0][0] for cell in back["cells"]] == ["ab", "ë"]

# BLUFR: twelve people; 1-based indexes as column vectors inside 2 x 1 cells.
random = np.random.RandomState(1)
pictures = [3, 1, 2, 4, 1, 2, 3, 1, 2, 2, 1, 3]
names = [f"Person_{chr(65 + person)}_{picture + 1:04d}.jpg" for person, count in enumerate(pictures) for picture in range(count)]
labels = np.array([person + 1 for person, count in enumerate(pictures) for _ in range(count)])
train, test, gallery, probe = [], [], [], []
for trial in range(2):
    order = random.permutation(len(pictures)) + 1
    developed, tested = order[:3], order[3:]
    enrolled = [person for person in tested if pictures[person - 1] >= 2][:3]
    chosen = sorted(random.choice(np.flatnonzero(labels == person)) + 1 for person in enrolled)
    members = np.flatnonzero(np.isin(labels, tested)) + 1
    train.append(np.flatnonzero(np.isin(labels, developed))[:, None] + 1)
    test.append(members[:, None])
    gallery.append(np.array(chosen)[:, None])
    probe.append(np.setdiff1d(members, chosen)[:, None])
variables = {
    "imageList": column(names),
    "labels": labels[:, None].astype(float),
    "devTrainIndex": train[0].astype(float),
    "devTestIndex": test[0].astype(float),
    "trainIndex": column([index.astype(float) for index in train]),
    "testIndex": column([index.astype(float) for index in test]),
    "galIndex": column([index.astype(float) for index in gallery]),
    "probIndex": column([index.astype(float) for index in probe]),
}
scipy.io.savemat(folder / "blufr.mat", variables, do_compression=True)
(folder / "blufr.json").write_text(json.dumps({
    "names": names,
    "labels": labels.tolist(),
    "train": [index[:, 0].tolist() for index in train],
    "test": [index[:, 0].tolist() for index in test],
    "gallery": [index[:, 0].tolist() for index in gallery],
    "probe": [index[:, 0].tolist() for index in probe],
}) + "\n")
