"""Sentences that report speech without quoting it."""

import pytest

CLAUSES = [
    ("The nurse said the ward was closed.", "The nurse", "said", "the ward was closed"),
    ("The nurse said that the ward was closed.", "The nurse", "said", "the ward was closed"),
    ("Officials say the dam will hold.", "Officials", "say", "the dam will hold"),
    ("The ministry says the figures are wrong.", "The ministry", "says", "the figures are wrong"),
    ("The firm announced that it would close two plants.", "The firm", "announced", "it would close two plants"),
    ("The U.N. said 40 people had died.", "The U.N.", "said", "40 people had died"),
    ("The agency said on Jan. 7 that it was over.", "The agency", "said", "it was over"),
    ("The agency said on 7 May the race was over.", "The agency", "said", "the race was over"),
    ("On Monday the envoy said the race was over.", "the envoy", "said", "the race was over"),
    ("The envoy on Monday said the race was over.", "The envoy", "said", "the race was over"),
    ("The envoy has repeatedly said the race is over.", "The envoy", "said", "the race is over"),
    ("The envoy, however, said the race was over.", "The envoy", "said", "the race was over"),
    ("In a statement, the firm said the plant was safe.", "the firm", "said", "the plant was safe"),
    ("In a letter to the king, Lind wrote that he was ill.", "Lind", "wrote", "he was ill"),
    ("Speaking in the town hall, Lind said the vote was lost.", "Lind", "said", "the vote was lost"),
    ("Asked about the vote, Lind said it was lost.", "Lind", "said", "it was lost"),
    ("Ana Ruiz, head of the port, said trade had doubled.", "Ana Ruiz", "said", "trade had doubled"),
    ("The head of the port, Jonas Weber, said trade had doubled.", "The head of the port", "said", "trade had doubled"),
    ("Officials in Lima, Peru, said trade had doubled.", "Officials in Lima", "said", "trade had doubled"),
    ("Ana Ruiz — the mayor of the town — said trade had doubled.", "Ana Ruiz", "said", "trade had doubled"),
    ("Ana Ruiz (42) said trade had doubled.", "Ana Ruiz", "said", "trade had doubled"),
    ("Ana Ruiz, 42, said trade had doubled.", "Ana Ruiz", "said", "trade had doubled"),
    ("The king, who was ill, said trade had doubled.", "The king", "said", "trade had doubled"),
    ("A man who met the king said trade had doubled.", "A man", "said", "trade had doubled"),
    ("An aide who asked not to be named said talks had failed.", "An aide", "said", "talks had failed"),
    (
        "Two people familiar with the matter said talks had failed.",
        "Two people familiar with the matter",
        "said",
        "talks had failed",
    ),
    ("A source close to the family said talks had failed.", "A source close to the family", "said", "talks had failed"),
    ("Norland and Sudland said talks had failed.", "Norland and Sudland", "said", "talks had failed"),
    ("The king and the duke both said talks had failed.", "The king and the duke", "said", "talks had failed"),
    ("The governor's office said talks had failed.", "The governor's office", "said", "talks had failed"),
    ("The club says it’s over.", "The club", "says", "it’s over"),
    ("The captain went on to say the crew was safe.", "The captain", "say", "the crew was safe"),
    ("The captain has been saying the crew is safe.", "The captain", "saying", "the crew is safe"),
    ("The captain did say that the crew was safe.", "The captain", "say", "the crew was safe"),
    ("The captain pointed out that the ship was old.", "The captain", "pointed out", "the ship was old"),
    ("The captain said the ship was safe, after he met the owner.", "The captain", "said", "the ship was safe"),
    ("The report found that the valve had failed.", "The report", "found that", "the valve had failed"),
    ("A survey showed that most voters were undecided.", "A survey", "showed that", "most voters were undecided"),
    ("The judge ruled that the sale was void.", "The judge", "ruled that", "the sale was void"),
    ("The letter said the well was dry.", "The letter", "said", "the well was dry"),
]

ADDRESSED = [
    ("The firm told the regulator that the pipe had burst.", "The firm", "told", "the pipe had burst"),
    ("The governor told lawmakers on Tuesday the budget would pass.", "The governor", "told", "the budget would pass"),
    ("Police told the BBC three men had been held.", "Police", "told", "three men had been held"),
    ("After the vote, Lind told reporters she would resign.", "Lind", "told", "she would resign"),
    (
        "He had been told by the ministry that the road was open.",
        "the ministry",
        "told by the ministry",
        "the road was open",
    ),
]

