/** What the first screen shows: who is here, and the dossiers as they were drawn last. Light on purpose. */

import { showKeptCards } from "./cards";
import { noted } from "./health";
import { startIdentity } from "./identity";
import { startMe } from "./me";

export async function firstLook(): Promise<void> {
  await noted(startIdentity());
  await noted(startMe());
  await noted(showKeptCards());
}
