/** One dossier: how it stands, what to do next, its number, what it says, and what was done to it. */

import { justHandedIn } from "../../forms/handedIn";
import type { DossierView } from "../../store/dossiers";
import { Page } from "../../ui/Page";
import type { ScreenProps } from "../../ui/router";
import { commonWords } from "../../words/common";
import { dossierWords } from "../../words/dossier";
import { fullMoment } from "../../words/time";
import { NotFound } from "../frame/NotFound";
import { Unreadable } from "../frame/Unreadable";
import { consentNow } from "../parts/assistedNow";
import { procedureName } from "../parts/procedureName";
import { StandingLine } from "../parts/StandingLine";
import { type OpenedDossier, useDossier } from "../parts/useDossier";
import { Answers } from "./Answers";
import { AskedFor } from "./AskedFor";
import { AssistedSummary } from "./AssistedSummary";
import { History } from "./History";
import { NextStep } from "./NextStep";
import { NumberBox } from "./NumberBox";
import { OldForm } from "./OldForm";
import { OtherThings } from "./OtherThings";
import { Remember } from "./Remember";
import { Trouble } from "./Trouble";
import { WhoLooked } from "./WhoLooked";

export function Dossier({ params }: ScreenProps) {
  const words = dossierWords.value;
  const opened = useDossier(params.document ?? "");
  const back = { href: "/ho-so", label: words.back };
  if (opened === "missing") return <NotFound />;
  if (opened === "unreadable") return <Unreadable />;
  if (opened === null) {
    return (
      <Page title={words.title} back={back} busy>
        <p role="status">{commonWords.value.lookingUp}</p>
      </Page>
    );
  }
  return (
    <Page
      title={titleOf(opened.view.value)}
      above={opened.view.value.card.title === "" ? undefined : procedureName(opened.view.value.card.form)}
      back={back}
    >
      <Whole opened={opened} />
    </Page>
  );
}

function Whole({ opened }: { readonly opened: OpenedDossier }) {
  const { form } = opened;
  const view = opened.view.value;
  const { assisted } = view.card;
  // What the view holds no answers of has none to show.
  if (assisted !== null && consentNow(assisted) !== "open") {
    return <AssistedSummary view={view} form={form} assisted={assisted} />;
  }
  return (
    <>
      <section class={view.card.discarded ? "" : "now"}>
        {/* The hub may answer while one reads: the new state is then said aloud. */}
        <div role="status">
          <StandingLine card={view.card} />
        </div>
        {view.card.late && isWithAuthority(view.card) && <p>{dossierWords.value.lateNote}</p>}
        <OldForm view={view} />
        <NextStep view={view} form={form} />
      </section>
      {!view.card.discarded && <AskedFor view={view} form={form} />}
      <Trouble view={view} form={form} />
      <NumberBox number={view.card.number} />
      {form !== null && justHandedIn.value === view.card.document && <Remember view={view} form={form} />}
      <Answers view={view} form={form} />
      <History view={view} />
      <WhoLooked view={view} />
      <OtherThings view={view} form={form} />
      <p class="print-only">{dossierWords.value.printed(fullMoment(Date.now()))}</p>
    </>
  );
}

function isWithAuthority({ state }: DossierView["card"]): boolean {
  return state === "submitted" || state === "received";
}

function titleOf({ card }: DossierView): string {
  if (card.title !== "") return card.title;
  const name = procedureName(card.form);
  return name === "" ? dossierWords.value.title : name;
}
