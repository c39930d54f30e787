/** The published forms, each loaded when first needed: as the hub gave it, or as this release brought it along. */

import type { Carry } from "./carry";
import type { Calendar, LunarYear } from "./days";
import type { Form, Rules, Schema, Ui } from "./dialect";
import { loadEntry } from "./entries";

/** The entry `form/khoi-cong@1`. */
interface Parts {
  readonly schema: Schema;
  readonly ui: Ui;
  readonly rules?: Rules;
  readonly carry?: Carry;
}

/** The entry `calendar`. */
interface Days {
  readonly "working-days": {
    readonly off: readonly { readonly day: string }[];
    readonly work: readonly { readonly day: string }[];
  };
  readonly lunar: Readonly<Record<string, LunarYear>>;
}

const schemas = import.meta.glob<Schema>("../../../schemas/forms/*/*/schema.json", { import: "default" });
const rules = import.meta.glob<Rules>("../../../schemas/forms/*/*/rules.json", { import: "default" });
const uis = import.meta.glob<Ui>("../../../schemas/forms/*/*/ui.json", { import: "default" });
const carries = import.meta.glob<Carry>("../../../schemas/forms/*/*/carry.json", { import: "default" });
const mine = import.meta.glob<unknown>("../../../schemas/mine/{schema,rules,ui}.json", { import: "default" });

/** The form of an id such as `khoi-cong@1`; null where neither this release nor the hub's catalogue here knows it. */
export async function loadForm(id: string): Promise<Form | null> {
  const parts = await partsOf(id);
  if (parts === null) return null;
  return { id, schema: parts.schema, ui: parts.ui, rules: parts.rules ?? {}, calendar: await loadCalendar() };
}

/** How dossiers of the version before go on in this one; null where that is not said. */
export async function loadCarry(id: string): Promise<Carry | null> {
  return (await partsOf(id))?.carry ?? null;
}

function partsOf(id: string): Promise<Parts | null> {
  return loadEntry(`form/${id}`, () => builtIn(id));
}

async function builtIn(id: string): Promise<Parts | null> {
  const folder = `../../../schemas/forms/${id.replace("@", "/")}`;
  const schema = schemas[`${folder}/schema.json`];
  const ui = uis[`${folder}/ui.json`];
  if (schema === undefined || ui === undefined) return null;
  const parts = await Promise.all([
    schema(),
    ui(),
    rules[`${folder}/rules.json`]?.() ?? {},
    carries[`${folder}/carry.json`]?.(),
  ]);
  const carry = parts[3];
  return { schema: parts[0], ui: parts[1], rules: parts[2], ...(carry === undefined ? {} : { carry }) };
}

/** "Thông tin của tôi": asked like a form, and never handed in. */
export async function loadMine(): Promise<Form> {
  const part = <T>(name: string) => mine[`../../../schemas/mine/${name}.json`]?.() as Promise<T>;
  const parts = await Promise.all([
    part<Schema>("schema"),
    part<Rules>("rules"),
    part<Ui>("ui"),
    loadCalendar(),
  ]);
  return { id: "mine", schema: parts[0], rules: parts[1], ui: parts[2], calendar: parts[3] };
}

/** Days off and worked Saturdays of the city, and the years of the lunar calendar. */
async function loadCalendar(): Promise<Calendar> {
  const days = await loadEntry("calendar", builtInDays);
  const { off, work } = days["working-days"];
  return {
    off: new Set(off.map(({ day }) => day)),
    work: new Set(work.map(({ day }) => day)),
    lunar: days.lunar,
  };
}

async function builtInDays(): Promise<Days> {
  const [days, lunar] = await Promise.all([
    import("../../../schemas/calendars/working-days.json"),
    import("../../../schemas/calendars/lunar.json"),
  ]);
  return { "working-days": days.default, lunar: lunar.default as unknown as Days["lunar"] };
}
