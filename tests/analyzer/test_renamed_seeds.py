"""Nothing may know the seeds: with every person, place and number replaced, the figures stay.

The replacements keep the form of the text (a surname stays a surname, a capital a capital) and nothing else.
"""

import json
import re
from pathlib import Path

import pytest

from analyzer.assembly import assemble
from analyzer.evaluation import evaluate
from analyzer.pipeline import analyze
from analyzer.settings import Settings

ROOT = Path(__file__).parents[2]
COMPLETE = ("000_409db077ad8b6f5e.txt",)

PERSONS = {
    "Joe Biden": "Tom Harlow", "Joe?Biden": "Tom?Harlow", "Biden-Zelensky": "Harlow-Marensky", "Biden": "Harlow",
    "Volodymyr": "Anselmo", "Zelenskiy": "Marenskiy", "Zelenskys": "Marenskys", "Zelensky": "Marensky",
    "Vladimir Putin": "Gustavo Orlen", "Putin": "Orlen", "Emily Horne": "Nadia Frost", "Horne": "Frost",
    "Jen Psaki": "Lucy Abbot", "Psaki": "Abbot", "Serhiy Nikiforov": "Matias Quiroga", "Nikiforov": "Quiroga",
    "Antony Blinken": "Walter Deeds", "Anthony Blinken": "Walther Deeds", "Antony": "Walter", "Blinken": "Deeds",
    "Sergei Lavrov": "Sandor Belic", "Sergey Lavrov": "Sandar Belic", "Lavrov": "Belic",
    "Dmitry Peskov": "Ruben Castel", "Peskov": "Castel", "Dmytro Kuleba": "Ernesto Vidal", "Kuleba": "Vidal",
    "Dmitry Medvedev": "Ruben Tarasov", "Medvedev": "Tarasov", "Dmitry Kozak": "Ruben Lobo", "Kozak": "Lobo",
    "Ursula von der Leyen": "Ingrid van den Bosch", "Von der Leyen": "Van den Bosch", "von der Leyen": "van den Bosch",
    "Annalena Baerbock": "Kerstin Aalto", "Baerbock": "Aalto", "Boris Johnson": "Gordon Pike", "Johnson": "Pike",
    "Eduard Basurin": "Viktor Malov", "Basurin": "Malov", "Konstantin Gavrilov": "Leonid Saretsky",
    "Gavrilov": "Saretsky", "Emmanuel Macron": "Olivier Dumas", "Macron": "Dumas",
    "Alexander Lukashenko": "Pavel Drozd", "Lukashenko": "Drozd", "Vladimir Dzhabarov": "Gustavo Imanov",
    "Dzhabarov": "Imanov", "Denis Pushilin": "Igor Velov", "Pushilin": "Velov",
    "Recep Tayyip Erdogan": "Kamau Njoroge Otieno", "Recep Tayyip Erdo?an": "Kamau Njoroge Otie?o",
    "Recep Tayyip Erdoan": "Kamau Njoroge Otieo", "Erdogan": "Otieno", "Erdo?an": "Otie?o", "Erdoan": "Otieo",
    "Mevlüt ?avu?o?lu": "Jomo ?ari?ki?i", "Mevlt avuolu": "Jomo ariki", "Jens Stoltenberg": "Lars Hedlund",
    "Stoltenberg": "Hedlund", "NATO Secretary General Jens": "NATO Secretary General Lars",
    "Linda Thomas-Greenfield": "Ruth Palmer-Stone", "Thomas-Greenfield": "Palmer-Stone", "John Kirby": "Neil Foster",
    "Kirby": "Foster", "John Cornyn": "Neil Haskell", "Cornyn": "Haskell", "Jeanne Shaheen": "Carol Whitman",
    "Shaheen": "Whitman", "Menendez": "Salgado", "Manu Raju": "Ivan Petrie", "Raju": "Petrie",
    "Maegan Vazquez": "Elise Moreno", "Christiane Amanpour": "Helena Dorsey", "Amanpour": "Dorsey",
    "Alexey Zaytsev": "Bruno Kessel", "Zaytsev": "Kessel", "Wang Yi": "Sato Ken", "Wang": "Sato",
    "Ned Price": "Hugh Larkin", "Patrick Murphy": "Oskar Lindgren", "Murphy": "Lindgren",
    "John D O’Sullivan": "Nils D O’Hagen", "O’Sullivan": "O’Hagen", "Yury Filatov": "Raul Benitez",
    "Filatov": "Benitez", "Adriy Yermak": "Tadeo Funes", "Yermak": "Funes", "Denys Monastyrsky": "Julian Cordova",
    "Monastyrsky": "Cordova", "Mikhail Mishustin": "Hector Rivas", "Mishustin": "Rivas", "John Sullivan": "Neil Barton",
    "Kristine Berzina": "Marta Ozola", "Berzina": "Ozola", "Jeppe Kofod": "Mikko Salo", "Kofod": "Salo",
    "Frederik Pleitgen": "Anton Brandt", "Nadine Schmidt": "Petra Vogel", "Alexey Meshkov": "Bruno Tellez",
}  # fmt: skip
PLACES = {
    "Ukraine-Russia": "Peru-Chile", "UkraineRussia": "PeruChile", "Russia-Ukraine": "Chile-Peru",
    "Russia-Belarus": "Chile-Bolivia", "Ukraines": "Perus", "Ukraine": "Peru", "Ukrainian": "Peruvian",
    "Ukrinform": "Peruinform", "Kyiv": "Lima", "Russiashows": "Chileshows", "Russias": "Chiles", "Russians": "Chileans",
    "Russian": "Chilean", "Russia": "Chile", "Moscow": "Santiago", "Kremlin": "Moneda", "Crimea": "Tarapaca",
    "Belarusian": "Bolivian", "Belarus": "Bolivia", "Donetsk": "Tacna", "Donbas": "Arica", "Minsk": "Sucre",
    "Yelsk": "Villazon", "Rechitsa": "Tupiza", "Mozyr": "Uyuni", "Penki": "Quillaca", "Gomel": "Oruro",
    "White House": "Stone House", "Pentagon": "Citadel", "Washington": "London", "U.S.": "U.K.", "US-led": "UK-led",
    "US": "UK", "United States": "United Kingdom", "American": "British", "Britain": "Canada", "British": "Canadian",
    "UK": "Australia", "Germany": "Sweden", "German": "Swedish", "Berlin": "Stockholm", "France": "Spain",
    "French": "Spanish", "Paris": "Madrid", "Turkey": "Kenya", "Turkeys": "Kenyas", "Turkish": "Kenyan",
    "Ankara": "Nairobi", "China": "Japan", "Chinese": "Japanese", "Beijing": "Tokyo", "Irish": "Norwegian",
    "Ireland": "Norway", "Danish": "Finnish", "Denmkark": "Finnland", "Denmark": "Finland", "Copenhagen": "Helsinki",
    "Poland": "Hungary", "Estonia": "Croatia", "Latvia": "Slovenia", "Lithuania": "Slovakia", "Vienna": "Geneva",
    "Brussels": "Lisbon", "Soviet": "Colonial", "Elysee": "Moncloa", "Normandy": "Galicia", "Rostov": "Atacama",
    "Kadamovsky": "Calama", "Lubmin": "Kalmar", "Dnipropetrovsk": "Arequipa", "Dnipro": "Cusco", "Yuzhmash": "Surandes",
    "Leningradsky": "Mapocho", "Gorki": "Vitacura", "Christiansborg": "Finlandia", "Istanbul": "Mombasa",
    "Astana": "Kisumu", "Canada": "Brazil", "Taiwan": "Okinawa", "Celtic": "Viking", "Baltic": "Nordic",
    "Taiwan?": "Okinawa?", "Washington, DC": "London",
}  # fmt: skip
NUMBERS = {
    "100,000": "60,000", "88,816": "93,427", "74,692": "71,358", "5,000": "4,000", "8,500": "7,200", "1,200": "1,400",
    "750": "870", "665": "712", "20 minutes": "40 minutes", "24-7": "24-7", "18 kilometers": "26 kilometers",
    "40 kilometers": "55 kilometers", "200 kilometers": "310 kilometers", "30 members": "28 members", "50%": "60%",
    "killing 5": "killing 6", "killed five": "killed six", "five killed": "six killed",
    "five more": "eight more", "21-year-old": "23-year-old", "seventh": "sixth", "1997": "1993", "1994": "1991",
}  # fmt: skip
REPLACED = {**NUMBERS, **PERSONS, **PLACES}
WORDS = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, REPLACED), key=len, reverse=True)) + r")(?!\w)")


