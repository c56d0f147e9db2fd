"""Which words of a text are a citation, and of what.

In a case [ ] stand around each mention that is recognised, and behind the text stands what each of them is: article,
issue and pages. A code of a finding stands for a mention that is refused; text without anything holds no mention.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jourfixe.apparatus.citing.find import find
from jourfixe.apparatus.citing.resolve import cite
from jourfixe.apparatus.citing.sentences import sentence_starts
from jourfixe.apparatus.literature.bibliography import Article, Bibliography
from jourfixe.model import Place

PLAN = "Trumps Friedensplan für die Ukraine – Ein dialektisches Angebot an Russlands Selbstbehauptungskampf"
EUROPA = "Europa im hybriden Krieg für einen emanzipierten Imperialismus"
AT = Place("protocols/2026-01-12/raw.md", 7)


def bibliography(*articles: Article) -> Bibliography:
    return Bibliography({article.key: article for article in articles})


#: plan and europa stand in one issue, their pages are not known; of 1-24 the pages are known; 3-23 has one article.
LITERATURE = bibliography(
    Article("plan", PLAN, "Trumps Friedensplan", "4-25"),
    Article("europa", EUROPA, "", "4-25"),
    Article("eins", "Ein erster Aufsatz über Geld", "", "1-24", (7, 30)),
    Article("zwei", "Ein zweiter Aufsatz über Geld", "", "1-24", (31, 60)),
    Article("allein", "Ein Aufsatz ganz für sich allein", "", "3-23"),
    Article("kritik", "Zur Kritik der politischen Ökonomie"),
    Article("chronik-a", "Chronik der laufenden Ereignisse", "", "2-22"),
    Article("chronik-b", "Chronik der laufenden Ereignisse", "", "3-22"),
)

FORMS = [
    ("Er nennt sie „geistesverwandte Machtmenschen“ [(S.45)], dass", "plan 4-25 45"),
    ("Karaganov [(Zitat S. 49)] weist darauf hin", "plan 4-25 49"),
    ("Karaganov nimmt in dem Zitat [(S. 49)] genau die Seiten", "plan 4-25 49"),
    ("So steht es auf [S. 45].", "plan 4-25 45"),
    ("So steht es auf [S. 45 f.]", "plan 4-25 45 f."),
    ("So steht es auf [S. 45f.], und", "plan 4-25 45 f."),
    ("So steht es auf [S. 45 ff.] genauer", "plan 4-25 45 ff."),
    ("So steht es auf [S. 45ff] genauer", "plan 4-25 45 ff."),
    ("So steht es auf [S. 45–47].", "plan 4-25 45–47"),
    ("So steht es auf [S. 45-47].", "plan 4-25 45–47"),
    ("So steht es auf [S. 45 – 47].", "plan 4-25 45–47"),
    ("So steht es auf [S. 45/46].", "plan 4-25 45–46"),
    ("So steht es [(S. 45/S. 46)].", "plan 4-25 45–46"),
    ("So steht es auf [S. 43 bis S. 45].", "plan 4-25 43–45"),
    ("[S. 45] oben / [S. 46] unten", "plan 4-25 45", "plan 4-25 46"),
    ("„[S. 45]“ meint", "plan 4-25 45"),
    ("Im GS-Artikel [S. 45] steht", "plan 4-25 45"),
    ("Siehe Anm. 2 auf [S. 45].", "plan 4-25 45"),
    ("So steht es [(vgl. auch GS 1-24, S. 12 f.)].", "eins 1-24 12 f."),
    ("So steht es auf [S. 45, 49].", "plan 4-25 45, 49"),
    ("So steht es auf [S. 45,49].", "plan 4-25 45, 49"),
    ("So steht es auf [S. 45, 49 f. und 51].", "plan 4-25 45, 49 f., 51"),
    ("Auf [S. 45, 49 und 51] heißt es", "plan 4-25 45, 49, 51"),
    ("So steht es auf [S. 45 und 46–48].", "plan 4-25 45, 46–48"),
    ("So steht es auf [Seite 45].", "plan 4-25 45"),
    ("[Seite 45], oben", "plan 4-25 45"),
    ("wie auf der [Seite 45] steht", "plan 4-25 45"),
    ("auf den [Seiten 45 bis 47] ausgeführt", "plan 4-25 45–47"),
    ("siehe [Seiten 45 und 47 f.]", "plan 4-25 45, 47 f."),
    ("So steht es [(vgl. S. 45)].", "plan 4-25 45"),
    ("So steht es [(vgl. dazu S. 45 f.)].", "plan 4-25 45 f."),
    ("So steht es [(siehe Seite 45)].", "plan 4-25 45"),
    ("So steht es [(so etwa S. 45)].", "plan 4-25 45"),
    ("So steht es [(s. S. 45)].", "plan 4-25 45"),
    ("So steht es [(z. B. S. 45)].", "plan 4-25 45"),
    ("So steht es [(ebd., S. 45)].", "plan 4-25 45"),
    ("So steht es [(S. 45 )], ja", "plan 4-25 45"),
    ("So steht es z. B. [S. 45]", "plan 4-25 45"),
    ("So steht es auf [S.\u00a045\u202ff.] genauer", "plan 4-25 45 f."),
    ("So steht es in [GS\u00a04\u201125,\u202fS.\u200945].", "plan 4-25 45"),
    ("So steht es (im Artikel auf [S. 45]) genauer", "plan 4-25 45"),
    ("So steht es ([S. 45], 2. Absatz) genauer", "plan 4-25 45"),
    ("So steht es ([S. 45], Fn. 3) genauer", "plan 4-25 45"),
    ("So steht es ([S. 45] und [S. 49]).", "plan 4-25 45", "plan 4-25 49"),
    ("So steht es in [GS 3-23].", " 3-23 "),
    ("So steht es [(vgl. GS 3-23)].", " 3-23 "),
    ("So steht es in [GS 3/23].", " 3-23 "),
    ("So steht es in [GS 3-2023].", " 3-23 "),
    ("So steht es in [GS 3–23].", " 3-23 "),
    ("So steht es in [GegenStandpunkt 3-23].", " 3-23 "),
    ("So steht es in des [Gegenstandpunkts 3/2023] Ausgabe", " 3-23 "),
    ("So steht es im [GegenStandpunkt, Heft 3-23].", " 3-23 "),
    ("So steht es im „[GegenStandpunkt“ Nr. 3-23].", " 3-23 "),
    ("So steht es in [GS Heft 3-23] und [GS 1-92].", " 3-23 ", " 1-92 "),
    ("So steht es in [GS 4-25, S. 45].", "plan 4-25 45"),
    ("So steht es in [GS 4/25 S. 45].", "plan 4-25 45"),
    ("So steht es in [GS 4-25: S. 45 ff.].", "plan 4-25 45 ff."),
    ("So steht es in [GS 4-25 (S. 45)].", "plan 4-25 45"),
    ("So steht es in [GS 4-25 (vgl. S. 45)].", "plan 4-25 45"),
    ("So steht es [(GS 4-25, S. 45)].", "plan 4-25 45"),
    ("So steht es [(vgl. GS 4-2025, Seite 45)].", "plan 4-25 45"),
    (f"Thema ist „[{PLAN}]“.", "plan 4-25 "),
    ("Thema ist [Europa  im hybriden\nKrieg für einen emanzipierten Imperialismus].", "europa 4-25 "),
    (f"Thema ist »[{PLAN.replace('–', '-')}]«.", "plan 4-25 "),
    (f"Thema ist [{PLAN.replace(' –', ':')}].", "plan 4-25 "),
    ("Das steht in „[Trumps Friedensplan]“.", "plan 4-25 "),
]

RESOLVED = [
    (f"„[{EUROPA}]“ [(GS 4-25)] ist dran.", "europa 4-25 ", "europa 4-25 "),
    (f"In [GS 4-25] steht auch „[{EUROPA}]“.", "europa 4-25 ", "europa 4-25 "),
    (f"„[{EUROPA}]“ (in [GS 4-25, S. 70]) ist dran.", "europa 4-25 ", "europa 4-25 70"),
    (f"„[{EUROPA}]“ sagt das auf [S. 70].", "europa 4-25 ", "europa 4-25 70"),
    (f"„[{EUROPA}]“ sagt das. Auf [S. 45] steht", "europa 4-25 ", "plan 4-25 45"),
    (f"Auf [S. 70] des Artikels „[{EUROPA}]“ steht", "europa 4-25 70", "europa 4-25 "),
    (f"Auf [S. 45] steht es anders als in „[{EUROPA}]“.", "plan 4-25 45", "europa 4-25 "),
    ("In [GS 4-25] heißt es auf [S. 45]", " 4-25 ", "plan 4-25 45"),
    ("In [GS 1-24, S. 12], und auf [S. 40] steht", "eins 1-24 12", "zwei 1-24 40"),
    ("In [GS 1-24] steht auf [S. 99] nichts", " 1-24 ", " 1-24 99"),
    ("In [GS 1-24, S. 28–33] steht", " 1-24 28–33"),
    ("Auf [S. 40] von [GS 1-24] steht", "zwei 1-24 40", " 1-24 "),
    ("Auf [S. 40] [(GS 1-24)] steht", "zwei 1-24 40", " 1-24 "),
    ("In [GS 3-23, S. 5] steht", "allein 3-23 5"),
    ("In [GS 2-21, S. 5] steht", " 2-21 5"),
    ("„[Ein erster Aufsatz über Geld]“, [S. 8], und dann [S. 9]", "eins 1-24 ", "eins 1-24 8", "eins 1-24 9"),
    ("Marx’ „[Zur Kritik der politischen Ökonomie]“, [S. 8 f.], sagt", "kritik  ", "kritik  8 f."),
    ("Die „[Chronik der laufenden Ereignisse]“ [(GS 3-22)] sagt", "chronik-b 3-22 ", "chronik-b 3-22 "),
    ("Zum Zitat von Karaganov, [S. 49], die Frage", "plan 4-25 49"),
    ("Zum Begriff der Suprematie, [S. 45]: Gemeint ist", "plan 4-25 45"),
    ("„Suprematie“, [S. 45], meint das", "plan 4-25 45"),
    ("„der Westen hat versagt“, [S. 45], sagt Trump", "plan 4-25 45"),
    ("Wie der Artikel ausführt, [S. 45], ist das so", "plan 4-25 45"),
    ("Im 3. Absatz auf [S. 45] steht", "plan 4-25 45"),
    ("Absatz 2, [S. 45], sagt", "plan 4-25 45"),
    ("In der Überschrift, [S. 43], steht", "plan 4-25 43"),
    ("Trump hat das erklärt – [S. 45] –, dann nicht", "plan 4-25 45"),
    ("Nicht Marx (MEW 23, S. 192), der Artikel sagt [(S. 45)], dass", "JF633", "plan 4-25 45"),
]

REFUSED = [
    ("„[Ein erster Aufsatz über Geld]“, S. 99, sagt", "eins 1-24 ", "JF630"),
    ("„[Ein erster Aufsatz über Geld]“, S. 30 f., sagt", "eins 1-24 ", "JF630"),
    ("So steht es auf S. 47–45.", "JF631"),
    ("So steht es auf S. 145-7.", "JF631"),
    ("So steht es auf S. 0.", "JF631"),
    ("So steht es in GS 4-25, S. 0.", "JF631"),
    ("So steht es in GS 5-25.", "JF632"),
    ("So steht es in GS 0-25, S. 45.", "JF632"),
    ("So steht es in GS 4-1991.", "JF632"),
    ("So steht es in GS 12-25.", "JF632"),
    ("Die „Chronik der laufenden Ereignisse“ sagt", "JF635"),
    ("So auch ABl. 2012, L 343, S. 32.", "JF633"),
    ("Marx, Das Kapital, S. 49, und S. 51 sagen das.", "JF633", "JF633"),
    ("Marx, Das Kapital, S. 49. Ebd., S. 51.", "JF633", "JF633"),
    ("So auch (Marx, „Lohn, Preis und Profit“, S. 12).", "JF633"),
    ("Siehe S. 149 des Handbuchs für Soldaten.", "JF633"),
    ("Auf S. 2 der FAZ steht das.", "JF633"),
    ("Im Kapitel „Das Kapital“, S. 49, steht", "JF633"),
]

#: In the manner of texts that no reading group wrote; where they cite, they do not cite our articles.
ELSEWHERE = [
    # court decisions and laws
    ("Die Verfassungsbeschwerde (§ 93a BVerfGG, BGBl I S. 1473) ist unzulässig.", "JF633"),
    ("in der Fassung vom 18. August 1976 (BGBl. I S. 2256, ber. S. 3617)", "JF633", "JF633"),
    ("Art. 38 Abs. 1 S. 2, Art. 48 Abs. 2; BVerfGG § 23 Abs. 1 S. 2, § 92",),
    ("nach § 433 Abs. 1 S. 1, S. 2 BGB schuldet der Käufer",),
    ("Das folgt aus S. 3 Nr. 4 BGB und aus Abs. 2 S. 2.",),
    ("Gemäß Artikel 5 Absatz 1 S. 2 GG gilt dies auch hier.",),
    ("BAG, Beschluss vom 27.2.1985 – GS 1/84, unter C I der Gründe",),
    ("BAG GS 1/92; BGH GS 2/94; Großer Senat GS 1-95",),
    ("(BVerfGE 93, 1 [15]; BT-Drs. 19/1234, S. 5)", "JF633"),
    ("Urteil des EuGH vom 5. Mai 2011, Slg. 2011, I-3375, S. 12", "JF633"),
    ("VISCHER/HUBER, a.a.O., S. 67 ff.; VISCHER, Kommentar, S. 12", "JF633", "JF633"),
    ("Rs. 45 und Rn. 45 sowie Az. 4-25 sind keine Seiten.",),
    # journals and theses
    ("in der Zeitschrift Z. (Z 125, S. 112ff; Z 126, S. 129ff; Z 130, S. 81ff.)", "JF633", "JF633", "JF633"),
    ("Die Kritik daran (Müller, Z 132, S.178; Lietz/Schwarz, Z 132, S. 171)", "JF633", "JF633"),
    ("Vgl. Manna, Z. & Waldinger, R. J. (1971), S. 151.", "JF633"),
    ("eröffnet neue Möglichkeiten (vgl. Kok et al. 2024, S. 51).", "JF633"),
    ("So die Autoren (vgl. Mueller/Schmidt 2022, S. 15).", "JF633"),
    ("[Die Neue Zeit, 26. Jg. 1907/08, Erster Band, S. 821-824]", "JF633"),
    ("Fisher, Property and Contract on the Internet, S. 1215. Ders., a.a.O., S. 1216.", "JF633", "JF633"),
    ("Neumann, M. et al., Adoption, 2026, S. 291. Vgl. ebd., S. 5, S. 9.", "JF633", "JF633", "JF633"),
    ("(vgl. ders., a.a.O., S. 433 - 439)", "JF633"),
    ("In: Internationales Privatrecht, Zürich 1989, S. 36", "JF633"),
    ("Marx, MEW 23, S. 192; Engels, MEW 20, S. 248f.", "JF633", "JF633"),
    ("Gesammelte Schriften, Bd. 4, S. 7-10", "JF633"),
    ("Beck, K., Agile Prinzipien, 2001, o. S.",),
    # newspapers
    ("FAZ vom 3.1., S. 2", "JF633"),
    ("In der FAZ vom 3.1. auf S. 2 steht das.", "JF633"),
    ("(Süddeutsche Zeitung, 12. Januar 2026, S. 4)", "JF633"),
    ("Der Spiegel 12/2024, S. 30", "JF633"),
    ("Das Handelsblatt schreibt auf S. 3, die Lage sei ernst.", "JF633"),
    ("In der S-Bahn saßen 45 Menschen, die S 45 fuhr nicht.",),
    ("Die USA. 45 Staaten stimmten zu.",),
    ("Die GSG 9 stürmte das Gebäude um 4-25 Uhr.",),
    ("Die Quote stieg um 4,25 auf 45,3 Prozent.",),
    # minutes
    ("Plenarprotokoll 20/12, S. 1234 (B)", "JF633"),
    ("Auf der einen Seite 3 Punkte, auf der anderen Seite 5.",),
    ("Auf der Seite 30 Tote, auf der Seite 45 Verletzte.",),
    ("Protokoll der Sitzung, Seite 3 von 10",),
    ("Protokoll der Sitzung, S. 3/10",),
    ("S. Müller und J. S. 45 Bach waren anwesend.",),
    ("Herr Schmidt, S. 45-jähriger Sohn",),
    ("Der GS-Verlag hat 4-25 Mitarbeiter, GS-4-25 ist ein Modell.",),
    ("Die Nummer GS 4-25-3 und GS 4-253 sowie GS 14-2 gibt es nicht.",),
    ("Siehe https://example.org/S.45 und www.example.org/?S.45",),
    ("Z. 45 und Rn. 45 und Abs. 45 sind keine Seiten.",),
    ("Ss. 45, SS. 45, s. 45 und S 45 auch nicht.",),
    ("Die Temperatur betrug S. 45,5 und S. 45 % und S. 45.3 davon.",),
    ("Trumps Friedensplan für die Ukraine hat 28 Punkte.",),
]

#: What a further number is: another page, or a quantity.
NUMBERS = [
    ("Auf [S. 45], 49 Tote waren es", "plan 4-25 45"),
    ("Auf [S. 45] und 49 Staaten stimmten zu", "plan 4-25 45"),
    ("Auf [S. 5], 12. Januar 2026", "plan 4-25 5"),
    ("Auf [S. 2], 3. Absatz", "plan 4-25 2"),
    ("Auf [S. 45], 3 Wochen später", "plan 4-25 45"),
    ("Auf [S. 45] – 47 Prozent stimmten zu", "plan 4-25 45"),
    ("Auf [S. 45] 2 Punkte", "plan 4-25 45"),
]

CASES = [*FORMS, *RESOLVED, *REFUSED, *ELSEWHERE, *NUMBERS]


def unmarked(case: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without [ ], and what stands between them. In a text of others they are its own."""
    if case in {text for text, *_ in ELSEWHERE}:
        return case, []
    spans, stack, text = [], [], ""
    for piece in re.split(r"([\[\]])", case):
        if piece == "[":
            stack.append(len(text))
        elif piece == "]":
            spans.append((stack.pop(), len(text)))
        else:
            text += piece
    return text, spans


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_citation(case: tuple[str, ...]) -> None:
    text, spans = unmarked(case[0])
    citations, findings = cite(text, "plan", LITERATURE, AT)
    assert [(c.start, c.end) for c in citations] == spans
    meant = [f"{c.article} {c.issue} {c.pages}" for c in citations]
    assert meant == [wanted for wanted in case[1:] if not wanted.startswith("JF")]
    assert [f.code for f in findings] == [wanted for wanted in case[1:] if wanted.startswith("JF")]
    assert all(f.place == AT and not f.blocks for f in findings)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150
    assert len(ELSEWHERE) >= 40


