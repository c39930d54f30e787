/** Filling in: finds the page of the address, one question each, and says what is wrong where there is none. */

import { useEffect } from "preact/hooks";
import { toMend } from "../../forms/mending";
import { checking } from "../../forms/returning";
import type { Session } from "../../forms/session";
import { pageOf, pagesNow } from "../../forms/steps";
import { useSession } from "../../forms/useSession";
import { Page } from "../../ui/Page";
import { navigate, type ScreenProps } from "../../ui/router";
import { commonWords } from "../../words/common";
import { NotOpened } from "./NotOpened";
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
  const page = pageOf(session.form, session.answers.value.asked, step);
  if (page === null) return <Elsewhere session={session} />;
  return <StepPage key={page.id} session={session} page={page} />;
}

/** No page has this address, or none any more: go to the first question that is still open, or to the end. */
function Elsewhere({ session }: { readonly session: Session }) {
  useEffect(() => {
    void navigate(firstOpen(session), { replace: true });
  }, [session]);
  return <Page title={commonWords.value.lookingUp} busy />;
}

function firstOpen(session: Session): string {
  const { document, form, answers } = session;
  const missing = new Set(toMend(session).map(([path]) => path));
  const pages = pagesNow(form, answers.peek().asked);
  const open = pages.find(({ paths }) =>
    paths.some((path) => missing.has(path) || [...missing].some((each) => each.startsWith(`${path}/@`))),
  );
  return open === undefined ? `/ho-so/${document}/kiem-tra` : `/ho-so/${document}/dien/${open.id}`;
}
