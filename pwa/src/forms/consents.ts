/** The text that a citizen hears before they let somebody help, with the names, the fee and the day filled in. Pure. */

import first from "../../../schemas/consents/1.json";
import type { Language } from "../store/settings";

interface Wording {
  readonly title: string;
  readonly sentences: readonly string[];
}

export interface ConsentText {
  readonly version: number;
  readonly vi: Wording;
  readonly en: Wording;
}

/** What stands between the braces of its sentences. */
export interface Filled {
  readonly helper: string;
  readonly group: string;
  readonly procedure: string;
  readonly fee: string;
  readonly until: string;
}

const published: readonly ConsentText[] = [first];

/** The newest: it is read to whoever agrees now. */
export function consentNow(): ConsentText {
  return published.reduce((a, b) => (b.version > a.version ? b : a));
}

/** Null for a version that a later release reads out. */
export function consentText(version: number): ConsentText | null {
  return published.find((each) => each.version === version) ?? null;
}

export function sentencesOf(text: ConsentText, language: Language, filled: Filled): readonly string[] {
  const names = new Map(Object.entries(filled));
  return text[language].sentences.map((sentence) =>
    sentence.replace(/\{([a-z]+)\}/g, (place, name: string) => names.get(name) ?? place),
  );
}