def test_refusals_say_why() -> None:
    def told(text: str) -> list[str]:
        return [f.message for f in cite(text, "eins", LITERATURE, AT)[1]]

    assert told("So auch ABl. 2012, L 343, S. 32.") == [
        "„S. 32“ ist nicht zugeordnet: Davor ist „So auch ABl. 2012, L 343“ genannt."
    ]
    assert told("So auch (vgl. S. 45)") == [
        "„S. 45“ ist nicht zugeordnet: „Ein erster Aufsatz über Geld“ steht auf S. 7–30."
    ]
    assert told("GS 5-25") == [
        "„GS 5-25“ ist nicht zugeordnet: Der GegenStandpunkt hat im Jahr vier Hefte, das erste ist 1-92."
    ]


@pytest.mark.parametrize("discussed", ["", "gibt-es-nicht"])
def test_a_page_needs_a_discussed_article(discussed: str) -> None:
    citations, findings = cite("So auf S. 45 und in GS 4-25, S. 49.", discussed, LITERATURE, AT)
    assert [(c.article, c.issue, c.pages) for c in citations] == [("", "4-25", "49")]
    assert [f.code for f in findings] == ["JF634"]


def test_known_pages_decide_between_articles_of_an_issue() -> None:
    known = bibliography(Article("a", "", "", "4-25", (43, 58)), Article("b", "", "", "4-25"))
    for page, article in (("45", "a"), ("58", "a"), ("70", "b")):
        (citation,), _ = cite(f"In GS 4-25, S. {page}.", "b", known, AT)
        assert (citation.article, citation.issue, citation.pages) == (article, "4-25", page)
    (citation,), _ = cite("In GS 4-25, S. 70.", "", known, AT)
    assert (citation.article, citation.issue) == ("", "4-25")