BEFORE = [
    ("The road is open, the ministry said.", "the ministry", "said", "The road is open"),
    ("The road is open, said the ministry.", "the ministry", "said", "The road is open"),
    ("The road, the ministry said, is open.", "the ministry", "said", "The road … is open"),
    (
        "The road is not open, the driver argued, because of the snow.",
        "the driver",
        "argued",
        "The road is not open … because of the snow",
    ),
    ("The road reopened, the ministry said, after the snow was cleared.", "the ministry", "said", "The road reopened"),
    ("According to the ministry, the road is open.", "the ministry", "According to", "the road is open"),
    ("The road is open, according to the ministry.", "the ministry", "according to", "The road is open"),
    ("The road, according to the ministry, is open.", "the ministry", "according to", "The road … is open"),
    ("According to 12 officials, the road is open.", "12 officials", "According to", "the road is open"),
    ("Four men were rescued, according to a report by the navy.", "the navy", "according to", "Four men were rescued"),
    ("According to a statement from the navy, 40 men were rescued.", "the navy", "According to", "40 men were rescued"),
]

OBJECTS = [
    ("The firm announced a new vaccine.", "The firm", "announced", "a new vaccine"),
    ("The union demanded a ban on overtime.", "The union", "demanded", "a ban on overtime"),
    ("The union demanded that the plant reopen.", "The union", "demanded", "the plant reopen"),
    ("The doctor urged residents to stay at home.", "The doctor", "urged", "residents to stay at home"),
    (
        "The bishop called on both sides to lay down their arms.",
        "The bishop",
        "called on",
        "both sides to lay down their arms",
    ),
    ("The agency called for an inquiry.", "The agency", "called for", "an inquiry"),
    ("The king asked the court to delay the trial.", "The king", "asked", "the court to delay the trial"),
    ("The navy warned of floods.", "The navy", "warned of", "floods"),
    ("The navy warned residents not to swim.", "The navy", "warned", "residents not to swim"),
    ("Residents were warned by the navy to stay away.", "the navy", "warned by the navy", "to stay away"),
    ("The envoy offered to meet the rebels.", "The envoy", "offered", "to meet the rebels"),
    ("Norland threatened to close the strait.", "Norland", "threatened", "to close the strait"),
    ("The captain denied leaving early.", "The captain", "denied", "leaving early"),
    ("The captain denied that the ship had left early.", "The captain", "denied", "the ship had left early"),
    (
        "The general rejected the accusation that he had fled.",
        "The general",
        "rejected",
        "the accusation that he had fled",
    ),
    ("The ministry disputed the pilot's account.", "The ministry", "disputed", "the pilot's account"),
    ("Norland accused Sudland of moving troops.", "Norland", "accused", "Sudland of moving troops"),
    ("The army renewed its threat to close the strait.", "its", "threat to", "close the strait"),
    ("The nurse asked whether the ward was closed.", "The nurse", "asked", "whether the ward was closed"),
    ("The nurse wondered why nobody had called.", "The nurse", "wondered", "why nobody had called"),
    ("The doctor declared the water safe.", "The doctor", "declared", "the water safe"),
    ("The bank expects prices to fall.", "The bank", "expects", "prices to fall"),
    ("The coach hopes that the ban will end.", "The coach", "hopes", "the ban will end"),
    ("The coach said he believes the ban will end.", "The coach", "said", "the ban will end"),
    ("The union repeated its demand that the plant reopen.", "The union", "repeated", "the plant reopen"),
    ("The offer, which the union said was unfair, was withdrawn.", "the union", "said", "was unfair"),
]

SEVERAL = [
    ("The army closed the road, saying it was unsafe.", [("The army", "saying", "it was unsafe")]),
    (
        "Lind said the well was dry, adding that the river was not.",
        [("Lind", "said", "the well was dry"), ("Lind", "adding", "the river was not")],
    ),
    (
        "Lind praised the crew and said nobody was hurt.",
        [("Lind", "praised", "the crew"), ("Lind", "said", "nobody was hurt")],
    ),
    (
        "Lind praised the crew but warned that rain was coming.",
        [("Lind", "praised", "the crew"), ("Lind", "warned", "rain was coming")],
    ),
    (
        "Lind said the well was dry and that the river was low.",
        [("Lind", "said", "the well was dry"), ("Lind", "said", "the river was low")],
    ),
    (
        "Lind said the well was dry, but that the river was full.",
        [("Lind", "said", "the well was dry"), ("Lind", "said", "the river was full")],
    ),
    (
        "The union said it would strike, and the firm said it would close.",
        [("The union", "said", "it would strike"), ("the firm", "said", "it would close")],
    ),
    (
        "The union said it would strike; the firm said it would close.",
        [("The union", "said", "it would strike"), ("the firm", "said", "it would close")],
    ),
    (
        "While the union said it would strike, the firm said it would not.",
        [("the union", "said", "it would strike"), ("the firm", "said", "it would not")],
    ),
    (
        "Besides demanding a ban, the union wants a vote.",
        [("the union", "demanding", "a ban"), ("the union", "wants", "a vote")],
    ),
]


@pytest.mark.parametrize(("text", "mention", "cue", "content"), CLAUSES + ADDRESSED + BEFORE + OBJECTS)
def test_indirect_speech(said, text, mention, cue, content):
    assert said(text) == [(mention, cue, content, "indirect")]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_statements_in_one_sentence(said, text, expected):
    assert [one[:3] for one in said(text)] == expected
