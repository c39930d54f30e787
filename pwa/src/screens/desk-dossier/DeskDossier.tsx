/** One dossier as an officer reads it: what was handed in, what came later, what was done, and "đã nhận". */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { loadForm } from "../../forms/catalogue";
import type { Form } from "../../forms/dialect";
import { deskDossier, receive } from "../../net/desk";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import type { ScreenProps } from "../../ui/router";
import type { DeskDossier as Read } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { deskWords } from "../../words/desk";
import { DeskProblem } from "../desk/DeskProblem";
import { noteReceived } from "../desk/list";
import { AtWork } from "../parts/AtWork";
import { isDesk } from "../parts/isDesk";
import { procedureName } from "../parts/procedureName";
import { AboutProcedure } from "./AboutProcedure";
import { DeskHistory } from "./DeskHistory";
import { LateAnswers } from "./LateAnswers";
import { Receiving } from "./Receiving";
import { SubmittedAnswers } from "./SubmittedAnswers";

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

  async function load() {
    const asked = await deskDossier(document);
    if (!asked.ok) {
      problem.value = asked.code;
      return;
    }
    form.value = await loadForm(asked.answer.form).catch(() => null);
    read.value = asked.answer;
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

  useEffect(() => {
    read.value = null;
    problem.value = null;
    void load();
  }, [document]);

  const back = { href: "/quay", label: words.back };
  const dossier = read.value;
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
          <DeskHistory history={dossier.history} />
          <AboutProcedure form={dossier.form} />
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
