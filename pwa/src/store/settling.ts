/** What the hub's verdicts do to the changes here, in the transaction that takes its reply in (SPEC T3–T8, T21). */

import { decode } from "../sync/change";
import { type Hex, toHex } from "../sync/packing";
import { CHANGE, unpackSigned } from "../sync/seal";
import { type Answer, isOvertaken, type Reading as Meaning } from "../sync/session";
import type { SyncRequest } from "../wire.gen";
import { openedChange } from "./contents";
import { read, type Writing } from "./db";
import { authors } from "./devices";
import { neededKeys, seal } from "./keys";
import { type ChangeRow, REISSUED } from "./schema";

/** Of envelopes whose signature the hub could not verify: what becomes of each; absent where it goes again. */
export type Checked = ReadonlyMap<Hex, Pick<ChangeRow, "status" | "code" | "sealed">>;

export interface Settled {
  readonly documents: ReadonlySet<Hex>;
  /** Changes that were unsent and are settled now. */
  readonly newlySettled: number;
  /** The hub asked for something that is here. */
  readonly isQueued: boolean;
}

export async function settle(
  tx: Writing,
  request: SyncRequest,
  meaning: Meaning,
  checked: Checked,
  hubMs: number,
): Promise<Settled> {
  const documents = new Set<Hex>();
  let newlySettled = 0;
  for (const answer of meaning.answers) {
    const [row] = await tx.where("changes", "id", answer.id);
    if (row === undefined || row.code === REISSUED) continue;
    // Without a signature it cannot have been this device's envelope that was judged; it goes out first.
    if (row.status === "unsigned" || isOvertaken(row.status, answer)) continue;
    const next = judged(row, answer, checked, hubMs);
    if (next.status === row.status && next.code === row.code && answer.next !== "again") continue;
    if (answer.next === "again") await tx.drop("changes", row.order ?? 0);
    await tx.put("changes", next);
    documents.add(row.document);
    if (row.status === "unsent" && next.status !== "unsent" && next.status !== "unsigned") newlySettled++;
  }
  const queued = await queue(tx, await asked(tx, request, meaning));
  return { documents: new Set([...documents, ...queued]), newlySettled, isQueued: queued.size > 0 };
}

/** Before the transaction: of the envelopes with a bad signature, those that are bad here too. */
export async function check(meaning: Meaning): Promise<Checked> {
  const doubted = meaning.answers.filter(({ next }) => next === "check");
  if (doubted.length === 0) return new Map();
  const known = await neededKeys();
  const all = await authors();
  const rows = await read(["changes"], (tx) =>
    Promise.all(doubted.map(({ id }) => tx.where("changes", "id", id))),
  );
  const found = new Map<Hex, Pick<ChangeRow, "status" | "code" | "sealed">>();
  for (const row of rows.flat()) {
    const { payload, envelope } = await openedChange(row);
    const [, signature] = unpackSigned(envelope) ?? [];
    const change = decode(payload);
    const author = change.kind === "malformed" ? undefined : all.get(change.device);
    if (author && signature && (await seal.verify(author.public, CHANGE, payload, signature))) continue;
    if (row.own) {
      const sealed = await known.vault.seal("changes", row.id, payload);
      found.set(row.id, { status: "unsigned", code: "", sealed });
    } else found.set(row.id, { status: "refused", code: "bad-signature", sealed: row.sealed });
  }
  return found;
}

function judged(
  row: ChangeRow,
  { verdict, code, next, id }: Answer,
  checked: Checked,
  hubMs: number,
): ChangeRow {
  const { order: _, ...last } = row;
  if (next === "again") return last;
  if (next === "check") return { ...row, ...checked.get(id) };
  return { ...row, status: verdict, code, ackedMs: row.ackedMs || hubMs };
}

/** What is here of what the hub lacks: missing parents, and all of the documents whose heads it does not hold. */
async function asked(
  tx: Writing,
  request: SyncRequest,
  { missing, wanted }: Meaning,
): Promise<readonly ChangeRow[]> {
  const parents = await Promise.all(missing.map((id) => tx.where("changes", "id", id)));
  const lacked = new Set(wanted);
  const offered = request.heads.filter(([, heads]) => heads.some((head) => lacked.has(toHex(head))));
  const whole = await Promise.all(
    offered.map(([document]) => {
      const all = IDBKeyRange.bound([toHex(document), 0], [toHex(document), Number.POSITIVE_INFINITY]);
      return tx.where("changes", "taken", all);
    }),
  );
  return [...parents, ...whole].flat();
}

async function queue(tx: Writing, rows: readonly ChangeRow[]): Promise<ReadonlySet<Hex>> {
  const acknowledged = rows.filter(({ status }) => ["accepted", "waiting", "quarantined"].includes(status));
  for (const row of acknowledged) await tx.put("changes", { ...row, status: "unsent" });
  return new Set(acknowledged.map(({ document }) => document));
}
