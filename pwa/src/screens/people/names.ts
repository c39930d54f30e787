/** What is wrong with a name before it goes on the list. Pure. */

import { NAME_CHARACTERS_MAX, type Person } from "../../store/people";
import type { people as words } from "../../words/vi/people";

export function nameFault(
  typed: string,
  others: readonly Pick<Person, "name">[],
  said: typeof words,
): string | undefined {
  const name = tidied(typed);
  if (name === "") return said.nameMissing;
  if (name.length > NAME_CHARACTERS_MAX) return said.nameLong;
  const isTaken = others.some((other) => other.name.toLowerCase() === name.toLowerCase());
  return isTaken ? said.nameTaken : undefined;
}

export function tidied(typed: string): string {
  return typed.normalize("NFC").trim().replace(/\s+/g, " ");
}
