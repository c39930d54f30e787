/** A cancel code as people type it from paper. Pure. */

import { CODE_GROUPS, GROUP_CHARS, plain } from "../../sync/consent";

/** Whether it can be one at all: letters that no code has are a slip, which the hub need not be asked about. */
export function couldBeCode(typed: string): boolean {
  return plain(typed).length === CODE_GROUPS * GROUP_CHARS;
}
