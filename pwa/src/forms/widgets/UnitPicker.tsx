/** A ward, commune or special zone, found by its new name or an old one, with or without marks, without any network. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { announce } from "../../ui/announce";
import { fold, search } from "../../words/search";
import { loadUnits, type Unit } from "../units";
import { type CandidateGroup, Combobox } from "./Combobox";
import type { WidgetProps } from "./widget";

export function UnitPicker({ id, field, value, speech, describedBy, invalid, onWrite, onDone }: WidgetProps) {
  const units = useSignal<readonly Unit[]>([]);
  useEffect(() => {
    void loadUnits().then((table) => {
      units.value = table;
    });
  }, [units]);
  const words = speech.fields;

  const find = (query: string): readonly CandidateGroup[] => {
    const byName = search(units.value, query, (unit) => unit.full_name);
    const others = units.value.filter((unit) => !byName.includes(unit));
    const byOldName = search(others, query, (unit) => `${unit.full_name} ${unit.formerly}`);
    const isPhrase = (unit: Unit) => fold(unit.formerly).includes(fold(query));
    const found = [...byName, ...byOldName.filter(isPhrase), ...byOldName.filter((unit) => !isPhrase(unit))];
    // The kind of the closest name stands first.
    const kinds = new Set(found.map((unit) => unit.type));
    return [...kinds].map((kind) => ({
      label: words.unitKinds[kind],
      candidates: found
        .filter((unit) => unit.type === kind)
        .map((unit) => ({
          value: unit.code,
          name: unit.full_name,
          hint: byName.includes(unit) ? undefined : words.formerly(unit.formerly),
        })),
    }));
  };

  return (
    <Combobox
      id={id}
      label={field.label[speech.language]}
      chosen={typeof value === "string" ? speech.unitName(value) : ""}
      find={find}
      found={words.found}
      describedBy={describedBy}
      invalid={invalid}
      onChoose={(unit) => {
        onWrite(unit.value);
        onDone();
        announce(words.chosen(unit.name));
      }}
      onClear={() => onWrite(null)}
    />
  );
}
