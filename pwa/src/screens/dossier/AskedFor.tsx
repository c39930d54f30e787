/** What a supplement asks for, by the names that the form has for it, and the way to fill it in. */

import type { Form } from "../../forms/dialect";
import { namesOf } from "../../forms/supplement";
import type { DossierView } from "../../store/dossiers";
import { language } from "../../store/settings";
import { LinkButton } from "../../ui/LinkButton";
import { dossierWords } from "../../words/dossier";

interface Props {
  readonly view: DossierView;
  readonly form: Form | null;
}

export function AskedFor({ view, form }: Props) {
  const words = dossierWords.value;
  const { paths, waits } = view.supplement;
  if (waits) return <p role="status">{words.supplementWaits}</p>;
  if (paths.length === 0) return null;
  const names = form === null ? [] : namesOf(form, paths, language.value);
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{words.askedTitle}</h2>
      {names.length > 0 && (
        <ul>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      <LinkButton href={`/ho-so/${view.card.document}/bo-sung`} weight="primary" icon="pencil">
        {words.supplement}
      </LinkButton>
    </section>
  );
}
