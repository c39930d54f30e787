/**
 * The tables of a profile's database, and how an older one is brought up to date: additions only, so that a tab which
 * still runs the release before can go on reading and writing.
 *
 * `sealed` is ciphertext (vault.ts). What stands beside it in clear is hashes, counters and flags: enough to compare
 * within one transaction, where no decryption can be awaited. The catalogue is everybody's and is not sealed.
 */

import type { DBSchema, IDBPDatabase } from "idb";
import type { Hex } from "../sync/packing";

export const DATABASE_VERSION = 2;

/** `ChangeRow.taken` of what was refused, or built on it: kept and shown, in no fold. */
export const OUT = -1;

/** The code of a change that was built on a refused one, and was written again on other parents. */
export const REISSUED = "reissued";

/** Where a change is on its way to the hub. Accepted, waiting and quarantined are the hub's own words for it. */
export type Status = "unsigned" | "unsent" | "accepted" | "waiting" | "quarantined" | "refused";

/** "candidate" until it was shown that what is written here can be read back and used. */
export interface KeyRow {
  readonly name: "device" | "candidate";
  readonly device: Hex;
  /** SubjectPublicKeyInfo of the device's key. */
  readonly public: Uint8Array;
  /** Signs; never extractable. */
  readonly private: CryptoKey;
  /** Seals what is stored here; never extractable. */
  readonly vault: CryptoKey;
}

export interface Offered {
  readonly documents: number;
  readonly exclusions: number;
}

/** One row: where this device stands in its conversation with the hub. */
export interface ExchangeRow {
  readonly name: "exchange";
  readonly cursor: Uint8Array;
  readonly nonce: Uint8Array;
  /** Hub's time minus this device's. */
  readonly clockOffsetMs: number;
  /** The hub came back as another incarnation: how many documents and exclusions it has been offered so far. */
  readonly offered: Offered | null;
}

/** One row: for whom this device writes (`Enrolled`). */
export interface AccountRow {
  readonly name: "account";
  readonly sealed: Uint8Array;
  /** The hub takes this device's key for another person's (account.ts): nothing is sent from here any more. */
  readonly isStopped?: true;
}

/** One row: the catalogue that the hub gave last. Public, like its entries, so it lies here in clear. */
export interface CatalogueRow {
  readonly name: "catalogue";
  /** The manifest as the hub signed it. */
  readonly record: Uint8Array;
  /** The hub's moment at which it was issued. */
  readonly issuedMs: number;
  /** When the hub last said that there is nothing newer, by this device's clock. */
  readonly askedMs: number;
  /** Of every entry, those that are built into the app among them. */
  readonly names: readonly string[];
  /** Digest of what was built into the app that asked: another release asks again at once. */
  readonly builtIn: Hex;
}

/** An entry of the catalogue that this release of the app does not bring along. */
export interface EntryRow {
  readonly name: string;
  /** SHA-256 of the content. */
  readonly digest: Hex;
  /** Compact JSON, as the hub gave it. */
  readonly content: Uint8Array;
}

/** One row: what the person keeps about themselves (mine.ts). */
export interface MineRow {
  readonly name: "mine";
  readonly sealed: Uint8Array;
}

/**
 * The code with which a citizen ends what they let a helper do: made here, and sealed here until it stands on paper. One
 * row for each dossier whose code nobody has taken down yet.
 */
export interface CancelRow {
  readonly name: `cancel/${string}`;
  readonly sealed: Uint8Array;
}

/** One row: the badge of who helps, as the hub signed it. */
export interface BadgeRow {
  readonly name: "badge";
  readonly sealed: Uint8Array;
}

/** One row: what the hub said last of the person (me.ts). */
export interface MeRow {
  readonly name: "me";
  readonly sealed: Uint8Array;
}

/** One row: what a PIN is compared with (pin.ts). */
export interface PinRow {
  readonly name: "pin";
  readonly sealed: Uint8Array;
}

/** One row: how often a PIN was guessed, and until when no guess is taken. */
export interface TriesRow {
  readonly name: "tries";
  readonly wrong: number;
  readonly untilMs: number;
  /** The highest time ever seen here: a clock that is set back shortens nothing. */
  readonly seenMs: number;
}

/** Written, read back and removed, to see whether that works here. */
export interface ProbeRow {
  readonly name: "probe";
  readonly key: CryptoKey;
}

