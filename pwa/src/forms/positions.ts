/** Where a new row goes, and what it is called. A position is a fraction written in the 94 characters `!` to `~`. */

const FIRST = 0x21;
const BASE = 94;
const LENGTH_MAX = 64;
const ID_BYTES = 8;
const ID_ALPHABET = "0123456789abcdefghijklmnopqrstuv";

/** A position after `before` and ahead of `after`; "" stands for the beginning and for the end. */
export function between(before: string, after: string): string {
  const made = midway(before, after);
  if (made > before && (after === "" || made < after) && made.length <= LENGTH_MAX) return made;
  // No room between two neighbours that other devices put together: the row id orders them then.
  return before === "" ? "!" : before;
}

function midway(before: string, after: string): string {
  let made = "";
  let low = before;
  let high = after;
  while (made.length < LENGTH_MAX) {
    const from = low === "" ? 0 : low.charCodeAt(0) - FIRST;
    const to = high === "" ? BASE : high.charCodeAt(0) - FIRST;
    if (to - from > 1) return made + String.fromCharCode(FIRST + Math.floor((from + to) / 2));
    made += String.fromCharCode(FIRST + from);
    low = low.slice(1);
    // Once a smaller character is chosen, whatever follows stays below `after`.
    high = from === to ? high.slice(1) : "";
  }
  return made;
}

/** 64 random bits as 13 characters of base32hex. */
export function newRowId(): string {
  let bits = 0n;
  for (const byte of crypto.getRandomValues(new Uint8Array(ID_BYTES))) bits = (bits << 8n) | BigInt(byte);
  let id = "";
  for (let place = 12n; place >= 0n; place -= 1n) id += ID_ALPHABET[Number((bits >> (place * 5n)) & 31n)];
  return id;
}
