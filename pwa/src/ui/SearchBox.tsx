/** A field that filters what stands below it while one types; the number of hits is said aloud, not each keystroke. */
import type { Signal } from "@preact/signals";
import { Field } from "./Field";
import { Icon } from "./Icon";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly query: Signal<string>;
  /** How many were found; empty while nothing is asked. */
  readonly result: string;
}

/** Longer than any name that could be looked for. */
const queryCharactersMax = 80;

export function SearchBox({ id, label, hint, query, result }: Props) {
  return (
    <search>
      <Field id={id} label={label} hint={hint}>
        {(tied) => (
          <div class="search">
            <Icon name="search" />
            <input
              {...tied}
              class="input"
              type="search"
              autocomplete="off"
              spellcheck={false}
              maxLength={queryCharactersMax}
              value={query.value}
              onInput={(event) => {
                query.value = event.currentTarget.value;
              }}
            />
          </div>
        )}
      </Field>
      <p class="small" role="status">
        {result}
      </p>
    </search>
  );
}
