"""Paragraphs packed into windows the encoder can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.models.quotations.reading import FEATURES, MAX_PIECES, Paragraph

OPENS, CLOSES = 101, 102
"""Ids of ``[CLS]`` and ``[SEP]``."""


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring paragraphs read together.

    Attributes
    ----------
    paragraphs
        Indices of the labelled paragraphs, in order.
    pieces
        All pieces: the opening one, context, the paragraphs', the closing one; shape ``(n_pieces,)``.
    features
        Of each piece's word, shape ``(n_pieces, n_features)``.
    firsts
        For each labelled paragraph the position of each word's first piece.
    """

    paragraphs: tuple[int, ...]
    pieces: npt.NDArray[np.int64]
    features: npt.NDArray[np.int64]
    firsts: tuple[npt.NDArray[np.int64], ...]


def pack(paragraphs: Sequence[Paragraph], *, n_pieces: int = 256, n_context: int = 0, n_first: int = 0) -> list[Window]:
    """Pack the paragraphs of one text, in order, into windows.

    Parameters
    ----------
    paragraphs
        All of one text.
    n_pieces
        Pieces a window holds besides its context; a longer paragraph gets a window of its own.
    n_context
        Pieces of the paragraph before that are read again.
    n_first
        Pieces the first window holds, so that training sees other windows each time; 0 means ``n_pieces``.
    """
    groups: list[list[int]] = []
    held, room = 0, n_first or n_pieces
    for index, paragraph in enumerate(paragraphs):
        if groups and held + paragraph.n_pieces <= room:
            groups[-1].append(index)
            held += paragraph.n_pieces
        else:
            room = n_pieces if groups else room
            groups.append([index])
            held = paragraph.n_pieces
    return [_window(paragraphs, group, n_context) for group in groups]


def _window(paragraphs: Sequence[Paragraph], group: list[int], n_context: int) -> Window:
    held = sum(paragraphs[index].n_pieces for index in group)
    n_context = min(n_context, MAX_PIECES + 8 - held)
    blank = np.zeros((1, len(FEATURES)), np.int64)
    ids, features, firsts = [np.array([OPENS])], [blank], []
    place = 1
    if group[0] and n_context > 0:
        before = paragraphs[group[0] - 1]
        ids.append(before.pieces[-n_context:])
        features.append(before.features[before.word_of[-n_context:]])
        place += len(ids[-1])
    for index in group:
        paragraph = paragraphs[index]
        ids.append(paragraph.pieces)
        features.append(paragraph.features[paragraph.word_of])
        firsts.append(paragraph.first_pieces + place)
        place += paragraph.n_pieces
    ids.append(np.array([CLOSES]))
    features.append(blank)
    return Window(tuple(group), np.concatenate(ids), np.concatenate(features), tuple(firsts))
