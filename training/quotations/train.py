"""Train the quotation tagger.

    python -m training.quotations.train --data polnear_train.jsonl.gz --out runs/first --epochs 4

Writes ``checkpoint.pt`` every few hundred steps (the same command goes on from there), ``log.jsonl``, and at the end
``tagger.pt``. Runs on a processor or, with ``--device cuda``, on a GPU. The same seed, threads and machine give the
same weights.
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
from analyzer.models.quotations.windows import Window, pack
from training.encoder import Embeddings
from training.loop import Meeting, run, start
from training.quotations.batches import Batch, make_batch
from training.quotations.data import UNKNOWN, Marked, held_out, mark, read_rows
from training.quotations.network import N_LABELS, Tagger, chain_loss, start_from

Item = tuple[Window, list[Marked]]


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--data", type=Path, required=True, help="articles, one JSON object a line")
    add("--out", type=Path, required=True, help="folder for checkpoint, log and weights")
    add("--epochs", type=float, default=4.0)
    add("--articles", type=int, default=0, help="train on the first N of the shuffled articles (0: all)")
    add("--kept", type=float, default=0.1, help="part of the articles never trained on")
    add("--seed", type=int, default=1)
    add("--lr", type=float, default=3e-4)
    add("--head-lr", type=float, default=2e-3)
    add("--layer-decay", type=float, default=0.9)
    add("--warmup", type=float, default=0.05)
    add("--dropout", type=float, default=0.1)
    add("--window", type=int, default=256)
    add("--batch-pieces", type=int, default=2048)
    add("--frozen-layers", type=int, default=0, help="lowest encoder layers left as they are")
    add("--train-embeddings", action="store_true")
    add("--no-features", action="store_true")
    add("--begin", type=Path, help="a trained tagger.pt to go on from with a new schedule")
    add("--encoder", type=Path, help="a trained tagger.pt whose encoder to begin with, the head being new")
    add("--head", choices=("crf", "softmax"), default="crf")
    add("--outside-weight", type=float, default=1.0, help="weight of the label O with the softmax head")
    add("--workers", type=int, default=1, help="processes that train side by side and average their weights")
    add("--meet-every", type=int, default=8, help="steps between averages")
    add("--threads", type=int, default=2, help="threads a worker")
    add("--device", default="cpu")
    add("--save-every", type=int, default=100)
    return parser.parse_args()


def epoch_batches(articles: list[list[Marked]], args: argparse.Namespace, epoch: int) -> list[list[Item]]:
    """Cut the articles into windows, other ones each epoch, and gather windows of like length into batches."""
    dice = random.Random(args.seed * 1000 + epoch)
    items: list[Item] = []
    for marked in articles:
        paragraphs = [one.paragraph for one in marked]
        windows = pack(paragraphs, n_pieces=args.window, n_context=0, n_first=dice.randint(16, args.window))
        items += [(window, [marked[index] for index in window.paragraphs]) for window in windows]
    items.sort(key=lambda item: len(item[0].pieces) + dice.random() * 16)
    batches: list[list[Item]] = [[]]
    held = 0
    for item in items:
        if batches[-1] and held + len(item[0].pieces) > args.batch_pieces:
            batches.append([])
            held = 0
        batches[-1].append(item)
        held += len(item[0].pieces)
    dice.shuffle(batches)
    return batches


def loss_of(
    embeddings: Embeddings, tagger: Tagger, items: list[Item], args: argparse.Namespace
) -> tuple[Tensor, dict[str, float]]:
    """Return the loss of a batch and its parts."""
    batch = make_batch([item[0] for item in items], [[one.paragraph.features for one in item[1]] for item in items])
    marked = [one for item in items for one in item[1]]
    labels, cues, sources = targets(batch, marked, args.device)
    scores, pointers = read(embeddings, tagger, batch, args)
    lengths = batch.lengths.to(args.device)
    if args.head == "crf":
        pairs, firsts = tagger.chain()
        chain = chain_loss(scores.float(), labels.clamp(min=0), lengths, pairs, firsts) / lengths.sum()
    else:
        weight = torch.ones(N_LABELS, device=args.device)
        weight[0] = args.outside_weight
        chain = functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), weight=weight, ignore_index=UNKNOWN)
    places = torch.arange(pointers.shape[-1], device=args.device)
    # A pointer sees the words of its paragraph and the place for nothing, which is the last one.
    seen = (places[None] < lengths[:, None]) | (places == len(places) - 1)[None]
    pointers = pointers.float().masked_fill(~seen[None, :, None], -1e4)
    to_cue = functional.cross_entropy(pointers[0].flatten(0, 1), cues.flatten(), ignore_index=UNKNOWN)
    to_source = functional.cross_entropy(pointers[1].flatten(0, 1), sources.flatten(), ignore_index=UNKNOWN)
    to_cue, to_source = torch.nan_to_num(to_cue), torch.nan_to_num(to_source)
    loss = chain + 0.1 * to_cue + 0.05 * to_source
    return loss, {"chain": chain.item(), "cue": to_cue.item(), "source": to_source.item()}


def read(embeddings: Embeddings, tagger: Tagger, batch: Batch, args: argparse.Namespace) -> tuple[Tensor, Tensor]:
    """Return label scores and pointers of all paragraphs of a batch."""
    device = args.device
    mask = None if batch.mask is None else batch.mask.to(device)
    features, flags = batch.features.to(device), batch.word_features.to(device)
    if args.no_features:
        features, flags = torch.zeros_like(features), torch.zeros_like(flags)
    with torch.autocast("cuda", torch.bfloat16, enabled=device == "cuda"):
        with torch.set_grad_enabled(args.train_embeddings and tagger.training):
            embedded = embeddings(batch.pieces.to(device))
        states = tagger.encode(embedded, features, mask)
        return tagger.read_words(states.flatten(0, 1)[batch.words.to(device)], flags)


def targets(batch: Batch, marked: list[Marked], device: str) -> tuple[Tensor, Tensor, Tensor]:
    """Return labels, cue pointers and source pointers, padded with :data:`UNKNOWN`."""
    shape = batch.words.shape
    labels, cues, sources = (torch.full(shape, UNKNOWN) for _ in range(3))
    for row, one in enumerate(marked):
        n_words = one.paragraph.n_words
        labels[row, :n_words] = torch.from_numpy(one.labels)
        cues[row, :n_words] = torch.from_numpy(one.cues)
        own = torch.from_numpy(one.sources)
        sources[row, :n_words] = own.masked_fill(own == n_words, shape[1])
    return labels.to(device), cues.to(device), sources.to(device)


def groups(embeddings: Embeddings, tagger: Tagger, args: argparse.Namespace) -> list[dict[str, object]]:
    """Return the parameters with their learning rates: the head's, and less for each layer further down."""
    found: list[dict[str, object]] = []
    n_layers = len(tagger.layers)
    for number, layer in enumerate(tagger.layers):
        layer.requires_grad_(number >= args.frozen_layers)
        if number >= args.frozen_layers:
            rate = args.lr * args.layer_decay ** (n_layers - 1 - number)
            found.append({"params": list(layer.parameters()), "lr": rate})
    embeddings.requires_grad_(args.train_embeddings)
    if args.train_embeddings:
        found.append({"params": list(embeddings.parameters()), "lr": args.lr * args.layer_decay**n_layers})
    rest = [parameter for name, parameter in tagger.named_parameters() if not name.startswith("layers.")]
    return [*found, {"params": rest, "lr": args.head_lr}]


