/** How much a file weighs, as phones show it, in powers of ten: `48 kB`, `0,6 MB`, `1,2 GB`. */

import type { Language } from "../store/settings";

const units = [
  [1_000_000_000, "GB", 1],
  [1_000_000, "MB", 1],
  [1_000, "kB", 0],
] as const;

export function sizeSaid(bytes: number, language: Language): string {
  // From a tenth of a unit on, so that 600 kB are 0,6 MB.
  const [unit, name, digits] = units.find(([each]) => bytes >= each / 10) ?? [1_000, "kB", 0];
  const locale = language === "vi" ? "vi-VN" : "en-GB";
  return `${(bytes / unit).toLocaleString(locale, { maximumFractionDigits: digits })} ${name}`;
}
