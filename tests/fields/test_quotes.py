import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.fields.quotes import FoundQuote, find_quotes
from provenance.forms import normal_form
from tests.fields.quote_sentences import SENTENCES


def only(sentence: str, language: str | None) -> FoundQuote:
    quotes = find_quotes(sentence, language)
    assert len(quotes) == 1, quotes
    return quotes[0]


@pytest.mark.parametrize(
    ("sentence", "text", "rule"),
    [
        ("Il parle d’une « attaque » grave.", "attaque", "quotes:guillemets"),
        ("Il parle d’une «\u202fattaque\u202f» grave.", "attaque", "quotes:guillemets"),
        ("Er nannte es »schlimm« und ging.", "schlimm", "quotes:guillemets"),
        ("Er nannte es „schlimm“ und ging.", "schlimm", "quotes:low"),
        ("Powiedział „dobrze” i wyszedł.", "dobrze", "quotes:low"),
        ("Han sade ”bra” och gick.", "bra", "quotes:curly"),
        ("She called it “bad” and left.", "bad", "quotes:curly"),
        ('She called it "bad" and left.', "bad", "quotes:straight"),
        ("She called it ‘bad’ and left.", "bad", "quotes:single"),
        ("She called it ``bad'' and left.", "bad", "quotes:straight"),
        ("彼は「大変だ」と言った。", "大変だ", "quotes:corner"),
    ],
)
def test_every_style_of_marks(sentence: str, text: str, rule: str) -> None:
    quote = only(sentence, None)
    assert (quote.text, quote.rule) == (text, rule)


@pytest.mark.parametrize(
    "sentence",
    [
        "It’s the boys’ toys of the ’90s, rock 'n roll, d'accord.",
        "L'équipe d'Orsay qu'on dit forte.",
        'Le mot-dièse #Fuite".',
        "Il a tout dit ».",
        "A 19\" screen and a 6'2 man",
        "« »",
    ],
)
def test_apostrophes_and_orphans_make_no_quote(sentence: str) -> None:
    assert find_quotes(sentence, "fr") == ()


def test_nested_quotes_follow_the_one_that_holds_them() -> None:
    quotes = find_quotes("He said: “They shouted ‘stop it’ and the boys’ dog ran.”", "en")
    assert [quote.text for quote in quotes] == ["They shouted ‘stop it’ and the boys’ dog ran.", "stop it"]


def test_an_unclosed_quote_runs_to_the_end_of_the_paragraph() -> None:
    quote = only("Elle ajoute : « Nous partons demain matin. ", "fr")
    assert (quote.text, quote.rule) == ("Nous partons demain matin.", "quotes:guillemets:unclosed")


def test_a_stray_opening_mark_before_whole_quotes_claims_nothing() -> None:
    assert [quote.text for quote in find_quotes("« Partir. Puis « rester » encore.", "fr")] == ["rester"]


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "speaker"),
    [
        ("en", '"We saw it," the statement said.', "direct", "the statement"),
        ("en", '"We saw it," said Jane Roe on Monday.', "direct", "Jane Roe"),
        ("en", 'According to Mr. Doe, "nothing was lost in the fire".', "direct", "Mr. Doe"),
        ("en", 'Jane Roe said: "It is over."', "direct", "Jane Roe"),
        ("en", 'They saw a "sudden" light.', "fragment", None),
        ("en", 'The group was dubbed "the quiet ones".', "name", None),
        ("en", 'A group called "Wolf Pack" did it.', "name", None),
        (
            "fr",
            "« C’est fini », a ajouté la présidente du club, Jeanne Valette.",
            "direct",
            "la présidente du club, Jeanne Valette",
        ),
        ("fr", 'Selon le syndicat, "les barques ont été rendues l\'an dernier".', "direct", "le syndicat"),
        ("fr", '"Tout le quai sera repeint", a dénoncé Marie Lefort dans un message.', "direct", "Marie Lefort"),
        ("fr", "Le maire a dénoncé une « attaque ».", "fragment", "Le maire"),
        (
            "fr",
            "« Le toit fuit depuis mars, regrette la mère de M. Durand. Tout est mouillé. »",
            "direct",
            "la mère de M. Durand",
        ),
        ("de", "„Das ist schlimm“, sagte der Sprecher am Montag.", "direct", "der Sprecher"),
        ("de", "Die „Sicherheit“ ist wichtig.", "fragment", None),
        ("es", "“No hay datos”, dijo la alcaldesa.", "direct", "la alcaldesa"),
        ("es", "Según el ministro, «todo va a ir muy bien mañana».", "direct", "el ministro"),
        ("it", "«È grave», ha detto il sindaco.", "direct", "il sindaco"),
        ("pt", "“É grave”, disse a ministra.", "direct", "a ministra"),
        ("nl", "“Dit is erg”, zei de burgemeester.", "direct", "de burgemeester"),
        ("pl", "„To źle”, powiedziała Ewa Lis.", "direct", "Ewa Lis"),
        ("pl", "Radny Jan Wilk (Razem) pytał: „Skąd weźmiemy te pieniądze na most?”", "direct", "Radny Jan Wilk"),
        (
            "de",
            "Ministerin Thea Sand sagte bei einem Besuch am Freitag: „Niemand wird alleingelassen.“",
            "direct",
            "Ministerin Thea Sand",
        ),
        (
            "de",
            "Der Wehrführer Rolf Tess lehnt das ab: „Wir bleiben hier, bis alles trocken ist.“",
            "direct",
            "Der Wehrführer Rolf Tess",
        ),
        (
            "es",
            "La ministra de Agua, Delia Urrea, pidió prudencia: “El informe no dice nada de eso.”",
            "direct",
            "La ministra de Agua, Delia Urrea",
        ),
        ("es", "El comité de empresa habla de «chapuza».", "fragment", "El comité de empresa"),
        (
            "en",
            "The local MP, Anita Sorr (pictured), said it had been “a matter of when, not if”.",
            "direct",
            "The local MP, Anita Sorr",
        ),
        ("it", "Mi hanno detto: «Decidiamo noi da domani mattina.»", "direct", None),
        (
            "ar",
            "وصرّح الأمين العام، إدريس البوني، أمام أنصاره: «لن نقبل بهذا الأمر أبدا في هذا البلد.»",
            "direct",
            "الأمين العام، إدريس البوني",
        ),
        ("ar", 'وقال المتحدث باسم الوزارة: "لن نقبل بهذا الأمر أبدا في هذا البلد".', "direct", "المتحدث باسم الوزارة"),
    ],
)
def test_kind_and_speaker(language: str, sentence: str, kind: str, speaker: str | None) -> None:
    """Sentences and answers by the author of the code: they show what is meant, not how well it does on unseen text."""
    quote = only(sentence, language)
    assert (quote.kind, quote.speaker) == (kind, speaker)


