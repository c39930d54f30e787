/** The ways from version to version, each fetched when first needed. */

import { nameOf, numberOf } from "../store/formName";
import type { Link } from "./carry";
import { loadCarry } from "./catalogue";

/** Those that lead up to a version, in order; only from where they do so without a gap. */
export async function linksTo(form: string): Promise<readonly Link[]> {
  const links: Link[] = [];
  for (let number = numberOf(form); number > 1; number--) {
    const to = `${nameOf(form)}@${number}`;
    const carry = await loadCarry(to);
    if (carry === null) break;
    links.unshift({ ...carry, to });
  }
  return links;
}
