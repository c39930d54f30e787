/** Somebody new while they are written down: what keeps them from being sent. Pure. */

import type { NewPerson } from "../../wire.gen";
import type { administration } from "../../words/vi/administration";
import { plainLine } from "../parts/plainLine";

export interface PartFault {
  readonly part: keyof NewPerson;
  readonly sentence: string;
}

/** Of a person as `plainPerson` gives them. */
export function faultsOf(
  { person, staff, unit }: NewPerson,
  words: typeof administration,
): readonly PartFault[] {
  const odd = /[\s@]/.test(staff) || /^[0-9]{12}$/.test(staff);
  const told = [
    ["person", person === "" ? words.nameMissing : null],
    ["staff", staff === "" ? words.staffMissing : odd ? words.staffOdd : null],
    ["unit", unit === "" ? words.unitMissing : null],
  ] as const;
  return told.flatMap(([part, sentence]) => (sentence === null ? [] : [{ part, sentence }]));
}

/** As the hub takes it: composed letters, no blanks at the ends, single ones between. */
export function plainPerson({ person, staff, unit }: NewPerson): NewPerson {
  return { person: plainLine(person), staff: plainLine(staff), unit };
}
