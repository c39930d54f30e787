/**
 * Cancel codes that nobody has taken down yet: sealed on this device from the moment of consent until somebody says that
 * the citizen holds it on paper. Then it is gone from here; only its hash is in the dossier.
 */

import type { Hex } from "../sync/packing";
import { read, write } from "./db";
import { keys } from "./keys";
import type { CancelRow } from "./schema";
import { tell } from "./watch";

const PREFIX = "cancel/";

export function cancelName(document: Hex): CancelRow["name"] {
  return `${PREFIX}${document}`;
}

/** Null once it was taken down. */
export async function cancelCode(document: Hex): Promise<string | null> {
  const known = await keys();
  const name = cancelName(document);
  const row = await read(["facts"], (tx) => tx.get("facts", name));
  if (known === null || row === undefined || !("sealed" in row)) return null;
  return new TextDecoder().decode(await known.vault.open("facts", name, row.sealed));
}

/** It stands on paper. */
export async function dropCancelCode(document: Hex): Promise<void> {
  await write(["facts"], (tx) => tx.drop("facts", cancelName(document)));
  tell({ documents: [document] });
}

/** Dossiers whose code is still to be taken down. */
export async function codesToTakeDown(): Promise<readonly Hex[]> {
  const rows = await read(["facts"], (tx) => tx.all("facts"));
  return rows.flatMap(({ name }) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
}
