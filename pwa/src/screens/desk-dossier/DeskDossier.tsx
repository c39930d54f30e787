/** One dossier as an officer reads it: what was handed in, what came later, what was done, and "đã nhận". */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { loadForm } from "../../forms/catalogue";
import type { Form } from "../../forms/dialect";
import { confirmConsent, deskDossier, deskLook, receive } from "../../net/desk";
import { identity } from "../../store/identity";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import type { ScreenProps } from "../../ui/router";
import type { OutcomeJson, DeskDossier as Read } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { deskWords } from "../../words/desk";
import { deskConsentWords } from "../../words/deskConsent";
import { DeskProblem } from "../desk/DeskProblem";
import { noteReceived } from "../desk/list";
import { AtWork } from "../parts/AtWork";
import { isDesk } from "../parts/isDesk";
import { procedureName } from "../parts/procedureName";
import { AboutProcedure } from "./AboutProcedure";
import { DeskHistory } from "./DeskHistory";
import { HowItBegan } from "./HowItBegan";
import { LateAnswers } from "./LateAnswers";
import { OwnerAccess } from "./OwnerAccess";
import { ReasonToLook } from "./ReasonToLook";
import { Receiving } from "./Receiving";
import { SubmittedAnswers } from "./SubmittedAnswers";

/** Whether this desk holds it. */
function isHere({ state, holder }: OutcomeJson): boolean {
  return state === "received" && holder === identity.value.account?.unit;
}

export function DeskDossier({ params }: ScreenProps) {
  const reading = <Reading document={params.document ?? ""} />;
  // Whoever is not of the desk finds nothing, and is asked for nothing.
  return isDesk() ? <AtWork>{reading}</AtWork> : reading;
}

function Reading({ document }: { readonly document: string }) {
  const words = deskWords.value;
  const read = useSignal<Read | null>(null);
  const form = useSignal<Form | null>(null);
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  const needsReason = useSignal(false);

  async function load() {
    const asked = await deskDossier(document);
    if (!asked.ok) {
      needsReason.value = asked.code === "reason-needed";
      problem.value = needsReason.value ? null : asked.code;
      return;
    }
    form.value = await loadForm(asked.answer.form).catch(() => null);
    read.value = asked.answer;
  }

  async function lookFor(reason: string) {
    busy.value = true;
    const asked = await deskLook(document, reason);
    problem.value = asked.ok ? null : asked.code;
    if (asked.ok) {
      form.value = await loadForm(asked.answer.form).catch(() => null);
      read.value = asked.answer;
    }
    busy.value = false;
  }

  async function confirm() {
    if (read.value === null) return;
    busy.value = true;
    const asked = await receive(document, read.value.outcome.version);
    problem.value = asked.ok ? null : asked.code;
    if (asked.ok) {
      read.value = { ...read.value, outcome: asked.answer };
      noteReceived(document);
      announce(words.receivedSaid);
    } else if (asked.code === "moved-on") {
      await load();
    }
    busy.value = false;
  }

  async function confirmCard() {
    if (read.value === null) return;
    busy.value = true;
    const asked = await confirmConsent(document, read.value.outcome.version);
    problem.value = asked.ok ? null : asked.code;
    if (asked.ok) {
      announce(deskConsentWords.value.confirmSaid);
      // The dossier has moved on by it.
      await load();
    } else if (asked.code === "moved-on") {
      await load();
    }
    busy.value = false;
  }

  useEffect(() => {
    read.value = null;
    problem.value = null;
    needsReason.value = false;
    void load();
  }, [document]);

  const back = { href: "/quay", label: words.back };
  const dossier = read.value;
  if (dossier === null && needsReason.value) {
    return (
      <Page title={words.oneTitle} back={back} kind="desk">
        <DeskProblem code={problem.value} />
        <ReasonToLook busy={busy.value} onState={(reason) => void lookFor(reason)} />
      </Page>
    );
  }
  if (dossier === null) {
    return (
      <Page title={words.oneTitle} back={back} busy={problem.value === null} kind="desk">
        {problem.value === null && <p role="status">{words.refreshing}</p>}
        <DeskProblem code={problem.value} />
        {problem.value !== null && (
          <Button icon="refresh" onPress={() => void load()}>
            {commonWords.value.retry}
          </Button>
        )}
      </Page>
    );
  }
  return (
    <Page title={dossier.person} above={procedureName(dossier.form)} back={back} kind="desk">
      <p class="number">{dossier.number}</p>
      <DeskProblem code={problem.value} />
      <Receiving outcome={dossier.outcome} busy={busy.value} onReceive={confirm} />
      {form.value === null && <p>{words.unknownForm}</p>}
      <div class="desk-columns">
        <div>
          <LateAnswers dossier={dossier} form={form.value} />
          <SubmittedAnswers dossier={dossier} form={form.value} />
        </div>
        <div>
          {dossier.consent !== null && (
            <HowItBegan consent={dossier.consent} busy={busy.value} onConfirm={confirmCard} />
          )}
          <DeskHistory history={dossier.history} />
          <AboutProcedure form={dossier.form} />
          {/* Only the desk that holds it: the hub says so too. */}
          {isHere(dossier.outcome) && <OwnerAccess document={document} />}
        </div>
      </div>
      <div class="buttons">
        <Button icon="print" onPress={() => print()}>
          {commonWords.value.print}
        </Button>
      </div>
    </Page>
  );
}
