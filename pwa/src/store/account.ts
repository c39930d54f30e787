/** For whom this device writes, and whose word it takes: what the hub answered at enrolment. */

import { pack, toHex, unpack } from "../sync/packing";
import type { Enrolled } from "../wire.gen";
import { read, write } from "./db";
import { deviceRow } from "./devices";
import { keys, neededKeys } from "./keys";
import { tell } from "./watch";

/** Null while this device belongs to nobody: then nothing is sent. */
export async function account(): Promise<Enrolled | null> {
  const known = await keys();
  if (known === null) return null;
  const row = await read(["facts"], (tx) => tx.get("facts", "account"));
  if (row?.name !== "account") return null;
  return unpack(await known.vault.open("facts", "account", row.sealed)) as Enrolled;
}

/**
 * Dossiers begun before are attached to this account by being sent. What somebody else kept about themselves goes: it
 * must not be offered to the next.
 */
export async function keepAccount(enrolled: Enrolled): Promise<void> {
  const { vault } = await neededKeys();
  const sealed = await vault.seal("facts", "account", pack(enrolled));
  const own = await deviceRow(toHex(enrolled.device), enrolled.enrolment, false);
  const before = await account();
  const isAnother = before !== null && toHex(before.account) !== toHex(enrolled.account);
  await write(["facts", "devices"], async (tx) => {
    await tx.put("facts", { name: "account", sealed });
    await tx.put("devices", own);
    if (!isAnother) return;
    await tx.drop("facts", "mine");
    await tx.drop("facts", "badge");
    await tx.drop("facts", "me");
  });
  tell({ identity: true });
}
