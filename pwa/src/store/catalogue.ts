/**
 * The catalogue as the hub gave it last: of its entries only those that this release of the app does not bring along.
 * Where none is kept, what is built in holds (forms/entries.ts).
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { type Hex, sameBytes } from "../sync/packing";
import { type Reading, read, write } from "./db";
import type { CatalogueRow, EntryRow } from "./schema";
import { coalesced } from "./turns";
import { tell, watch } from "./watch";

export interface Catalogue {
  /** The hub's moment at which it was issued; null while nothing has come from it. */
  readonly issuedMs: number | null;
  /** Of every entry; null while nothing has come. */
  readonly names: ReadonlySet<string> | null;
  /** Digests of the entries that are kept here. */
  readonly kept: ReadonlyMap<string, Hex>;
  /** Which field tells the dossiers of a form apart, where that is kept: lists need it at once. */
  readonly titles: Readonly<Record<string, string>>;
  /** Since when and until when each version counts, where that is kept. */
  readonly published: Readonly<Record<string, Dated>> | null;
}

interface Dated {
  readonly effective: string;
  readonly until: string | null;
}

const NOTHING: Catalogue = { issuedMs: null, names: null, kept: new Map(), titles: {}, published: null };

const current = signal(NOTHING);
const asked = signal<number | null>(null);
let shown: Uint8Array = new Uint8Array();
let looking: Promise<void> = Promise.resolve();

export const catalogue: ReadonlySignal<Catalogue> = current;
/** When the hub last said that this is what there is, by this device's clock; null where it never did. */
export const catalogueAskedMs: ReadonlySignal<number | null> = asked;

/** Reads what is kept, now and whenever a tab keeps more. Called before any screen; until then what is built in holds. */
export function startCatalogue(): void {
  const lookAgain = () => {
    looking = look("").catch(leaveAsItWas);
  };
  watch(({ catalogue: news }) => news && lookAgain());
  lookAgain();
}

/** The digest of an entry that is kept here; null where what is built in holds. */
export async function keptDigest(name: string): Promise<Hex | null> {
  await looking;
  return current.peek().kept.get(name) ?? null;
}

/** What an entry says; null where none of that name is kept. */
export async function keptEntry<T>(name: string): Promise<T | null> {
  const row = await read(["catalogue"], (tx) => tx.get("catalogue", name));
  return row === undefined ? null : said<T>(row);
}

export function heldCatalogue(): Promise<CatalogueRow | null> {
  return read(["facts"], catalogueIn);
}

/** Of what lies here, by name. */
export async function keptDigests(): Promise<ReadonlyMap<string, Hex>> {
  const rows = await read(["catalogue"], (tx) => tx.all("catalogue"));
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

/** All of it in one transaction, or nothing. `kept`: what is to lie here from now on, of which `fetched` is new. */
export async function keepCatalogue(
  row: CatalogueRow,
  kept: ReadonlyMap<string, Hex>,
  fetched: readonly EntryRow[],
): Promise<void> {
  await write(["facts", "catalogue"], async (tx) => {
    for (const { name, digest } of await tx.all("catalogue"))
      if (kept.get(name) !== digest) await tx.drop("catalogue", name);
    for (const entry of fetched) await tx.put("catalogue", entry);
    await tx.put("facts", row);
  });
  tell({ catalogue: true });
}

/** The hub has nothing newer. */
export async function keepAsked(row: CatalogueRow): Promise<void> {
  await write(["facts"], (tx) => tx.put("facts", row), "relaxed");
  tell({ catalogue: true });
}

/** One look after the other: of two at a time the older could have the last word. */
const look = coalesced(async (_: "") => {
  const { row, entries } = await read(["facts", "catalogue"], async (tx) => {
    return { row: await catalogueIn(tx), entries: await tx.all("catalogue") };
  });
  asked.value = row?.askedMs ?? null;
  const record = row?.record ?? new Uint8Array();
  // Asked again and nothing new: screens have nothing to draw.
  if (sameBytes(record, shown) && entries.length === current.peek().kept.size) return;
  shown = record;
  const titles = entries.find(({ name }) => name === "titles");
  const published = entries.find(({ name }) => name === "published");
  current.value = {
    issuedMs: row?.issuedMs ?? null,
    names: row === null ? null : new Set(row.names),
    kept: new Map(entries.map(({ name, digest }) => [name, digest])),
    titles: titles === undefined ? {} : said(titles),
    published: published === undefined ? null : said(published),
  };
});

async function catalogueIn(tx: Reading): Promise<CatalogueRow | null> {
  const row = await tx.get("facts", "catalogue");
  return row?.name === "catalogue" ? row : null;
}

/** What cannot be read now is read with the next news; till then what was shown holds. */
function leaveAsItWas(): void {}

function said<T>({ content }: EntryRow): T {
  return JSON.parse(new TextDecoder().decode(content));
}