def test_the_longer_title_wins() -> None:
    two = bibliography(Article("kurz", "Kritik der Arbeit"), Article("lang", "Zur Kritik der Arbeit am Staat"))
    (citation,), _ = cite("Wie „Zur Kritik der Arbeit am Staat“ sagt", "", two, AT)
    assert (citation.article, citation.start, citation.end) == ("lang", 5, 35)


def test_without_literature_issues_are_found_all_the_same() -> None:
    assert [c.issue for c in cite("GS 4-25", "", Bibliography(), AT)[0]] == ["4-25"]


@pytest.mark.parametrize(
    "text",
    [
        "Der Abs. 3 gilt.| Am 3. Januar war es.| Auf S. 45.| Dann kam z. B. Marx.| Das war 2025.| Ende",
        "„Nein!“| Was tun?| So Dr. Müller u. a. Leute, vgl. Bd. 3. Auflage.| Gut.",
        "Siehe S. 45 f.| Der Artikel in BGBl. I S. 3 sagt nichts …| Ja.",
    ],
)
def test_sentences(text: str) -> None:
    whole = text.replace("|", "")
    starts = sentence_starts(whole)
    assert "|".join(whole[a:b].removesuffix(" ") for a, b in pairwise([*starts, len(whole)])) == text.replace("| ", "|")


