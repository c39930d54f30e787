/** A dossier that was handed in, opened again for what a supplement asks for: only these fields, handed in by themselves. */

import "../../forms/forms.css";
import { controlId } from "../../forms/controlId";
import { type Form, fieldOf } from "../../forms/dialect";
import { FormField } from "../../forms/FormField";
import { faultsByPath } from "../../forms/format";
import { HandingIn, useHandingIn } from "../../forms/HandingIn";
import { toMend } from "../../forms/mending";
import { RowsInPlace } from "../../forms/RowsInPlace";
import type { Session } from "../../forms/session";
import { speechNow } from "../../forms/speech";
import { openQuestions } from "../../forms/supplement";
import { sentencesApart } from "../../forms/toldApart";
import { useSession } from "../../forms/useSession";
import { Writing } from "../../forms/Writing";
import { supplement } from "../../store/dossiers";
import { isAskedFor } from "../../store/supplement";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { Page } from "../../ui/Page";
import { navigate, type ScreenProps } from "../../ui/router";
import { commonWords } from "../../words/common";
import { NotOpened } from "./NotOpened";

export function Supplement({ params }: ScreenProps) {
  const { document = "" } = params;
  const session = useSession(document, "supplement");
  if (session === null) return <Page title={commonWords.value.lookingUp} busy />;
  if (typeof session === "string") return <NotOpened why={session} document={document} />;
  return <Asked key={document} session={session} />;
}

function Asked({ session }: { readonly session: Session }) {
  const { document, form, answers, dossier } = session;
  const speech = speechNow();
  const words = speech.fields;
  const handing = useHandingIn(
    session,
    () => faultsOf(session).size === 0,
    async () => {
      await supplement(document);
      await navigate(`/ho-so/${document}`);
    },
  );
  const attempt = handing.attempt.value;
  const { paths } = dossier.value.supplement;
  const faults = attempt === 0 ? NONE : faultsOf(session);

  return (
    <Page
      title={words.supplementTitle}
      above={form.ui.title[speech.language]}
      back={{ href: `/ho-so/${document}`, label: words.toDossier }}
      faulty={faults.size > 0 ? commonWords.value.faultPrefix : undefined}
    >
      {faults.size > 0 && (
        <ErrorSummary
          title={words.faults(faults.size)}
          faults={[...sentencesApart(form, answers.peek(), faults, speech.language)].map(
            ([path, sentence]) => ({ at: { id: controlId(path) }, sentence }),
          )}
          attempt={attempt}
        />
      )}
      <p>{words.supplementHint}</p>
      <Writing session={session} onSubmit={handing.start}>
        {openQuestions(form, paths).map(({ question, paths: open }) => (
          <section key={open[0]}>
            <h2>{question === null ? words.declarationTitle : question[speech.language]}</h2>
            {open.map((path) => (
              <Open key={path} session={session} form={form} path={path} faults={faults} />
            ))}
          </section>
        ))}
        <HandingIn session={session} handing={handing} hint={words.submitHint} label={words.supplement} />
      </Writing>
    </Page>
  );
}

const NONE: ReadonlyMap<string, string> = new Map();

interface OpenProps {
  readonly session: Session;
  readonly form: Form;
  readonly path: string;
  readonly faults: ReadonlyMap<string, string>;
}

function Open({ session, form, path, faults }: OpenProps) {
  const row = fieldOf(form, path)?.row;
  if (row === undefined)
    return <FormField session={session} path={path} fault={faults.get(path)} marksOptional={false} />;
  return <RowsInPlace session={session} list={path} steps={row} faults={faults} />;
}

/** What is to be mended in what is asked for; the rest was taken as it is. */
function faultsOf(session: Session): ReadonlyMap<string, string> {
  const { paths } = session.dossier.value.supplement;
  const all = faultsByPath(session.form, toMend(session), speechNow());
  return new Map([...all].filter(([path]) => isAskedFor(path, paths)));
}
