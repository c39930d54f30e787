/** What lies sealed in rows: changes and open edits, opened and closed again. */

import type { Open } from "../sync/edits";
import { type Hex, pack, unpack } from "../sync/packing";
import { unpackSigned } from "../sync/seal";
import { StoreError } from "./errors";
import { neededKeys } from "./keys";
import type { ChangeRow, DocumentRow } from "./schema";

/** Open edits with the time of the last one, by the clock that changes carry. */
export interface OpenNow extends Open {
  readonly unixMs: number;
}

export interface OpenedChange {
  readonly payload: Uint8Array;
  /** Empty while it is unsigned. */
  readonly envelope: Uint8Array;
}

export async function openedChange(row: ChangeRow): Promise<OpenedChange> {
  const bytes = await (await neededKeys()).vault.open("changes", row.id, row.sealed);
  if (row.status === "unsigned") return { payload: bytes, envelope: new Uint8Array() };
  return { payload: payloadOf(bytes), envelope: bytes };
}

/** The first half of a record that was signed, and verified before it was stored. */
export function payloadOf(record: Uint8Array): Uint8Array {
  const signed = unpackSigned(record);
  if (signed === null) throw new StoreError("corrupt");
  return signed[0];
}

export async function openEdits({ document, open }: DocumentRow): Promise<OpenNow | null> {
  if (open === null) return null;
  const bytes = await (await neededKeys()).vault.open("documents", document, open);
  const [unixMs, schema, operations] = unpack(bytes) as [number, string, Open["operations"]];
  return { unixMs, schema, operations };
}

export async function sealEdits(document: Hex, open: OpenNow): Promise<Uint8Array> {
  return (await neededKeys()).vault.seal(
    "documents",
    document,
    pack([open.unixMs, open.schema, open.operations]),
  );
}
