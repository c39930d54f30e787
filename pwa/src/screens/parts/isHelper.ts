/** Whether this device's person helps others fill in, and for which group. */

import { identity } from "../../store/identity";

/** Reads who is signed in; call it while drawing. */
export function isHelper(): boolean {
  const { account } = identity.value;
  return account !== null && account.role === "citizen" && account.unit !== "";
}

/** As it stands on their badge and on the paper. */
export function helperNow(): { readonly person: string; readonly group: string } {
  const { account } = identity.value;
  return { person: account?.person ?? "", group: account?.unitName ?? "" };
}
