/** How a dossier stands for who helps with it, by the hub's clock as far as it is known. Call it while drawing. */

import { syncState } from "../../net/schedule";
import { type Assisted, standingAt } from "../../store/assisted";
import type { DossierCard } from "../../store/cardOf";
import type { ConsentStanding } from "../../wire.gen";

export function consentNow(assisted: Assisted): ConsentStanding {
  return standingAt(assisted, Date.now() + syncState.value.clockOffsetMs);
}

/** Nothing can be done with it any more, and it was not handed in. */
export function isOver({ assisted }: Pick<DossierCard, "assisted">): boolean {
  const standing = assisted === null ? "open" : consentNow(assisted);
  return standing === "ended" || standing === "cancelled" || standing === "declined";
}
