/** Pages of those who hold such a mandate, in an open session. Anybody else comes in without one: the hub says that it is not theirs. */

import type { ComponentChildren } from "preact";
import { hasRole, type Role } from "../../store/me";
import { AtWork } from "./AtWork";

interface Props {
  readonly roles: readonly Role[];
  readonly children: ComponentChildren;
}

export function UnderMandate({ roles, children }: Props) {
  return roles.some(hasRole) ? <AtWork>{children}</AtWork> : children;
}
