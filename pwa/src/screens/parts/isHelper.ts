/** Whether this device's person helps others fill in, and for which group. */

import { identity } from "../../store/identity";
import { hasRole, roles } from "../../store/me";

/** Reads what the hub said last of them, which is kept for when there is no network; call it while drawing. */
export function isHelper(): boolean {
  return hasRole("helper");
}

/** As it stands on their badge and on the paper. */
export function helperNow(): { readonly person: string; readonly group: string } {
  const group = roles.value.find(({ role }) => role === "helper")?.name ?? "";
  return { person: identity.value.account?.person ?? "", group };
}
