// Fills in a dossier page after page, as the app leads: which page comes next, and what stands on it, is the app's to say.
import { expect, type Page } from "@playwright/test";
import { controlId } from "../../../src/forms/controlId";
import { type Field, inRowsOf, type Step, type Ui } from "../../../src/forms/dialect";
import type { Value } from "../../../src/sync/packing";
import { lettersOf, nameOf, typed, typedDate } from "./answers";
import type { Complete, Placed } from "./complete";

/** What answers are given with: a mouse and keys, or keys alone. Controls are known by id and by what they are called. */
export interface Hand {
  /** One of the radio buttons that begin at `id`. */
  choose(id: string, option: string): Promise<void>;
  write(id: string, label: string, text: string): Promise<void>;
  tick(id: string, label: string): Promise<void>;
  /** From the list that opens while letters are typed. */
  pick(id: string, letters: string, name: string): Promise<void>;
  press(button: string): Promise<void>;
}

/** A page of the form, or of a row of one of its lists. */
export interface Stop {
  /** `o-dau`, or of a row `giay-to.noi-cap`. */
  readonly id: string;
  readonly step: Step;
  /** The list that is kept on this page. */
  readonly list?: string;
  /** The list and the row that this page is about. */
  readonly row?: { readonly list: string; readonly id: string };
}

/** More than any dossier takes, with all its rows. */
const PAGES_MAX = 150;

/** For the next page to come, which the phone has. */
const MOVING_MS_MAX = 5_000;

const BOXES = { day: "Ngày", month: "Tháng", year: "Năm", hour: "Giờ", minute: "Phút" } as const;

/** From any page of the form to the one that shows all answers. `answered` is told of each page before it is left. */
export async function fillIn(
  page: Page,
  { ui, answers }: Complete,
  hand: Hand,
  answered: (stop: Stop) => Promise<void>,
): Promise<void> {
  const rows = new Map<string, string[]>();
  // A new dossier goes on by itself to its first question.
  await page.waitForURL(/\/(dien\/[^/]+|kiem-tra)$/, { waitUntil: "commit" });
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const stop = stopAt(page.url(), ui);
    if (stop === null) return;
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(stop.step.question.vi);
    const { list } = stop;
    const added = list === undefined ? [] : (rows.get(list) ?? []);
    if (list !== undefined && added.length < countOf(answers, list)) {
      await moves(page, () => hand.press(ui.fields[list]?.row?.add.vi ?? ""));
      rows.set(list, [...added, stopAt(page.url(), ui)?.row?.id ?? ""]);
      continue;
    }
    await giveAnswers(ui, answers, hand, stop, rows);
    await answered(stop);
    await moves(page, () => hand.press("Tiếp tục"));
  }
  throw new Error(`still asked, on ${page.url()}`);
}

/** Every page that a form has, whether or not it is asked. */
export function stopsOf(ui: Ui): readonly string[] {
  return ui.sections.flatMap(({ steps }) =>
    steps.flatMap((step) => [
      step.id,
      ...step.fields.flatMap((path) => ui.fields[path]?.row?.steps.map(({ id }) => `${step.id}.${id}`) ?? []),
    ]),
  );
}

/** One answer, by its path on the page and what stands there in the dossier. */
export async function giveAnswer(hand: Hand, path: string, field: Field, value: Value): Promise<void> {
  const id = controlId(path);
  const label = field.label.vi;
  switch (field.widget) {
    case "choice":
      return hand.choose(id, nameOf(field, value));
    case "listed":
    case "unit":
    case "country":
      return hand.pick(id, lettersOf(nameOf(field, value)), nameOf(field, value));
    case "promise":
      return hand.tick(id, "Sẽ mang bản giấy đến quầy");
    case "tick":
    case "declaration":
      return hand.tick(id, label);
    case "date":
    case "month":
    case "partial-date":
    case "datetime":
      return giveDate(hand, id, field, value);
    default:
      return hand.write(id, label, typed(field, value));
  }
}

async function giveDate(hand: Hand, id: string, { widget }: Field, value: Value): Promise<void> {
  const { parts, isLunar, isLeapMonth, isUnknown } = typedDate(value);
  const first = widget === "month" ? "month" : "day";
  for (const [part, figures] of parts)
    await hand.write(part === first ? id : `${id}-${part}`, BOXES[part], figures);
  if (isLunar) await hand.tick(`${id}-lunar`, "Ngày âm lịch");
  if (isLeapMonth) await hand.tick(`${id}-leap`, "Tháng nhuận");
  if (isUnknown) await hand.tick(`${id}-unknown`, "Không rõ");
}

async function giveAnswers(
  ui: Ui,
  answers: Placed,
  hand: Hand,
  { step, row }: Stop,
  rows: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  for (const template of step.fields) {
    const place = row === undefined ? 0 : (rows.get(row.list)?.indexOf(row.id) ?? -1);
    const value = answers[template.replace("@", `@${place}`)];
    const field = ui.fields[template];
    if (value === undefined || field === undefined) continue;
    await giveAnswer(
      hand,
      row === undefined ? template : inRowsOf(`${row.list}/@${row.id}`, template),
      field,
      value,
    );
  }
}

/** Null on the page that shows all answers. */
function stopAt(url: string, ui: Ui): Stop | null {
  const [, address = ""] = /\/dien\/([^/]+)$/.exec(new URL(url).pathname) ?? [];
  if (address === "") return null;
  const [stepId, rowId, inRow] = address.split(".");
  const step = ui.sections.flatMap(({ steps }) => steps).find(({ id }) => id === stepId);
  if (step === undefined) throw new Error(`a page that the form does not have: ${url}`);
  const list = step.fields.find((path) => ui.fields[path]?.row !== undefined);
  if (list === undefined || rowId === undefined)
    return { id: step.id, step, ...(list === undefined ? {} : { list }) };
  const rowStep = ui.fields[list]?.row?.steps.find(({ id }) => id === inRow);
  if (rowStep === undefined) throw new Error(`a page that the rows do not have: ${url}`);
  return { id: `${step.id}.${rowStep.id}`, step: rowStep, row: { list, id: rowId } };
}

/** How many rows the dossier has in a list. */
function countOf(answers: Placed, list: string): number {
  const places = Object.keys(answers).flatMap((path) =>
    path.startsWith(`${list}/@`) ? [Number(path.slice(list.length + 2).split("/")[0])] : [],
  );
  return Math.max(-1, ...places) + 1;
}

/** Where the app stays because something is to be mended, it says what. */
async function moves(page: Page, act: () => Promise<void>): Promise<void> {
  const before = new URL(page.url()).pathname;
  await act();
  await page
    .waitForURL(({ pathname }) => pathname !== before, { waitUntil: "commit", timeout: MOVING_MS_MAX })
    .catch(async () => {
      throw new Error(`kept on ${before}:\n${await page.getByRole("main").innerText()}`);
    });
}
