/** What else can be done: edit after handing in, print, keep it here only, discard it, bring it back. */

import { useSignal } from "@preact/signals";
import type { Form } from "../../forms/dialect";
import { type DossierView, discard, restore, setOnlyHere } from "../../store/dossiers";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Confirm } from "../../ui/Confirm";
import { Failed } from "../../ui/Failed";
import { LinkButton } from "../../ui/LinkButton";
import { navigate } from "../../ui/router";
import { offerUndo } from "../../ui/undo";
import { commonWords } from "../../words/common";
import { dossierWords } from "../../words/dossier";
import { ReportBroker } from "../parts/ReportBroker";

interface Props {
  readonly view: DossierView;
  readonly form: Form | null;
}

export function OtherThings({ view, form }: Props) {
  const words = dossierWords.value;
  const asking = useSignal(false);
  const failed = useSignal(false);
  const { card } = view;
  const { document } = card;
  const handedIn = wasHandedIn(view);
  const attempt = (work: Promise<void>) => {
    failed.value = false;
    return work.then(
      () => true,
      () => {
        failed.value = true;
        return false;
      },
    );
  };

  async function discardIt() {
    const done = await attempt(discard(document));
    asking.value = false;
    if (!done) return;
    offerUndo(words.discarded, () => restore(document));
    await navigate("/ho-so", { replace: true });
  }

  return (
    <section aria-labelledby="other" class="no-print">
      <h2 id="other">{words.doTitle}</h2>
      <Failed sentence={failed.value ? words.failed : null} />
      {!isWithAuthority(view) && !card.discarded && (
        <Choice
          kind="checkbox"
          id="only-here"
          name="only-here"
          checked={card.onlyHere}
          hint={words.onlyHereHint}
          onChoose={(on) => void attempt(setOnlyHere(document, on))}
        >
          {words.onlyHere}
        </Choice>
      )}
      <div class="buttons">
        {handedIn && !card.discarded && form !== null && (
          <LinkButton href={`/ho-so/${document}/kiem-tra`} icon="pencil">
            {words.amend}
          </LinkButton>
        )}
        <Button icon="print" onPress={() => print()}>
          {commonWords.value.print}
        </Button>
        {card.discarded && (
          <Button
            icon="refresh"
            onPress={() =>
              void attempt(restore(document)).then((done) => {
                if (done) announce(words.restored);
              })
            }
          >
            {words.restore}
          </Button>
        )}
        {!handedIn && !card.discarded && (
          <Button
            weight="danger"
            icon="trash"
            onPress={() => {
              asking.value = true;
            }}
          >
            {words.discard}
          </Button>
        )}
      </div>
      <ReportBroker document={document} />
      <Confirm
        open={asking.value}
        title={words.discardTitle}
        no={commonWords.value.cancel}
        yes={words.discardYes}
        danger
        onNo={() => {
          asking.value = false;
        }}
        onYes={() => void discardIt()}
      >
        <p>{words.discardText}</p>
      </Confirm>
    </section>
  );
}

/** What was handed in cannot be taken back by putting it away here. */
function wasHandedIn({ history }: DossierView): boolean {
  return history.some(({ kind }) => kind === "submitted");
}

/** It is too late to keep it on this device only. */
function isWithAuthority({ outcome }: DossierView): boolean {
  return outcome !== null && outcome.state !== "draft";
}
