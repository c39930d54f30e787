/** For whom this device writes, and whose word it takes: what the hub answered at enrolment. */

import { pack, toHex, unpack } from "../sync/packing";
import type { Enrolled } from "../wire.gen";
import { read, write } from "./db";
import { deviceRow } from "./devices";
import { StoreError } from "./errors";
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
 * Dossiers begun before anybody signed in are attached to this account by being sent. Once somebody has, the profile is
 * theirs: of anybody else it fails with "not-theirs", and then nothing more is sent from here, for the hub now takes
 * this device's key for another person's.
 */
export async function keepAccount(enrolled: Enrolled): Promise<void> {
  const { vault } = await neededKeys();
  const sealed = await vault.seal("facts", "account", pack(enrolled));
  const own = await deviceRow(toHex(enrolled.device), enrolled.enrolment, false);
  const before = await account();
  const isAnother = before !== null && toHex(before.account) !== toHex(enrolled.account);
  if (isAnother) {
    await write(["facts"], async (tx) => {
      const row = await tx.get("facts", "account");
      if (row?.name === "account") await tx.put("facts", { ...row, isStopped: true });
    });
    throw new StoreError("not-theirs");
  }
  await write(["facts", "devices"], async (tx) => {
    await tx.put("facts", { name: "account", sealed });
    await tx.put("devices", own);
  });
  tell({ identity: true });
}
