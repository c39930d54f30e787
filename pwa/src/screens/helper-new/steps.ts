/** The addresses of the five pages, in their order. */

export const STEPS = ["", "nghe", "ai", "bao-tin", "dong-y"] as const;

export function hrefOf(at: number): string {
  const step = STEPS[at] ?? "";
  return step === "" ? "/giup/moi" : `/giup/moi/${step}`;
}
