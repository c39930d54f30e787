/** Before handing in: every answer, the declaration, what is to be mended, and the button that hands in. */

import { useEffect } from "preact/hooks";
import "../../forms/forms.css";
import { criticalPaths } from "../../forms/assemble";
import { CheckAnswers } from "../../forms/CheckAnswers";
import { controlId } from "../../forms/controlId";
import { FormField } from "../../forms/FormField";
import { faultsByPath } from "../../forms/format";
import { HandingIn, useHandingIn } from "../../forms/HandingIn";
import { justHandedIn } from "../../forms/handedIn";
import { toMend } from "../../forms/mending";
import { checking } from "../../forms/returning";
import { hasOverview } from "../../forms/sections";
import type { Session } from "../../forms/session";
import { speechNow } from "../../forms/speech";
import { pageWith } from "../../forms/steps";
import { nameAlone, sentencesApart } from "../../forms/toldApart";
import { useSession } from "../../forms/useSession";
import { submit } from "../../store/dossiers";
import { here } from "../../store/profile";
import { Band } from "../../ui/Band";
import { ErrorSummary, type Fault } from "../../ui/ErrorSummary";
import { Page } from "../../ui/Page";
import { navigate, type ScreenProps } from "../../ui/router";
import { commonWords } from "../../words/common";
import { peopleWords } from "../../words/people";
import { NotOpened } from "../form/NotOpened";
import { UnknownAnswers } from "./UnknownAnswers";

export function CheckScreen({ params }: ScreenProps) {
  const { document = "" } = params;
  const session = useSession(document);
  useEffect(() => {
    checking.value = null;
  }, []);
  if (session === null) return <Page title={commonWords.value.lookingUp} busy />;
  if (typeof session === "string") return <NotOpened why={session} document={document} />;
  return <Check session={session} />;
}

function Check({ session }: { readonly session: Session }) {
  const { document, form, answers, dossier } = session;
  const speech = speechNow();
  const words = speech.fields;
  const handing = useHandingIn(
    session,
    () => faultsOf(session).size === 0,
    () => send(document),
  );
  const attempt = handing.attempt.value;
  const faults = faultsOf(session);
  const told = attempt === 0 ? withoutDeclaration(session, faults) : faults;
  const critical = criticalPaths(form, dossier.value.conflicts);
  const others = dossier.value.conflicts.length - critical.length;

  return (
    <Page
      title={words.checkTitle}
      above={form.ui.title[speech.language]}
      back={backOf(session)}
      faulty={told.size > 0 ? commonWords.value.faultPrefix : undefined}
    >
      {told.size > 0 && (
        <ErrorSummary
          title={words.faults(told.size)}
          faults={[...sentencesApart(form, answers.value, told, speech.language)].map(([path, sentence]) => ({
            at: placeOf(session, path),
            sentence,
          }))}
          attempt={attempt}
          takesFocus={attempt > 0}
        />
      )}
      <CheckAnswers session={session} faults={told} />
      <UnknownAnswers session={session} paths={answers.value.unknown} />
      {others > 0 && (
        <Band icon="two" action={<a href={`/ho-so/${document}/hai-cau-tra-loi`}>{words.choose}</a>}>
          {words.otherConflicts(others)}
        </Band>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          handing.start();
        }}
      >
        {form.ui.at_check.length > 0 && <h2>{words.declarationTitle}</h2>}
        {form.ui.at_check.map((path) => (
          <FormField key={path} session={session} path={path} fault={told.get(path)} />
        ))}
        <HandingIn
          session={session}
          handing={handing}
          hint={here().isPractice ? peopleWords.value.practiceNow : words.submitHint}
          label={words.submit}
        />
      </form>
    </Page>
  );
}

async function send(document: string): Promise<void> {
  // As far as practice goes: nothing is handed in, so nothing waits to be sent.
  if (here().isPractice) {
    await navigate("/tap-luyen/xong");
    return;
  }
  await submit(document);
  justHandedIn.value = document;
  await navigate(`/ho-so/${document}`);
}

/** While it is a draft, to its sections. */
function backOf({ document, form, dossier }: Session): { readonly href: string; readonly label: string } {
  const words = speechNow().fields;
  const isFilledIn = dossier.value.card.state === "draft" && hasOverview(form);
  return isFilledIn
    ? { href: `/ho-so/${document}/dien`, label: words.allSections }
    : { href: `/ho-so/${document}`, label: words.toDossier };
}

/** What stands in the way, in the order of the form: broken rules, and answers that matter and are twofold. */
function faultsOf(session: Session): ReadonlyMap<string, string> {
  const { form, answers, dossier } = session;
  const speech = speechNow();
  const broken = faultsByPath(form, toMend(session), speech);
  const twofold = (path: string) => speech.fields.criticalConflict(nameAlone(form, path, speech.language));
  const critical = criticalPaths(form, dossier.value.conflicts).map((path) => [path, twofold(path)] as const);
  const order = [...answers.value.asked.keys()];
  const all = new Map([...broken, ...critical]);
  return new Map([...all].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

/** Nobody has had a chance to tick it before this page. */
function withoutDeclaration(
  { form }: Session,
  faults: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map([...faults].filter(([path]) => !form.ui.at_check.includes(path)));
}

function placeOf({ document, form, answers, dossier }: Session, path: string): Fault["at"] {
  if (dossier.value.conflicts.includes(path)) return { href: `/ho-so/${document}/hai-cau-tra-loi` };
  const page = pageWith(form, answers.value.asked, path);
  return page === null ? { id: controlId(path) } : { href: `/ho-so/${document}/dien/${page}` };
}
