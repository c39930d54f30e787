/** In the history of a dossier that was carried over: the answers that the newer form does not ask for any more. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fateOf, type Link } from "../../forms/carry";
import { loadForm } from "../../forms/catalogue";
import { type Form, fieldOf } from "../../forms/dialect";
import { linksTo } from "../../forms/links";
import type { Emptied } from "../../store/dossiers";
import { numberOf } from "../../store/formName";
import { language } from "../../store/settings";
import { dossierWords } from "../../words/dossier";
import { answerSaid } from "../parts/answerSaid";

interface Props {
  readonly emptied: readonly Emptied[];
  /** The version that the dossier is in. */
  readonly form: string;
}

export function NotAsked({ emptied, form }: Props) {
  const words = dossierWords.value;
  const links = useSignal<readonly Link[]>([]);
  const forms = useSignal<ReadonlyMap<string, Form>>(new Map());
  useEffect(() => {
    const names = new Set(emptied.map((each) => each.form));
    void Promise.all([linksTo(form), ...[...names].map(loadForm)]).then(
      ([ways, ...loaded]) => {
        forms.value = new Map(loaded.flatMap((each) => (each === null ? [] : [[each.id, each] as const])));
        links.value = ways;
      },
      () => {},
    );
  }, [emptied, form, links, forms]);
  const dropped = emptied.filter((each) => {
    const ahead = links.value.filter(({ to }) => numberOf(to) > numberOf(each.form));
    return ahead.length > 0 && fateOf(ahead, each.path, each.value).answers.length === 0;
  });
  if (dropped.length === 0) return null;
  return (
    <details>
      <summary>{words.notAsked(dropped.length)}</summary>
      <dl class="answers">
        {dropped.map(({ path, value, form: its }) => {
          const old = forms.value.get(its);
          const field = old === undefined ? undefined : fieldOf(old, path);
          return (
            <div key={path}>
              <dt>{field?.label[language.value] ?? path}</dt>
              <dd>{answerSaid(field, value)}</dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}
