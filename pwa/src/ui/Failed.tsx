/** What did not work, said aloud as well: give it nothing until it is so. */
import type { ComponentChildren } from "preact";
import { Band } from "./Band";

interface Props {
  readonly sentence: string | null;
  readonly action?: ComponentChildren;
}

export function Failed({ sentence, action }: Props) {
  if (sentence === null) return null;
  return (
    <div role="alert">
      <Band icon="alert" tone="mend" {...(action === undefined ? {} : { action })}>
        {sentence}
      </Band>
    </div>
  );
}
