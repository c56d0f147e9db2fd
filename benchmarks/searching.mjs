/* Engines that load one index, for searching.py: node searching.mjs ENGINE TOOLS FOLDER → JSON. The index is made, written,
   and then read again for the question, as a page would; for all questions but three it is read once. */
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { createRequire } from "node:module";

const [engine, tools, folder] = process.argv.slice(2);
const require = createRequire(path.join(tools, "package.json"));
const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
const queries = JSON.parse(read("queries.json"));

function minisearch() {
  const MiniSearch = require("minisearch"), options = { fields: ["text"], searchOptions: { prefix: true, combineWith: "AND" } };
  const index = new MiniSearch(options);
  index.addAll(JSON.parse(read("paragraphs.json")).map(([id, text]) => ({ id, text })));
  return [JSON.stringify(index), (text) => {
    const loaded = MiniSearch.loadJSON(text, options);
    return (query) => loaded.search(query.replaceAll('"', "")).map((hit) => hit.id);
  }];
}

function lunr() {
  const lunr = require("lunr");
  require("lunr-languages/lunr.stemmer.support")(lunr);
  require("lunr-languages/lunr.de")(lunr);
  const index = lunr(function () {
    this.use(lunr.de);
    this.ref("id");
    this.field("text");
    for (const [id, text] of JSON.parse(read("paragraphs.json"))) this.add({ id, text });
  });
  return [JSON.stringify(index), (text) => {
    const loaded = lunr.Index.load(JSON.parse(text));
    const words = (query) => query.replace(/["~^:*-]/g, " ").trim().split(/ +/).map((word) => `+${word}`).join(" ");
    return (query) => loaded.search(words(query)).map((hit) => hit.ref);
  }];
}

const STOCK = ["base-stemmer", "german-stemmer", "language_data", "searchtools"].map((name) => `_static/${name}.js`);

function sphinx() {
  const file = (name) => read(`sphinx/html/${name}`);
  return [file("searchindex.js"), (text) => {
    const nothing = () => {};
    const context = vm.createContext({
      document: { addEventListener: nothing, readyState: "", documentElement: { dataset: {} }, getElementById: () => null },
      localStorage: { setItem: nothing }, DOCUMENTATION_OPTIONS: { LANGUAGE: "de" }, _: (t) => t,
      _ready: nothing, console, SPHINX_HIGHLIGHT_ENABLED: false, window: {},
    });
    for (const name of STOCK) vm.runInContext(file(name), context);
    vm.runInContext("globalThis.Stemmer ??= window.Stemmer", context);
    vm.runInContext(text, context);
    context.run = vm.runInContext("(q) => { const [query, terms, no, marks, objects] = Search._parseQuery(q); "
      + "return Search._performSearch(query, terms, no, marks, objects).map((r) => r[0]); }", context);
    return (query) => [...new Set(context.run(query.replaceAll('"', "")))];
  }];
}

const [index, load] = { minisearch, lunr, sphinx }[engine]();
const file = path.join(folder, `${engine}.index`), answers = {};
fs.writeFileSync(file, index);
const times = queries.slice(0, 3).map((query) => {
  const start = performance.now();
  load(fs.readFileSync(file, "utf8"))(query);
  return performance.now() - start;
}).sort((a, b) => a - b), ask = load(fs.readFileSync(file, "utf8"));
for (const query of queries) answers[query] = { found: ask(query), ms: times[1], bytes: fs.statSync(file).size };
process.stdout.write(JSON.stringify({ answers, bytes: fs.statSync(file).size }));
