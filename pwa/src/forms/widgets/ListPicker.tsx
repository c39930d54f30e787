/** One answer out of many that the form lists: found by name, with or without marks. */

import { announce } from "../../ui/announce";
import { search } from "../../words/search";
import { type Candidate, Combobox } from "./Combobox";
import type { WidgetProps } from "./widget";

export function ListPicker(props: WidgetProps) {
  const { id, field, value, speech, describedBy, invalid, onWrite, onDone } = props;
  const { language, fields: words } = speech;
  const candidates = (field.options ?? []).map(
    (option): Candidate => ({ value: String(option.value), name: option.label[language] }),
  );
  return (
    <Combobox
      id={id}
      label={field.label[language]}
      chosen={candidates.find((each) => each.value === value)?.name ?? ""}
      find={(query) => [
        { label: field.label[language], candidates: search(candidates, query, (each) => each.name) },
      ]}
      found={words.found}
      describedBy={describedBy}
      invalid={invalid}
      onChoose={(chosen) => {
        onWrite(chosen.value);
        onDone();
        announce(words.chosen(chosen.name));
      }}
      onClear={() => onWrite(null)}
    />
  );
}
