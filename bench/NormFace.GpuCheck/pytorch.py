"""The steps of the speed section by PyTorch itself: the same network, loss and optimiser. Run by scripts/gpu-check."""
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional

device, is_quick = sys.argv[1], "quick" in sys.argv[2:]
batch, classes, turns, blocks = (2, 50, 1, (1, 1, 1, 1)) if is_quick else (128, 10_000, 20, (3, 4, 14, 3))
size = 112


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.change = nn.Sequential(
            nn.BatchNorm2d(inputs), nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
            nn.BatchNorm2d(outputs), nn.PReLU(outputs), nn.Conv2d(outputs, outputs, 3, stride, 1, bias=False),
            nn.BatchNorm2d(outputs))
        self.shortcut = nn.Identity() if stride == 1 and inputs == outputs else nn.Sequential(
            nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, maps):
        return self.change(maps) + self.shortcut(maps)


def network():
    layers, inputs = [nn.Conv2d(3, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64), nn.PReLU(64)], 64
    for outputs, count in zip((64, 128, 256, 512), blocks):
        for index in range(count):
            layers.append(Block(inputs, outputs, 2 if index == 0 else 1))
            inputs = outputs
    last = [nn.BatchNorm2d(512), nn.Flatten(), nn.Linear(512 * (size // 16) ** 2, 512), nn.BatchNorm1d(512)]
    return nn.Sequential(*layers, *last).to(device)


def cosface(features, agents, labels):
    cosines = functional.normalize(features) @ functional.normalize(agents).t()
    return functional.cross_entropy(64 * (cosines - 0.35 * functional.one_hot(labels, classes)), labels)


def synchronize():
    if device != "cpu":
        torch.cuda.synchronize()


def median(step):
    times = []
    for turn in range(-5, turns):
        synchronize()
        start = time.perf_counter()
        step()
        synchronize()
        if turn >= 0:
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def rate(tf32, bfloat16, channels_last):
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = tf32
    net, agents = network(), torch.randn(classes, 512, device=device, requires_grad=True)
    optimizer = torch.optim.SGD([*net.parameters(), agents], lr=0.001, momentum=0.9, weight_decay=5e-4, fused=True)
    pictures = torch.randn(batch, 3, size, size, device=device)
    pictures = pictures.contiguous(memory_format=torch.channels_last) if channels_last else pictures
    labels = torch.randint(0, classes, (batch,), device=device)

    def step():
        with torch.autocast(device.split(":")[0], torch.bfloat16, enabled=bfloat16):
            features = net(pictures)
        cosface(features.float(), agents, labels).backward()
        optimizer.step()
        optimizer.zero_grad()

    return batch / median(step)


print("## The same steps by PyTorch\n")
print(f"PyTorch {torch.__version__} from Python: iresnet50 typed out once more, CosFace in stock operators, fused SGD; "
      "pictures a second as above.\n")
print("| network | float32 | TF32 | TF32, channels_last | bfloat16 | bfloat16, channels_last |")
print("| --- | --- | --- | --- | --- | --- |")
ways = [(False, False, False), (True, False, False), (True, False, True), (False, True, False), (False, True, True)]
print(f"| iresnet50 | {' | '.join(f'{rate(*way):.0f}' for way in ways)} |")
