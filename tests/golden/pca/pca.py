"""Principal components computed with numpy: the outside judge of NormFace.Projection.

usage: python3 pca.py > pca.json
Covariances are divided by N. Components have their value of largest magnitude above 0.
"""
import json

import numpy as np

generator = np.random.default_rng(6369)


def components(name, rows, share):
    rows = np.round(rows, 6)
    mean = rows.mean(0)
    _, spread, directions = np.linalg.svd(rows - mean, full_matrices=False)
    variances = spread**2 / len(rows)
    kept = int(np.argmax(np.cumsum(variances) > share * variances.sum())) + 1
    directions = directions[:kept] * np.sign(directions[np.arange(kept), np.abs(directions[:kept]).argmax(1)])[:, None]
    return {
        "name": name, "columns": rows.shape[1], "share": share, "rows": rows.ravel().tolist(), "mean": mean.tolist(),
        "totalVariance": float(variances.sum()), "variances": variances[:kept].tolist(), "components": directions.ravel().tolist(),
        "projected": ((rows[:5] - mean) @ directions.T).ravel().tolist(),
    }


mixed = generator.normal(0, 1, (60, 9)) * np.array([5, 3, 2, 1, 0.8, 0.5, 0.2, 0.1, 0.01]) @ np.linalg.qr(generator.normal(0, 1, (9, 9)))[0] + 3
problems = [
    components("more rows than columns", mixed, 0.995),
    components("half the variance", mixed, 0.5),
    components("rows that come twice", np.vstack([mixed[:20], mixed[:7], mixed[:7]]), 0.995),
    components("fewer rows than columns", generator.normal(0, 1, (6, 14)) + 10, 0.9999),
]
print(json.dumps(problems, separators=(",", ":")).replace('{"name"', '\n{"name"'))
