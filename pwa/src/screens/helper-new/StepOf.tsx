/** What the pages of a new session share: where one is, the fee, what is to be mended, and the way on. */

import type { ComponentChildren } from "preact";
import type { Procedure } from "../../forms/procedures";
import { language } from "../../store/settings";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { helpingWords } from "../../words/helping";
import type { DraftFault } from "../helper/draft";
import { HelpingLine } from "../parts/HelpingLine";
import { hrefOf, STEPS } from "./steps";

interface Props {
  readonly at: number;
  readonly title: string;
  /** Null on the page where it is chosen. */
  readonly procedure: Procedure | null;
  readonly faults?: readonly DraftFault[];
  readonly attempt?: number;
  readonly children: ComponentChildren;
}

export function StepOf({ at, title, procedure, faults = [], attempt = 0, children }: Props) {
  const words = helpingWords.value;
  const back = at === 0 ? "/giup" : hrefOf(at - 1);
  return (
    <>
      {procedure !== null && <HelpingLine who={procedure.plain[language.value]} fee={procedure.fee} />}
      <Page
        title={title}
        above={words.step(at + 1, STEPS.length)}
        back={{ href: back, label: commonWords.value.back }}
        faulty={faults.length > 0 ? commonWords.value.faultPrefix : undefined}
      >
        {faults.length > 0 && (
          <ErrorSummary
            title={words.faults(faults.length)}
            faults={faults.map(({ id, sentence }) => ({ at: { id }, sentence }))}
            attempt={attempt}
          />
        )}
        {children}
      </Page>
    </>
  );
}
