from dataclasses import replace

import pytest

from analyzer.models.hashing import HashingEncoder
from analyzer.schema import Embeddings
from analyzer.storage import ANALYSIS_FILE, EMBEDDINGS_FILE, write_analysis, write_embeddings
from dashboard.state import open_analysis
from dashboard.work.reading_models import models_for, usable_settings


def made_with(analysis, **sections):
    return replace(analysis, provenance=replace(analysis.provenance, settings=sections))


@pytest.mark.parametrize("name", ["somebody/model", "/etc", "../model"])
def test_a_model_that_does_not_come_with_the_program_is_never_named(small_analysis, name):
    settings, told = usable_settings(
        made_with(small_analysis, embeddings={"model": name}, comparisons={"relations": name})
    )
    assert (settings.embeddings.model, settings.comparisons.relations) == ("packaged", "none")
    assert "relation model of its own" in told[0]


def test_the_thresholds_of_the_analysis_hold(small_analysis):
    settings, told = usable_settings(made_with(small_analysis, groups={"min_entailment": 0.7}))
    assert (settings.groups.min_entailment, told) == (0.7, ())


def test_settings_of_another_version_are_replaced_and_told(small_analysis):
    settings, told = usable_settings(made_with(small_analysis, groups={"no_such": 1}))
    assert settings.groups.min_entailment == 0.6
    assert "does not know" in told[0]


def test_vectors_of_another_encoder_are_not_used(small_analysis, folder):
    analysis = made_with(small_analysis, embeddings={"model": "hashed-words"})
    write_analysis(analysis, folder / ANALYSIS_FILE)
    vectors = HashingEncoder().encode([one.claim for one in analysis.statements])
    write_embeddings(Embeddings(("st-1", "st-2", "st-3"), vectors), analysis, folder / EMBEDDINGS_FILE)
    models = models_for(open_analysis())
    assert models.vectors is None
    assert "embedded by another model" in models.told[0]
