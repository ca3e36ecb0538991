from itertools import pairwise, product

import numpy as np
import pytest

from analyzer.models.quotations.decoding import best_labels, content_evidence, label_probabilities
from analyzer.models.quotations.network import LABELS, allowed_firsts, allowed_pairs

O, B_CONTENT, I_CONTENT, B_SOURCE, I_SOURCE, B_CUE, I_CUE = range(7)  # noqa: E741


def chain(seed, n_words, n_labels):
    dice = np.random.default_rng(seed)
    return dice.normal(size=(n_words, n_labels)), dice.normal(size=(n_labels, n_labels)), dice.normal(size=n_labels)


def weigh(path, scores, pairs, firsts):
    total = firsts[path[0]] + sum(scores[word, label] for word, label in enumerate(path))
    return total + sum(pairs[one, to] for one, to in pairwise(path))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("n_words", [1, 2, 5])
def test_best_chain_is_the_best_of_all(seed, n_words):
    scores, pairs, firsts = chain(seed, n_words, 3)
    expected = max(product(range(3), repeat=n_words), key=lambda path: weigh(path, scores, pairs, firsts))
    assert tuple(best_labels(scores, pairs, firsts)) == expected


@pytest.mark.parametrize("seed", range(5))
def test_probabilities_are_those_of_all_chains(seed):
    scores, pairs, firsts = chain(seed, 4, 3)
    expected = np.zeros((4, 3))
    for path in product(range(3), repeat=4):
        expected[np.arange(4), path] += np.exp(weigh(path, scores, pairs, firsts))
    expected /= expected[0].sum()
    assert label_probabilities(scores, pairs, firsts) == pytest.approx(expected)


def test_inside_labels_follow_only_their_own():
    allowed = allowed_pairs()
    assert {(LABELS[one], LABELS[to]) for one, to in np.argwhere(allowed) if to == I_CUE} == {
        ("B-cue", "I-cue"),
        ("I-cue", "I-cue"),
    }
    assert allowed[:, O].all()
    assert not allowed_firsts()[[I_CONTENT, I_SOURCE, I_CUE]].any()


def test_evidence_is_the_log_of_probabilities():
    probabilities = np.full((4, 7), 0.1)
    probabilities[:3, [1, 2, 2]] = 0.4
    probabilities[0, B_CONTENT] = 0.2
    labels = np.array([B_CONTENT, I_CONTENT, I_CONTENT, O])
    mean, begins, ends = content_evidence([(0, 2)], labels, probabilities)
    assert mean == pytest.approx(np.log([0.2, 0.4, 0.4]).mean())
    assert begins == pytest.approx(np.log(0.2))
    assert ends == pytest.approx(np.log(0.9))