@pytest.mark.parametrize(("language", "sentence", "answers"), SENTENCES)
def test_sentences_in_nine_languages(language: str, sentence: str, answers: list[tuple[str, str, str | None]]) -> None:
    quotes = find_quotes(sentence, language)
    assert [(quote.text, quote.kind, quote.speaker) for quote in quotes] == answers


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "— Un premier point, puis un autre"),
        ("es", "— Primer punto: presupuesto"),
        ("pl", "– Lista – bez czasownika"),
    ],
)
def test_a_dash_without_words_of_saying_opens_no_speech(language: str, sentence: str) -> None:
    assert find_quotes(sentence, language) == ()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Police said a man known as “the Fox” was held."),
        ("fr", "L'article du « Monde » évoque un complot."),
        ("de", "Die „Süddeutsche Zeitung“ berichtete darüber."),
        ("en", "He said the plan was “flawed”."),
    ],
)
def test_who_is_named_or_pronoun_or_no_subject_is_no_speaker(language: str, sentence: str) -> None:
    assert [quote.speaker for quote in find_quotes(sentence, language)] == [None]


def test_a_speaker_of_another_sentence_is_not_taken() -> None:
    quotes = find_quotes('It was "odd". According to the mayor, all is well.', "en")
    assert [quote.speaker for quote in quotes] == [None]


MARKS = st.text(alphabet="«»“”„‘’‚\"'「」` \nas.,:L’", max_size=60)
PARAGRAPHS = st.one_of(st.text(max_size=80), MARKS).map(normal_form)
LANGUAGES = st.sampled_from(["fr", "en", "de", "es", "ar", "ja", "xx", "", None])


@given(PARAGRAPHS, LANGUAGES)
def test_spans_nest_and_hold_their_text(paragraph: str, language: str | None) -> None:
    open_ends: list[int] = []
    position = 0
    for quote in find_quotes(paragraph, language):
        assert position <= quote.start < quote.end <= len(paragraph)
        position = quote.start
        while open_ends and open_ends[-1] <= quote.start:
            open_ends.pop()
        assert not open_ends or quote.end <= open_ends[-1]
        open_ends.append(quote.end)
        assert quote.text
        assert quote.text in paragraph[quote.start : quote.end]
        assert quote.kind in ("direct", "fragment", "name")
        assert quote.speaker is None or quote.speaker in paragraph


@given(PARAGRAPHS, PARAGRAPHS, LANGUAGES)
def test_earlier_calls_do_not_matter(paragraph: str, other: str, language: str | None) -> None:
    first = find_quotes(paragraph, language)
    find_quotes(other, language)
    assert find_quotes(paragraph, language) == first


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("fr", "« Rendez-nous la nuit », a écrit En Marche dans un communiqué.", "En Marche"),
        ("fr", "« C'est fini », a lancé sur les réseaux sociaux le comité.", "le comité"),
        ("de", "Der Rat tagt, „vermutlich ohne Ergebnis“, wie die Landrätin einräumte.", "die Landrätin"),
        ("es", "«Fue una temeridad», añadió Quiroga el pasado viernes.", "Quiroga"),
        ("es", "«Salimos a oscuras», contó a este diario Nuria Peñalba.", "Nuria Peñalba"),
        ("es", "Almansa calificó la denuncia de «disparate».", None),
        ("ar", "بلغت الكلفة مليون دولار. وقالت رئيسة البلدية سلمى الدرويش: «هذا الجسر ملك للناس».", "رئيسة البلدية سلمى الدرويش"),
        ("nl", ",,Dit doet pijn'', zegt dijkgraaf Wiebe Terpstra.", "dijkgraaf Wiebe Terpstra"),
    ],
)
def test_speakers_behind_inverted_verbs(language: str, text: str, speaker: str | None) -> None:
    (quote,) = find_quotes(text, language)
    assert quote.speaker == speaker


def test_who_is_quoted_within_a_quote() -> None:
    text = "‘I stayed,’ said Maud Tuck. ‘My grandson rang and said, “Gran, get upstairs” – well, I have none.’"
    inner = next(quote for quote in find_quotes(text, "en") if quote.text.startswith("Gran"))
    assert inner.speaker == "My grandson"