def articles_for(args: argparse.Namespace) -> list[list[Marked]]:
    """Read the articles to train on."""
    tokenizer = packaged_tokenizer()
    rows = sorted(read_rows(args.data), key=lambda row: str(row["doc_id"]))
    rows = [row for row in rows if not held_out(row["doc_id"], args.kept)]
    random.Random(args.seed).shuffle(rows)
    return [mark(row, tokenizer) for row in rows[: args.articles or None]]


def begin_with(tagger: Tagger, args: argparse.Namespace) -> None:
    """Take over the parameters of another run: all of them, or the encoder's alone."""
    for path, parts in ((args.begin, ""), (args.encoder, ("layers.", "features."))):
        if path:
            trained = torch.load(path, map_location="cpu", weights_only=True)["tagger"]
            wanted = {name: value for name, value in trained.items() if name.startswith(parts)}
            tagger.load_state_dict(wanted, strict=False)


def train(worker: int, args: argparse.Namespace, meeting: Meeting | None) -> None:
    """Train as one of the workers."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    embeddings, tagger = start_from(packaged_folder(), dropout=args.dropout)
    begin_with(tagger, args)
    embeddings, tagger = embeddings.to(args.device).train(), tagger.to(args.device).train()
    articles = articles_for(args)
    trained = {"tagger": tagger, **({"embeddings": embeddings} if args.train_embeddings else {})}
    run(
        worker,
        args,
        meeting,
        network=tagger,
        groups=groups(embeddings, tagger, args),
        trained=trained,
        batches_of=lambda epoch: epoch_batches(articles, args, epoch),
        loss_of=lambda items: loss_of(embeddings, tagger, items, args),
        size_of=lambda items: sum(len(window.pieces) for window, _ in items),
    )
    if worker == 0:
        torch.save({name: part.state_dict() for name, part in trained.items()}, args.out / "tagger.pt")


if __name__ == "__main__":
    start(parse(), train, Tagger)
