/** What has changed between the form that somebody wrote on and the new one, in plain words, with what was written. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { assemble, viewOf } from "../../forms/assemble";
import { type Answer, arrivals } from "../../forms/carry";
import type { Carried, Carrying } from "../../forms/carrying";
import { loadForm } from "../../forms/catalogue";
import { type Form, fieldOf } from "../../forms/dialect";
import type { WayOn } from "../../forms/wayOn";
import { numberOf } from "../../store/formName";
import { language } from "../../store/settings";
import { newFormWords } from "../../words/newForm";
import { answerSaid } from "../parts/answerSaid";
import type { OpenedDossier } from "../parts/useDossier";

interface Props {
  readonly opened: OpenedDossier;
  readonly way: WayOn;
  readonly carrying: Carrying;
}

export function Changes({ opened, way, carrying }: Props) {
  const words = newFormWords.value;
  const { carried } = carrying;
  const forms = useForms(carried);
  const asked = newQuestions(opened, way);
  const isLate = numberOf(opened.view.value.card.form) === numberOf(way.to.id);
  const arriving = carried.filter(({ answers }) => answers.length > 0);
  // What came late is not in the form at all yet: all of it is told.
  const changed = arriving.filter((each) => isLate || isOther(forms.get(each.form), way.to, each));
  const dropped = carried.filter(({ answers }) => answers.length === 0);
  return (
    <>
      {asked.length > 0 && (
        <section aria-labelledby="new-questions">
          <h2 id="new-questions">{words.newQuestions}</h2>
          <ul>
            {asked.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </section>
      )}
      {changed.length > 0 && (
        <section aria-labelledby="changed">
          <h2 id="changed">{isLate ? words.arriving : words.changed}</h2>
          <dl class="answers">
            {changed.map((each) => (
              <Changed
                key={`${each.path} ${each.change}`}
                each={each}
                old={forms.get(each.form)}
                now={way.to}
              />
            ))}
          </dl>
        </section>
      )}
      {dropped.length > 0 && (
        <section aria-labelledby="dropped">
          <h2 id="dropped">{words.dropped}</h2>
          <p>{words.droppedHint}</p>
          <dl class="answers">
            {dropped.map((each) => (
              <div key={`${each.path} ${each.change}`}>
                <dt>{label(forms.get(each.form), each.path)}</dt>
                <dd>
                  {said(forms.get(each.form), each)}
                  <span class="by">{each.words?.[language.value] ?? words.unforeseen}</span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {carrying.beside.length > 0 && <p>{words.twofold}</p>}
      {changed.length + dropped.length === 0 && <p>{words.nothingMoves}</p>}
    </>
  );
}

interface ChangedProps {
  readonly each: Carried;
  readonly old: Form | undefined;
  readonly now: Form;
}

/** What was written, and below it what it is in the new form. */
function Changed({ each, old, now }: ChangedProps) {
  const name = label(old, each.path);
  const isTold = isOther(old, now, each);
  return (
    <div>
      <dt>{isTold ? `${name}: ${said(old, each)}` : name}</dt>
      {each.answers.map((answer) => (
        <dd key={answer.path}>
          {isTold
            ? newFormWords.value.becomes(label(now, answer.path), said(now, answer))
            : said(now, answer)}
        </dd>
      ))}
    </div>
  );
}

/** The forms that the answers were written for; an answer stands under its path until its form has come. */
function useForms(carried: readonly Carried[]): ReadonlyMap<string, Form> {
  const forms = useSignal<ReadonlyMap<string, Form>>(new Map());
  const names = [...new Set(carried.map(({ form }) => form))].sort().join(" ");
  useEffect(() => {
    for (const name of names.split(" ").filter((each) => each !== "")) {
      void loadForm(name).then(
        (form) => {
          if (form !== null) forms.value = new Map(forms.peek()).set(name, form);
        },
        () => {},
      );
    }
  }, [names, forms]);
  return forms.value;
}

/** What the new form asks, as things stand, and the one of the dossier does not. */
function newQuestions(opened: OpenedDossier, { to, links }: WayOn): readonly string[] {
  const { form, view } = opened;
  if (form === null || form.id === to.id) return [];
  const ahead = links.slice(links.findIndex(({ from }) => from === form.id));
  const known = arrivals(ahead, Object.keys(form.ui.fields));
  const { asked } = assemble(to, viewOf(view.value));
  const names = [...asked.keys()].filter((path) => !known.has(path) && !path.includes("@"));
  return [...new Set(names.map((path) => label(to, path)))];
}

/** In another place, and for the reader the same: nothing to tell. */
function isOther(old: Form | undefined, now: Form, each: Carried): boolean {
  const [answer, ...others] = each.answers;
  if (answer === undefined || others.length > 0) return true;
  return label(old, each.path) !== label(now, answer.path) || said(old, each) !== said(now, answer);
}

function label(form: Form | undefined, path: string): string {
  return (form && fieldOf(form, path)?.label[language.value]) ?? path;
}

function said(form: Form | undefined, { path, value }: Answer): string {
  return answerSaid(form && fieldOf(form, path), value);
}
