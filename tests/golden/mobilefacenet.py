"""Features that PyTorch computes with the MobileFaceNet checkpoint of the shared data, for pictures made of sines.

The network is written down here from table 1 of arXiv:1804.07573, on plain functions and the checkpoint's tensors.
Run with PyTorch 1.13: python3 mobilefacenet.py CHECKPOINT > mobilefacenet.json
"""
import json
import platform
import sys

import torch
import torch.nn.functional as F

STAGES = [(2, 64, 5, 2), (4, 128, 1, 2), (2, 128, 6, 1), (4, 128, 1, 2), (2, 128, 2, 1)]


class Weights:
    def __init__(self, path):
        self.tensors = {k: v.double() for k, v in torch.load(path, map_location="cpu")["net_state_dict"].items()}
        self.used = set()

    def __getitem__(self, name):
        self.used.add(name)
        return self.tensors[name]

    def convolve(self, x, name, **options):
        return F.conv2d(x, self[name + ".weight"], **options)

    def normalise(self, x, name):
        mean, var = self[name + ".running_mean"], self[name + ".running_var"]
        return F.batch_norm(x, mean, var, self[name + ".weight"], self[name + ".bias"], training=False, eps=1e-5)

    def activate(self, x, name):
        return F.prelu(x, self[name + ".weight"])

    def unit(self, x, name, linear=False, **options):
        x = self.normalise(self.convolve(x, name + ".conv", **options), name + ".bn")
        return x if linear else self.activate(x, name + ".prelu")

    def bottleneck(self, x, name, stride):
        """1x1 up, 3x3 for each channel, 1x1 down; added to the input where the shape stays."""
        y = self.activate(self.normalise(self.convolve(x, name + ".conv.0"), name + ".conv.1"), name + ".conv.2")
        y = self.convolve(y, name + ".conv.3", stride=stride, padding=1, groups=y.shape[1])
        y = self.activate(self.normalise(y, name + ".conv.4"), name + ".conv.5")
        y = self.normalise(self.convolve(y, name + ".conv.6"), name + ".conv.7")
        return x + y if x.shape == y.shape else y


def features(weights, x):
    x = weights.unit(x, "conv1", stride=2, padding=1)
    x = weights.unit(x, "dw_conv1", padding=1, groups=64)
    index = 0
    for expansion, channels, repeats, stride in STAGES:
        for repeat in range(repeats):
            x = weights.bottleneck(x, f"blocks.{index}", stride if repeat == 0 else 1)
            assert x.shape[1] == channels
            index += 1
    x = weights.unit(x, "conv2")
    x = weights.unit(x, "linear7", linear=True, groups=512)
    return weights.unit(x, "linear1", linear=True).flatten(1)


def pictures():
    """Two pictures of sines in [-1, 1], and both mirrored left to right: [4, 3, 112, 96]."""
    n = torch.arange(2, dtype=torch.float64).reshape(2, 1, 1, 1)
    c = torch.arange(3, dtype=torch.float64).reshape(1, 3, 1, 1)
    h = torch.arange(112, dtype=torch.float64).reshape(1, 1, 112, 1)
    w = torch.arange(96, dtype=torch.float64).reshape(1, 1, 1, 96)
    x = torch.sin(0.07 * (n + 1) * h + 0.05 * (c + 1) * w + n + 0.5 * c)
    return torch.cat([x, x.flip(3)])


def main():
    torch.set_num_threads(1)
    weights = Weights(sys.argv[1])
    with torch.no_grad():
        result = features(weights, pictures())
    unused = [name for name in weights.tensors if name not in weights.used and not name.endswith("num_batches_tracked")]
    assert not unused, unused
    print(json.dumps({
        "by": "tests/golden/mobilefacenet.py",
        "torch": torch.__version__,
        "python": platform.python_version(),
        "pictures": "sin(0.07 (n+1) h + 0.05 (c+1) w + n + 0.5 c), n = 0, 1; then both mirrored; float64 throughout",
        "features": [[round(value, 10) for value in row] for row in result.tolist()],
    }, indent=1))


main()
