"""What every training loop here needs: workers that average their parameters, checkpoints, a log."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.multiprocessing import get_context


class Meeting:
    """Where workers leave their parameters every few steps and take the mean of all."""

    def __init__(self, n_workers: int, n_numbers: int) -> None:
        self.left = torch.zeros(n_workers, n_numbers).share_memory_()
        self.door = get_context("spawn").Barrier(n_workers)

    def meet(self, worker: int, network: nn.Module) -> None:
        """Replace the parameters by their mean over all workers."""
        parameters = list(network.parameters())
        with torch.no_grad():
            self.left[worker] = nn.utils.parameters_to_vector(parameters)
            self.door.wait()
            mean = self.left.mean(0)
            self.door.wait()
            nn.utils.vector_to_parameters(mean, parameters)


class State:
    """What a worker needs to go on: parameters, optimizer, schedule and dice."""

    def __init__(self, path: Path, parts: dict[str, Any]) -> None:
        self.path, self.parts = path, parts

    def load(self, device: str) -> int:
        """Take up the last checkpoint, if there is one; return the steps done."""
        if not self.path.exists():
            return 0
        saved = torch.load(self.path, map_location=device, weights_only=True)
        for name, part in self.parts.items():
            part.load_state_dict(saved[name])
        torch.set_rng_state(saved["dice"].cpu())
        return int(saved["done"])

    def save(self, step: int) -> None:
        """Write aside, then rename."""
        state: dict[str, object] = {name: part.state_dict() for name, part in self.parts.items()}
        aside = self.path.with_suffix(".new")
        torch.save(state | {"done": step, "dice": torch.get_rng_state()}, aside)
        aside.replace(self.path)


class Log:
    """Writes the mean losses of every tenth step."""

    def __init__(self, path: Path, n_steps: int) -> None:
        self.path, self.n_steps, self.start, self.n_read = path, n_steps, time.time(), 0
        self.sums: dict[str, float] = {}

    def write(self, step: int, n_read: int, parts: dict[str, float]) -> None:
        """Count a step, and write every tenth."""
        self.n_read += n_read
        for name, value in parts.items():
            self.sums[name] = self.sums.get(name, 0.0) + value / 10
        if step % 10 == 0:
            line = {"step": step, "of": self.n_steps, "seconds": round(time.time() - self.start)}
            line |= {"read": self.n_read} | {name: round(value, 4) for name, value in self.sums.items()}
            with self.path.open("a") as file:
                file.write(json.dumps(line) + "\n")
            self.sums = {}
