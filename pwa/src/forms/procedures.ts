/** The procedures of the catalogue, as in schemas/procedures. `verified: false` marks what nobody has checked yet. */

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { type Catalogue, catalogue, keptEntry } from "../store/catalogue";
import type { Words } from "./dialect";

export interface Fact {
  readonly text: Words;
  readonly verified: boolean;
}

export interface LegalText {
  readonly text: string;
  readonly effective_from: string | null;
  readonly verified: boolean;
}

export interface Paper extends Fact {
  readonly originals: number | "unknown";
  readonly copies: number | "unknown";
  readonly when?: Words;
  /** Shown at the desk, and taken home again. */
  readonly shown_only?: boolean;
  /** The authority can look it up, if the person agrees. */
  readonly database?: boolean;
}

export interface Fee extends Fact {
  /** In đồng. */
  readonly amount: number | "unknown";
  readonly online: number | "unknown";
  readonly exemptions?: readonly Fact[];
}

/** A question as people ask it, and a plain answer. */
export interface Question {
  readonly ask: Words;
  readonly answer: Fact;
}

/** What to do about a dossier that waits for a network between these times of the day, through midnight too. */
export interface Unsent {
  /** "22:30", the clock of Ho Chi Minh City. */
  readonly begins: string;
  readonly ends: string;
  readonly advice: Fact;
  /** The field of the form with the unit whose police is to be told: `/host/addr/unit`. */
  readonly unit?: string;
}

/** A short film, fetched only by who asks for it. */
export interface Clip {
  readonly path: string;
  readonly bytes: number;
  readonly caption: Words;
}

/** Under which people look, in this order. */
export const groups = ["papers", "housing", "support", "business", "reports"] as const;

export type Group = (typeof groups)[number];

export interface Procedure {
  readonly code: string;
  readonly name: Words;
  /** What people call it. */
  readonly plain: Words;
  readonly form: string;
  readonly group: Group;
  readonly level: "commune" | "city" | "police" | "port";
  readonly effective_from: string;
  /** The last day; a later record of the same code goes on from there. */
  readonly effective_until?: string;
  readonly online: Fact & { readonly level: "full" | "partial" | "unknown" };
  readonly receiving: Fact;
  readonly competent: Fact;
  readonly time_limit: Fact;
  readonly fee: Fee;
  readonly legal_basis: readonly LegalText[];
  readonly documents: readonly Paper[];
  /** Who may, and when. */
  readonly conditions?: readonly Fact[];
  readonly result: Fact;
  readonly questions?: readonly Question[];
  /** Words that people look for. */
  readonly synonyms: readonly string[];
  readonly unsent?: Unsent;
  readonly clip?: Clip;
}

const files = import.meta.glob<Procedure>("../../../schemas/procedures/*.json", {
  eager: true,
  import: "default",
});
const builtIn = new Map(Object.entries(files).map(([file, procedure]) => [entryOf(file), procedure]));
const current = signal<readonly Procedure[]>([...builtIn.values()]);

/** Every record, those that were or will be in force too (inForce.ts): those of the hub's catalogue, once it has been read, and anew when another has come; until then those built in. */
export const procedures: ReadonlySignal<readonly Procedure[]> = current;

effect(() => {
  const now = catalogue.value;
  void proceduresOf(now).then(
    (found) => {
      if (now === catalogue.peek()) current.value = found;
    },
    // What cannot be read now leaves the list as it was.
    () => {},
  );
});

async function proceduresOf({ names, kept }: Catalogue): Promise<readonly Procedure[]> {
  const wanted = [...(names ?? builtIn.keys())].filter((name) => name.startsWith("procedure/"));
  const found = await Promise.all(
    wanted.map(
      async (name) => (kept.has(name) ? await keptEntry<Procedure>(name) : null) ?? builtIn.get(name),
    ),
  );
  return found.filter((each) => each !== undefined);
}

/** `procedure/1.001193` for a file of schemas/procedures. */
function entryOf(file: string): string {
  return `procedure/${file.slice(file.lastIndexOf("/") + 1, -".json".length)}`;
}
