/** How a word comes to be typed otherwise than it is written: keys of Telex and VNI that no keyboard took, or one slip. Pure. */

/** Below this a slip makes another word: "gia" and "gai". */
const lettersMin = 4;

/** A folded word without what Telex and VNI add to its letters: `nguyeenx`, `nguye64n` and `nguyen` are one. */
export function withoutKeys(word: string): string {
  const letters = /^[a-z][a-z0-9]*$/.test(word) ? word.replace(/[0-9]/g, "") : word;
  const single = letters
    .replace(/([aeo])\1/g, "$1")
    .replace(/dd/g, "d")
    .replace(/([auo])w/g, "$1")
    .replace(/w/g, "u");
  // No Vietnamese syllable has one of these after its first vowel: there they are keys for tones.
  const [, head = single, tail = ""] = /^([^aeiouy]*[aeiouy])(.*)$/.exec(single) ?? [];
  return head + tail.replace(/[sfrxjz]/g, "");
}

/** One letter too many, missing, or another, or two neighbours exchanged. */
export function isSlip(typed: string, word: string): boolean {
  const longer = Math.max(typed.length, word.length);
  if (longer < lettersMin || Math.abs(typed.length - word.length) > 1 || /[0-9]/.test(typed)) return false;
  let same = 0;
  while (same < typed.length && typed[same] === word[same]) same += 1;
  const [one, other] = [typed.slice(same), word.slice(same)];
  return (
    one.slice(1) === other ||
    one === other.slice(1) ||
    one.slice(1) === other.slice(1) ||
    (one.length > 1 && one[0] === other[1] && one[1] === other[0] && one.slice(2) === other.slice(2))
  );
}
