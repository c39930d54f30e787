/** Hands the person a file with everything that the hub does not have yet. */

import { exportUnsent } from "../../store/dossiers";
import { date } from "../../words/time";

export async function saveUnsent(): Promise<void> {
  const address = URL.createObjectURL(await exportUnsent());
  const link = document.createElement("a");
  link.href = address;
  link.download = `hai-dang-${date(Date.now()).replaceAll("/", "-")}.haidang`;
  link.click();
  // The browser has taken hold of it by the next task; until then the address must live.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
