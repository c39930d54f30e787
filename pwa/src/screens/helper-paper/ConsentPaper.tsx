/**
 * The paper that the citizen takes home: who helps, with what, until when, and the cancel code. The code is shown until
 * somebody says that it stands on paper; then it is gone from this device.
 */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import "../parts/helping.css";
import { cancelCode, dropCancelCode } from "../../store/cancelCodes";
import type { DossierCard } from "../../store/cardOf";
import { cards } from "../../store/cards";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { Failed } from "../../ui/Failed";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { navigate, type ScreenProps } from "../../ui/router";
import { commonWords } from "../../words/common";
import { helpingWords } from "../../words/helping";
import { NotFound } from "../frame/NotFound";
import { PaperFacts } from "./PaperFacts";

export function ConsentPaper({ params }: ScreenProps) {
  const { document = "" } = params;
  const code = useSignal<string | null | undefined>(undefined);
  useEffect(() => {
    void cancelCode(document).then(
      (found) => {
        code.value = found;
      },
      () => {
        code.value = null;
      },
    );
  }, [code, document]);
  const card = cards.value?.find((each) => each.document === document);
  if (cards.value === null || code.value === undefined) {
    return <Page title={helpingWords.value.paperTitle} busy />;
  }
  if (card === undefined || card.assisted === null) return <NotFound />;
  return <Paper card={card} code={code.value} />;
}

function Paper({ card, code }: { readonly card: DossierCard; readonly code: string | null }) {
  const words = helpingWords.value;
  return (
    <Page title={words.paperTitle} back={{ href: "/giup", label: words.title }}>
      <p class="no-print">{code === null ? words.paperGone : words.paperIntro}</p>
      {card.assisted !== null && <PaperFacts card={card} assisted={card.assisted} code={code} />}
      {code === null ? <Taken document={card.document} /> : <TakeDown document={card.document} />}
    </Page>
  );
}

function PrintButton() {
  return (
    <Button icon="print" onPress={() => print()}>
      {helpingWords.value.print}
    </Button>
  );
}

function Taken({ document }: { readonly document: string }) {
  const words = helpingWords.value;
  return (
    <div class="buttons">
      <LinkButton href={`/ho-so/${document}`} weight="primary" icon="pencil">
        {words.toDossier}
      </LinkButton>
      <PrintButton />
    </div>
  );
}

function TakeDown({ document }: { readonly document: string }) {
  const words = helpingWords.value;
  const taken = useSignal(false);
  const attempt = useSignal(0);
  const failed = useSignal(false);
  const fault = attempt.value > 0 && !taken.value ? words.takenDownMissing : undefined;
  const goOn = async () => {
    attempt.value += 1;
    failed.value = false;
    if (!taken.value) return;
    try {
      await dropCancelCode(document);
      await navigate(`/ho-so/${document}/dien`, { replace: true });
    } catch {
      failed.value = true;
    }
  };
  return (
    <div class="no-print">
      <div class="buttons">
        <PrintButton />
      </div>
      {fault !== undefined && (
        <ErrorSummary
          title={words.faults(1)}
          faults={[{ at: { id: "taken-down" }, sentence: fault }]}
          attempt={attempt.value}
        />
      )}
      <Choice
        kind="checkbox"
        id="taken-down"
        name="taken-down"
        checked={taken.value}
        hint={words.takenDownHint}
        invalid={fault === undefined ? undefined : true}
        onChoose={(on) => {
          taken.value = on;
        }}
      >
        {words.takenDown}
      </Choice>
      <Failed sentence={failed.value ? commonWords.value.storageRefused : null} />
      <div class="buttons">
        <Button weight="primary" icon="forward" onPress={() => void goOn()}>
          {words.toForm}
        </Button>
      </div>
    </div>
  );
}
