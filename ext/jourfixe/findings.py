"""The catalogue of findings: every sentence an editor can be told about a file, in one table.

`blocks` marks faults with which no edition may be built; all others are remarks that `jourfixe check` lists.
"""

from __future__ import annotations

from dataclasses import dataclass

from .model import Finding, Place


@dataclass(frozen=True, slots=True)
class Kind:
    """Wording of one finding. `message` and `hint` are filled in with `str.format`."""

    message: str
    hint: str
    blocks: bool = False


CATALOG: dict[str, Kind] = {
    # The file as such
    "JF001": Kind(
        "Die Datei ist leer.",
        "Das Protokoll noch einmal aus PDF oder Word übernehmen; eine leere Datei löschen.",
        True,
    ),
    "JF002": Kind(
        "Das ist keine Textdatei. {what}.",
        "Aufgenommen werden PDF, DOCX, ODT, Markdown und Text: jourfixe add DATEI. In raw.md gehört nur Text.",
        True,
    ),
    "JF003": Kind(
        "Die Datei ist nicht in UTF-8 gespeichert; sie wurde als {encoding} gelesen.",
        "Umlaute, Gedankenstriche und Anführungszeichen an einigen Stellen prüfen.",
    ),
    "JF004": Kind(
        "Unsichtbare Steuerzeichen wurden aus dem Text genommen ({count}, zuerst {name}).",
        "Nichts zu tun, wenn der Absatz vollständig ist; sonst die Stelle mit dem Original vergleichen.",
    ),
    "JF005": Kind(
        "Die Zeichenfolge „{sample}“ sieht nach falsch gelesenen Umlauten aus.",
        "Die Datei im Ursprungsprogramm noch einmal als UTF-8 speichern.",
    ),
    "JF006": Kind(
        "raw.md hat sich geändert: Die Prüfsumme in meta.toml gilt für einen anderen Wortlaut.",
        "Den Textzeugen aus der Sicherung zurückholen; ein veröffentlichter wird nicht mehr geändert.",
        True,
    ),
    "JF007": Kind(
        "raw.md hat sich seit der Aufnahme geändert (Prüfsumme in meta.toml).",
        "War das beabsichtigt, noch einmal aufnehmen: jourfixe add --replace {witness}",
    ),
    "JF008": Kind(
        "Die Datei lässt sich nicht lesen: {why}.",
        "Name, Ort und Zugriffsrechte der Datei prüfen.",
        True,
    ),
    "JF010": Kind(
        "Die Datei „{name}“, die mit dem Protokoll aufbewahrt ist, lässt sich nicht lesen: {why}.",
        "Sie aus der Sicherung in diesen Ordner zurückholen; der Text des Protokolls braucht sie nicht.",
    ),
    "JF011": Kind(
        "Die Datei „{name}“ hat sich seit der Aufnahme geändert (Prüfsumme in meta.toml).",
        "Sie aus der Sicherung zurückholen. Ist eine bessere da, das Protokoll neu aufnehmen: "
        "jourfixe add --replace DATEI",
    ),
    # PDF and Word files
    "JF021": Kind(
        "Die Datei ist mit einem Kennwort geschützt.",
        "Sie mit dem Kennwort öffnen, ohne Kennwort speichern und diese Datei aufnehmen.",
        True,
    ),
    "JF022": Kind(
        "Die Datei ist beschädigt oder unvollständig.",
        "Sie noch einmal holen. Lässt sie sich öffnen, im Programm neu speichern und diese Datei aufnehmen.",
        True,
    ),
    "JF023": Kind(
        "Auf den Seiten steht kein Text; wahrscheinlich sind es nur Bilder (ein Scan).",
        "Den Text erkennen lassen und das Ergebnis aufnehmen: ocrmypdf -l deu SCAN.pdf PROTOKOLL.pdf",
        True,
    ),
    "JF024": Kind(
        "Das Lesen der Datei braucht zu viel Zeit oder Arbeitsspeicher und wurde abgebrochen.",
        "Im Programm neu speichern, ohne große Bilder, und diese Datei aufnehmen; oder sie in mehrere teilen.",
        True,
    ),
    "JF025": Kind(
        "Die Datei ist gepackt und wäre ausgepackt viel zu groß; sie wurde nicht geöffnet.",
        "Prüfen, woher sie kommt. Ein Protokoll in Word oder LibreOffice neu speichern und diese Datei aufnehmen.",
        True,
    ),
    "JF026": Kind(
        "Diese Art von Datei lässt sich nicht aufnehmen: Sie ist {kind}.",
        "Aufgenommen werden PDF, DOCX, ODT, Markdown und Text. {way}",
        True,
    ),
    "JF027": Kind(
        "Zeilen lassen sich nur aus einem PDF übernehmen, und nur für eine Word- oder ODT-Datei.",
        "So schreiben: jourfixe add PROTOKOLL.docx --lines-from PROTOKOLL.pdf",
        True,
    ),
    "JF028": Kind(
        "Das PDF gibt ein anderes Protokoll wieder: Nur {share} % der Wörter stehen in beiden Dateien.",
        "Das PDF angeben, das aus derselben Datei gedruckt ist.",
        True,
    ),
    "JF029": Kind(
        "Der Datenträger mit dem Ordner {folder}, in dem beim Aufnehmen gearbeitet wird, ist voll.",
        "Dort Platz schaffen und die Datei noch einmal aufnehmen.",
        True,
    ),
    "JF012": Kind(
        "raw.md ist keine Abschrift mehr: Ihre erste Zeile fehlt oder ist beschädigt.",
        "Als erste Zeile einsetzen: <!-- Abschrift 1: {name} -->",
        True,
    ),
    # Margin numbers
    "JF101": Kind(
        "Nicht alle Randzahlen sind erhalten: {missing} von {expected} fehlen ({numbers}).",
        "Nachtragen: jourfixe lines {protocol} --from DATEI.pdf; zitiert wird ohnehin nach Randnummern (Rn.).",
    ),
    "JF102": Kind(
        "Nicht alle Randzahlen stehen sicher in ihrer Zeile; unsicher: {numbers} (zusammen {count}).",
        "Nachtragen: jourfixe lines {protocol} --from DATEI.pdf; sonst sind sie am Rand mit „?“ bezeichnet.",
    ),
    "JF103": Kind(
        "Die Zahlen {numbers} könnten Randzahlen sein; sie zählen aber nicht den ganzen Text hindurch "
        "gleichmäßig weiter und wurden stehen gelassen.",
        "Gehören sie nicht zum Text, das Protokoll noch einmal umwandeln und neu aufnehmen.",
    ),
    "JF104": Kind(
        "Die Zeilenzählung beginnt {count}-mal von vorn (wohl auf jeder Seite); "
        "die Zahlen wurden herausgenommen, aber nicht als Zeilen übernommen.",
        "Gibt es das PDF noch, dieses aufnehmen: jourfixe add --replace DATEI.pdf; sonst zählen nur Randnummern (Rn.).",
    ),
    "JF105": Kind(
        "Kolumnentitel oder Seitenzahlen wurden herausgenommen: „{sample}“ ({count}-mal).",
        "Prüfen, ob dabei nichts vom Text fehlt.",
    ),
    "JF106": Kind(
        "Hier steht die Zahl {number} allein; sie wurde als Text stehen gelassen.",
        "Ist sie eine Seitenzahl, das Protokoll ohne Seitenzahlen umwandeln und neu aufnehmen.",
    ),
    "JF107": Kind(
        "Bilder wurden nicht in den Text übernommen ({count}, zuerst „{sample}“).",
        "Nachsehen, was sie zeigen; gehört es zum Protokoll, das Original mit Texterkennung neu umwandeln.",
    ),
    # Transcriptions of PDF and Word files
    "JF120": Kind(
        "In der Abschrift ist hier etwas zu prüfen: {what}.",
        "Mit dem Original vergleichen und die Zeile danach berichtigen.",
    ),
    "JF121": Kind(
        "Die Zahl {read} am Rand der Zeile wurde als Text gelesen; sie könnte die Nummer der Zeile sein.",
        "Mit dem PDF vergleichen. Ist sie die Zeilennummer, die Zahl aus dem Text vor den Strich setzen.",
    ),
    "JF122": Kind(
        "Das Zeilenende lässt zwei Lesarten zu: „{read}“ wurde gelesen, „{other}“ ist möglich.",
        "Geht das Wort ohne den Strich weiter, endet die Zeile mit „¬“; gehört der Strich zum Wort, endet sie mit „-“.",
    ),
    "JF123": Kind(
        "Ob hier ein Absatz beginnt, ist der Seite nicht anzusehen; „{read}“ wurde gelesen.",
        "Mit dem PDF vergleichen. Zwischen zwei Absätzen steht eine Leerzeile, innerhalb von einem keine.",
    ),
    "JF124": Kind(
        "Die Zeile beginnt mit einem Strich: Er kann einen Beitrag eröffnen oder eine Einschaltung "
        "im Satz sein; „{read}“ wurde gelesen.",
        "Mit dem PDF vergleichen. Vor einem Beitrag steht eine Leerzeile.",
    ),
    "JF125": Kind(
        "„{read}“ steht am Rand der Seite; es kann zum Text gehören oder der Kolumnentitel sein.",
        "Ein Kolumnentitel steht im Kommentar der Seite, „<!-- Seite 1 · … -->“, was zum Text gehört, "
        "als Zeile darunter.",
    ),
    "JF126": Kind(
        "Vor dieser Zeile fehlt Text: {read}.",
        "Den Text der Seite von Hand ergänzen; oder ihn in dem PDF, das neben raw.md liegt, erkennen lassen, "
        "ocrmypdf -l deu --skip-text ALT.pdf NEU.pdf, und mit „jourfixe add --replace NEU.pdf“ aufnehmen.",
    ),
    "JF127": Kind(
        "Die Zeile der Tabelle läuft über mehrere gedruckte Zeilen; die Zellen wurden so geordnet: „{read}“.",
        "Mit dem PDF vergleichen, ob jede Zelle zusammengehört.",
    ),
    "JF128": Kind(
        "Die Schrift des PDF sagt nicht, welche Buchstaben hier stehen: „{read}“.",
        "Für jedes „\ufffd“ den Buchstaben einsetzen, der im PDF zu sehen ist.",
    ),
    "JF129": Kind(
        "Die Zeilenzahl am Rand ist eine andere als die gezählte: {read} wurde gelesen, {other} ist möglich.",
        "Mit dem PDF vergleichen, ob die Zahl neben dieser Zeile steht.",
    ),
    "JF130": Kind(
        "Fußnote und Fußnotenzeichen passen hier nicht zusammen: „{read}“.",
        "Im Text steht das Zeichen als „[^1]“; die Fußnote beginnt mit „[^1]:“. Ein Punkt einer Liste ist sie, "
        "wenn „+ 1.“ an die Stelle von „[^1]:“ tritt.",
    ),
    "JF131": Kind(
        "Wer hier spricht, ist unsicher: „{read}“ wurde gelesen, „{other}“ ist möglich.",
        "Mit dem PDF vergleichen. Ein Beitrag beginnt mit „—“.",
    ),
    "JF132": Kind(
        "Aus der Datei nicht in den Text übernommen oder dort zu prüfen: „{read}“.",
        "Was zum Protokoll gehört, in raw.md ergänzen; was nicht dazugehört, etwa Durchgestrichenes, dort löschen.",
    ),
    "JF133": Kind(
        "Die Zeilennummern stehen nicht in der Datei; das Programm berechnet sie erst beim Anzeigen.",
        "Sie aus einem PDF desselben Protokolls übernehmen, jourfixe add --replace PROTOKOLL.docx "
        "--lines-from PROTOKOLL.pdf, oder ohne Zeilen weiterarbeiten.",
    ),
    "JF134": Kind(
        "Im Text steht „{read}“, im PDF „{other}“.",
        "Mit dem Original vergleichen und die Zeile danach berichtigen.",
    ),
    "JF136": Kind(
        "Die Zeilenzahl {n} folgt auf {before}; sie zählt nicht weiter und wurde weggelassen.",
        "In raw.md die Zahl vor dem Strich nach dem Original berichtigen.",
    ),
    "JF137": Kind(
        "Das Zeichen „¬“ steht am Ende eines Absatzes; das Wort geht nirgends weiter.",
        "Gehört der nächste Absatz dazu, die Leerzeile dazwischen löschen; sonst das Zeichen.",
    ),
    "JF135": Kind(
        "In dieser Zeile der Abschrift fehlt der senkrechte Strich vor dem Text („{text}“); "
        "sie wurde als Text gelesen.",
        "Den Strich ergänzen: „      | Text“.",
    ),
    # Paragraphs
    "JF201": Kind(
        "Der Absatz endet ohne Satzzeichen („… {end}“); er wurde nicht mit dem nächsten verbunden.",
        "Mit dem Original vergleichen, ob hier eine Seite mitten im Absatz endet.",
    ),
    "JF202": Kind(
        "Trennungen am Zeilenende wurden aufgelöst ({count}), zuerst „{before}“ zu „{after}“.",
        "Stichproben mit dem Original vergleichen, ob ein Bindestrich gemeint ist.",
    ),
    "JF203": Kind(
        "Von hier an bezeichnet nicht überall eine Leerzeile, wo ein Absatz endet; erschlossen aus Gedankenstrichen, "
        "Satzzeichen und kurzen Zeilen: {count}.",
        "Die Absätze mit „jourfixe read“ ansehen und mit dem Original vergleichen.",
    ),
    "JF204": Kind(
        "Auszeichnungszeichen ohne Gegenstück („{mark}“, in diesem Absatz {count}-mal) wurden als Text stehen "
        "gelassen.",
        "Mit dem Original vergleichen. Kursive endet mit ihrem Absatz; geht sie im nächsten weiter, steht das Zeichen "
        "am Ende des einen und am Anfang des anderen.",
    ),
    "JF205": Kind(
        "Der Absatz ist ganz kursiv, hat aber keinen Gedankenstrich; er wurde als Beitrag gelesen.",
        "Mit dem Original vergleichen, wer hier spricht.",
    ),
    "JF206": Kind(
        "Von hier an sind Beiträge nur noch am Gedankenstrich zu erkennen, nicht mehr an der Kursive ({count}).",
        "Nichts zu tun, wenn die Gedankenstriche stimmen.",
    ),
    "JF207": Kind(
        "Kein Absatz beginnt mit einem Gedankenstrich; alle Absätze gelten als Leitung.",
        "Mit dem Original vergleichen, wie dort Beiträge bezeichnet sind.",
    ),
    "JF208": Kind(
        "Die Datei enthält keinen Absatz Text.",
        "Prüfen, ob beim Umwandeln der Text verloren ging.",
        True,
    ),
    "JF209": Kind(
        "Ziffern ohne Auszeichnung wurden als Fußnotenzeichen gelesen ({count}, zuerst „{mark}“).",
        "Prüfen, ob dort auch im Original eine hochgestellte Ziffer und unten die Fußnote steht.",
    ),
    "JF210": Kind(
        "Nach diesem Trennzeichen folgt kein Text mehr; es trennt keinen Abschnitt.",
        "Mit dem Original vergleichen, ob das Trennzeichen weiter oben stand, etwa vor dem Schlussabsatz.",
    ),
    "JF211": Kind(
        "Eine Trennung am Zeilenende wurde aufgelöst: „{read}“, nicht „{other}“.",
        "Ist der Bindestrich gemeint, in emendations.toml eintragen: before ist das Wort ohne, after das mit ihm.",
    ),
    "JF212": Kind(
        "Von Verweisen wurde nur der Text übernommen, nicht die Adresse ({count}, zuerst „{target}“).",
        "Gehört die Adresse zum Protokoll, sie in einer Anmerkung nennen (notes.md).",
    ),
    # Heading and meta.toml
    "JF301": Kind(
        "Im Kopf des Protokolls steht kein Datum.",
        "Das Datum angeben: jourfixe add DATEI --date 2026-01-12",
        True,
    ),
    "JF302": Kind(
        "Das Datum „{date}“ gibt es nicht.",
        "Das richtige Datum angeben: jourfixe add DATEI --date 2026-01-12",
        True,
    ),
    "JF303": Kind(
        "Im Kopf des Protokolls steht kein Heft (etwa „GS 4-25“).",
        'In meta.toml eintragen: issue = "4-25"',
    ),
    "JF304": Kind(
        "Das Protokoll hat keinen Titel.",
        'In meta.toml eintragen: title = "…"',
    ),
    "JF305": Kind(
        "Das Datum im Kopf ({found}) ist nicht das des Ordners ({folder}).",
        "Den Ordner umbenennen oder in meta.toml mit date = {folder} bestätigen.",
        True,
    ),
    "JF306": Kind(
        "Die Datei ist nicht lesbar: {why}.",
        "Die Zeile nach dem Muster der anderen Zeilen berichtigen; Text steht in Anführungszeichen.",
        True,
    ),
    "JF307": Kind(
        "Der Eintrag „{key}“ ist hier nicht vorgesehen.",
        "Erlaubt sind: {allowed}.",
        True,
    ),
    "JF308": Kind(
        "Der Artikel „{key}“ steht nicht in references.bib.",
        "Den Schlüssel in meta.toml berichtigen oder den Artikel in references.bib aufnehmen.",
    ),
    "JF309": Kind(
        "{what} ist nicht lesbar und fehlt in der Literatur: {why}.",
        "Den Eintrag nach dem Muster der anderen berichtigen; diese wurden gelesen.",
    ),
    "JF310": Kind(
        "Der Ordner „{name}“ heißt nicht wie ein Datum (2026-01-12); er wird übergangen.",
        "Den Ordner umbenennen oder aus protocols/ herausnehmen.",
    ),
    "JF311": Kind(
        "Der Eintrag „{key}“ hat nicht die richtige Form.",
        "Erwartet wird {wanted}.",
        True,
    ),
    "JF312": Kind(
        "Die Zeilen in lines.toml lassen sich nicht übernehmen: {why}.",
        "Die Datei löschen oder neu schreiben lassen: jourfixe lines, mit dem Datum des Protokolls.",
    ),
    "JF313": Kind(
        "raw.md hat sich geändert, seit lines.toml geschrieben wurde; die Zeilen daraus wurden nicht übernommen.",
        "Sie noch einmal bestimmen lassen, jourfixe lines {protocol} --from DATEI.pdf, oder lines.toml löschen.",
    ),
    # Randnummern
    "JF401": Kind(
        "Rn. {rn} („{opening} …“) ist veröffentlicht, ihr Text ist aber nicht mehr da.",
        "Die Änderung zurücknehmen, oder den Wegfall festhalten: "
        'jourfixe publish {protocol} --note "Rn. {rn} entfallen, weil …"',
        True,
    ),
    "JF402": Kind(
        "Rn. {rn} („{opening} …“) ist veröffentlicht und jetzt auf {count} Absätze verteilt.",
        "Die Änderung zurücknehmen, oder die Teilung festhalten: "
        'jourfixe publish {protocol} --note "Rn. {rn} geteilt, weil …"',
        True,
    ),
    "JF403": Kind(
        "Rn. {rn} („{opening} …“) ist veröffentlicht; ihr Text steht jetzt in Rn. {target}.",
        "Die Änderung zurücknehmen, oder die Zusammenlegung festhalten: "
        'jourfixe publish {protocol} --note "Rn. {rn} in Rn. {target} aufgegangen, weil …"',
        True,
    ),
    "JF404": Kind(
        "Rn. {rn} lautet anders als in Fassung {revision}.",
        'Soll es so bleiben: jourfixe publish {protocol} --note "…"',
    ),
    "JF405": Kind(
        "Der Absatz „{opening} …“ ist neu; er trägt vorläufig Rn. {rn}.",
        'Soll es so bleiben: jourfixe publish {protocol} --note "…"',
    ),
    "JF406": Kind(
        "Das Register der Randnummern ist beschädigt: {why}.",
        "Die Datei aus der Sicherung zurückholen; nur jourfixe schreibt in sie.",
        True,
    ),
    "JF407": Kind(
        "Das Protokoll ist noch nicht veröffentlicht; seine Randnummern können sich noch ändern.",
        "Wenn die Absätze stimmen: jourfixe publish {protocol}",
    ),
    "JF408": Kind(
        "Die vorläufigen Randnummern stimmen nicht mehr mit denen bei der Aufnahme überein.",
        "Prüfen, ob Anmerkungen, Emendationen und Verweise noch den richtigen Absatz nennen; dann: "
        "jourfixe add --replace protocols/{protocol}/raw.md",
    ),
    "JF409": Kind(
        "fassung-{n}.txt liegt vor, aber im Register der Randnummern fehlt Fassung {n}.",
        "Die Datei numbering.toml aus der Sicherung zurückholen. Wurde nur das Veröffentlichen unterbrochen: "
        "fassung-{n}.txt löschen und noch einmal jourfixe publish {protocol}",
        True,
    ),
    "JF410": Kind(
        "Die Absätze stehen in anderer Reihenfolge als in Fassung {revision}.",
        'Soll es so bleiben: jourfixe publish {protocol} --note "…"',
    ),
    # The whole edition
    "JF501": Kind(
        "Das Protokoll {protocol} gehört nur einmal und nur auf die Seite docs/protokolle/{protocol}.md.",
        "Hier stattdessen darauf verweisen, mit der Rolle protokoll und dem Datum {protocol}.",
        True,
    ),
    "JF502": Kind(
        "Es gibt kein Protokoll „{protocol}“.",
        "Das Datum so schreiben wie den Ordner in protocols/, etwa 2026-01-12.",
        True,
    ),
    "JF503": Kind(
        "Die Seite bindet eine Datei außerhalb des Projekts ein: {path}.",
        "Die Datei in den Ordner docs/ legen und von dort einbinden.",
        True,
    ),
    "JF504": Kind(
        "Die Seite ist nicht in UTF-8 gespeichert.",
        "Im Texteditor als UTF-8 speichern.",
        True,
    ),
    "JF505": Kind(
        "{what} „{target}“ gibt es nicht.",
        "Den Verweis berichtigen; geschrieben wird er etwa 2026-01-12:34.",
    ),
    "JF506": Kind(
        "Auf dieser Seite fehlt das Protokoll {protocol}; seine Randnummern wären nicht mehr zu finden.",
        "Die Anweisung protokoll mit dem Datum {protocol} in die Seite schreiben oder die Seite entfernen.",
        True,
    ),
    "JF507": Kind(
        "Der Verweis „{target}“ führt zu keiner Seite; gezeigt werden nur seine Worte.",
        "Eine Adresse angeben, die mit https:// beginnt.",
    ),
    "JF508": Kind(
        "Die Anweisung „{name}“ steht auf dieser Seite schon; das Register wird nur einmal gezeigt.",
        "Eine der beiden Anweisungen löschen.",
    ),
    # Emendations
    "JF601": Kind(
        "In diesem Eintrag fehlt „{key}“.",
        "Jede Emendation nennt rn, before, after und reason.",
        True,
    ),
    "JF602": Kind(
        "Der Eintrag ändert nichts: before und after sind gleich.",
        "Die berichtigten Wörter in after schreiben oder den Eintrag löschen.",
        True,
    ),
    "JF603": Kind(
        "Zu dieser Emendation gibt es keinen Absatz: {what}.",
        "Die Randnummer berichtigen oder den Eintrag löschen.",
        True,
    ),
    "JF604": Kind(
        "Die Emendation passt nicht: In Rn. {rn} steht „{before}“ nicht{where}.",
        "In before die Wörter so schreiben, wie sie im Protokoll stehen: ganze Wörter, ohne Randzahlen.",
        True,
    ),
    "JF605": Kind(
        "Die Emendation passt nicht: In Rn. {rn} steht „{before}“ nicht, wohl aber „{after}“.",
        "Steht es so schon im Protokoll, den Eintrag löschen; sonst before berichtigen.",
        True,
    ),
    "JF606": Kind(
        "Die Emendation ist nicht eindeutig: In Rn. {rn} steht „{before}“ {count}-mal.",
        "In before und after Wörter davor oder dahinter mit angeben, bis es nur eine Stelle gibt.",
        True,
    ),
    "JF607": Kind(
        "Die Emendation betrifft dieselben Wörter wie die in Zeile {line}.",
        "Beide zu einem Eintrag zusammenfassen.",
        True,
    ),
    "JF608": Kind(
        "Die Emendationen ersetzen Rn. {rn} zum größten Teil; unter dieser Nummer stünde ein anderer Text.",
        "Nur einzelne Wörter berichtigen; was sonst zu sagen ist, in notes.md schreiben.",
        True,
    ),
    # Notes
    "JF610": Kind(
        "Die Anmerkungen sind nicht in UTF-8 gespeichert; keine von ihnen wird gezeigt.",
        "Die Datei im Texteditor als UTF-8 speichern.",
    ),
    "JF611": Kind(
        "Über der ersten Anmerkung steht Text, der zu keiner Randnummer gehört; er wird nicht gezeigt.",
        "Eine Überschrift darübersetzen, etwa: ## Rn. 38",
    ),
    "JF612": Kind(
        "Die Überschrift „{heading}“ nennt keine Randnummer; was unter ihr steht, wird nicht gezeigt.",
        "So schreiben: ## Rn. 38 oder ## Rn. 38: „Wörter aus dem Absatz“",
    ),
    "JF613": Kind(
        "Die Anmerkung zu Rn. {rn} ist leer.",
        "Den Text unter die Überschrift schreiben oder sie löschen.",
    ),
    "JF614": Kind(
        "Rn. {rn} gibt es in diesem Protokoll nicht; die Anmerkung wird nicht gezeigt.",
        "Die Randnummer in der Überschrift berichtigen.",
    ),
    "JF615": Kind(
        "{what}; die Anmerkung dazu wird nicht gezeigt.",
        "Der Anmerkung eine andere Randnummer geben oder sie löschen.",
    ),
    "JF616": Kind(
        "In Rn. {rn} stehen die Wörter „{words}“ nicht{where}; die Anmerkung steht beim ganzen Absatz.",
        "In der Überschrift die richtige Rn. nennen, oder die Wörter so schreiben, wie sie im Absatz stehen.",
    ),
    "JF617": Kind(
        "Dieselbe Stelle hat schon eine Anmerkung, in Zeile {line}; diese hier wird nicht gezeigt.",
        "Beide unter einer Überschrift zusammenfassen oder verschiedene Wörter nennen.",
    ),
    "JF618": Kind(
        "Was hier mit „{mark}“ beginnt, ist nirgends geschlossen.",
        "Vor der nächsten Überschrift eine Zeile ergänzen: {close}",
    ),
    # Literature
    "JF620": Kind(
        "Der Schlüssel „{key}“ ist schon vergeben, an den Eintrag „{kept}“ in Zeile {first}; gelesen wird nur dieser.",
        "Dem Eintrag einen eigenen Schlüssel geben; Satzzeichen und Großbuchstaben machen noch keinen Unterschied.",
    ),
    "JF621": Kind(
        "Im Eintrag „{key}“ steht der Wert von {field} nicht in Klammern, und „{value}“ ist kein bekanntes Kürzel; "
        "die Angabe entfällt.",
        "Den Wert in geschweifte Klammern setzen: {field} = {{{value}}}",
    ),
    "JF622": Kind(
        "Die Namen in der Angabe {field} des Eintrags „{key}“ sind nicht richtig geschrieben: {why}.",
        "Muster: author = {{Karl Marx and Friedrich Engels}}; den Namen einer Einrichtung in doppelte Klammern setzen.",
    ),
    "JF623": Kind(
        "Die Literaturdatei ist nicht in UTF-8 gespeichert; ihre Umlaute können falsch gelesen sein.",
        "Die Datei im Texteditor als UTF-8 speichern und die Umlaute prüfen.",
    ),
    "JF624": Kind(
        "Der Eintrag „{key}“ verweist mit crossref auf „{parent}“; diesen Eintrag gibt es nicht.",
        "Den Schlüssel berichtigen oder die Angabe crossref löschen.",
    ),
    "JF625": Kind(
        "Im Eintrag „{key}“ fehlt das Heft des GegenStandpunkt, oder dieses Heft kann es nicht geben.",
        "Das Heft angeben: number = {{4-25}}",
    ),
    "JF626": Kind(
        "Die Seiten des Eintrags „{key}“ sind nicht möglich: {pages}.",
        "Die erste und die letzte Seite angeben: pages = {{43--58}}",
    ),
    "JF627": Kind(
        "Im Eintrag „{key}“ steht die Angabe {field} zweimal, zuerst in Zeile {line}; gelesen wird nur die erste.",
        "Eine der beiden löschen.",
    ),
    "JF628": Kind(
        "Im Eintrag „{key}“ fehlt {what}; gelesen wurde er trotzdem.",
        "Das fehlende Zeichen ergänzen.",
    ),
    "JF629": Kind(
        "Die Art „{type}“ des Eintrags „{key}“ ist nicht bekannt; er wird wie misc behandelt.",
        "Gebräuchlich sind article, book, collection, incollection, thesis, report, online und misc.",
    ),
    # Citations
    "JF630": Kind(
        "„{words}“ ist nicht zugeordnet: „{title}“ steht auf S. {first}–{last}.",
        "Mit dem Original vergleichen; ist die Seite richtig, die Angabe pages in references.bib berichtigen.",
    ),
    "JF631": Kind(
        "„{words}“ ist nicht zugeordnet: Solche Seiten gibt es nicht.",
        "Mit dem Original vergleichen; einen Schreibfehler in emendations.toml berichtigen.",
    ),
    "JF632": Kind(
        "„{words}“ ist nicht zugeordnet: Der GegenStandpunkt hat im Jahr vier Hefte, das erste ist 1-92.",
        "Mit dem Original vergleichen; einen Schreibfehler in emendations.toml berichtigen.",
    ),
    "JF633": Kind(
        "„{words}“ ist nicht zugeordnet: Davor ist „{source}“ genannt.",
        "Nichts zu tun, wenn die Seite eines anderen Werks gemeint ist.",
    ),
    "JF634": Kind(
        "„{words}“ ist nicht zugeordnet: Welcher Artikel gemeint ist, steht nicht fest.",
        'In meta.toml den besprochenen Artikel angeben: article = "…"',
    ),
    "JF635": Kind(
        "„{words}“ ist nicht zugeordnet: So heißen mehrere Artikel.",
        "Nichts zu tun; verweisen lässt sich in einer Anmerkung.",
    ),
    # Persons and terms
    "JF640": Kind(
        "„{key}“ ist keine Person: Es fehlt die eckige Klammer.",
        "Jede Person beginnt mit ihrem Schlüssel in eckigen Klammern auf eigener Zeile: [karaganow]",
        True,
    ),
    "JF641": Kind(
        "Der Schlüssel „{key}“ taugt nicht für Adressen.",
        "Nur kleine Buchstaben ohne Umlaute, Ziffern und Bindestriche verwenden, etwa: von-der-leyen",
        True,
    ),
    "JF642": Kind(
        "Die Schreibung „{spelling}“ gehört zu zwei Personen, {one} und {other}; sie wird bei keiner erkannt.",
        "Bei beiden eine Schreibung angeben, die nur sie bezeichnet, etwa mit Vornamen.",
    ),
    "JF643": Kind(
        "Das Feld „{name}“ beim Begriff „{term}“ ist nicht vorgesehen; es wurde übergangen.",
        "Vorgesehen sind formen, nicht und komposita.",
    ),
    "JF644": Kind(
        "„{value}“ sagt nicht, welche Zusammensetzungen von „{term}“ gelten; es wurde übergangen.",
        "Möglich sind beide, vorn, hinten und nein.",
    ),
    "JF645": Kind(
        "Der Begriff „{term}“ hat keine Erklärung.",
        "Die Erklärung eingerückt in die nächste Zeile schreiben; am Ende des Glossars schließen ```.",
    ),
    # Written pages and notes
    "JF660": Kind(
        "Die Literaturangabe „{target}“ gibt es nicht.",
        "Den Schlüssel so schreiben wie in references.bib, dahinter die Seite: gs-4-25-friedensplan, S. 49",
    ),
    "JF662": Kind(
        "Die Literaturangabe „{text}“ ist nicht richtig geschrieben.",
        "Erst der Schlüssel, dann die Seite in geschweiften Klammern, etwa: gs-4-25-friedensplan{{S. 49}}",
    ),
    "JF661": Kind(
        "In der Anmerkung zu Rn. {rn} steht {what}; dort ist das nicht möglich, gezeigt werden nur die Worte.",
        "Die Anmerkung als einfachen Absatz schreiben, mit Verweisen durch {{rn}}, {{term}} und {{lit}}.",
    ),
    # The printed edition
    "JF670": Kind(
        "Das Verzeichnis der gedruckten Fassungen ist beschädigt; keine von ihnen wird angeboten.",
        "Die Druckausgabe noch einmal bauen: jourfixe build pdf",
    ),
    "JF671": Kind(
        "Älter als der jetzige Text und darum nicht angeboten: {count}.",
        "Noch einmal bauen: jourfixe build pdf html",
    ),
    "JF680": Kind(
        "Für „{what}“ gibt es im Druck keine Form; gesetzt werden nur die Worte.",
        "Es mit Absätzen, Listen, Tabellen oder Bildern sagen.",
    ),
    "JF681": Kind(
        "Hier ist zu vieles ineinander geschachtelt; im Druck stehen nur die Worte.",
        "Listen und Zitate flacher anlegen.",
    ),
    "JF682": Kind(
        "Formeln werden im Druck gesetzt, wie sie in der Datei stehen.",
        "Einfache Formeln in Worten schreiben oder als Bild mit Bildbeschreibung einfügen.",
    ),
    "JF683": Kind(
        "Das Bild „{uri}“ lässt sich nicht drucken; im Druck steht seine Beschreibung.",
        "Das Bild als PNG, JPEG, GIF, WebP oder SVG in den Ordner docs legen.",
    ),
    "JF684": Kind(
        "Das Bild „{uri}“ hat keine Beschreibung; wer es nicht sieht, erfährt nichts davon.",
        "In die eckigen Klammern schreiben, was zu sehen ist: ![Beschreibung](bild.png)",
    ),
    "JF685": Kind(
        "Das Zeichen {char} hat keine Schrift des Drucks; dieses PDF wird nicht gemacht.",
        "Ein anderes Zeichen nehmen oder das Wort umschreiben.",
        blocks=True,
    ),
    "JF686": Kind(
        "Das Bild lässt sich nicht lesen; kein PDF wird gemacht, in dem es steht.",
        "Das Bild öffnen und neu speichern, etwa als PNG.",
        blocks=True,
    ),
    "JF687": Kind(
        "Der Satz gelingt nicht ({why}); dieses PDF wird nicht gemacht.",
        "Die Stelle einfacher schreiben; hilft das nicht, die Meldung an die Entwickler geben.",
        blocks=True,
    ),
    "JF688": Kind(
        "Das Setzen dieses PDF ist abgebrochen: {why}.",
        "Andere Programme schließen, Platz auf dem Datenträger schaffen und noch einmal bauen.",
        blocks=True,
    ),
    "JF689": Kind(
        "Was hier nur für eine andere Ausgabe geschrieben ist, entfällt im Druck.",
        "Dasselbe für alle Ausgaben als Text schreiben.",
    ),
    # Publishing
    "JF690": Kind(
        "{name} ist keine Adresse, unter der die Edition stehen kann: „{value}“.",
        'Etwa so schreiben: site_url = "https://example.org/jour-fixe/", oder die Zeile löschen.',
        blocks=True,
    ),
}


#: What a transcript asks until the comment is deleted. The first is for whatever an editor writes there.
OPEN, *DOUBTS = sorted(code for code in CATALOG if "JF120" <= code < "JF135")


def told_by_build(remark: Finding) -> bool:
    """Remarks about what editors wrote are told by every build; those about a witness only by `jourfixe check`."""
    of_witness = remark.code < "JF600" or remark.code.startswith("JF63")
    return not remark.blocks and (not of_witness or remark.code in ("JF308", "JF309", "JF508"))


def unsaid(found: Finding) -> tuple[str, str] | None:
    """The two readings, where there are two and the sentence does not say them."""
    said = found.read in found.message and found.other in found.message
    return (found.read, found.other) if found.other and not said else None


def finding(code: str, place: Place, **fields: object) -> Finding:
    """The finding `code` at `place`. KeyError if the code or one of its fields is unknown."""
    kind = CATALOG[code]
    message, hint = kind.message.format(**fields), kind.hint.format(**fields)
    return Finding(code, place, message, hint, kind.blocks, str(fields.get("read", "")), str(fields.get("other", "")))
