"""Features and gradients that PyTorch computes for every network of the catalogue: networks.json.

Each network is written down here once more, from its source, with stock layers under the published names. No file of
weights is needed: every number is a hash of its tensor's name and its place, see noise(). All of it in float64.
Run with PyTorch 1.13 and numpy, from this folder: python3 networks.py > networks.json
"""
import json
import platform
import struct

import numpy
import torch
from torch import nn


def noise(name, shape):
    """Numbers in [-1, 1): murmur3's finaliser of fnv1a(name) + 0x9E3779B1 * place, in 32 bits, over 2^31, minus 1."""
    seed = 2166136261
    for byte in name.encode():
        seed = (seed ^ byte) * 16777619 % 2**32
    count = int(numpy.prod(shape))
    x = (numpy.arange(count, dtype=numpy.uint64) * 0x9E3779B1 + seed).astype(numpy.uint32)
    x ^= x >> 16
    x *= numpy.uint32(0x85EBCA6B)
    x ^= x >> 13
    x *= numpy.uint32(0xC2B2AE35)
    x ^= x >> 16
    return torch.from_numpy(x.astype(numpy.float64) / 2**31 - 1).reshape(shape)


def fill(network):
    """Products keep the size of their input; scales, slopes, variances lie in [0.5, 1.5), the rest in [-0.5, 0.5)."""
    for name, values in network.state_dict().items():
        if values.dim() > 1:
            values.copy_(noise(name, values.shape) * (3 / values[0].numel()) ** 0.5)
        elif values.dim() == 1:
            centre = 1.0 if name.endswith(("weight", "running_var")) else 0.0
            values.copy_(noise(name, values.shape) / 2 + centre)


