/** Notes on replaced values that a person has read: they are not shown again on this device (SPEC X11). */

import { type Hex, pack, unpack } from "../sync/packing";
import { read, write } from "./db";
import { neededKeys } from "./keys";
import { stamp } from "./storing";
import type { FieldView } from "./viewOf";
import { tell } from "./watch";

/** Beyond this the oldest are forgotten, and shown once more. */
const NOTES_MAX = 1_024;

/** Sets aside what these fields list as replaced. */
export async function setAside(document: Hex, fields: readonly FieldView[]): Promise<void> {
  const notes = fields.flatMap(({ path, replaced }) => replaced.map(({ change }) => `${path} ${change}`));
  if (notes.length === 0) return;
  const { vault } = await neededKeys();
  const row = await read(["asides"], (tx) => tx.get("asides", document));
  const before = row ? (unpack(await vault.open("asides", document, row.sealed)) as readonly string[]) : [];
  const all = [...new Set([...before, ...notes])].slice(-NOTES_MAX);
  const sealed = await vault.seal("asides", document, pack(all));
  await write(["asides", "documents"], async (tx) => {
    await tx.put("asides", { document, sealed });
    await stamp(tx, document);
  });
  tell({ documents: [document] });
}
