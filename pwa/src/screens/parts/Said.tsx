/** A fact as the catalogue has it. What has not been checked against a public source says so. */

import type { Fact } from "../../forms/procedures";
import { language } from "../../store/settings";
import { procedureWords } from "../../words/procedure";

export function Said({ fact }: { readonly fact: Fact }) {
  return (
    <>
      {fact.text[language.value]} <Unverified fact={fact} />
    </>
  );
}

export function Unverified({ fact }: { readonly fact: Pick<Fact, "verified"> }) {
  return fact.verified ? null : <span class="mark unverified">{procedureWords.value.unverified}</span>;
}
