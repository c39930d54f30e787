/** How a dossier stands for who helps with it, by the hub's clock as far as it is known. Call it while drawing. */

import { syncState } from "../../net/syncState";
import { type Assisted, standingAt } from "../../store/assisted";
import type { DossierCard } from "../../store/cardOf";
import type { ConsentStanding } from "../../wire.gen";

export function consentNow(assisted: Assisted): ConsentStanding {
  return standingAt(assisted, Date.now() + syncState.value.clockOffsetMs);
}

export type Over = "ended" | "cancelled" | "declined";

/** Why nothing can be done with it any more, though it was not handed in; null where something can, or it was. */
export function overBy({ assisted }: Pick<DossierCard, "assisted">): Over | null {
  const standing = assisted === null ? "open" : consentNow(assisted);
  return standing === "open" || standing === "submitted" ? null : standing;
}
