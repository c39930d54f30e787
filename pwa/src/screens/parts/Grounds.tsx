/** What an officer looked at before a citizen is given a code or a phone is withdrawn: it is written into the audit. */

import { Choice } from "../../ui/Choice";
import type { Fault } from "../../ui/ErrorSummary";
import { Field } from "../../ui/Field";
import { FieldGroup } from "../../ui/FieldGroup";
import type { Ground } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { devicesWords } from "../../words/devices";

export interface Looked {
  readonly ground: Ground | "";
  readonly words: string;
}

export const NOTHING_LOOKED_AT: Looked = { ground: "", words: "" };
const GROUNDS: readonly Ground[] = ["identity-card", "passport", "other-paper"];

interface Props {
  readonly looked: Looked;
  /** Whether faults are shown yet. */
  readonly isTried: boolean;
  readonly onLook: (looked: Looked) => void;
}

export function Grounds({ looked, isTried, onLook }: Props) {
  const words = devicesWords.value;
  const { faultPrefix } = commonWords.value;
  const faults = isTried ? groundFaults(looked) : [];
  const faultAt = (id: string) => faults.find(({ at }) => "id" in at && at.id === id)?.sentence;
  return (
    <>
      <FieldGroup
        id="ground"
        legend={words.ground}
        hint={words.groundHint}
        fault={faultAt(`ground-${GROUNDS[0]}`)}
        faultPrefix={faultPrefix}
      >
        {GROUNDS.map((ground) => (
          <Choice
            key={ground}
            kind="radio"
            id={`ground-${ground}`}
            name="ground"
            checked={looked.ground === ground}
            onChoose={() => onLook({ ...looked, ground })}
          >
            {words.grounds[ground]}
          </Choice>
        ))}
      </FieldGroup>
      {looked.ground === "other-paper" && (
        <Field
          id="ground-words"
          label={words.groundWords}
          fault={faultAt("ground-words")}
          faultPrefix={faultPrefix}
        >
          {(tied) => (
            <input
              {...tied}
              class="input"
              lang="vi"
              autocomplete="off"
              maxLength={200}
              value={looked.words}
              onInput={(event) => onLook({ ...looked, words: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

export function groundFaults({ ground, words: typed }: Looked): readonly Fault[] {
  const words = devicesWords.value;
  if (ground === "") return [{ at: { id: `ground-${GROUNDS[0]}` }, sentence: words.groundMissing }];
  if (ground === "other-paper" && typed.trim() === "")
    return [{ at: { id: "ground-words" }, sentence: words.groundWordsMissing }];
  return [];
}