export interface DocumentRow {
  readonly document: Hex;
  /** Counts every step in which what is applied here may have moved: equal counters, equal heads. */
  readonly taken: number;
  /** The last such step that brought something from others. */
  readonly foreign: number;
  /** Moves when changes were taken back out of the document, so that it must be folded from nothing. */
  readonly epoch: number;
  /** Counts every write to the open edits. */
  readonly openRevision: number;
  /** The open edits, sealed; null while nothing is open. */
  readonly open: Uint8Array | null;
  /** What the change made of them will name: nothing new is applied while something is open, so the heads stay. */
  readonly openParents: readonly Hex[];
  readonly onlyHere: boolean;
  /** Counts everything that the card of the dossier may show. */
  readonly stamp: number;
}

export interface ChangeRow {
  /** The order in which changes came to be here. */
  readonly order?: number;
  readonly id: Hex;
  readonly document: Hex;
  readonly parents: readonly Hex[];
  /** The step (`DocumentRow.taken`) that took it in; 0 while it is only stored, OUT once it was taken back out. */
  readonly taken: number;
  /** Written by this device. */
  readonly own: boolean;
  readonly status: Status;
  readonly code: string;
  readonly bytes: number;
  /** When the hub acknowledged it, by the hub's clock; 0 before. */
  readonly ackedMs: number;
  /** The payload while unsigned, else the envelope. */
  readonly sealed: Uint8Array;
}

export interface ExclusionRow {
  /** SHA-256 of the record's payload. */
  readonly id: Hex;
  readonly document: Hex;
  readonly taken: number;
  /** The record as the hub signed it. */
  readonly sealed: Uint8Array;
}

/** A device whose changes can be verified: its record as the hub signed it, or, `bare`, its public key alone. */
export interface DeviceRow {
  readonly device: Hex;
  readonly bare: boolean;
  readonly sealed: Uint8Array;
}

/** An envelope whose author's key has not come yet. */
export interface ParkedRow {
  readonly order?: number;
  readonly id: Hex;
  readonly sealed: Uint8Array;
}

export interface OutcomeRow {
  readonly document: Hex;
  readonly version: number;
  readonly sealed: Uint8Array;
}

/** A card made for `DocumentRow.stamp`, to a version of what cards hold; derived, so it may be stale or absent. */
export interface CardRow {
  readonly document: Hex;
  readonly stamp: number;
  readonly version: number;
  readonly sealed: Uint8Array;
}

/** Notes on replaced values that a person has set aside (SPEC X11). */
export interface AsideRow {
  readonly document: Hex;
  readonly sealed: Uint8Array;
}

export interface Tables extends DBSchema {
  keys: { key: string; value: KeyRow };
  facts: {
    key: string;
    value:
      | ExchangeRow
      | AccountRow
      | CatalogueRow
      | MineRow
      | CancelRow
      | BadgeRow
      | MeRow
      | PinRow
      | TriesRow
      | ProbeRow;
  };
  documents: { key: Hex; value: DocumentRow };
  changes: {
    key: number;
    value: ChangeRow;
    indexes: { id: Hex; taken: [Hex, number]; status: [Status, number] };
  };
  exclusions: { key: Hex; value: ExclusionRow; indexes: { taken: [Hex, number] } };
  devices: { key: Hex; value: DeviceRow };
  parked: { key: number; value: ParkedRow; indexes: { id: Hex } };
  outcomes: { key: Hex; value: OutcomeRow };
  cards: { key: Hex; value: CardRow };
  asides: { key: Hex; value: AsideRow };
  catalogue: { key: string; value: EntryRow };
}

export const TABLES = [
  "keys",
  "facts",
  "documents",
  "changes",
  "exclusions",
  "devices",
  "parked",
  "outcomes",
  "cards",
  "asides",
  "catalogue",
] as const;
export type Table = (typeof TABLES)[number];

/** One step a version, each adding only. A published step never changes. */
export function upgrade(db: IDBPDatabase<Tables>, from: number): void {
  if (from < 1) {
    db.createObjectStore("keys", { keyPath: "name" });
    db.createObjectStore("facts", { keyPath: "name" });
    db.createObjectStore("documents", { keyPath: "document" });
    const changes = db.createObjectStore("changes", { keyPath: "order", autoIncrement: true });
    changes.createIndex("id", "id", { unique: true });
    changes.createIndex("taken", ["document", "taken"]);
    changes.createIndex("status", ["status", "order"]);
    const exclusions = db.createObjectStore("exclusions", { keyPath: "id" });
    exclusions.createIndex("taken", ["document", "taken"]);
    db.createObjectStore("devices", { keyPath: "device" });
    db.createObjectStore("parked", { keyPath: "order", autoIncrement: true }).createIndex("id", "id");
    db.createObjectStore("outcomes", { keyPath: "document" });
    db.createObjectStore("cards", { keyPath: "document" });
    db.createObjectStore("asides", { keyPath: "document" });
  }
  if (from < 2) db.createObjectStore("catalogue", { keyPath: "name" });
}
