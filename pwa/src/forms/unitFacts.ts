/** What a ward, commune or zone says of itself, as the hub's catalogue has it, and what of it holds on a day. Pure. */

import type { FactKind, UnitFact } from "../wire.gen";

/** One of the list that an entry `unit/<code>` holds. */
export type PublishedFact = Pick<UnitFact, "kind" | "text" | "begins" | "ends">;

/** Those of a kind that hold on that day, the last of theirs included. What is said twice is there once. */
export function factsOn(
  facts: readonly PublishedFact[],
  kind: FactKind,
  day: string,
): readonly PublishedFact[] {
  const holding = facts.filter((fact) => fact.kind === kind && holdsOn(fact, day));
  return holding.filter((fact, at) => holding.findIndex(({ text }) => text === fact.text) === at);
}

export function holdsOn({ begins, ends }: Pick<PublishedFact, "begins" | "ends">, day: string): boolean {
  return begins <= day && (ends === null || day <= ends);
}

/** Whether an answer is one of the listed texts. Capitals and blanks make no other place; marks do. */
export function isListed(listed: readonly string[], answer: string): boolean {
  return listed.some((text) => plain(text) === plain(answer));
}

/** Where a number leads when it is pressed: without what parts its figures, and without the 0 that is for calls at home. */
export function dialling(telephone: string): string {
  const abroad = telephone.replace(/^(\+[0-9 .-]+)\(0\)/, "$1");
  return `tel:${abroad.replace(/[^0-9+]/g, "")}`;
}

function plain(text: string): string {
  return text.normalize("NFC").trim().replace(/\s+/g, " ").toLocaleLowerCase("vi");
}