class WenResNet(nn.Module):
    """Wen et al., "A discriminative feature learning approach", ECCV 2016, in the form of the NormFace release."""

    def __init__(self, width, height, size):
        super().__init__()
        self.flow = []
        self.activated("1a", 3, 32, 0)
        channels, (h, w) = 32, (height - 2, width - 2)
        for opening, stage, wider, pairs in [("1b", 2, 64, 1), ("2", 3, 128, 2), ("3", 4, 256, 5), ("4", 5, 512, 3)]:
            self.activated(opening, channels, wider, 0)
            self.flow.append(("pool", None))
            channels, h, w = wider, -(-(h - 2) // 2), -(-(w - 2) // 2)
            for pair in range(pairs):
                self.flow.append(("keep", None))
                self.activated(f"{stage}_{2 * pair + 1}", channels, channels, 1)
                self.activated(f"{stage}_{2 * pair + 2}", channels, channels, 1)
                self.flow.append(("add", None))
        self.add_module("fc5", nn.Linear(channels * h * w, size))

    def activated(self, suffix, inputs, outputs, padding):
        self.add_module("conv" + suffix, nn.Conv2d(inputs, outputs, 3, padding=padding))
        self.add_module("relu" + suffix, nn.PReLU(outputs))
        getattr(self, "conv" + suffix).bias.requires_grad = padding == 0  # frozen within residuals
        self.flow.append(("layer", suffix))

    def forward(self, x):
        kept = None
        for what, suffix in self.flow:
            if what == "layer":
                x = getattr(self, "relu" + suffix)(getattr(self, "conv" + suffix)(x))
            elif what == "pool":
                x = nn.functional.max_pool2d(x, 2, 2, ceil_mode=True)
            elif what == "keep":
                kept = x
            else:
                x = kept + x
        return self.fc5(x.flatten(1))


class LightCnn(nn.Module):
    """Wu et al., arXiv:1511.02683, model B."""

    def __init__(self, width, height, size):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 96, 5, padding=2)
        self.conv2a = nn.Conv2d(48, 96, 1)
        self.conv2 = nn.Conv2d(48, 192, 3, padding=1)
        self.conv3a = nn.Conv2d(96, 192, 1)
        self.conv3 = nn.Conv2d(96, 384, 3, padding=1)
        self.conv4a = nn.Conv2d(192, 384, 1)
        self.conv4 = nn.Conv2d(192, 256, 3, padding=1)
        self.conv5a = nn.Conv2d(128, 256, 1)
        self.conv5 = nn.Conv2d(128, 256, 3, padding=1)
        self.fc1 = nn.Linear(128 * (width // 16) * (height // 16), 2 * size)

    def forward(self, x):
        def mfm(y):
            return torch.max(*y.chunk(2, dim=1))

        def pool(y):
            return nn.functional.max_pool2d(y, 2, 2, ceil_mode=True)

        x = pool(mfm(self.conv1(x)))
        x = pool(mfm(self.conv2(mfm(self.conv2a(x)))))
        x = pool(mfm(self.conv3(mfm(self.conv3a(x)))))
        x = mfm(self.conv4(mfm(self.conv4a(x))))
        x = pool(mfm(self.conv5(mfm(self.conv5a(x)))))
        return mfm(self.fc1(x.flatten(1)))


class LeNetPlusPlus(nn.Module):
    """Wen et al., ECCV 2016; the NormFace release, MNIST."""

    def __init__(self, width, height, size):
        super().__init__()
        inputs = 1
        for stage, outputs in [(1, 32), (2, 64), (3, 128)]:
            for suffix in [f"{stage}", f"{stage}+"]:
                self.add_module("conv" + suffix, nn.Conv2d(inputs, outputs, 3, padding=1))
                self.add_module("prelu" + suffix, nn.PReLU(outputs))
                inputs = outputs
        self.ip1 = nn.Linear(128 * 3 * 3, size)

    def forward(self, x):
        for stage, window in [("1", 2), ("2", 2), ("3", 3)]:
            for suffix in [stage, stage + "+"]:
                x = getattr(self, "prelu" + suffix)(getattr(self, "conv" + suffix)(x))
            x = nn.functional.max_pool2d(x, window, 2, ceil_mode=True)
        return self.ip1(x.flatten(1))


class LeNet(nn.Module):
    """The NormFace release, Figure 2."""

    def __init__(self, width, height, size):
        super().__init__()
        self.conv1, self.relu_pool1 = nn.Conv2d(1, 20, 5), nn.PReLU(20)
        self.conv2, self.relu_pool2 = nn.Conv2d(20, 50, 5), nn.PReLU(50)
        self.ip1, self.relu1 = nn.Linear(800, 500), nn.PReLU(500)
        self.ip1_dr = nn.Linear(500, size)

    def forward(self, x):
        x = self.relu_pool1(nn.functional.max_pool2d(self.conv1(x), 2))
        x = self.relu_pool2(nn.functional.max_pool2d(self.conv2(x), 2))
        return self.ip1_dr(self.relu1(self.ip1(x.flatten(1))))


class Unit(nn.Module):
    """Convolution, normalisation, PReLU unless linear."""

    def __init__(self, inputs, outputs, kernel, stride=1, padding=0, groups=1, linear=False):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=False)
        self.bn = nn.BatchNorm2d(outputs)
        self.prelu = nn.Identity() if linear else nn.PReLU(outputs)

    def forward(self, x):
        return self.prelu(self.bn(self.conv(x)))


class CompactBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels)
        self.prelu = nn.PReLU(channels)
        self.conv2, self.bn2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels)

    def forward(self, x):
        return x + self.bn2(self.conv2(self.prelu(self.bn1(self.conv1(x)))))


