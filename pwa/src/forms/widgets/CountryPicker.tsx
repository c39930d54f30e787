/** A country, by its name in the person's language; Việt Nam stands first. */

import { announce } from "../../ui/announce";
import { search } from "../../words/search";
import { countryName } from "../format";
import { type Candidate, Combobox } from "./Combobox";
import type { WidgetProps } from "./widget";

interface Props extends WidgetProps {
  /** The codes that the form's schema allows. */
  readonly codes: readonly string[];
}

const MINE = "VN";

export function CountryPicker({
  id,
  field,
  value,
  speech,
  describedBy,
  invalid,
  codes,
  onWrite,
  onDone,
}: Props) {
  const { language, fields: words } = speech;
  const candidates = codes
    .map((code): Candidate => ({ value: code, name: countryName(code, language) }))
    .sort(
      (a, b) => Number(b.value === MINE) - Number(a.value === MINE) || a.name.localeCompare(b.name, language),
    );
  return (
    <Combobox
      id={id}
      label={field.label[language]}
      chosen={typeof value === "string" ? countryName(value, language) : ""}
      find={(query) => [
        { label: field.label[language], candidates: search(candidates, query, (each) => each.name) },
      ]}
      found={words.found}
      describedBy={describedBy}
      invalid={invalid}
      onChoose={(country) => {
        onWrite(country.value);
        onDone();
        announce(words.chosen(country.name));
      }}
      onClear={() => onWrite(null)}
    />
  );
}
