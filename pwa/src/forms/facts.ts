/** What is told of a procedure, worked out from its record: how many facts nobody has verified, what a fee comes to. Pure. */

import type { Language } from "../store/settings";
import { moneyText } from "./format";
import type { Fee, Procedure } from "./procedures";

/** As many as the page marks. */
export function unverifiedCount(procedure: Procedure): number {
  const { online, receiving, competent, time_limit: limit, fee, result, unsent } = procedure;
  const told = [
    ...[online, receiving, competent, limit, fee, result],
    ...(fee.exemptions ?? []),
    ...procedure.documents,
    ...(procedure.conditions ?? []),
    ...(procedure.questions ?? []).map(({ answer }) => answer),
    ...procedure.legal_basis,
    ...(unsent === undefined ? [] : [unsent.advice]),
  ];
  return told.filter(({ verified }) => !verified).length;
}

/** The amount, which stands in large type, and what else its sentence says: `0 đồng`, `Đổi giấy tờ vì …`. */
export function feeSaid({ text, amount }: Fee, language: Language, ask: string): readonly [string, string] {
  const said = text[language];
  const large = amount === "unknown" ? ask : moneyText(amount);
  if (said === large) return [large, ""];
  const rest = [". ", ": "].map((end) => large + end).find((start) => said.startsWith(start));
  return [large, rest === undefined ? said : capitalised(said.slice(rest.length))];
}

function capitalised(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase("vi") + text.slice(1);
}

/** In as few letters as it can be said, for a line that stands on every page: `0 đ`, `30.000 đ`. */
export function feeShort({ amount }: Fee, ask: string): string {
  return amount === "unknown" ? ask : moneyText(amount).replace(/ đồng$/, "\u00a0đ");
}
