// A page with each kind of field, answered and with the answer missing: for the whole matrix, on a neighbour's phone.
import type { Field, Step } from "../../../src/forms/dialect";
import type { Hex } from "../../../src/sync/packing";
import { type Complete, completeDossiers, type Placed } from "./complete";
import { at, chain, pressInVain, type Screen } from "./opening";
import { enrolPhone, type OtherPhone } from "./otherPhone";

/** Between them they have every kind, in rows and out of them. */
const FORMS = ["khai-sinh@1", "huu-tri@1", "ho-kinh-doanh@1", "gpxd@1", "luu-tru@1", "phan-anh@2"];

interface Sample {
  readonly dossier: Complete;
  readonly field: Field;
  /** Of the answer: in a list the first row's, `/benefits/@0/amount`. */
  readonly path: string;
  readonly question: string;
  /** Pages of the list and of the row, or the one page. */
  readonly steps: readonly string[];
}

const samples = samplesOf(
  completeDossiers().filter(({ procedure, first }) => first && FORMS.includes(procedure.form)),
);

/** Where each page is, once the dossiers have been begun. */
const addresses = new Map<string, string>();

/** Begins them all on another phone of the neighbour's; they have reached the hub when this resolves. `link`: for signing in. */
export async function fillKinds(link: string): Promise<void> {
  const phone = await enrolPhone(link, "Máy bảng của Bảy");
  for (const sample of samples) {
    const { answers } = sample.dossier;
    addresses.set(`kind-${sample.field.widget}`, await begun(phone, sample, answers));
    const { [sample.path]: _, ...others } = answers;
    addresses.set(`kind-${sample.field.widget}-missing`, await begun(phone, sample, others));
  }
  await phone.exchange();
}

export const kinds: readonly Screen[] = samples.flatMap(({ field, question }) => {
  const name = `kind-${field.widget}`;
  const open = (which: string) => at(() => addresses.get(which) ?? "", question);
  const answered: Screen = { name, who: "neighbour", open: open(name) };
  if (field.required !== true || field.default !== undefined) return [answered];
  const missing = `${name}-missing`;
  return [answered, { name: missing, who: "neighbour", open: chain(open(missing), pressInVain("Tiếp tục")) }];
});

/** One for each kind: of the fields that have an answer the first that must have one, or else the first. */
function samplesOf(dossiers: readonly Complete[]): readonly Sample[] {
  const all = dossiers.flatMap((dossier) =>
    Object.keys(dossier.answers).flatMap((path) => {
      const field = dossier.ui.fields[path.replace("@0", "@")];
      const page = pageOf(dossier, path);
      return field === undefined || page === null ? [] : [{ dossier, field, path, ...page }];
    }),
  );
  const wanted = [...all.filter(({ field }) => field.required === true), ...all];
  const found = new Map<string, Sample>();
  for (const sample of wanted) if (!found.has(sample.field.widget)) found.set(sample.field.widget, sample);
  return [...found.values()];
}

/** Null for what is asked on the page of all answers. */
function pageOf({ ui }: Complete, path: string): Pick<Sample, "question" | "steps"> | null {
  const [list = "", inRow] = path.split(/\/@\d+/);
  const step = stepWith(
    ui.sections.flatMap(({ steps }) => steps),
    list,
  );
  if (step === undefined || inRow === undefined)
    return step === undefined ? null : { question: step.question.vi, steps: [step.id] };
  const rowStep = stepWith(ui.fields[list]?.row?.steps ?? [], `${list}/@${inRow}`);
  return rowStep === undefined ? null : { question: rowStep.question.vi, steps: [step.id, rowStep.id] };
}

function stepWith(steps: readonly Step[], path: string): Step | undefined {
  return steps.find(({ fields }) => fields.includes(path));
}

/** The address of the sample's page in a dossier with these answers. */
async function begun(phone: OtherPhone, { dossier, path, steps }: Sample, answers: Placed): Promise<string> {
  const { form } = dossier.procedure;
  const [list = "", inRow] = path.split(/\/@\d+\//);
  const document: Hex = await phone.begin(
    form,
    within(answers, (each) => (each.includes("/@") ? null : each)),
  );
  const [step = "", rowStep = ""] = steps;
  if (inRow === undefined) return `/ho-so/${document}/dien/${step}`;
  const first = within(answers, (each) =>
    each.startsWith(`${list}/@0/`) ? each.slice(list.length + 4) : null,
  );
  const row = await phone.addRow(document, form, list, first);
  return `/ho-so/${document}/dien/${step}.${row}.${rowStep}`;
}

/** Some of the answers, under other names. */
function within(answers: Placed, nameOf: (path: string) => string | null): Placed {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([path, value]) => {
      const name = nameOf(path);
      return name === null ? [] : [[name, value]];
    }),
  );
}
