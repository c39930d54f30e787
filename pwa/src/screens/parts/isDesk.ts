/** Whether this device belongs to a desk: many people sit at it, so nobody's own things are offered there. */

import { identity } from "../../store/identity";
import { worksAtDesk } from "../../store/me";

/** Reads who is signed in, by what the hub said last of them; call it while drawing. */
export function isDesk(): boolean {
  return worksAtDesk() ?? identity.value.account?.role === "officer";
}
