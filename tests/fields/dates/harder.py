"""Sentences of the harder kind, in the form of `test_truth`: events, clock ranges, tense, rough places in a month, event days.

Written before the rules for them, so that what the first run reached on them can be told from what the rules reach now.
The day of publication is again Wednesday, 13 September 2023, in the time of Paris; `{…|-}` has no value that the text gives.
"""

from __future__ import annotations

SENTENCES: tuple[tuple[str, str], ...] = (
    ("en", "{Two days before the runoff|-}, the port of Sellin was still closed."),
    ("en", "The minister left {the day after the vote|-} without a word to reporters."),
    ("en", "The museum opens {from 10 a.m. to 6 p.m. today|2023-09-13T10:00:00+02:00/2023-09-13T18:00:00+02:00}."),
    ("en", "The rocket will lift off {on Monday|2023-09-18}, the agency said {on Tuesday|2023-09-12}."),
    ("en", "{This weekend|2023-09-16/2023-09-17} thousands are expected at the lake."),
    ("en", "{In the 1990s|199X} the valley had two mines."),
    ("en", "The quake struck {on Sunday at 18:30 local time (1630 GMT)|2023-09-10T16:30:00Z}."),
    ("en", "The court ruled {in mid-August|2023-08} that the dam must go."),
    ("en", "Shops shut {between 1 p.m. and 3 p.m. on Friday|2023-09-15T13:00:00+02:00/2023-09-15T15:00:00+02:00}."),
    ("en", "She had been hurt {on Saturday|2023-09-09} when a wall fell, and died {a week later|-}."),
    ("en", "{On the eve of the summit|-} nobody spoke; it runs {until 17 September|2023-09-17}."),
    ("fr", "{A trois jours du scrutin|-}, le préfet de Larnay a démissionné."),
    ("fr", "{Au lendemain du premier tour|-}, deux maires se sont ralliés."),
    ("fr", "Le bac circule {de 6h30 à 22h aujourd'hui|2023-09-13T06:30:00+02:00/2023-09-13T22:00:00+02:00}."),
    ("fr", "La cérémonie aura lieu {lundi|2023-09-18} à Vernaz, a annoncé la mairie {mardi|2023-09-12}."),
    ("fr", "{Ce week-end|2023-09-16/2023-09-17}, la gare sera fermée."),
    ("fr", "{Dans les années 1990|199X}, on y comptait deux mines."),
    ("fr", "Le séisme a eu lieu {dimanche à 18h30 heure locale (16h30 GMT)|2023-09-10T16:30:00Z}."),
    ("fr", "{La veille du second tour|-}, les rues étaient vides ; {mi-août|2023-08}, elles étaient pleines."),
    ("fr", "{Deux jours après l'attentat|-}, l'enquête piétine."),
    ("fr", "Réouverture prévue {entre 14h et 16h vendredi|2023-09-15T14:00:00+02:00/2023-09-15T16:00:00+02:00}."),
    ("de", "{Am Tag nach der Wahl|-} trat der Bürgermeister von Hollenau zurück."),
    ("de", "{Zwei Tage vor der Stichwahl|-} ist alles offen."),
    ("de", "Das Amt ist {heute von 8 bis 16 Uhr|2023-09-13T08:00:00+02:00/2023-09-13T16:00:00+02:00} geöffnet."),
    ("de", "Das Bad öffnet {am Montag|2023-09-18} wieder, wie die Stadt {am Dienstag|2023-09-12} mitteilte."),
    ("de", "{In den 1990er Jahren|199X} gab es hier zwei Gruben."),
    ("de", "In der Nacht {vom 5./6. Mai|2023-05-05/2023-05-06} brannte die Mühle."),
    ("de", "{Am Wochenende|-} wird gefeiert, {Mitte August|2023-08} war noch Sperre."),
    ("es", "{Dos días antes de la segunda vuelta|-} nadie se fiaba de los sondeos."),
    ("es", "{Al día siguiente de las elecciones|-} cerró el puerto de Aldecor."),
    ("es", "El museo abre {de 10:00 a 18:00 hoy|2023-09-13T10:00:00+02:00/2023-09-13T18:00:00+02:00}."),
    ("es", "El acto tendrá lugar {el lunes|2023-09-18}, dijo la alcaldesa {ayer|2023-09-12}."),
    ("it", "{Il giorno dopo il voto|-} la giunta si è dimessa; {lunedì|2023-09-18} si terrà un consiglio."),
    ("it", "{Due giorni prima del ballottaggio|-} il sindaco tace, {dalle 8 alle 20|-} si vota."),
    ("pt", "{No dia seguinte às eleições|-} o porto fechou; {dois dias antes do segundo turno|-} estava cheio."),
    ("nl", "{De dag na de verkiezingen|-} trad de burgemeester af; {twee dagen voor de stemming|-} lachte hij nog."),
    ("pl", "{Dzień po wyborach|-} burmistrz odszedł, {dwa dni przed drugą turą|-} jeszcze milczał."),
    ("ar", "{بعد يومين من الانتخابات|-} استقال الوزير، وقال {أمس|2023-09-12} إنه متعب."),
    ("ar", "{قبل يوم من الجولة الثانية|-} كانت الشوارع خالية."),
    ("en", "Two days after that he slept; the day before he had not, and 1990 seats were sold in 3 days."),
)

