/** The one thing to do next with a dossier, and what is to be mended before it can be handed in. */

import { assemble, viewOf } from "../../forms/assemble";
import type { Form } from "../../forms/dialect";
import { faultsByPath } from "../../forms/format";
import { speechNow } from "../../forms/speech";
import { pageWith } from "../../forms/steps";
import { sentencesApart } from "../../forms/toldApart";
import { isClosed } from "../../forms/wayOn";
import type { DossierView } from "../../store/dossiers";
import { identity } from "../../store/identity";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { LinkButton } from "../../ui/LinkButton";
import { dossierWords } from "../../words/dossier";
import { fieldsWords } from "../../words/fields";
import { isDesk } from "../parts/isDesk";
import { UnsentAdvice } from "./UnsentAdvice";

interface Props {
  readonly view: DossierView;
  readonly form: Form | null;
}

export function NextStep({ view, form }: Props) {
  const words = dossierWords.value;
  const { card } = view;
  const here = `/ho-so/${card.document}`;
  if (card.discarded) return <p>{words.isDiscarded}</p>;
  switch (card.state) {
    case "draft":
      return form === null ? null : (
        <div class="buttons">
          <LinkButton href={`${here}/dien`} weight="primary" icon="pencil">
            {words.resume}
          </LinkButton>
          <LinkButton href={`${here}/kiem-tra`}>{words.review}</LinkButton>
          {isDesk() && <LinkButton href={`${here}/mot-trang`}>{fieldsWords.value.onePage}</LinkButton>}
        </div>
      );
    case "two-answers":
      return (
        <LinkButton href={`${here}/hai-cau-tra-loi`} weight="primary" icon="two">
          {words.choose}
        </LinkButton>
      );
    case "mend":
      return (
        <>
          <Declined view={view} />
          {form !== null && (
            <>
              <Faults view={view} form={form} />
              <LinkButton
                href={isClosed(view) ? `${here}/mau-moi` : `${here}/kiem-tra`}
                weight="primary"
                icon="pencil"
              >
                {isClosed(view) ? words.newForm : words.mend}
              </LinkButton>
            </>
          )}
        </>
      );
    case "queued":
      return (
        <>
          <UnsentAdvice view={view} />
          {identity.value.account === null && (
            <LinkButton href="/vao" weight="primary" icon="person">
              {words.signIn}
            </LinkButton>
          )}
        </>
      );
    default:
      return null;
  }
}

function Declined({ view }: { readonly view: DossierView }) {
  const words = dossierWords.value;
  const answer = view.outcome?.answers.at(-1);
  if (answer === undefined || answer.answer !== "declined") return null;
  const sentences: Readonly<Record<string, string>> = {
    "form-invalid": words.declinedForm,
    "form-unknown": words.declinedUnknownForm,
    "form-closed": isClosed(view) ? words.declinedClosed : words.carriedSince,
    conflict: words.declinedConflict,
  };
  return <p>{sentences[answer.code] ?? words.declinedOther}</p>;
}

function Faults({ view, form }: { readonly view: DossierView; readonly form: Form }) {
  const { card } = view;
  if (card.errors.length === 0) return null;
  const answers = assemble(form, viewOf(view));
  const { asked } = answers;
  const order = [...asked.keys()];
  const speech = speechNow();
  const sentences = sentencesApart(form, answers, faultsByPath(form, card.errors, speech), speech.language);
  const inOrder = [...sentences].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const faults = inOrder.map(([path, sentence]) => {
    const page = pageWith(form, asked, path);
    return {
      at: { href: `/ho-so/${card.document}/${page === null ? "kiem-tra" : `dien/${page}`}` },
      sentence,
    };
  });
  return (
    <ErrorSummary title={dossierWords.value.faultsTitle(faults.length)} faults={faults} takesFocus={false} />
  );
}
