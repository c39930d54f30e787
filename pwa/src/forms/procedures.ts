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

export interface Procedure {
  readonly code: string;
  readonly name: Words;
  /** What people call it. */
  readonly plain: Words;
  readonly form: string;
  readonly level: "commune" | "city" | "police" | "port";
  readonly effective_from: string;
  readonly receiving: Fact;
  readonly competent: Fact;
  readonly time_limit: Fact;
  readonly fee: Fact & { readonly amount: number | "unknown" };
  readonly legal_basis: readonly LegalText[];
  readonly documents: readonly Fact[];
  readonly result: Fact;
  /** Words that people look for, without marks. */
  readonly synonyms: readonly string[];
}

const files = import.meta.glob<Procedure>("../../../schemas/procedures/*.json", {
  eager: true,
  import: "default",
});
const builtIn = new Map(Object.entries(files).map(([file, procedure]) => [entryOf(file), procedure]));
const current = signal<readonly Procedure[]>([...builtIn.values()]);

/** Those of the hub's catalogue, once it has been read, and anew when another has come; until then those built in. */
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
