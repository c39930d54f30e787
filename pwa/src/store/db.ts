/**
 * The one handle on IndexedDB, and the two ways through it: `read` and `write`.
 *
 * - A handle dies in the field (the browser closes it, the disk hiccups, WebKit loses its server). It is dropped at the
 *   first sign and opened anew, with short pauses; the work is then done again, so work must stand being done twice.
 * - What lies behind the new handle may be another database: an emptied one. Whoever asked for it (`onTaken`) hears of
 *   every such change of handles, whether the browser announced it or a request only failed.
 * - `write` is one transaction. It resolves only once that is on disk: durability "strict", and where the browser does
 *   not know the word, once the rows were read back in a new transaction.
 * - When a newer release wants to upgrade, this tab lets go at once and says that it must be reloaded.
 */

import {
  type IDBPDatabase,
  type IDBPTransaction,
  type IndexKey,
  type IndexNames,
  openDB,
  type StoreKey,
  type StoreValue,
} from "idb";
import { mayHeal, StoreError, storeError } from "./errors";
import { nameOf } from "./profile";
import { DATABASE_VERSION, type Table, type Tables, upgrade } from "./schema";

type Row<T extends Table> = StoreValue<Tables, T>;
type Key<T extends Table> = StoreKey<Tables, T>;

export interface Reading {
  get<T extends Table>(table: T, key: Key<T>): Promise<Row<T> | undefined>;
  all<T extends Table>(table: T): Promise<Row<T>[]>;
  where<T extends Table, I extends IndexNames<Tables, T>>(
    table: T,
    index: I,
    range: IndexKey<Tables, T, I> | IDBKeyRange,
    most?: number,
  ): Promise<Row<T>[]>;
  count<T extends Table, I extends IndexNames<Tables, T>>(
    table: T,
    index: I,
    range: IDBKeyRange,
  ): Promise<number>;
}

export interface Writing extends Reading {
  put<T extends Table>(table: T, row: Row<T>): Promise<void>;
  drop<T extends Table>(table: T, key: Key<T>): Promise<void>;
  clear(table: Table): Promise<void>;
}

const PAUSES_MS = [50, 250, 1_000] as const;
/** WebKit at times never answers the first request to open. */
const OPENING_MS_MAX = 10_000;

let handle: Promise<IDBPDatabase<Tables>> | null = null;
let dropped = 0;
/** This page speaks for nobody any more. */
let isLeft = false;
/** The handle went without our doing, and nothing has been read or written since. */
let isTaken = false;
let whenOutdated: () => void = () => {};
let whenTaken: () => void = () => {};

/** Reads from one snapshot. Nothing but its own requests may be awaited inside `work`. */
export function read<T>(tables: readonly Table[], work: (tx: Reading) => Promise<T>): Promise<T> {
  return healing(async () => {
    const db = await connection();
    const tx = db.transaction([...tables], "readonly");
    return settled(tx, () => work(readingIn(tx)));
  });
}

/**
 * One transaction, all or nothing. `work` may run again when the handle died: it compares before it writes. "relaxed"
 * is for what can be made again from the rest.
 */
export function write<T>(
  tables: readonly Table[],
  work: (tx: Writing) => Promise<T>,
  durability: "strict" | "relaxed" = "strict",
): Promise<T> {
  return healing(async () => {
    const db = await connection();
    const tx = db.transaction([...tables], "readwrite", { durability });
    const written = new Map<string, readonly [table: Table, key: Key<Table>]>();
    const result = await settled(tx, () => work(writingIn(tx, written)));
    if (durability === "strict" && tx.durability !== durability && written.size > 0)
      await readBack(db, [...written.values()]);
    return result;
  });
}

/** Called when a newer release has taken the database over: until it is reloaded this page saves nothing. */
export function onOutdated(tell: () => void): void {
  whenOutdated = tell;
}

/** Called once the database can be used again after its handle was lost: it may be worth a look what is left in it. */
export function onTaken(tell: () => void): void {
  whenTaken = tell;
}

/** Lets go of the handle; the next read or write opens it again. */
export async function close(): Promise<void> {
  const closing = handle;
  drop();
  (await closing?.catch(() => null))?.close();
}

