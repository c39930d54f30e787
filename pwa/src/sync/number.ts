/** The provisional number of a dossier: short, said aloud, no look-alikes (SPEC N1). */

import type { Hex } from "./packing";

/** No digit or letter that looks or sounds like another. */
export const ALPHABET = "34679ACDEFHJKMNPRTWXY";

/** From the document's id: "K7PM 3XHW". */
export function provisional(document: Hex): string {
  const base = BigInt(ALPHABET.length);
  let rest = BigInt(`0x${document.slice(0, 16)}`);
  let text = "";
  for (let place = 0; place < 8; place++) {
    text = ALPHABET.charAt(Number(rest % base)) + text;
    rest /= base;
  }
  return `${text.slice(0, 4)} ${text.slice(4)}`;
}
