"""A network that is ready to run, on ONNX Runtime or on torch: arrays in, arrays out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from analyzer.errors import ModelError
from analyzer.models.weights import Arrays

if TYPE_CHECKING:
    from torch import Tensor

    from analyzer.models.graphs import Drawn

Backend = Literal["onnx", "torch"]
Feed = Mapping[str, npt.NDArray[np.int64]]
"""The inputs of one batch, by name."""
Found = Sequence[npt.NDArray[np.float32]]
Network = Callable[[Iterable[Feed]], Iterator[Found]]
"""Gives the outputs of each batch, in the order of the batches."""

_AHEAD = 2
"""Batches begun a thread before the first one's outputs are taken."""


def open_network(
    backend: Backend,
    weights: Arrays,
    draw: Callable[[Arrays], Drawn],
    compute: Callable[[Mapping[str, Tensor], Mapping[str, Tensor]], Sequence[Tensor]],
    n_threads: int,
) -> Network:
    """Open one network on either backend.

    Parameters
    ----------
    backend
        ``onnx``, or ``torch``: the reference, and what runs where ONNX Runtime does not.
    weights
        All of the network's.
    draw
        Makes the graph for ONNX Runtime.
    compute
        The same from weights and feed in torch.
    n_threads
        Batches that ONNX Runtime reads at a time, each on one thread; or threads of torch, for the whole process.
    """
    return _on_torch(weights, compute, n_threads) if backend == "torch" else OnnxNetwork(draw(weights), n_threads)


class OnnxNetwork:
    """A graph on ONNX Runtime: one session with its weights, read from by several threads.

    Each batch is computed by one thread, which is faster than several threads on one batch.

    Raises
    ------
    ModelError
        ONNX Runtime is not installed, or cannot run here.
    """

    def __init__(self, drawn: Drawn, n_threads: int) -> None:
        try:
            import onnxruntime
        except ImportError as error:
            raise ModelError(f'ONNX Runtime cannot be loaded ({error}); set the backend to "torch" instead') from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Kept as long as the session, which reads them where they are.
        self._beside = {name: onnxruntime.OrtValue.ortvalue_from_numpy(array) for name, array in drawn.beside.items()}
        options.add_external_initializers(list(self._beside), list(self._beside.values()))
        try:
            self._session = onnxruntime.InferenceSession(drawn.model, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the runtime has an error for each reason
            raise ModelError(f'ONNX Runtime refuses the model ({error}); set the backend to "torch" instead') from error
        self._n_threads = n_threads

    def __call__(self, feeds: Iterable[Feed]) -> Iterator[Found]:
        """Read batches; a few are begun before the first one's outputs are taken."""
        with ThreadPoolExecutor(self._n_threads) as threads:
            begun: deque[Future[Found]] = deque()
            for feed in feeds:
                begun.append(threads.submit(self._run, feed))
                if len(begun) > _AHEAD * self._n_threads:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()

    def _run(self, feed: Feed) -> Found:
        found: Found = self._session.run(None, dict(feed))
        return found


def _on_torch(
    weights: Arrays,
    compute: Callable[[Mapping[str, Tensor], Mapping[str, Tensor]], Sequence[Tensor]],
    n_threads: int,
) -> Network:
    import torch

    torch.set_num_threads(n_threads)
    tensors = {name: torch.from_numpy(array) for name, array in weights.items()}

    def read(feeds: Iterable[Feed]) -> Iterator[Found]:
        for feed in feeds:
            with torch.inference_mode():
                found = compute(tensors, {name: torch.from_numpy(array) for name, array in feed.items()})
            yield [tensor.numpy() for tensor in found]

    return read


def batches(lengths: Sequence[int], max_pieces: int) -> Iterator[list[int]]:
    """Cut rows into batches of one length each, so that nothing is padded, the longest first.

    Parameters
    ----------
    lengths
        Pieces of each row.
    max_pieces
        Pieces a batch; a row that has more by itself is a batch of its own.

    Examples
    --------
    >>> list(batches([3, 5, 3, 3], 6))
    [[1], [0, 2], [3]]
    """
    order = sorted(range(len(lengths)), key=lambda row: -lengths[row])
    for length, group in groupby(order, key=lengths.__getitem__):
        rows = list(group)
        size = max(1, max_pieces // max(1, length))
        yield from (rows[start : start + size] for start in range(0, len(rows), size))
