/** The ways from version to version, carry.json of each, fetched when first needed. */

import { nameOf, numberOf } from "../store/formName";
import type { Carry, Link } from "./carry";

const carries = import.meta.glob<Carry>("../../../schemas/forms/*/*/carry.json", { import: "default" });

/** Those that lead up to a version, in order; only from where they do so without a gap. */
export async function linksTo(form: string): Promise<readonly Link[]> {
  const links: Link[] = [];
  for (let number = numberOf(form); number > 1; number--) {
    const load = carries[`../../../schemas/forms/${nameOf(form)}/${number}/carry.json`];
    if (load === undefined) break;
    links.unshift({ ...(await load()), to: `${nameOf(form)}@${number}` });
  }
  return links;
}
