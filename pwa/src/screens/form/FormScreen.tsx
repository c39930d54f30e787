/** Filling in: the overview, or the page of the address, one question each; says what is wrong where there is none. */

import { useEffect } from "preact/hooks";
import { mendingOf } from "../../forms/mending";
import { checking } from "../../forms/returning";
import { firstOpen, hasOverview } from "../../forms/sections";
import type { Session } from "../../forms/session";
import { pageOf } from "../../forms/steps";
import { useSession } from "../../forms/useSession";
import { Page } from "../../ui/Page";
import { navigate, type ScreenProps } from "../../ui/router";
import { commonWords } from "../../words/common";
import { NotOpened } from "./NotOpened";
import { Overview } from "./Overview";
import { StepPage } from "./StepPage";

export function FormScreen({ params }: ScreenProps) {
  const { document = "", step = "" } = params;
  const session = useSession(document);
  useEffect(
    () => () => {
      checking.value = null;
    },
    [],
  );
  if (session === null) return <Page title={commonWords.value.lookingUp} busy />;
  if (typeof session === "string") return <NotOpened why={session} document={document} />;
  if (step === "" && hasOverview(session.form)) return <Overview session={session} />;
  const page = pageOf(session.form, session.answers.value.asked, step);
  if (page === null) return <Elsewhere session={session} />;
  return <StepPage key={page.id} session={session} page={page} />;
}

/** No page has this address, or none any more: go to the overview, or where there is none to what is still open. */
function Elsewhere({ session }: { readonly session: Session }) {
  useEffect(() => {
    void navigate(elsewhere(session), { replace: true });
  }, [session]);
  return <Page title={commonWords.value.lookingUp} busy />;
}

function elsewhere(session: Session): string {
  const { document, form, answers } = session;
  if (hasOverview(form)) return `/ho-so/${document}/dien`;
  const open = firstOpen(form, answers.peek(), mendingOf(session));
  return open === null ? `/ho-so/${document}/kiem-tra` : `/ho-so/${document}/dien/${open}`;
}
