"""The training loop: workers that average their parameters, checkpoints, a log."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.multiprocessing import get_context, spawn
from torch.optim.lr_scheduler import LambdaLR


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


def run(
    worker: int,
    args: argparse.Namespace,
    meeting: Meeting | None,
    *,
    network: nn.Module,
    groups: list[dict[str, Any]],
    trained: Mapping[str, nn.Module],
    batches_of: Callable[[int], list[Any]],
    loss_of: Callable[[Any], tuple[Tensor, dict[str, float]]],
    size_of: Callable[[Any], int],
) -> None:
    """Train as one of the workers: warm-up, then a rate that falls linearly to nothing.

    Parameters
    ----------
    network
        What the workers average and whose gradients are clipped.
    groups
        Its parameters with their learning rates.
    trained
        What a checkpoint holds beside optimizer and schedule, by name.
    batches_of
        All workers' batches of an epoch.
    loss_of
        The loss of a batch, and its parts for the log.
    size_of
        How much a batch counts for in the log.
    """
    n_steps = int(args.epochs * (len(batches_of(0)) // args.workers))
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = max(1, int(args.warmup * n_steps))
    scheduler = LambdaLR(optimizer, lambda step: min((step + 1) / warm, max(0.0, (n_steps - step) / (n_steps - warm))))
    torch.manual_seed(args.seed + worker)
    state = State(args.out / f"checkpoint-{worker}.pt", {**trained, "optimizer": optimizer, "scheduler": scheduler})
    done = state.load(args.device)
    log = Log(args.out / "log.jsonl", n_steps)
    for step, batch in enumerate(_steps(batches_of, worker, args.workers, n_steps, done), done + 1):
        loss, parts = loss_of(batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        parts["norm"] = float(nn.utils.clip_grad_norm_(network.parameters(), 1.0))
        optimizer.step()
        scheduler.step()
        if meeting and (step % args.meet_every == 0 or step == n_steps):
            meeting.meet(worker, network)
        if worker == 0:
            log.write(step, size_of(batch), parts)
        if step % args.save_every == 0 and step < n_steps:
            state.save(step)


def _steps(
    batches_of: Callable[[int], list[Any]], worker: int, n_workers: int, n_steps: int, done: int
) -> Iterator[Any]:
    """Yield one worker's batches of all steps after those done."""
    epoch = step = 0
    while step < n_steps:
        for batch in batches_of(epoch)[worker::n_workers]:
            if done <= step < n_steps:
                yield batch
            step += 1
        epoch += 1


def start(
    args: argparse.Namespace,
    train: Callable[[int, argparse.Namespace, Meeting | None], None],
    network: Callable[[], nn.Module],
) -> None:
    """Train with one or several workers; ``network`` makes one to count the numbers that workers share."""
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "arguments.json").write_text(json.dumps(vars(args), default=str, indent=1))
    if args.workers == 1:
        train(0, args, None)
        return
    meeting = Meeting(args.workers, sum(parameter.numel() for parameter in network().parameters()))
    spawn(train, (args, meeting), nprocs=args.workers)
