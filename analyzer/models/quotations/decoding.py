"""The best chain of labels of one paragraph, and how probable each label is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_INSIDE = 2
_LEAST = -8.0


def best_labels(scores: Floats, pairs: Floats, firsts: Floats) -> npt.NDArray[np.int64]:
    """Return the best chain of labels.

    Parameters
    ----------
    scores
        Shape ``(n_words, n_labels)``, at least one word.
    pairs, firsts
        Scores of label pairs and of the first label.

    Examples
    --------
    >>> best_labels(np.array([[0.0, 1.0], [0.4, 0.0]]), np.array([[0.0, -9.0], [-9.0, 0.0]]), np.zeros(2)).tolist()
    [1, 1]
    """
    best, came_from = scores[0] + firsts, []
    for row in scores[1:]:
        reached = best[:, None] + pairs
        came_from.append(reached.argmax(axis=0))
        best = reached.max(axis=0) + row
    labels = [int(best.argmax())]
    for before in reversed(came_from):
        labels.append(int(before[labels[-1]]))
    return np.array(labels[::-1], np.int64)


def label_probabilities(scores: Floats, pairs: Floats, firsts: Floats) -> Floats:
    """Return the probability of each label at each word over all chains, shape ``(n_words, n_labels)``."""
    ahead = np.empty_like(scores)
    ahead[0] = scores[0] + firsts
    for word in range(1, len(scores)):
        ahead[word] = _log_sum(ahead[word - 1][:, None] + pairs, axis=0) + scores[word]
    back = np.zeros_like(scores)
    for word in range(len(scores) - 2, -1, -1):
        back[word] = _log_sum(pairs + (scores[word + 1] + back[word + 1])[None], axis=1)
    joint = ahead + back
    return np.asarray(np.exp(joint - _log_sum(joint, axis=1)[:, None]))


def content_evidence(
    contents: Sequence[tuple[int, int]], labels: npt.NDArray[np.int64], probabilities: Floats
) -> tuple[float, float, float]:
    """Return logs of how probable the labels of contents are: the mean, the least of the beginnings and of the ends."""
    logs = np.log(np.maximum(probabilities, np.exp(_LEAST)))
    words = np.concatenate([np.arange(first, last + 1) for first, last in contents])
    ends = [1.0 - probabilities[last + 1, _INSIDE] for _, last in contents if last + 1 < len(labels)]
    return (
        float(logs[words, labels[words]].mean()),
        float(min(logs[first, labels[first]] for first, _ in contents)),
        float(max(np.log(max(min(ends, default=1.0), 1e-9)), _LEAST)),
    )


def _log_sum(values: Floats, *, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    return np.asarray(np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis))
