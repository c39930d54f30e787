/** The helper's badge as the hub signed it: kept, so that it can be shown where there is no network. */

import { read, write } from "./db";
import { keys, neededKeys } from "./keys";

/** Null where there is none. */
export async function keptBadge(): Promise<Uint8Array | null> {
  const known = await keys();
  const row = await read(["facts"], (tx) => tx.get("facts", "badge"));
  if (known === null || row?.name !== "badge") return null;
  return known.vault.open("facts", "badge", row.sealed);
}

export async function keepBadge(record: Uint8Array): Promise<void> {
  const sealed = await (await neededKeys()).vault.seal("facts", "badge", record);
  await write(["facts"], (tx) => tx.put("facts", { name: "badge", sealed }));
}
