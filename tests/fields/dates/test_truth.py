"""Sentences with the dates that a reader sees in them: `{span|EDTF}`, `{span|-}` where nothing definite is meant.

Sentences and readings are by the author of the rules, and were written before the rules saw them; two readings were corrected
afterwards (a duration is no date, a time without any day has no value), and two when a day told by an event and a range of
hours became mentions of their own. Misses are kept. The day of publication is a
Wednesday, 13 September 2023, and the outlet keeps the time of Paris.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest
import regex

from provenance.fields.dates import find_dates
from tests.fields.dates import harder

ANCHOR = date(2023, 9, 13)
TIMEZONE = "Europe/Paris"

SENTENCES: tuple[tuple[str, str], ...] = (
    ("en", "The Larnow bridge was closed {on Monday|2023-09-11} after inspectors found cracks."),
    ("en", "Polls open {at 7 a.m. on Sunday|2023-09-17T07:00:00+02:00} in all 41 districts."),
    ("en", "Police said the fire broke out {shortly after 9 p.m. on Tuesday (1900 GMT)|2023-09-12T19:00:00Z}."),
    ("en", "The company was founded {in 1998|1998} and sold {last year|2022}."),
    ("en", "A first warning came {on 3 August|2023-08-03}, a second {late on August 21|2023-08-21}."),
    ("en", "The plant has been idle {since March|2023-03}, when 300 workers left."),
    ("en", "May I ask how Boeing 737 jets and APT 28 are related? Version 4.2.1 says nothing."),
    ("en", "He resigned {three weeks ago|2023-08-23~}, {a day after the vote|-}."),
    ("en", "The hearing, set for {October 2, 2023|2023-10-02}, was put off by two months."),
    ("en", "{From 4 to 9 September|2023-09-04/2023-09-09} the pass stayed shut."),
    ("en", "{Yesterday evening|2023-09-12} the lights went out; {at 11:40 p.m.|2023-09-12T23:40:00+02:00} they came back."),
    ("en", "She won 3-1 in 2 hours 10 minutes and dials 020 7946 0018."),
    ("en", "The talks resume {next week|2023-09-18/2023-09-24}, an official said {on Wednesday|2023-09-13}."),
    ("en", "Growth slowed {in recent months|-}, the bank wrote {in its July report|2023-07}."),
    ("en", "The curfew ends {at midnight on Thursday|2023-09-15T00:00:00+02:00}."),
    ("en", "In the {2018/19 season|-} the club came 4th."),
    ("fr", "Le barrage de Vernaz a cédé {lundi matin|2023-09-11}, selon la préfecture."),
    ("fr", "La mairie avait été prévenue le {28 août|2023-08-28}, puis le {1er septembre 2023|2023-09-01}."),
    ("fr", "L'incendie s'est déclaré {mardi vers 21h30|2023-09-12T21:30:00+02:00} dans un entrepôt."),
    ("fr", "Publié le {12/09/2023 à 18h05|2023-09-12T18:05:00+02:00}"),
    ("fr", "Les fouilles, entamées {en avril|2023-04}, doivent finir {fin octobre|2023-10}."),
    ("fr", "Mars n'est pas une planète morte, dit le laboratoire 4chan dans son article 49.3."),
    ("fr", "Dans la {nuit de samedi à dimanche|2023-09-16/2023-09-17}, deux voitures ont brûlé."),
    ("fr", "Il y a {quelques jours|-}, la société fondée {en 1987|1987} a fermé."),
    ("fr", "{Hier soir|2023-09-12}, le maire a parlé ; {ce matin|2023-09-13}, il se tait."),
    (
        "fr",
        "Le scrutin aura lieu {dimanche prochain, de 8 heures à 20 heures|2023-09-17T08:00:00+02:00/2023-09-17T20:00:00+02:00}.",
    ),
    ("fr", "{La semaine dernière|2023-09-04/2023-09-10}, 12 heures de garde ont été ajoutées."),
    ("fr", "{Du 4 au 9 septembre|2023-09-04/2023-09-09}, le col est resté fermé."),
    ("fr", "Le vol Boeing 737 de {14h20 (12h20 GMT)|-} a été annulé."),
    ("fr", "{Ces dernières semaines|-}, les prix ont monté de 3,5 %."),
    ("de", "Der Damm bei Hollenau brach {am Montagabend|2023-09-11}."),
    (
        "de",
        "Die Stadt war {am 28. August|2023-08-28} und noch einmal {am Freitag, dem 1. September 2023|2023-09-01} gewarnt worden.",
    ),
    ("de", "{Am Dienstag gegen 21.30 Uhr|2023-09-12T21:30:00+02:00} wurde Feueralarm ausgelöst."),
    ("de", "Das Werk steht {seit März|2023-03} still, {im Jahr 1998|1998} war es gebaut worden."),
    ("de", "{Vor drei Tagen|2023-09-10} trat er zurück, {vor einigen Wochen|-} noch lobte er alle."),
    ("de", "Stand: {12.09.2023, 18:05 Uhr|2023-09-12T18:05:00+02:00}"),
    ("de", "{Gestern|2023-09-12} siegte der Verein mit 2:1, {heute früh|2023-09-13} feierte er noch."),
    ("de", "So viel Sa und Fr gab es nie, sagt Paragraf 28."),
    ("de", "{Kommende Woche|2023-09-18/2023-09-24} wird wieder verhandelt."),
    ("es", "La presa de Aldecor cedió {el lunes por la mañana|2023-09-11}."),
    ("es", "El aviso llegó el {28 de agosto|2023-08-28} y otra vez el {viernes 1 de septiembre de 2023|2023-09-01}."),
    ("es", "El incendio empezó el {martes a las 21:30|2023-09-12T21:30:00+02:00}."),
    ("es", "La empresa, fundada {en 1998|1998}, cerró {el mes pasado|2023-08}."),
    ("es", "{Hace tres días|2023-09-10} dimitió; {hace varios meses|-} lo negaba."),
    ("es", "Las urnas abren {a las 8 de la mañana del domingo|2023-09-17T08:00:00+02:00}."),
    ("es", "{Ayer|2023-09-12} hubo 20 heridos y {mañana|2023-09-14} habrá huelga."),
    ("ar", "انهار السد {يوم الاثنين|2023-09-11} في المدينة."),
    ("ar", "وصل التحذير في {28 أغسطس|2023-08-28} ثم في {1 سبتمبر 2023|2023-09-01}."),
    ("ar", "اندلع الحريق {مساء الثلاثاء|2023-09-12} في مستودع."),
    ("ar", "تأسست الشركة {عام 1998|1998} وأغلقت {الشهر الماضي|2023-08}."),
    ("ar", "استقال {قبل ثلاثة أيام|2023-09-10} وقال {أمس|2023-09-12} إنه لن يعود."),
    ("ar", "تفتح المراكز {الساعة 8 صباحا يوم الأحد|2023-09-17T08:00:00+02:00}."),
    ("ar", "نشر في {١٢/٠٩/٢٠٢٣|2023-09-12}"),
    ("it", "La diga ha ceduto {lunedì mattina|2023-09-11}, l'allarme era del {28 agosto|2023-08-28}."),
    ("it", "{Ieri alle 21.30|2023-09-12T21:30:00+02:00} è scattato l'allarme."),
    ("pt", "A barragem cedeu {na segunda-feira de manhã|2023-09-11}, o aviso era de {28 de agosto|2023-08-28}."),
    ("nl", "De dam brak {maandagavond|2023-09-11}; de waarschuwing kwam {op 28 augustus|2023-08-28}."),
    ("pl", "Tama pękła {w poniedziałek rano|2023-09-11}, ostrzeżenie przyszło {28 sierpnia|2023-08-28}."),
)

# What the rules reached when the floors were set: they may only rise.
_FLOORS = [(SENTENCES, 78 / 79, 1.0), (harder.SENTENCES, 1.0, 1.0), (harder.SECOND, 33 / 34, 1.0)]

_MARKED = regex.compile(r"\{([^|}]+)\|([^}]+)\}")


class Seen(NamedTuple):
    start: int
    end: int
    edtf: str | None


def unmark(marked: str) -> tuple[str, list[Seen]]:
    """The bare sentence and what a reader sees in it."""
    text, seen, place = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[place : match.start()]
        seen.append(Seen(len(text), len(text) + len(match[1]), None if match[2] == "-" else match[2]))
        text += match[1]
        place = match.end()
    return text + marked[place:], seen


@pytest.mark.parametrize(("sentences", "recall", "values"), _FLOORS, ids=["plain", "harder", "second"])
def test_recall_precision_and_values_do_not_fall(sentences: tuple[tuple[str, str], ...], recall: float, values: float) -> None:
    hits = extra = right = total = 0
    for language, marked in sentences:
        text, seen = unmark(marked)
        found = list(find_dates([text], language, anchor=ANCHOR, timezone=TIMEZONE))
        total += len(seen)
        for true in seen:
            hit = next((f for f in found if f.start < true.end and f.end > true.start), None)
            if hit is not None:
                found.remove(hit)
                hits += 1
                right += hit.edtf == true.edtf
        extra += len(found)
    figures = f"recall {hits}/{total}, precision {hits}/{hits + extra}, values {right}/{hits}"
    assert hits / total >= recall, figures
    assert hits / (hits + extra) == 1.0, figures
    assert right / hits >= values, figures
