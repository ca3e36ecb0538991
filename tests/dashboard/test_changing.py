import pytest

from analyzer.errors import InputError
from analyzer.storage import ANALYSIS_FILE, WORKSPACE_FILE, read_analysis
from dashboard.work.changing import add_documents, analyse_again, harmless_name, remove_document

WAITS = "Harbour, 4 May 2024\n\nMinister Ana Ruiz said the ferry is not ready.\n"
NEVER = "Harbour, 5 May 2024\n\nMayor Otto Lind said the ferry was never ready at all.\n"


def quiet(stage, done, total):
    pass


def shown(ferry_folder):
    return read_analysis(ferry_folder / ANALYSIS_FILE)


def paths(ferry_folder):
    return [document.path for document in shown(ferry_folder).documents]


def test_an_added_document_is_compared_with_the_others(ferry_folder):
    assert add_documents(ferry_folder, shown(ferry_folder), {"waits.txt": WAITS.encode()}, quiet) == []
    analysis = shown(ferry_folder)
    assert paths(ferry_folder) == ["ferry.txt", "waits.txt"]
    (conflict,) = analysis.conflicts
    assert {s.document for s in analysis.statements} == {document.id for document in analysis.documents}
    assert (ferry_folder / "added" / "waits.txt").read_text("utf-8") == WAITS
    assert conflict.band == "flagged"


def test_the_files_of_earlier_runs_need_not_be_there_any_more(ferry_folder, tmp_path):
    (tmp_path / "in" / "ferry.txt").unlink()
    add_documents(ferry_folder, shown(ferry_folder), {"waits.txt": WAITS.encode()}, quiet)
    assert paths(ferry_folder) == ["ferry.txt", "waits.txt"]


def test_settings_kept_beside_the_analysis_hold_and_others_stay(ferry_folder):
    (ferry_folder / "analyzer.toml").write_text("[conflicts]\nmin_flagged = 0.99\n")
    add_documents(ferry_folder, shown(ferry_folder), {"waits.txt": WAITS.encode()}, quiet)
    settings = shown(ferry_folder).provenance.settings
    assert settings["conflicts"]["min_flagged"] == 0.99
    assert settings["embeddings"]["model"] == "hashed-words"


def test_what_cannot_be_read_is_told_and_the_rest_is_added(ferry_folder):
    texts = {"waits.txt": WAITS.encode(), "photo.txt": b"\x89PNG\r\n\x1a\n\0\0\0\0"}
    (refused,) = add_documents(ferry_folder, shown(ferry_folder), texts, quiet)
    assert refused.startswith("photo.txt: ")
    assert paths(ferry_folder) == ["ferry.txt", "waits.txt"]
    assert not (ferry_folder / "added" / "photo.txt").exists()


def test_when_nothing_can_be_read_nothing_changes(ferry_folder):
    before = (ferry_folder / ANALYSIS_FILE).read_bytes()
    with pytest.raises(InputError, match=r"nothing was added.*empty\.txt: empty"):
        add_documents(ferry_folder, shown(ferry_folder), {"empty.txt": b""}, quiet)
    assert (ferry_folder / ANALYSIS_FILE).read_bytes() == before
    assert list((ferry_folder / "added").iterdir()) == []


def test_two_files_of_one_name_are_both_kept(ferry_folder):
    add_documents(ferry_folder, shown(ferry_folder), {"waits.txt": WAITS.encode()}, quiet)
    add_documents(ferry_folder, shown(ferry_folder), {"waits.txt": NEVER.encode()}, quiet)
    assert paths(ferry_folder) == ["ferry.txt", "waits-2.txt", "waits.txt"]


def test_a_removed_document_is_gone_everywhere(ferry_folder):
    add_documents(ferry_folder, shown(ferry_folder), {"waits.txt": WAITS.encode()}, quiet)
    analysis = shown(ferry_folder)
    remove_document(ferry_folder, analysis, next(d for d in analysis.documents if d.path == "waits.txt"), quiet)
    assert paths(ferry_folder) == ["ferry.txt"]
    assert shown(ferry_folder).conflicts == ()
    assert [file.path for file in shown(ferry_folder).provenance.inputs] == ["ferry.txt"]
    assert list((ferry_folder / "added").iterdir()) == []
    for file in ferry_folder.iterdir():
        assert not file.is_file() or b"Ana Ruiz" not in file.read_bytes(), file.name


def test_a_table_of_quotations_goes_with_its_last_document(ferry_folder):
    table = b"speaker,quote\nAna Ruiz,The ferry is not ready.\nOtto Lind,The ferry is ready.\nJo Park,\n"
    refused = add_documents(ferry_folder, shown(ferry_folder), {"said.csv": table}, quiet)
    assert refused == ["said.csv#3: a row without text"]
    for left in (["ferry.txt", "said.csv#2"], ["ferry.txt"]):
        analysis = shown(ferry_folder)
        removed = next(document for document in analysis.documents if document.path.startswith("said.csv"))
        remove_document(ferry_folder, analysis, removed, quiet)
        assert paths(ferry_folder) == left
        assert (ferry_folder / "added" / "said.csv").exists() == (len(left) > 1)
    assert [file.path for file in shown(ferry_folder).provenance.inputs] == ["ferry.txt"]


def test_a_file_of_the_reader_is_not_deleted_with_its_document(ferry_folder, tmp_path):
    analysis = shown(ferry_folder)
    remove_document(ferry_folder, analysis, analysis.documents[0], quiet)
    assert paths(ferry_folder) == []
    assert (tmp_path / "in" / "ferry.txt").exists()


def test_analysing_again_gives_the_same(ferry_folder):
    before = shown(ferry_folder)
    analyse_again(ferry_folder, before, quiet)
    after = shown(ferry_folder)
    assert (after.statements, after.groups, after.conflicts) == (before.statements, before.groups, before.conflicts)
    assert (ferry_folder / WORKSPACE_FILE).exists()


@pytest.mark.parametrize("name", ["../up.txt", "a/../../up.md", "C:\\x\\..\\up.txt", ".hidden", "\0.txt", "x" * 500])
def test_a_strangers_file_name_stays_in_its_folder(name, tmp_path):
    path = tmp_path / harmless_name(name)
    assert path.resolve().parent == tmp_path
    assert not path.name.startswith(".")
    path.write_text("it can be written")
