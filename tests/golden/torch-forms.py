"""Writes small PyTorch checkpoints of both forms, with numbers that follow a rule the tests know.

Run with PyTorch 1.13: python3 torch-forms.py. The files in torch-forms/ came from it.
"""
import collections
import pathlib

import torch

OUT = pathlib.Path(__file__).parent / "torch-forms"


def ramp(count, dtype=torch.float32):
    """0, 1/8, 2/8, ...: exact in every floating type; integers get 0, 1, 2, ..."""
    values = torch.arange(count, dtype=torch.float64)
    return (values / 8 if dtype.is_floating_point else values).to(dtype)


def tensors():
    shared = ramp(10)
    named = collections.OrderedDict()
    named["f64"] = ramp(6, torch.float64).reshape(2, 3)
    named["f32"] = ramp(6).reshape(2, 3)
    named["f16"] = ramp(6, torch.float16).reshape(2, 3)
    named["bf16"] = ramp(6, torch.bfloat16).reshape(2, 3)
    named["i64"] = ramp(6, torch.int64).reshape(2, 3)
    named["i32"] = ramp(6, torch.int32).reshape(2, 3)
    named["i16"] = ramp(6, torch.int16).reshape(2, 3)
    named["i8"] = ramp(6, torch.int8).reshape(2, 3)
    named["u8"] = ramp(6, torch.uint8).reshape(2, 3)
    named["bool"] = torch.tensor([False, True, True])
    named["transposed"] = ramp(6).reshape(2, 3).t()
    named["every_second"] = ramp(10)[2:8:2]
    named["expanded"] = torch.tensor([7.0]).expand(3)
    named["channels_last"] = ramp(12).reshape(1, 3, 2, 2).contiguous(memory_format=torch.channels_last)
    named["shared_head"] = shared[:4]
    named["shared_tail"] = shared[4:].reshape(2, 3)
    named["empty"] = torch.zeros(0, 3)
    named["single"] = torch.tensor(3.5)
    named["parameter"] = torch.nn.Parameter(ramp(3))
    return named


def main():
    OUT.mkdir(exist_ok=True)
    wrapped = {"epoch": 3, "rate": 0.1, "name": "synthetic", "state_dict": tensors()}
    torch.save(wrapped, OUT / "zip.pt")
    torch.save(wrapped, OUT / "stream.pt", _use_new_zipfile_serialization=False)

    torch.manual_seed(1)
    network = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.BatchNorm1d(2))
    for tensor in network.state_dict().values():
        tensor.copy_(ramp(tensor.numel(), tensor.dtype).reshape(tensor.shape))
    torch.save(torch.nn.DataParallel(network).state_dict(), OUT / "parallel.pt")
    torch.jit.script(torch.nn.Linear(2, 1)).save(str(OUT / "script.pt"))
    torch.save(torch.nn.Linear(2, 1), OUT / "whole-module.pt")


main()
