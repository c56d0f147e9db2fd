/* German for Sphinx's search, set directly: its own catalogue is compiled from a string, which a strict policy forbids. */
Object.assign(Documentation.TRANSLATIONS, {
  "Search Results": "Ergebnisse",
  "Searching": "Suche läuft",
  "Search": "Suchen",
  "Preparing search...": "Die Suche wird vorbereitet …",
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "Nichts gefunden. Vielleicht hilft eine andere Schreibweise oder ein kürzeres Wort.",
  "Search finished, found ${resultCount} page(s) matching the search query.": "Gefunden auf ${resultCount} Seiten.",
  "Search finished, found one page matching the search query.": ["Gefunden auf einer Seite.", "Gefunden auf ${resultCount} Seiten."],
  ", in ": ", in ",
});
Documentation.PLURAL_EXPR = (n) => (n === 1 ? 0 : 1);
Documentation.LOCALE = "de";
