/** Every answer of the form in its order, each with the way back to its question; what is missing and what is twofold is marked. */

import { StatePill } from "../ui/StatePill";
import { AreaDoubt } from "./Areas";
import { fieldOf, inRowsOf } from "./dialect";
import { answerText } from "./format";
import { doubtAt } from "./mending";
import { checking } from "./returning";
import type { Session } from "./session";
import { speechNow } from "./speech";
import { pagesNow, pageWith } from "./steps";
import { nameAway } from "./toldApart";
import { WorkedOut } from "./WorkedOut";

interface Props {
  readonly session: Session;
  readonly faults: ReadonlyMap<string, string>;
}

export function CheckAnswers({ session, faults }: Props) {
  const { form, answers } = session;
  const { language } = speechNow();
  const pages = pagesNow(form, answers.value.asked);
  return (
    <>
      {form.ui.sections.map((section, index) => {
        const paths = pages.filter((page) => page.sectionIndex === index).flatMap((page) => page.paths);
        if (paths.length === 0) return null;
        return (
          <section key={section.title.vi} aria-labelledby={`section-${index}`}>
            <h2 id={`section-${index}`}>{section.title[language]}</h2>
            <dl class="answers check">
              {paths.map((path) => (
                <Asked key={path} session={session} path={path} faults={faults} />
              ))}
            </dl>
            <WorkedOut session={session} paths={section.steps.flatMap((step) => step.shows ?? [])} />
          </section>
        );
      })}
    </>
  );
}

interface AskedProps extends Props {
  readonly path: string;
  /** "Giấy tờ 2", for a field of a row. */
  readonly rowName?: string;
}

/** A line, or for a group a line for itself and those of all its rows. */
function Asked({ session, path, faults, rowName }: AskedProps) {
  const { form, answers } = session;
  const field = fieldOf(form, path);
  if (field === undefined) return null;
  const { language } = speechNow();
  if (field.row === undefined) {
    return (
      <Line session={session} path={path} faults={faults} {...(rowName === undefined ? {} : { rowName })} />
    );
  }
  const { name, steps } = field.row;
  const ids = answers.value.rows.get(path) ?? [];
  const templates = steps.flatMap((step) => step.fields);
  return (
    <>
      <Line session={session} path={path} faults={faults} />
      {ids.flatMap((row, index) =>
        templates
          .map((template) => inRowsOf(`${path}/@${row}`, template))
          .filter((inRow) => answers.value.asked.has(inRow))
          .map((inRow) => (
            <Asked
              key={inRow}
              session={session}
              path={inRow}
              faults={faults}
              rowName={`${name[language]} ${index + 1}`}
            />
          )),
      )}
    </>
  );
}

function Line({ session, path, faults, rowName }: AskedProps) {
  const { document, form, answers, dossier } = session;
  const field = fieldOf(form, path);
  if (field === undefined) return null;
  const speech = speechNow();
  const words = speech.fields;
  const { asked } = answers.value;
  const label = nameAway(form, path, speech.language);
  const name = rowName === undefined ? label : `${rowName}: ${label}`;
  const isTwofold = dossier.value.conflicts.includes(path);
  const fault = faults.get(path);
  const doubt = fault === undefined ? doubtAt(session, path, speech) : undefined;
  const text =
    field.row === undefined
      ? answerText(field, asked.get(path) ?? null, speech)
      : words.rows(answers.value.rows.get(path)?.length ?? 0);
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {!isTwofold && text}
        {!isTwofold && text === "" && fault === undefined && <span class="empty">{words.empty}</span>}
        {isTwofold && (
          <StatePill tone="mend" icon="two">
            {words.conflict}
          </StatePill>
        )}
        {!isTwofold && fault !== undefined && (
          <StatePill tone="mend" icon="alert">
            {fault}
          </StatePill>
        )}
        {!isTwofold && doubt !== undefined && (
          <StatePill tone="wait" icon="alert">
            {doubt.sentence}
          </StatePill>
        )}
        {!isTwofold && field.areas_of !== undefined && <AreaDoubt filling={session} path={path} />}
      </dd>
      <dd class="way-back">
        {isTwofold ? (
          <a href={`/ho-so/${document}/hai-cau-tra-loi`}>{words.choose}</a>
        ) : (
          <a
            href={`/ho-so/${document}/dien/${pageWith(form, asked, path) ?? ""}`}
            onClick={() => {
              checking.value = document;
            }}
          >
            {words.edit}
            <span class="sr"> {name}</span>
          </a>
        )}
      </dd>
    </div>
  );
}
