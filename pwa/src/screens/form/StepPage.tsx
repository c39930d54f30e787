/** One question: its fields, saved while they are typed, and the way on. What is missing is told once "Tiếp tục" is pressed. */

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import "../../forms/forms.css";
import { controlId } from "../../forms/controlId";
import { type Form, fieldOf, inRowsOf } from "../../forms/dialect";
import { FormField } from "../../forms/FormField";
import { faultsByPath } from "../../forms/format";
import { toMend } from "../../forms/mending";
import { takeOffered } from "../../forms/offered";
import { Rows } from "../../forms/Rows";
import { checking } from "../../forms/returning";
import { rowName } from "../../forms/rowName";
import { SaveLine } from "../../forms/SaveLine";
import { hasOverview } from "../../forms/sections";
import type { Session } from "../../forms/session";
import { speechNow } from "../../forms/speech";
import { type Page as FormPage, pageAfter, pageBefore, pageOf, pageWith } from "../../forms/steps";
import type { Values } from "../../forms/visible";
import { WorkedOut } from "../../forms/WorkedOut";
import { Writing } from "../../forms/Writing";
import type { Value } from "../../sync/packing";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { ErrorSummary, type Fault } from "../../ui/ErrorSummary";
import { Page } from "../../ui/Page";
import { navigate } from "../../ui/router";
import { commonWords } from "../../words/common";
import { FillIn } from "./FillIn";
import { Here } from "./Here";
import { ReadAloud } from "./ReadAloud";

interface Props {
  readonly session: Session;
  readonly page: FormPage;
}

export function StepPage({ session, page }: Props) {
  const { document, form, answers } = session;
  const speech = speechNow();
  const words = speech.fields;
  const attempt = useSignal(0);
  const before = useRef(answersOn(session, page));

  const isReturning = checking.value === document;
  const faults = attempt.value === 0 ? new Map<string, string>() : faultsOn(session, page);
  const { step } = page;

  const goOn = async () => {
    const after = isReturning && page.row === undefined ? null : pageAfter(form, answers.peek().asked, page);
    await navigate(after === null ? `/ho-so/${document}/kiem-tra` : `/ho-so/${document}/dien/${after}`);
  };
  const submit = async () => {
    takeOffered(session, (path) => page.paths.includes(path));
    if (!(await session.flush())) return;
    if (faultsOn(session, page).size === 0) await goOn();
    else attempt.value += 1;
  };
  const putBack = async () => {
    for (const path of changedSince(session, before.current)) {
      session.put(path, before.current.get(path) ?? null);
    }
    if (await session.flush()) announce(words.undone);
  };

  const list = page.paths.find((path) => fieldOf(form, path)?.row !== undefined);
  const rowSteps = list === undefined ? undefined : fieldOf(form, list)?.row;
  return (
    <Page
      title={step.question[speech.language]}
      above={aboveOf(session, page)}
      back={{ href: backOf(session, page), label: commonWords.value.back }}
      faulty={faults.size > 0 ? commonWords.value.faultPrefix : undefined}
    >
      {faults.size > 0 && (
        <ErrorSummary
          title={words.faults(faults.size)}
          faults={[...faults].map(([path, sentence]) => ({ at: placeOf(session, page, path), sentence }))}
          attempt={attempt.value}
        />
      )}
      <ReadAloud session={session} page={page} />
      {step.hint !== undefined && <p>{step.hint[speech.language]}</p>}
      <FillIn session={session} page={page} />
      <Writing session={session} onSubmit={() => void submit()}>
        {list !== undefined && rowSteps !== undefined ? (
          <Rows session={session} page={page} list={list} steps={rowSteps} faults={faults} />
        ) : (
          page.paths.map((path) => (
            <FormField key={path} session={session} path={path} fault={faults.get(path)} />
          ))
        )}
        <WorkedOut session={session} paths={shownOn(page)} />
        {step.position !== undefined && <Here session={session} paths={step.position} />}
        <SaveLine session={session} />
        <div class="buttons">
          <Button type="submit" weight="primary">
            {isReturning && page.row === undefined ? words.check : words.next}
          </Button>
          {faults.size > 0 && <Button onPress={() => void goOn()}>{words.later}</Button>}
          {changedSince(session, before.current).length > 0 && (
            <Button weight="quiet" onPress={() => void putBack()}>
              {words.undo}
            </Button>
          )}
        </div>
      </Writing>
      {!isReturning && page.row === undefined && hasOverview(form) && (
        <a class="row-link" href={`/ho-so/${document}/dien`}>
          {words.allSections}
        </a>
      )}
    </Page>
  );
}

/** On this page, or on the page of a row. */
function placeOf({ document, form, answers }: Session, page: FormPage, path: string): Fault["at"] {
  if (page.paths.includes(path)) return { id: controlId(path) };
  return { href: `/ho-so/${document}/dien/${pageWith(form, answers.value.asked, path) ?? page.id}` };
}

/** What is worked out and told on this page; in a row, of this row. */
function shownOn({ step, row }: FormPage): readonly string[] {
  const shows = step.shows ?? [];
  return row === undefined ? shows : shows.map((path) => inRowsOf(`${row.list}/@${row.id}`, path));
}

/** "Công trình · Câu 4 trong khoảng 12" */
function aboveOf(session: Session, page: FormPage): string {
  const { language, fields: words } = speechNow();
  const section = session.form.ui.sections[page.sectionIndex]?.title[language] ?? "";
  const { row, number, count } = page;
  const place =
    row === undefined
      ? words.progress(number, count)
      : words.rowProgress(rowName(session, row.list, row.id, row.steps), number, count);
  return `${section} · ${place}`;
}

function backOf({ document, form, answers }: Session, page: FormPage): string {
  if (checking.value === document && page.row === undefined) return `/ho-so/${document}/kiem-tra`;
  const { asked } = answers.value;
  const before = pageBefore(form, asked, page);
  const isFirst = page.row === undefined && sectionOf(form, asked, before) !== page.sectionIndex;
  if (isFirst && hasOverview(form)) return `/ho-so/${document}/dien`;
  return before === null ? `/ho-so/${document}` : `/ho-so/${document}/dien/${before}`;
}

function sectionOf(form: Form, asked: Values, id: string | null): number | undefined {
  return id === null ? undefined : pageOf(form, asked, id)?.sectionIndex;
}

/** What is to be mended on this page, rows and all, in the order of its fields. */
function faultsOn(session: Session, page: FormPage): ReadonlyMap<string, string> {
  const all = faultsByPath(session.form, toMend(session), speechNow());
  return new Map(
    page.paths.flatMap((path) =>
      [...all].filter(([faulty]) => faulty === path || faulty.startsWith(`${path}/@`)),
    ),
  );
}

/** Those that are not asked at the moment too: one answer on a page opens and closes others. */
function answersOn({ form, view }: Session, page: FormPage): ReadonlyMap<string, Value> {
  const paths = page.row === undefined ? page.step.fields : page.paths;
  const single = paths.filter((path) => fieldOf(form, path)?.row === undefined);
  return new Map(single.map((path) => [path, view.peek().values.get(path) ?? null]));
}

function changedSince({ view }: Session, before: ReadonlyMap<string, Value>): readonly string[] {
  const { values } = view.value;
  return [...before].filter(([path, value]) => (values.get(path) ?? null) !== value).map(([path]) => path);
}
