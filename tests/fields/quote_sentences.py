"""Sentences in nine languages with their quotes, written before the rules that read them were changed.

A quote is (text, kind, speaker). Their author wrote the code as well: they show what is meant, not how well it does on unseen
text.
"""

SENTENCES: list[tuple[str, str, list[tuple[str, str, str | None]]]] = [
    ("en", "The minister said it had been a “massive” leak.", [("massive", "fragment", "The minister")]),
    ("en", "Officials described the fire as “under control” on Friday.", [("under control", "fragment", "Officials")]),
    (
        "en",
        "Anna Bell, who runs the shop, told the BBC: “We lost everything in one night.”",
        [("We lost everything in one night.", "direct", "Anna Bell")],
    ),
    (
        "en",
        "“We will appeal,” the club's lawyer, Tom Reed, told reporters.",
        [("We will appeal,", "direct", "the club's lawyer, Tom Reed")],
    ),
    (
        "en",
        "“It is,” said Mr. Cole, “the worst year yet.”",
        [("It is,", "direct", "Mr. Cole"), ("the worst year yet.", "direct", None)],
    ),
    ("en", "Mayor calls bridge 'a disgrace' as drivers' anger grows", [("a disgrace", "fragment", "Mayor")]),
    ("en", "'No going back' on reform, says minister", [("No going back", "fragment", None)]),
    ("en", "The farmers' union and the '90s band said nothing; rock 'n' roll didn't die.", []),
    (
        "en",
        "“She told me, ‘Leave now,’ and I ran.",
        [("She told me, ‘Leave now,’ and I ran.", "direct", None), ("Leave now,", "direct", None)],
    ),
    ("en", "The film “Silent River” won.", [("Silent River", "name", None)]),
    ("en", "The so-called “experts” were wrong.", [("experts", "name", None)]),
    (
        "en",
        "The bank has repeatedly said that “no customer data was taken in the attack”.",
        [("no customer data was taken in the attack", "direct", "The bank")],
    ),
    ("fr", "La ministre a déclaré : « Nous ne céderons pas. »", [("Nous ne céderons pas.", "direct", "La ministre")]),
    ("fr", "Selon Paul Morin, l'accident était « inévitable ».", [("inévitable", "fragment", "Paul Morin")]),
    ("fr", "— Tu viens demain ? demanda Claire.", [("Tu viens demain ?", "direct", "Claire")]),
    ("fr", "« Le pont est fermé », a fait savoir la préfecture.", [("Le pont est fermé", "direct", "la préfecture")]),
    (
        "fr",
        "L'entreprise dit avoir subi une attaque « massive et coordonnée ».",
        [("massive et coordonnée", "fragment", "L'entreprise")],
    ),
    ("fr", "« On n'a rien vu venir », s'est désolé Jean Petit, gérant.", [("On n'a rien vu venir", "direct", "Jean Petit")]),
    ("de", "Laut Polizei handelte es sich um einen „tragischen Unfall“.", [("tragischen Unfall", "fragment", "Polizei")]),
    ("de", "Die Ministerin sagte am Dienstag: „Wir werden handeln.“", [("Wir werden handeln.", "direct", "Die Ministerin")]),
    ("de", "„Das reicht nicht“, so Verbandschef Karl Moos.", [("Das reicht nicht", "direct", "Verbandschef Karl Moos")]),
    (
        "de",
        "„Wir hatten“, sagte Bürgermeisterin Eva Lang, „keine Wahl.“",
        [("Wir hatten", "direct", "Bürgermeisterin Eva Lang"), ("keine Wahl.", "direct", "Bürgermeisterin Eva Lang")],
    ),
    ("es", "La alcaldesa afirmó que fue un “ataque cobarde”.", [("ataque cobarde", "fragment", "La alcaldesa")]),
    ("es", "—No pensamos irnos —dijo María.", [("No pensamos irnos", "direct", "María")]),
    ("es", "Según el portavoz, la medida es «injusta».", [("injusta", "fragment", "el portavoz")]),
    (
        "es",
        "«No nos rendiremos», ha asegurado este lunes el presidente del club.",
        [("No nos rendiremos", "direct", "el presidente del club")],
    ),
    ("it", "«Non ci fermeremo», ha detto il ministro Marco Neri.", [("Non ci fermeremo", "direct", "il ministro Marco Neri")]),
    ("it", "Secondo il sindaco si tratta di un “grave errore”.", [("grave errore", "fragment", "il sindaco")]),
    ("pt", "O governador disse que a situação é “muito séria”.", [("muito séria", "fragment", "O governador")]),
    (
        "pt",
        "“Vamos reconstruir tudo”, afirmou ao jornal a engenheira Rita Luz.",
        [("Vamos reconstruir tudo", "direct", "a engenheira Rita Luz")],
    ),
    ("nl", "Volgens de politie was het een ‘tragisch ongeval’.", [("tragisch ongeval", "fragment", "de politie")]),
    ("nl", "‘We gaan door’, zegt voorzitter Jan de Wit.", [("We gaan door", "direct", "voorzitter Jan de Wit")]),
    ("nl", "De minister noemde het plan ‘onhaalbaar’.", [("onhaalbaar", "fragment", "De minister")]),
    ("pl", "– Nie poddamy się – powiedział burmistrz.", [("Nie poddamy się", "direct", "burmistrz")]),
    ("pl", "Minister powiedział, że to „skandal”.", [("skandal", "fragment", "Minister")]),
    ("pl", "„Wracamy jutro” – dodała Anna Kos.", [("Wracamy jutro", "direct", "Anna Kos")]),
    ("ar", "وقال الوزير إن الهجوم «واسع النطاق».", [("واسع النطاق", "fragment", "الوزير")]),
    ("ar", "وأضاف المدير: «لن نغلق المصنع هذا العام».", [("لن نغلق المصنع هذا العام", "direct", "المدير")]),
    ("ar", "وبحسب الشرطة فإن الحادث «عرضي».", [("عرضي", "fragment", "الشرطة")]),
    ("fr", "Dans un mot-clé #Fuite, l'Agence a évoqué l'\"urgence\" d'agir.", [("urgence", "fragment", "l'Agence")]),
]
