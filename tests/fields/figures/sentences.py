"""Sentences in nine languages with their figures, written before the rules that read them were changed.

A figure is (span, value or bounds, unit, counted, qualifier); `...` for a field that a sentence is not about. Their author wrote
the code as well: they show what is meant, not how well it does on unseen text.
"""

from types import EllipsisType

#: Span, value or (low, high), unit, counted, qualifier.
Answer = tuple[str, str | tuple[str, str] | None, str | None, str | EllipsisType | None, str | EllipsisType]

SENTENCES: list[tuple[str, str, list[Answer]]] = [
    # What is counted
    (
        "en",
        "Some 2,000 police officers were on duty.",
        [("Some 2,000 police officers", "2000", None, "police officers", "approximately")],
    ),
    ("en", "The blast wounded 15 people waiting for a bus.", [("15 people", "15", None, "people", "exact")]),
    (
        "en",
        "About 60 U.S. troops and 12 French soldiers left.",
        [
            ("About 60 U.S. troops", "60", None, "U.S. troops", "approximately"),
            ("12 French soldiers", "12", None, "French soldiers", "exact"),
        ],
    ),
    ("en", "The charity fed 2000 families last winter.", [("2000 families", "2000", None, "families", "exact")]),
    ("en", "In Lisbon 300 people slept outdoors.", [("300 people", "300", None, "people", "exact")]),
    ("en", "Boeing 737 planes and Windows 10 users were spared in 2016.", []),
    ("fr", "Le préfet a déployé 2000 gendarmes.", [("2000 gendarmes", "2000", None, "gendarmes", "exact")]),
    ("fr", "À Marseille 300 personnes ont défilé.", [("300 personnes", "300", None, "personnes", "exact")]),
    ("fr", "La ville ouvre 14 nouvelles écoles.", [("14 nouvelles écoles", "14", None, "nouvelles écoles", "exact")]),
    ("de", "Die Stadt baut 40 neue Wohnungen.", [("40 neue Wohnungen", "40", None, "neue Wohnungen", "exact")]),
    ("de", "In Leipzig wurden 1900 Bäume gefällt.", [("1900 Bäume", "1900", None, "Bäume", "exact")]),
    (
        "es",
        "La policía detuvo a 17 jóvenes manifestantes.",
        [("17 jóvenes manifestantes", "17", None, "jóvenes manifestantes", "exact")],
    ),
    ("it", "Sono arrivati 25 nuovi treni.", [("25 nuovi treni", "25", None, "nuovi treni", "exact")]),
    ("nl", "De school kreeg 80 nieuwe leerlingen.", [("80 nieuwe leerlingen", "80", None, "nieuwe leerlingen", "exact")]),
    ("pl", "Zatrudniono 120 nowych lekarzy.", [("120 nowych lekarzy", "120", None, "nowych lekarzy", "exact")]),
    # Fractions and shares
    ("en", "At least a fifth of the harvest is lost.", [("At least a fifth of the harvest", "0.2", None, "harvest", "at_least")]),
    (
        "en",
        "Two-thirds of members voted for it.",
        [("Two-thirds of members", ("0.666666666", "0.666666667"), None, "members", "exact")],
    ),
    ("en", "More than half of the seats were empty.", [("More than half of the seats", "0.5", None, "seats", "more_than")]),
    ("en", "One in five children goes hungry.", [("One in five children", "0.2", None, "children", "exact")]),
    ("en", "Nine out of 10 drivers agreed.", [("Nine out of 10 drivers", "0.9", None, "drivers", "exact")]),
    ("en", "A third man was held in the second half of the year.", []),
    (
        "fr",
        "Près d'un tiers des communes sont touchées.",
        [("Près d'un tiers des communes", ("0.333333333", "0.333333334"), None, "communes", "approximately")],
    ),
    ("fr", "La moitié des élèves étaient absents.", [("La moitié des élèves", "0.5", None, "élèves", "exact")]),
    ("fr", "Un Français sur quatre y renonce.", [("Un Français sur quatre", "0.25", None, "Français", "exact")]),
    ("fr", "Elle jouera le quart de finale et la seconde moitié du match.", []),
    (
        "de",
        "Ein Drittel der Betriebe schließt.",
        [("Ein Drittel der Betriebe", ("0.333333333", "0.333333334"), None, "Betriebe", "exact")],
    ),
    (
        "de",
        "Mehr als die Hälfte der Mitglieder fehlte.",
        [("Mehr als die Hälfte der Mitglieder", "0.5", None, "Mitglieder", "more_than")],
    ),
    (
        "es",
        "Casi la mitad de los hogares no ahorra.",
        [("Casi la mitad de los hogares", "0.5", None, "hogares", "approximately")],
    ),
    ("es", "Uno de cada cinco jóvenes emigra.", [("Uno de cada cinco jóvenes", "0.2", None, "jóvenes", "exact")]),
    ("it", "Un quinto dei comuni è in rosso.", [("Un quinto dei comuni", "0.2", None, "comuni", "exact")]),
    ("pt", "Metade das casas ficou sem luz.", [("Metade das casas", "0.5", None, "casas", "exact")]),
    ("nl", "Een kwart van de bewoners vertrok.", [("Een kwart van de bewoners", "0.25", None, "bewoners", "exact")]),
    ("pl", "Połowa mieszkańców wyjechała.", [("Połowa mieszkańców", "0.5", None, "mieszkańców", "exact")]),
    ("ar", "وصوّت خُمس الناخبين ضد القرار.", [("خُمس الناخبين", "0.2", None, "الناخبين", "exact")]),
    ("ar", "يؤيد نصف السكان المشروع.", [("نصف السكان", "0.5", None, "السكان", "exact")]),
    # How languages write numbers
    ("fr", "Le musée a coûté 300.000 euros.", [("300.000 euros", "300000", "currency:EUR", None, "exact")]),
    ("fr", "Le canton compte 1'250'000 habitants.", [("1'250'000 habitants", "1250000", None, "habitants", "exact")]),
    (
        "fr",
        "Plusieurs centaines de pompiers et une quinzaine d'avions sont mobilisés.",
        [
            ("Plusieurs centaines de pompiers", ("200", "999"), None, "pompiers", "vague"),
            ("une quinzaine d'avions", "15", None, "avions", "approximately"),
        ],
    ),
    (
        "fr",
        "Sur 47 millions de Français, une vingtaine a répondu.",
        [
            ("47 millions de Français", "47000000", None, "Français", "exact"),
            ("une vingtaine", "20", None, None, "approximately"),
        ],
    ),
    ("de", "Die Sitzung dauerte eineinhalb Stunden.", [("eineinhalb Stunden", "1.5", "hour", None, "exact")]),
    (
        "de",
        "Hunderte Helfer suchten anderthalb Tage.",
        [("Hunderte Helfer", ("200", "999"), None, "Helfer", "vague"), ("anderthalb Tage", "1.5", "day", None, "exact")],
    ),
    ("nl", "Het duurde anderhalf jaar.", [("anderhalf jaar", "1.5", "year", None, "exact")]),
    ("pl", "Budowa trwała półtora roku.", [("półtora roku", "1.5", "year", None, "exact")]),
    (
        "es",
        "Decenas de vecinos ayudaron a doscientas familias.",
        [
            ("Decenas de vecinos", ("20", "99"), None, "vecinos", "vague"),
            ("doscientas familias", "200", None, "familias", "exact"),
        ],
    ),
    ("fr", "Le film dure 2h30 et passe à 20h30.", [("2h30", "2.5", "hour", None, "exact")]),
    # Shared units, changes, compounds
    (
        "en",
        "The rate fell from 5 to 3 percent.",
        [("5", "5", "percent", None, "exact"), ("3 percent", "3", "percent", None, "exact")],
    ),
    (
        "fr",
        "Deux frères de 23 et 25 ans ont été arrêtés.",
        [
            ("Deux frères", "2", None, "frères", "exact"),
            ("23", "23", "year", None, "exact"),
            ("25 ans", "25", "year", None, "exact"),
        ],
    ),
    ("en", "The 6-foot 2in goalkeeper signed.", [("6-foot", "6", "foot", None, "exact"), ("2in", "2", "inch", None, "exact")]),
    (
        "de",
        "Der Wert sank von 12 auf 9 Prozent.",
        [("12", "12", "percent", None, "exact"), ("9 Prozent", "9", "percent", None, "exact")],
    ),
    # Units
    (
        "en",
        "A loaf costs 80 cents, or 60 pence.",
        [("80 cents", "80", None, None, "exact"), ("60 pence", "60", None, None, "exact")],
    ),
    (
        "en",
        "It cost £20, or 25 pounds at the door.",
        [("£20", "20", "currency:GBP", None, "exact"), ("25 pounds", "25", "currency:GBP", None, "exact")],
    ),
    (
        "en",
        "They paid A$30 million and US$5.",
        [("A$30 million", "30000000", "currency:AUD", None, "exact"), ("US$5", "5", "currency:USD", None, "exact")],
    ),
    (
        "en",
        "The line runs at 100 Mbit/s and stores 4 Gb.",
        [("100 Mbit/s", "100", "megabit-per-second", None, "exact"), ("4 Gb", "4", "gigabit", None, "exact")],
    ),
    (
        "fr",
        "Une parcelle de 450 mètres carrés et 3 tonnes de CO2.",
        [("450 mètres carrés", "450", "square-meter", None, "exact"), ("3 tonnes", "3", "tonne", None, "exact")],
    ),
    (
        "fr",
        "Le vent souffle à 110 km/h sur 12 km².",
        [("110 km/h", "110", "kilometer-per-hour", None, "exact"), ("12 km²", "12", "square-kilometer", None, "exact")],
    ),
    (
        "fr",
        "La centrale a livré 35 kWh et 2 Gbit.",
        [("35 kWh", "35", "kilowatt-hour", None, "exact"), ("2 Gbit", "2", "gigabit", None, "exact")],
    ),
    ("nl", "De rente steeg met 25 basispunten.", [("25 basispunten", "25", "permyriad", None, "exact")]),
    (
        "it",
        "Il partito perde 4 punti percentuali e il tasso 50 punti base.",
        [("4 punti percentuali", "4", "percentage-point", None, "exact"), ("50 punti base", "50", "permyriad", None, "exact")],
    ),
    (
        "pt",
        "Subiu 2 pontos percentuais e custa R$ 3,50.",
        [("2 pontos percentuais", "2", "percentage-point", None, "exact"), ("R$ 3,50", "3.5", "currency:BRL", None, "exact")],
    ),
    (
        "pl",
        "Poparcie wzrosło o 3 punkty procentowe, do 25 proc.",
        [("3 punkty procentowe", "3", "percentage-point", None, "exact"), ("25 proc.", "25", "percent", None, ...)],
    ),
    (
        "ar",
        "ارتفعت النسبة ٣ نقاط مئوية إلى ٢٥٪.",
        [("٣ نقاط مئوية", "3", "percentage-point", None, "exact"), ("٢٥٪", "25", "percent", None, "exact")],
    ),
    ("de", "In der Nacht waren es minus 12 Grad Celsius.", [("minus 12 Grad Celsius", "-12", "celsius", None, "exact")]),
    (
        "fr",
        "Il faisait -4 °C, soit moins 4 degrés Celsius.",
        [("-4 °C", "-4", "celsius", None, "exact"), ("moins 4 degrés Celsius", "-4", "celsius", None, "exact")],
    ),
    ("pl", "Firma zapłaciła 12,5 mln zł kary.", [("12,5 mln zł", "12500000", "currency:PLN", None, "exact")]),
    # No figures
    ("en", "Flight 370, Highway 61, page 12, Section 230 and Python 3.11.4.", []),
    ("en", "Call 020 7946 0018; ISBN 978-3-16-148410-0; host 10.0.0.7; #Vote2020.", []),
    ("fr", "Le vol 447, l'autoroute A6, 75011 Paris, p. 12 et le match (3-1).", []),
    ("de", "Paragraf 218, 10115 Berlin, Seite 4 und die A 100.", []),
    ("es", "El artículo 155, el vuelo 5022, 28013 Madrid y la página 3.", []),
    ("it", "L'articolo 18, il volo 870, 00184 Roma e la pagina 9.", []),
    ("nl", "Artikel 23, vlucht 17, 1012 AB Amsterdam en pagina 6.", []),
    ("pl", "Artykuł 7, lot 3924, 00-950 Warszawa i strona 8.", []),
    ("ar", "نصت المادة ٢٤٢ والصفحة ١٢ على ذلك.", []),
    ("pt", "O artigo 5, o voo 447 e a página 2 citam a lei.", []),
]
