// What a Vietnamese sentence of the app is in the other language: every test says what it looks for once, in Vietnamese.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export type Language = "vi" | "en";
/** A sentence of the app, or both wordings where it holds a number, a name or a time. */
export type Said = string | RegExp | { readonly vi: RegExp; readonly en: RegExp };

const words = new URL("../../../src/words/", import.meta.url);
const schemas = new URL("../../../../schemas/", import.meta.url);
const english = await dictionary();

/** In that language. A sentence that the app does not have is a name or an answer, which stay as they are. */
export function inTongue(language: Language, said: Said): string | RegExp {
  if (said instanceof RegExp) return said;
  if (typeof said !== "string") return said[language];
  const meanings = language === "en" ? [...(english.get(said) ?? [])] : [];
  const [only = said] = meanings;
  // "Sửa" is one word where English has two.
  return meanings.length > 1 ? new RegExp(`^(${meanings.map(escaped).join("|")})$`) : only;
}

async function dictionary(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  const note = (vi: string, en: string) => found.set(vi, (found.get(vi) ?? new Set()).add(en));
  for (const area of readdirSync(new URL("vi/", words))) {
    const [vi, en] = await Promise.all(
      ["vi", "en"].map((each) => import(new URL(`${each}/${area}`, words).href)),
    );
    besideEachOther(vi, en, note);
  }
  for (const file of readdirSync(schemas, { recursive: true, encoding: "utf8" }).filter((each) =>
    each.endsWith(".json"),
  ))
    inBoth(JSON.parse(readFileSync(fileURLToPath(new URL(file, schemas)), "utf8")), note);
  return found;
}

type Note = (vi: string, en: string) => void;

/** Two trees of the same shape: the words of one area. */
function besideEachOther(vi: unknown, en: unknown, note: Note): void {
  if (typeof vi === "string" && typeof en === "string") note(vi, en);
  else if (isTree(vi) && isTree(en))
    for (const key of Object.keys(vi)) besideEachOther(vi[key], en[key], note);
}

/** A form or a procedure: wherever it speaks, it holds both. */
function inBoth(tree: unknown, note: Note): void {
  if (!isTree(tree)) return;
  const { vi, en } = tree;
  if (typeof vi === "string" && typeof en === "string") note(vi, en);
  for (const each of Object.values(tree)) inBoth(each, note);
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