/** Nothing is read or written here from now on: the page is about to be loaded anew, for somebody else. */
export async function leave(): Promise<void> {
  isLeft = true;
  await close();
}

/** Counts the handles that are gone. Behind the next one the database may be another: emptied, or made anew. */
export function handlesDropped(): number {
  return dropped;
}

function drop(): void {
  handle = null;
  dropped++;
}

async function healing<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      const result = await work();
      if (isTaken) {
        isTaken = false;
        whenTaken();
      }
      return result;
    } catch (reason) {
      const pause = PAUSES_MS[attempt];
      if (pause === undefined || !mayHeal(reason)) throw storeError(reason);
      // Chromium announces no end of a handle that is closed already, so this may be all there is to see of an eviction.
      isTaken = true;
      await close();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function connection(): Promise<IDBPDatabase<Tables>> {
  if (isLeft) return Promise.reject(new StoreError("closed"));
  if (handle !== null) return handle;
  const opening = open().catch((reason: unknown) => {
    if (handle === opening) drop();
    throw reason;
  });
  handle = opening;
  return opening;
}

/** Where it fails, the next work opens it and tells. */
function reopen(): void {
  isTaken = true;
  void healing(connection).catch(() => {});
}

function open(): Promise<IDBPDatabase<Tables>> {
  return new Promise((resolve, reject) => {
    let awaited = true;
    const giveUp = (code: "blocked" | "unavailable"): void => {
      awaited = false;
      reject(new StoreError(code));
    };
    const timer = setTimeout(giveUp, OPENING_MS_MAX, "unavailable");
    openDB<Tables>(nameOf("database"), DATABASE_VERSION, {
      upgrade,
      blocked: () => giveUp("blocked"),
      blocking(_current, wanted) {
        void close();
        // Without a version it is being deleted, not upgraded.
        if (wanted === null) reopen();
        else whenOutdated();
      },
      terminated() {
        drop();
        reopen();
      },
    })
      .then((db) => (awaited ? resolve(db) : db.close()), reject)
      .finally(() => clearTimeout(timer));
  });
}

type Transaction<M extends IDBTransactionMode> = IDBPTransaction<Tables, Table[], M>;

/** The result of `work` once the transaction is complete; what made it fail, if it failed. */
async function settled<T>(tx: Transaction<IDBTransactionMode>, work: () => Promise<T>): Promise<T> {
  // Awaited below; until then a failure of it is no unhandled one.
  tx.done.catch(() => {});
  try {
    const result = await work();
    await tx.done;
    return result;
  } catch (reason) {
    const cause = tx.error ?? reason;
    try {
      tx.abort();
    } catch {
      // It had ended already.
    }
    throw cause;
  }
}

function readingIn(tx: Transaction<"readonly" | "readwrite">): Reading {
  return {
    get: (table, key) => tx.objectStore(table).get(key),
    all: (table) => tx.objectStore(table).getAll(),
    where: (table, index, range, most) => tx.objectStore(table).index(index).getAll(range, most),
    count: (table, index, range) => tx.objectStore(table).index(index).count(range),
  };
}

function writingIn(
  tx: Transaction<"readwrite">,
  written: Map<string, readonly [Table, Key<Table>]>,
): Writing {
  return {
    ...readingIn(tx),
    async put(table, row) {
      const key = await tx.objectStore(table).put(row);
      written.set(`${table}|${key}`, [table, key]);
    },
    async drop(table, key) {
      await tx.objectStore(table).delete(key);
      written.delete(`${table}|${key}`);
    },
    clear: (table) => tx.objectStore(table).clear(),
  };
}

async function readBack(
  db: IDBPDatabase<Tables>,
  written: readonly (readonly [Table, Key<Table>])[],
): Promise<void> {
  const tx = db.transaction(
    written.map(([table]) => table),
    "readonly",
  );
  await settled(tx, async () => {
    for (const [table, key] of written)
      if ((await tx.objectStore(table).get(key)) === undefined) throw new StoreError("corrupt");
  });
}
