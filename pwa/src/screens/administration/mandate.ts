/** A mandate while an administrator writes it: what keeps it from being given, and what is sent. Pure. */

import { isDay } from "../../forms/days";
import type { GiveMandate, MandateRole } from "../../wire.gen";
import type { administration } from "../../words/vi/administration";

export interface Writing {
  readonly role: MandateRole | "";
  readonly authority: string;
  readonly isForAll: boolean;
  readonly procedures: readonly string[];
  /** Days as they are typed, whole or not; "" for none. */
  readonly begins: string;
  readonly ends: string;
}

export interface PartFault {
  readonly part: "role" | "authority" | "procedures" | "begins" | "ends";
  readonly sentence: string;
}

export const ROLES: readonly MandateRole[] = [
  "reception",
  "processing",
  "leader",
  "helper",
  "kiosk",
  "administrator",
  "auditor",
];

export function newMandate(authority: string, today: string): Writing {
  return { role: "", authority, isForAll: true, procedures: [], begins: today, ends: "" };
}

export function faultsOf(
  { role, authority, isForAll, procedures, begins, ends }: Writing,
  words: typeof administration,
): readonly PartFault[] {
  const told = [
    ["role", role === "" ? words.roleMissing : null],
    ["authority", authority === "" ? words.placeMissing : null],
    ["procedures", !isForAll && procedures.length === 0 ? words.proceduresMissing : null],
    ["begins", begins === "" ? words.beginsMissing : isDay(begins) ? null : words.dayOdd],
    ["ends", ends === "" ? null : !isDay(ends) ? words.dayOdd : ends < begins ? words.endsBefore : null],
  ] as const;
  return told.flatMap(([part, sentence]) => (sentence === null ? [] : [{ part, sentence }]));
}

/** Of a writing without faults, upon a page as it was read. */
export function givenOf(
  { role, authority, isForAll, procedures, begins, ends }: Writing,
  state: string,
): GiveMandate | null {
  if (role === "") return null;
  return {
    state,
    role,
    authority,
    procedures: isForAll ? null : procedures,
    begins,
    ends: ends === "" ? null : ends,
  };
}
