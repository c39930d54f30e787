// Dossiers with a payload in their texts, and the consents under which a helper begins some.
import { createHash } from "node:crypto";
import { templateOf, type Widget } from "../../../src/forms/dialect";
import { cancelling } from "../../../src/sync/consent";
import type { Hex, Value, ValueMap } from "../../../src/sync/packing";
import { type Complete, completeDossiers, type Placed } from "./complete";
import type { OtherPhone } from "./otherPhone";
import { payloads } from "./payloads";

/** A name or label on the wire has no control characters and is no longer than its field. */
const LINE_CHARS_MAX = 60;
/** What anybody may write as they like; the others are chosen, or counted. */
const FREE: ReadonlySet<Widget> = new Set(["text", "area", "name", "phone", "email", "code"]);

const lines = payloads.filter((each) => !/\p{Cc}/u.test(each) && each.length < LINE_CHARS_MAX);

/** A payload that fits where one line stands. */
export function lineOf(number: number): string {
  const line = lines[number * 2];
  if (line === undefined) throw new Error(`no ${number} lines among the payloads`);
  return line;
}

export interface Spoilt {
  readonly document: Hex;
  /** The payloads in fields that a form always shows with these answers. */
  readonly texts: readonly string[];
}

/** What payloads go in, one after another, over all dossiers. */
export interface Spoiler {
  /** As it stands in a form, but for a payload wherever people write freely: all of these are shown. */
  texts(dossier: Complete): Promise<Spoilt>;
  /** In every string, also where a form takes only one of its list. */
  everything(dossier: Complete): Promise<Hex>;
}

export function spoiler(writer: OtherPhone): Spoiler {
  let next = 0;
  const payload = () => {
    next += 1;
    return payloads[next % payloads.length] ?? "";
  };
  return {
    async texts({ answers, procedure, ui }) {
      const texts: string[] = [];
      const changed = replaced(answers, (path) => {
        if (!FREE.has(ui.fields[templateOf(path)]?.widget ?? "tick")) return null;
        texts.push(payload());
        return texts.at(-1) ?? "";
      });
      return { document: await handedIn(writer, procedure.form, changed), texts };
    },
    everything: ({ answers, procedure }) => handedIn(writer, procedure.form, replaced(answers, payload)),
  };
}

/** Of every form as many as it takes to see each field in which people write freely. */
export function enoughForEveryText(): readonly Complete[] {
  const seen = new Set<string>();
  const enough = completeDossiers().filter((dossier) => {
    const fresh = textsOf(dossier).filter((each) => !seen.has(each));
    for (const each of fresh) seen.add(each);
    return fresh.length > 0;
  });
  const all = completeDossiers().flatMap(({ procedure, ui }) =>
    Object.entries(ui.fields).flatMap(([template, { widget }]) =>
      FREE.has(widget) ? [`${procedure.form} ${template}`] : [],
    ),
  );
  const left = [...new Set(all)].filter((each) => !seen.has(each));
  if (left.length > 0) throw new Error(`no complete dossier answers ${left.join(", ")}`);
  return enough;
}

/** A consent before a witness, with a payload wherever somebody writes. */
export function consentOf(procedure: string, code: string, first: number): ValueMap {
  return {
    name: lineOf(first),
    procedure,
    text: 1,
    language: "vi",
    mode: "witness",
    proof: { name: lineOf(first + 1), phone: "0903123456" },
    expires: Date.now() + 7 * 86_400_000,
    cancel: createHash("sha256").update(cancelling(code)).digest("hex"),
    notices: { to: "post", name: lineOf(first + 2), phone: "", address: lineOf(first + 3) },
  };
}

function textsOf({ answers, procedure, ui }: Complete): readonly string[] {
  return Object.keys(answers)
    .map(templateOf)
    .filter((template) => FREE.has(ui.fields[template]?.widget ?? "tick"))
    .map((template) => `${procedure.form} ${template}`);
}

/** Null leaves a string as it is. */
function replaced(answers: Placed, other: (path: string) => string | null): Placed {
  return Object.fromEntries(
    Object.entries(answers).map(([path, value]) => [
      path,
      typeof value === "string" ? (other(path) ?? value) : value,
    ]),
  );
}

async function handedIn(writer: OtherPhone, form: string, answers: Placed): Promise<Hex> {
  const outside: Record<string, Value> = {};
  const rows = new Map<string, Record<string, Value>>();
  for (const [path, value] of Object.entries(answers)) {
    const [, list, place, name] = /^(.+)\/@(\d+)\/(.+)$/.exec(path) ?? [];
    if (list === undefined || name === undefined) outside[path] = value;
    else rows.set(`${list} ${place}`, { ...rows.get(`${list} ${place}`), [name]: value });
  }
  const document = await writer.begin(form, outside);
  for (const [at, own] of rows) await writer.addRow(document, form, at.split(" ")[0] ?? "", own);
  await writer.submit(document, form);
  return document;
}
