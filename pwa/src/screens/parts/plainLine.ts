/** A line as the hub takes it: composed letters, no blanks at the ends, single ones between. */

export function plainLine(text: string): string {
  return text.normalize("NFC").trim().replace(/\s+/g, " ");
}
