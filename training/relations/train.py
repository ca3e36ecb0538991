"""Train the relation model.

    python -m training.relations.train --data mix.jsonl.gz --out runs/first --epochs 1

``mix.jsonl.gz`` is what ``training.relations.mix`` writes. Writes ``checkpoint-0.pt`` every few hundred steps (the same
command goes on from there), ``log.jsonl``, and at the end ``relater.pt``. Runs on a processor or, with ``--device
cuda``, on a GPU. The same seed, workers, threads and machine give the same weights.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from analyzer.models.folders import packaged_folder
from analyzer.models.minilm import packaged_tokenizer
from analyzer.models.relations.network import RELATIONS
from analyzer.models.relations.pairs import PairPieces, join_pieces, pad
from training.encoder import Embeddings
from training.loop import Meeting, run, start
from training.relations.network import Relater, start_from
from training.relations.rows import read_rows

Item = tuple[PairPieces, int]


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--data", type=Path, nargs="+", required=True, help="rows, one JSON object a line")
    add("--out", type=Path, required=True, help="folder for checkpoint, log and weights")
    add("--epochs", type=float, default=1.0)
    add("--rows", type=int, default=0, help="train on the first N of the shuffled rows (0: all)")
    add("--seed", type=int, default=1)
    add("--lr", type=float, default=2e-4)
    add("--head-lr", type=float, default=2e-3)
    add("--layer-decay", type=float, default=0.95)
    add("--warmup", type=float, default=0.05)
    add("--dropout", type=float, default=0.1)
    add("--smoothing", type=float, default=0.05, help="label smoothing; some labels of every set are wrong")
    add("--max-pieces", type=int, default=128)
    add("--batch-pieces", type=int, default=1280)
    add("--begin", type=Path, help="a trained relater.pt to go on from with a new schedule")
    add("--workers", type=int, default=1, help="processes that train side by side and average their weights")
    add("--meet-every", type=int, default=8, help="steps between averages")
    add("--threads", type=int, default=2, help="threads a worker")
    add("--device", default="cpu")
    add("--save-every", type=int, default=200)
    return parser.parse_args()


def read_items(args: argparse.Namespace) -> list[Item]:
    """Read the pairs to train on, longest texts cut."""
    tokenizer = packaged_tokenizer()
    rows = [row for path in args.data for row in read_rows(path)]
    random.Random(args.seed).shuffle(rows)
    rows = rows[: args.rows or None]
    texts = sorted({text for row in rows for text in (row.premise, row.hypothesis)})
    encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
    ids = {text: one.ids for text, one in zip(texts, encoded, strict=True)}
    return [
        (
            join_pieces(ids[row.premise], ids[row.hypothesis], max_pieces=args.max_pieces),
            RELATIONS.index(row.label),
        )
        for row in rows
    ]


def epoch_batches(items: list[Item], args: argparse.Namespace, epoch: int) -> list[list[Item]]:
    """Gather pairs of like length into batches, other ones each epoch."""
    dice = random.Random(args.seed * 1000 + epoch)
    ordered = sorted(items, key=lambda item: len(item[0].pieces) + dice.random() * 8)
    batches: list[list[Item]] = [[]]
    for item in ordered:
        if batches[-1] and (len(batches[-1]) + 1) * len(item[0].pieces) > args.batch_pieces:
            batches.append([])
        batches[-1].append(item)
    dice.shuffle(batches)
    return batches


def groups(relater: Relater, args: argparse.Namespace) -> list[dict[str, object]]:
    """Return the parameters with their learning rates: the head's, and less for each layer further down."""
    n_layers = len(relater.layers)
    found: list[dict[str, object]] = [
        {"params": list(layer.parameters()), "lr": args.lr * args.layer_decay ** (n_layers - 1 - number)}
        for number, layer in enumerate(relater.layers)
    ]
    head = [parameter for name, parameter in relater.named_parameters() if not name.startswith("layers.")]
    return [*found, {"params": head, "lr": args.head_lr}]


def loss_of(
    embeddings: Embeddings, relater: Relater, items: list[Item], args: argparse.Namespace
) -> tuple[Tensor, dict[str, float]]:
    """Return the mean loss of a batch, also for the log."""
    pieces, sides, features, mask = pad([pair for pair, _ in items])
    labels = torch.tensor([label for _, label in items], device=args.device)
    device = args.device
    with torch.autocast("cuda", torch.bfloat16, enabled=device == "cuda"):
        with torch.no_grad():
            embedded = embeddings(torch.from_numpy(pieces).to(device))
        wide = None if mask is None else torch.from_numpy(mask).to(device)
        scores = relater(embedded, torch.from_numpy(sides).to(device), torch.from_numpy(features).to(device), wide)
    loss = functional.cross_entropy(scores.float(), labels, label_smoothing=args.smoothing)
    return loss, {"loss": loss.item()}


def train(worker: int, args: argparse.Namespace, meeting: Meeting | None) -> None:
    """Train as one of the workers."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    embeddings, relater = start_from(packaged_folder(), dropout=args.dropout)
    if args.begin:
        relater.load_state_dict(torch.load(args.begin, map_location="cpu", weights_only=True))
    embeddings.requires_grad_(False)
    embeddings, relater = embeddings.to(args.device), relater.to(args.device).train()
    items = read_items(args)
    run(
        worker,
        args,
        meeting,
        network=relater,
        groups=groups(relater, args),
        trained={"relater": relater},
        batches_of=lambda epoch: epoch_batches(items, args, epoch),
        loss_of=lambda batch: loss_of(embeddings, relater, batch, args),
        size_of=len,
    )
    if worker == 0:
        torch.save(relater.state_dict(), args.out / "relater.pt")


if __name__ == "__main__":
    start(parse(), train, lambda: start_from(packaged_folder(), dropout=0.0)[1])
