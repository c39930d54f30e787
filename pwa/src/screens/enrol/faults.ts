/** What is wrong with a sign-in before it is sent. Pure. */

import type { enrol } from "../../words/vi/enrol";

export interface EnrolFault {
  /** The control that it belongs to. */
  readonly id: "code" | "label";
  readonly sentence: string;
}

/** As many characters as the hub takes for a code; a name that is longer says more than one reads. */
const codeCharactersMax = 64;
const labelCharactersMax = 60;

export function faultsOf(code: string, label: string, words: typeof enrol): readonly EnrolFault[] {
  const faults: EnrolFault[] = [];
  if (code.trim() === "") faults.push({ id: "code", sentence: words.codeMissing });
  else if (code.trim().length > codeCharactersMax) faults.push({ id: "code", sentence: words.codeLong });
  if (label.trim() === "") faults.push({ id: "label", sentence: words.labelMissing });
  else if (label.trim().length > labelCharactersMax) faults.push({ id: "label", sentence: words.labelLong });
  return faults;
}