class Renamed:
    """A text with its names replaced, and where each old offset has gone."""

    def __init__(self, text):
        self.moves, parts, at, new = [], [], 0, 0
        for match in WORDS.finditer(text):
            other = REPLACED[match.group()]
            parts += [text[at : match.start()], other]
            new += match.start() - at
            self.moves.append((match.start(), match.end(), new, new + len(other)))
            new += len(other)
            at = match.end()
        self.text = "".join([*parts, text[at:]])

    def offset(self, old):
        shift = 0
        for start, end, new_start, new_end in self.moves:
            if old >= end:
                shift = new_end - end
            elif old > start:
                return new_start + min(old - start, new_end - new_start)
            else:
                break
        return old + shift

    def span(self, span):
        return [self.offset(at) for at in span]


def rename(value):
    """Replace names in every string of a gold row."""
    if isinstance(value, str):
        return Renamed(value).text
    if isinstance(value, list):
        return [rename(one) for one in value]
    return {rename(key): rename(one) for key, one in value.items()} if isinstance(value, dict) else value


def rename_gold(folder, texts):
    """Write the gold for the renamed texts; document names stay."""
    folder.mkdir()
    for path in sorted((ROOT / "tests" / "gold").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        for n, row in enumerate(rows):
            moved = texts.get(row.get("doc"))
            rows[n] = {**rename(row), **{key: row[key] for key in ("id", "doc", "members", "ids") if key in row}}
            for key in ("content_spans", "quoted_spans"):
                if moved and key in row:
                    rows[n][key] = [moved.span(span) for span in row[key]]
            if moved and "start" in row:
                rows[n]["start"], rows[n]["end"] = moved.span((row["start"], row["end"]))
            for side, old in zip(rows[n].get("sides", []), row.get("sides", []), strict=True):
                side["ids"] = old["ids"]
        (folder / path.name).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def scores(seeds, gold):
    settings = Settings()
    analysis, _ = analyze([seeds], settings=settings, parts=assemble(settings))
    return evaluate(analysis, gold, complete=COMPLETE)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("renamed")
    (folder / "seeds").mkdir()
    texts = {path.name: Renamed(path.read_text("utf-8")) for path in sorted((ROOT / "seeds").iterdir())}
    for name, renamed in texts.items():
        (folder / "seeds" / name).write_text(renamed.text, "utf-8")
    rename_gold(folder / "gold", texts)
    return scores(ROOT / "seeds", ROOT / "tests" / "gold"), scores(folder / "seeds", folder / "gold")


pytestmark = pytest.mark.model


def test_renaming_moves_offsets_with_the_words():
    renamed = Renamed("In Kyiv, Zelensky said 100,000 left.")
    assert renamed.text == "In Lima, Marensky said 60,000 left."
    assert renamed.text[slice(*renamed.span((9, 17)))] == "Marensky"


TWO_PAIRS = 2 / 35  # embeddings see other names: two of the gold's 35 pairs lie at the border and may fall either way


@pytest.mark.parametrize(
    ("score", "ratio"),
    [
        ("statements", "recall"),
        ("statements", "precision"),
        ("speakers", "precision"),
        ("kinds", "precision"),
        ("group_pairs", "precision"),
        ("hard_conflicts", "recall"),
        ("hard_conflicts_on_top", "recall"),
    ],
)
def test_figure_stays_when_names_change(both, score, ratio):
    original, renamed = (getattr(getattr(one, score), ratio) for one in both)
    assert renamed == pytest.approx(original, abs=0.03)


def test_grouped_pairs_stay_but_for_two_at_the_border(both):
    original, renamed = (one.group_pairs.recall for one in both)
    assert renamed == pytest.approx(original, abs=TWO_PAIRS + 1e-9)


def test_no_more_hard_negatives_when_names_change(both):
    assert both[1].n_false_conflicts <= 1


@pytest.mark.parametrize(
    ("score", "ratio", "aim"),
    [
        ("statements", "recall", 0.75),
        ("statements", "precision", 0.75),
        ("speakers", "precision", 0.85),
        ("hard_conflicts_on_top", "recall", 1.0),
    ],
)
def test_figure_on_the_seeds(both, score, ratio, aim):
    assert getattr(getattr(both[0], score), ratio) >= aim


def test_at_most_one_hard_negative_is_given(both):
    assert both[0].n_false_conflicts <= 1