# A second set, written when the first one was read in full. First run: recall 33/35, precision 33/35, value 31/33; two readings
# were corrected and one sentence taken out afterwards. Still missed: Polish hours
# in bare numbers.
SECOND: tuple[tuple[str, str], ...] = (
    ("en", "The strike will begin {on Thursday|2023-09-14}, two weeks after unions rejected a deal."),
    (
        "en",
        "Voting runs {from 7am to 10pm on Saturday|2023-09-16T07:00:00+02:00/2023-09-16T22:00:00+02:00}, "
        "{three days before the coronation|-}.",
    ),
    ("en", "He was arrested {on Saturday|2023-09-09} at the border."),
    ("en", "Officials met {on Thursday|2023-09-07} to discuss the flood."),
    ("en", "Fifty-five years ago the mine closed; {25 years ago|1998~} it was flooded."),
    ("fr", "Le procès doit s'ouvrir {lundi|2023-09-18} à Larnay."),
    ("fr", "{Trois jours après le séisme|-}, les secours cherchent encore."),
    ("fr", "Bureau ouvert {de 9 h à 12 h|-} sur rendez-vous."),
    ("fr", "La réunion s'est tenue {samedi|2023-09-09} dans le calme."),
    ("fr", "Elle est née {le lendemain de l'armistice|-}."),
    ("de", "{Drei Wochen nach dem Brand|-} ist die Halle leer."),
    ("de", "Die Brücke soll {am Dienstag|2023-09-19} freigegeben werden."),
    ("de", "Geöffnet ist {am Freitag von 9 bis 17 Uhr|2023-09-15T09:00:00+02:00/2023-09-15T17:00:00+02:00}."),
    ("de", "{Einen Tag vor dem Gipfel|-} fiel der Kurs."),
    ("es", "{La víspera de la votación|-} hubo protestas; {el sábado|2023-09-09} murió un hombre."),
    ("es", "El juicio comenzará {el martes|2023-09-19}."),
    ("es", "Abre {de 9 a 14 horas|-} todos los días."),
    ("it", "{All'indomani del voto|-} regna la calma; il museo aprirà {martedì|2023-09-19}."),
    ("it", "{Tre giorni dopo il terremoto|-} si scava ancora."),
    ("pt", "{Três dias depois do ataque|-} o centro reabriu."),
    ("pt", "A votação será {na segunda-feira, das 8h às 17h|2023-09-18T08:00:00+02:00/2023-09-18T17:00:00+02:00}."),
    ("nl", "{Drie dagen na de brand|-} is de weg weer open."),
    ("nl", "Het museum is open {van 10 tot 17 uur|-}."),
    ("nl", "De rechtszaak begint {maandag|2023-09-18}."),
    ("pl", "{Trzy dni po katastrofie|-} trwa śledztwo."),
    ("pl", "Muzeum jest czynne {od 10 do 18|-}, a wystawa ruszy {w poniedziałek|2023-09-18}."),
    ("ar", "{بعد ثلاثة أيام من الزلزال|-} تواصل البحث."),
    ("ar", "ستجري الانتخابات {يوم الاثنين|2023-09-18}."),
    ("en", "{In the 1960s|196X} he ran a farm; {last weekend|2023-09-09/2023-09-10} he sold it."),
)
