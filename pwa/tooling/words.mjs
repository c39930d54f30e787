/**
 * Every Vietnamese sentence that a person may read, in one dictionary: `schemas/words.csv`, with where it comes from and who
 * has read it. `node tooling/words.mjs` brings the dictionary up to date; what it says of a sentence stays.
 *
 * Sources: "list" is the official label of a field, "fact" a verified fact of a procedure, "own" is ours.
 */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

/** @typedef {{ readonly source: string, readonly read: string }} Entry */

const TOP = fileURLToPath(new URL("../..", import.meta.url));
const WORDS = join(TOP, "pwa", "src", "words", "vi");
const SCHEMAS = join(TOP, "schemas");
export const DICTIONARY = join(SCHEMAS, "words.csv");
export const README = join(TOP, "README.md");
const HEAD = "sentence,source,read";

/** @returns {ReadonlyMap<string, string>} each sentence in use, with the source that can be told from where it stands */
export function sentencesInUse() {
  /** @type {Map<string, string>} */
  const found = new Map();
  const add = (/** @type {string} */ sentence, /** @type {string} */ source) => {
    if (!found.has(sentence) || found.get(sentence) === "own") found.set(sentence, source);
  };
  for (const file of files(WORDS, ".ts")) for (const sentence of inCode(file)) add(sentence, "own");
  const labels = new Set(files(join(SCHEMAS, "procedures", "fields"), ".json").flatMap(labelsIn));
  const forms = [...files(join(SCHEMAS, "forms"), ".json"), ...files(join(SCHEMAS, "mine"), ".json")];
  for (const file of forms.filter((name) => /(?:draft|kinds)\.json$/.test(name))) {
    for (const sentence of inPairs(json(file))) add(sentence, labels.has(sentence) ? "list" : "own");
  }
  for (const file of forms.filter((name) => name.endsWith("ui.json"))) {
    for (const [sentence] of inFacts(json(file), "own")) add(sentence, labels.has(sentence) ? "list" : "own");
  }
  for (const file of files(join(SCHEMAS, "procedures"), ".json", false)) {
    for (const [sentence, source] of inFacts(json(file), "own")) add(sentence, source);
  }
  return found;
}

/** @returns {ReadonlyMap<string, Entry>} what the dictionary says */
export function dictionary() {
  const [, ...lines] = readFileSync(DICTIONARY, "utf8").trimEnd().split("\n");
  return new Map(
    lines.map((line) => {
      const [, sentence = "", source = "", read = ""] = /^"((?:[^"]|"")*)",([^,]*),(.*)$/.exec(line) ?? [];
      return [sentence.replaceAll('""', '"'), { source, read }];
    }),
  );
}

/**
 * @param {ReadonlyMap<string, string>} inUse
 * @param {ReadonlyMap<string, Entry>} known
 * @returns {string} the dictionary as it should be
 */
export function broughtUpToDate(inUse, known) {
  const lines = [...inUse].map(([sentence, source]) => {
    const entry = known.get(sentence) ?? { source, read: "" };
    return `"${sentence.replaceAll('"', '""')}",${entry.source},${entry.read}`;
  });
  return `${[HEAD, ...lines.sort()].join("\n")}\n`;
}

/** @returns {string} how many sentences in use no native speaker has read: "2,329" */
export function toldUnread() {
  const known = dictionary();
  const unread = [...sentencesInUse().keys()].filter((sentence) => (known.get(sentence)?.read ?? "") === "");
  return unread.length.toLocaleString("en");
}

/** Texts and templates of a file of words; what a function puts in stands as {…}. @param {string} file */
function inCode(file) {
  /** @type {string[]} */
  const found = [];
  const walk = (/** @type {any} */ node, /** @type {boolean} */ isKey) => {
    if (Array.isArray(node)) for (const each of node) walk(each, false);
    if (node === null || typeof node !== "object" || Array.isArray(node)) return;
    if (node.type === "ImportDeclaration" || (node.type === "BinaryExpression" && node.operator !== "+"))
      return;
    if (node.type === "Literal" && typeof node.value === "string" && !isKey) found.push(node.value);
    if (node.type === "TemplateLiteral")
      found.push(node.quasis.map((/** @type {any} */ part) => part.value.cooked).join("{…}"));
    for (const [name, inner] of Object.entries(node)) if (name !== "parent") walk(inner, name === "key");
  };
  walk(parseSync(file, readFileSync(file, "utf8")).program, false);
  return found.filter(isSentence);
}

/** The Vietnamese halves of [Vietnamese, English]. @param {unknown} node @returns {string[]} */
function inPairs(node) {
  if (Array.isArray(node)) {
    const texts = node.filter((each) => typeof each === "string");
    if (texts.length === node.length && node.length === 2 && /\s|[^ -~]/.test(node.join("")))
      return [node[0]];
    // An option: its value, and what it is called in both.
    if (node.length === 3 && typeof node[1] === "string" && typeof node[2] === "string") return [node[1]];
    return node.flatMap(inPairs);
  }
  return node !== null && typeof node === "object" ? Object.values(node).flatMap(inPairs) : [];
}

/** @param {unknown} node @param {string} source @returns {[string, string][]} */
function inFacts(node, source) {
  if (node === null || typeof node !== "object") return [];
  if (Array.isArray(node)) return node.flatMap((each) => inFacts(each, source));
  const here = "verified" in node ? (node.verified === true ? "fact" : "own") : source;
  if ("vi" in node && typeof node.vi === "string") return [[node.vi, source]];
  return Object.values(node).flatMap((each) => inFacts(each, here));
}

/** @param {string} file @returns {string[]} */
function labelsIn(file) {
  return json(file).fields.map((/** @type {{ label_vi: string }} */ field) => field.label_vi);
}

/** @param {string} text */
function isSentence(text) {
  return /\p{L}/u.test(text.replaceAll("{…}", ""));
}

/** @param {string} file */
function json(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** @param {string} folder @param {string} end */
function files(folder, end, recursive = true) {
  return readdirSync(folder, { recursive, encoding: "utf8" })
    .filter((name) => name.endsWith(end))
    .sort()
    .map((name) => join(folder, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let known = new Map();
  try {
    known = new Map(dictionary());
  } catch {
    // The first time there is none.
  }
  writeFileSync(DICTIONARY, broughtUpToDate(sentencesInUse(), known));
  writeFileSync(
    README,
    readFileSync(README, "utf8").replace(/[0-9,]+(?= of them have not been read)/, toldUnread()),
  );
}
