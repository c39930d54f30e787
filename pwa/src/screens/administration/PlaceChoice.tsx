/** A place among those that somebody administers. The browser's own list: it is searched by typing, on any phone. */

import type { Tied } from "../../ui/Field";
import type { Place } from "../../wire.gen";

interface Props {
  readonly tied: Tied;
  readonly places: readonly Place[];
  /** What stands for no place. */
  readonly none: string;
  readonly chosen: string;
  readonly onChoose: (code: string) => void;
}

export function PlaceChoice({ tied, places, none, chosen, onChoose }: Props) {
  return (
    <select {...tied} class="input" value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
      <option value="">{none}</option>
      {places.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}
