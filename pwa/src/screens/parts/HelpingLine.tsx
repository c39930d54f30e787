/** One slim line on top: for whom or what, and what it costs. */

import { feeShort } from "../../forms/facts";
import type { Fee } from "../../forms/procedures";
import { helpingWords } from "../../words/helping";

interface Props {
  readonly who: string;
  /** Absent until the catalogue has come. */
  readonly fee: Fee | undefined;
}

export function HelpingLine({ who, fee }: Props) {
  const words = helpingWords.value;
  return (
    <aside class="helping-line" aria-label={words.lineLabel}>
      <strong>{who}</strong>
      <span>{words.fee(fee === undefined ? words.askDesk : feeShort(fee, words.askDesk))}</span>
    </aside>
  );
}
