/** One quiet sentence where the hub has not been asked for a long time whether the list is still true. */

import { catalogueAskedMs } from "../../store/catalogue";
import { catalogueWords } from "../../words/catalogue";
import { date } from "../../words/time";

const oldMs = 30 * 24 * 3_600_000;

export function OldNews() {
  const askedMs = catalogueAskedMs.value;
  if (askedMs === null || Date.now() - askedMs < oldMs) return null;
  return <p class="small">{catalogueWords.value.old(date(askedMs))}</p>;
}