PIECES = st.sampled_from(
    "GS 4-25|S. 45|(S. 49)|Seite 3|Seiten 4 bis 5|, |. | und |(|)|„|“|vgl. |f.|ff.|–|-|45|4/25|GegenStandpunkt |Marx|"
    f"FAZ|ebd.|{PLAN}|Ein erster Aufsatz über Geld|Chronik der laufenden Ereignisse|§ 3 Abs. 2 | des Artikels „|"
    "\u00a0|;|:|[".split("|")
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_spans_are_exact_sorted_and_apart(text: str) -> None:
    found = find(text, LITERATURE.names)
    assert all(0 <= f.start <= f.core < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    citations, findings = cite(text, "plan", LITERATURE, AT)
    assert len(citations) + len(findings) == len(found)
    assert all(text[c.start : c.end].strip() == text[c.start : c.end] for c in citations)


@pytest.mark.parametrize(
    "piece",
    ["S. 45, ", "GS 4-25 ", f"{PLAN} ", "(", "„Marx, S. 4. ", "S. 1 und 2, ", "1.", "a", " ", "Seite ", "Ab. ", "GS"],
)
def test_a_long_text_comes_to_an_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    citations, _ = cite(text, "plan", LITERATURE, AT)
    assert all(0 <= c.start < c.end <= len(text) for c in citations)