class Compact(nn.Module):
    """docs/architecture.md: three stages that halve the map, of 32, 64 and 128 channels, with 0, 1 and 2 blocks."""

    def __init__(self, width, height, size, factor=1.0, depth=1, normalised=True):
        super().__init__()
        inputs = 3
        for stage, blocks in [(1, 0), (2, depth), (3, 2 * depth)]:
            channels = max(16, round(16 * 2**stage * factor / 16) * 16)
            layers = [Unit(inputs, channels, 3, 2, 1)] + [CompactBlock(channels) for _ in range(blocks)]
            self.add_module(f"stage{stage}", nn.Sequential(*layers))
            inputs = channels
        self.embedding = nn.Linear(inputs * -(-width // 8) * -(-height // 8), size, bias=False)
        self.features = nn.BatchNorm1d(size) if normalised else nn.Identity()

    def forward(self, x):
        return self.features(self.embedding(self.stage3(self.stage2(self.stage1(x))).flatten(1)))


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, expansion, stride):
        super().__init__()
        wide = inputs * expansion
        self.adds = stride == 1 and inputs == outputs
        self.conv = nn.Sequential(
            nn.Conv2d(inputs, wide, 1, bias=False), nn.BatchNorm2d(wide), nn.PReLU(wide),
            nn.Conv2d(wide, wide, 3, stride, 1, groups=wide, bias=False), nn.BatchNorm2d(wide), nn.PReLU(wide),
            nn.Conv2d(wide, outputs, 1, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        return x + self.conv(x) if self.adds else self.conv(x)


class MobileFaceNet(nn.Module):
    """Chen et al., arXiv:1804.07573, table 1."""

    def __init__(self, width, height, size, factor=1.0):
        super().__init__()

        def scaled(channels):
            return max(8, round(channels * factor / 8) * 8)

        inputs, last = scaled(64), scaled(512)
        self.conv1 = Unit(3, inputs, 3, 2, 1)
        self.dw_conv1 = Unit(inputs, inputs, 3, 1, 1, groups=inputs)
        blocks = []
        for t, c, n, s in [(2, 64, 5, 2), (4, 128, 1, 2), (2, 128, 6, 1), (4, 128, 1, 2), (2, 128, 2, 1)]:
            for repeat in range(n):
                blocks.append(InvertedResidual(inputs, scaled(c), t, s if repeat == 0 else 1))
                inputs = scaled(c)
        self.blocks = nn.Sequential(*blocks)
        self.conv2 = Unit(inputs, last, 1)
        self.linear7 = Unit(last, last, (-(-height // 16), -(-width // 16)), groups=last, linear=True)
        self.linear1 = Unit(last, size, 1, linear=True)

    def forward(self, x):
        x = self.conv2(self.blocks(self.dw_conv1(self.conv1(x))))
        return self.linear1(self.linear7(x)).flatten(1)


class IResNetBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.prelu = nn.PReLU(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, stride, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn3(self.conv2(self.prelu(self.bn2(self.conv1(self.bn1(x))))))
        return y + (x if self.downsample is None else self.downsample(x))


class IResNet(nn.Module):
    """Deng et al., arXiv:1801.07698, section 3.1, and InsightFace's release."""

    def __init__(self, width, height, size, blocks):
        super().__init__()
        self.conv1, self.bn1, self.prelu = nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), nn.PReLU(64)
        inputs = 64
        for stage, count in enumerate(blocks):
            outputs = 64 * 2**stage
            layers = [IResNetBlock(inputs if n == 0 else outputs, outputs, 2 if n == 0 else 1) for n in range(count)]
            self.add_module(f"layer{stage + 1}", nn.Sequential(*layers))
            inputs = outputs
        self.bn2 = nn.BatchNorm2d(512)
        self.fc = nn.Linear(512 * -(-height // 16) * -(-width // 16), size)
        self.features = nn.BatchNorm1d(size)
        self.features.weight.requires_grad = False

    def forward(self, x):
        x = self.prelu(self.bn1(self.conv1(x)))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.features(self.fc(self.bn2(x).flatten(1)))


class Convolved(nn.Module):
    """A convolution, with a bias or with a normalisation behind it, which is registered beside it."""

    def __init__(self, owner, name, inputs, outputs, kernel, stride, padding, groups, normalised):
        super().__init__()
        convolution = nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=not normalised)
        owner.add_module(name, convolution)
        self.run = [convolution]
        if normalised:
            owner.add_module(name + "_bn", nn.BatchNorm2d(outputs))
            self.run.append(getattr(owner, name + "_bn"))

    def forward(self, x):
        for layer in self.run:
            x = layer(x)
        return x


class MobileNet(nn.Module):
    """Howard et al., arXiv:1704.04861, table 1, with TensorFlow's padding of "same"."""

    def __init__(self, width, height, size, normalised=False):
        super().__init__()
        self.flow = [(2, 3, self.layer("conv1", 3, 32, 3, 2, 1, normalised))]
        inputs = 32
        for number, (outputs, stride) in enumerate(
                [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)] + [(512, 1)] * 5 + [(1024, 2), (1024, 1)]):
            depthwise = self.layer(f"conv_dw_{number + 1}", inputs, inputs, 3, stride, inputs, normalised)
            pointwise = self.layer(f"conv_pw_{number + 1}", inputs, outputs, 1, 1, 1, normalised)
            self.flow += [(stride, 3, depthwise), (1, 1, pointwise)]
            inputs = outputs

    def layer(self, name, inputs, outputs, kernel, stride, groups, normalised):
        return Convolved(self, name, inputs, outputs, kernel, stride, 0, groups, normalised).run

    def forward(self, x):
        for stride, kernel, layers in self.flow:
            pads = []
            for side in (x.shape[3], x.shape[2]):
                missing = max((-(-side // stride) - 1) * stride + kernel - side, 0)
                pads += [missing // 2, missing - missing // 2]
            x = nn.functional.pad(x, pads)
            for layer in layers:
                x = layer(x)
            x = x.clamp(0, 6)
        return x.mean((2, 3))


class DlibBlock(nn.Module):
    def __init__(self, inputs, outputs, stride, normalised):
        super().__init__()
        self.flow = [
            Convolved(self, "conv1", inputs, outputs, 3, stride, 1 if stride == 1 else 0, 1, normalised).run,
            Convolved(self, "conv2", outputs, outputs, 3, 1, 1, 1, normalised).run]
        self.stride = stride

    def forward(self, x):
        y = x
        for layer in self.flow[0]:
            y = layer(y)
        y = y.relu()
        for layer in self.flow[1]:
            y = layer(y)
        if self.stride == 2:
            x = nn.functional.avg_pool2d(x, 2, 2)
        shape = [max(one, other) for one, other in zip(x.shape[1:], y.shape[1:])]

        def widened(z):
            return nn.functional.pad(
                z, [0, shape[2] - z.shape[3], 0, shape[1] - z.shape[2], 0, shape[0] - z.shape[1]])

        return (widened(y) + widened(x)).relu()


class DlibResNet(nn.Module):
    """dlib, dnn_face_recognition_ex.cpp: anet_type."""

    def __init__(self, width, height, size, normalised=False):
        super().__init__()
        self.first = Convolved(self, "conv32_down", 3, 32, 7, 2, 0, 1, normalised).run
        self.blocks, inputs = [], 32
        for name, outputs, stride in [
                ("32_1", 32, 1), ("32_2", 32, 1), ("32_3", 32, 1),
                ("64_down", 64, 2), ("64_1", 64, 1), ("64_2", 64, 1), ("64_3", 64, 1),
                ("128_down", 128, 2), ("128_1", 128, 1), ("128_2", 128, 1),
                ("256_down", 256, 2), ("256_1", 256, 1), ("256_2", 256, 1), ("256_down_out", 256, 2)]:
            self.add_module("conv" + name, DlibBlock(inputs, outputs, stride, normalised))
            self.blocks.append(getattr(self, "conv" + name))
            inputs = outputs
        self.fc = nn.Linear(256, size, bias=False)

    def forward(self, x):
        for layer in self.first:
            x = layer(x)
        x = nn.functional.max_pool2d(x.relu(), 3, 2)
        for block in self.blocks:
            x = block(x)
        return self.fc(x.mean((2, 3)))


def probe(name, values):
    """One number that any change of a tensor changes: the sum of its products with noise."""
    return float((values.detach() * noise("probe " + name, values.shape)).sum())


def case(name, build, width, height, size, channels=3, options=None, **settings):
    network = build(width, height, size, **settings).double()
    fill(network)
    pictures = noise("pictures", (3, channels, height, width))

    network.eval()
    with torch.no_grad():
        features = network(pictures)

    network.train()
    (network(pictures) * noise("features", features.shape)).sum().backward()
    gradients = {key: parameter.grad for key, parameter in network.named_parameters()}
    state = {}
    for key, values in network.state_dict().items():
        if values.dim() > 0:
            what = gradients.get(key, values)
            state[f"{key} {list(values.shape)}"] = None if what is None else float(f"{probe(key, what):.8e}")

    return {
        "network": name,
        "options": {"inputWidth": width, "inputHeight": height, **({"featureSize": size} if size else {}),
                    **(options or {})},
        "features": rounded(features),
        "state": state,
    }


def shipped(path):
    """The features of the model that ships, read from its file, for pictures of noise: [3, 128]."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header, body = json.loads(file.read(length)), file.read()
    options = json.loads(header.pop("__metadata__")["normface"])["options"]
    network = MobileFaceNet(
        options["inputWidth"], options["inputHeight"], options["featureSize"], options["width"]).double()
    types = {"F16": "<f2", "F32": "<f4", "I64": "<i8"}
    state = {}
    for name, entry in header.items():
        numbers = numpy.frombuffer(body[slice(*entry["data_offsets"])], types[entry["dtype"]])
        state[name] = torch.from_numpy(numbers.reshape(entry["shape"]).copy())
    network.load_state_dict(state)
    network.eval()
    with torch.no_grad():
        return rounded(network(noise("pictures", (3, 3, options["inputHeight"], options["inputWidth"]))))


def rounded(rows):
    return [[float(f"{value:.8e}") for value in row] for row in rows.tolist()]


def main():
    torch.set_num_threads(1)
    small = (24, 28, 6)
    networks = [
        case("wen-resnet", WenResNet, 46, 50, 6),
        case("light-cnn", LightCnn, 32, 32, 6, channels=1),
        case("lenet++", LeNetPlusPlus, 28, 28, 3, channels=1),
        case("lenet", LeNet, 28, 28, 3, channels=1),
        case("compact", Compact, *small),
        case("compact", Compact, 40, 40, 5, options={"width": 0.5, "depth": 2, "featureBatchNorm": 0},
             factor=0.5, depth=2, normalised=False),
        case("mobilefacenet", MobileFaceNet, *small),
        case("mobilefacenet", MobileFaceNet, *small, options={"width": 0.55}, factor=0.55),
        case("mobilenet", MobileNet, 64, 96, None),
        case("mobilenet", MobileNet, 32, 32, None, options={"batchNorm": True}, normalised=True),
        case("dlib-resnet", DlibResNet, 150, 150, 6),
        case("dlib-resnet", DlibResNet, 142, 150, 6, options={"batchNorm": True}, normalised=True),
        case("iresnet18", IResNet, *small, blocks=[2, 2, 2, 2]),
        case("iresnet34", IResNet, *small, blocks=[3, 4, 6, 3]),
        case("iresnet50", IResNet, *small, blocks=[3, 4, 14, 3]),
        case("iresnet100", IResNet, *small, blocks=[3, 13, 30, 3]),
    ]
    about = {
        "by": "tests/golden/networks.py",
        "torch": torch.__version__,
        "python": platform.python_version(),
        "features": "in evaluation, of three pictures noise('pictures')",
        "state": "in training, the loss being sum(features * noise('features')): of a learned tensor the probe of its "
                 "gradient, null for a frozen one; of each statistic the probe of its value afterwards",
        "shipped": shipped("../../models/faces.safetensors"),
    }
    print(json.dumps(about, indent=1)[:-2] + ',\n "networks": [')
    print(",\n".join("  " + json.dumps(entry) for entry in networks) + "\n ]\n}")


main()
