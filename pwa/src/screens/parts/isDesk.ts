/** Whether this device belongs to a desk: many people sit at it, so nobody's own things are offered there. */

import { identity } from "../../store/identity";

/** Reads who is signed in; call it while drawing. */
export function isDesk(): boolean {
  return identity.value.account?.role === "officer";
}
