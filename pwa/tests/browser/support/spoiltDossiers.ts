// Dossiers full of script payloads, written by phones without a browser.
import type { Hex } from "../../../src/sync/packing";
import { completeDossiers } from "./complete";
import * as feedback from "./feedback";
import type { Hub } from "./hub";
import type { OtherPhone } from "./otherPhone";
import { payloads } from "./payloads";
import { consentOf, enoughForEveryText, lineOf, type Spoilt, spoiler } from "./spoiling";

/** Of one field: more of them would not fit into a change with others of their length. */
const TOGETHER = 26;
export const FEEDBACK = "1022";
export const CANCEL = "K7PM-3XHW-9CDA";
/** The payloads of three dossiers of a helper begin at these. */
export const [OPEN, HANDED_IN, OVER] = [12, 16, 20] as const;

/** Dossiers as people fill them in, with a payload in every field in which they write freely. */
export async function textsOf(writer: OtherPhone): Promise<readonly Spoilt[]> {
  const spoil = spoiler(writer);
  const found: Spoilt[] = [];
  for (const dossier of enoughForEveryText()) found.push(await spoil.texts(dossier));
  return found;
}

/** One dossier of each form with a payload in each string, and the shortest form with all of them in each text. */
export async function everythingOf(writer: OtherPhone, other: OtherPhone): Promise<readonly Hex[]> {
  const spoil = spoiler(writer);
  const found: Hex[] = [];
  for (const dossier of completeDossiers().filter(({ first }) => first))
    found.push(await spoil.everything(dossier));
  for (let from = 0; from < payloads.length; from += TOGETHER) {
    const text = payloads.slice(from, from + TOGETHER).join("\n");
    const answers = Object.fromEntries(
      ["/text", "/name", "/phone", "/email", "/place"].map((path) => [path, text]),
    );
    const document = await writer.begin(feedback.form, { ...feedback.answers(text), ...answers });
    await writer.submit(document, feedback.form);
    found.push(document);
  }
  await writer.exchange();
  // Two answers to one question, each of them one of these.
  await other.exchange();
  const last = found.at(-1) ?? "";
  await writer.write(last, feedback.form, { "/text": payloads[0] ?? "" });
  await other.write(last, feedback.form, { "/text": payloads[1] ?? "" });
  await writer.exchange();
  await other.exchange();
  return found;
}

/** A draft on which the unit's own areas are offered. */
export function buildingIn(unit: string) {
  const found = completeDossiers().find(
    ({ procedure, answers }) => procedure.form === "khoi-cong@2" && "/exemptArea" in answers,
  );
  if (found === undefined) throw new Error("no complete building in an exempt area");
  const { "/exemptArea": _, ...open } = found.answers;
  return {
    ...Object.fromEntries(Object.entries(open).filter(([path]) => !path.includes("/@"))),
    "/site/unit": unit,
  };
}

export interface Helped {
  readonly open: Hex;
  readonly handedIn: Hex;
  readonly over: Hex;
}

/** Three dossiers that a helper begins for citizens: one goes on, one is handed in, one will be cancelled. */
export async function helpedBy(helper: OtherPhone, hub: Hub): Promise<Helped> {
  const begin = (first: number, code: string) =>
    helper.begin(feedback.form, feedback.answers(payloads[first] ?? ""), consentOf(FEEDBACK, code, first));
  const open = await begin(OPEN, "K7PM-3XHW-3333");
  const handedIn = await begin(HANDED_IN, "K7PM-3XHW-4444");
  const over = await begin(OVER, CANCEL);
  await helper.exchange();
  await helper.submit(handedIn, feedback.form);
  await helper.exchange();
  const lan = "(SELECT account FROM account WHERE person LIKE 'Nguyễn Thị Lan%')";
  await hub.write(`UPDATE consent SET owner = ${lan} WHERE document = x'${open}'`);
  return { open, handedIn, over };
}

/** What the hub declined lies at the desk all the same, as from a hub that asks for less: its screens must not rely on that. */
export async function letIn(hub: Hub): Promise<void> {
  const last = `(SELECT change FROM feed
    WHERE feed.document = dossier.document AND kind = 'change' ORDER BY position DESC LIMIT 1)`;
  await hub.write(`UPDATE dossier SET state = 'submitted', submission = ${last}, submitted = since
    WHERE state = 'declined'`);
}

/** Of a consent what the desk reads. */
export function consentLines(first: number): readonly string[] {
  return [0, 1, 2, 3].map((place) => lineOf(first + place));
}
