/** The published forms, each fetched when first needed; kept for offline use with the rest of the app. */

import type { Calendar, LunarYear } from "./days";
import type { Form, Rules, Schema, Ui } from "./dialect";

interface WorkingDays {
  readonly off: readonly { readonly day: string }[];
  readonly work: readonly { readonly day: string }[];
}

const schemas = import.meta.glob<Schema>("../../../schemas/forms/*/*/schema.json", { import: "default" });
const rules = import.meta.glob<Rules>("../../../schemas/forms/*/*/rules.json", { import: "default" });
const uis = import.meta.glob<Ui>("../../../schemas/forms/*/*/ui.json", { import: "default" });

const mine = import.meta.glob<unknown>("../../../schemas/mine/{schema,rules,ui}.json", { import: "default" });

const loaded = new Map<string, Promise<Form>>();
let calendar: Promise<Calendar> | null = null;

/** The form of an id such as `khoi-cong@1`; null if this release knows no such version. */
export async function loadForm(id: string): Promise<Form | null> {
  const folder = `../../../schemas/forms/${id.replace("@", "/")}`;
  const schema = schemas[`${folder}/schema.json`];
  const ui = uis[`${folder}/ui.json`];
  if (schema === undefined || ui === undefined) return null;
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const loading = read(id, schema, ui, rules[`${folder}/rules.json`]);
  loaded.set(id, loading);
  // A file that could not be fetched may come the next time.
  loading.catch(() => loaded.delete(id));
  return loading;
}

/** "Thông tin của tôi": asked like a form, and never handed in. */
export async function loadMine(): Promise<Form> {
  const part = <T>(name: string) => mine[`../../../schemas/mine/${name}.json`]?.() as Promise<T>;
  return read(
    "mine",
    () => part<Schema>("schema"),
    () => part<Ui>("ui"),
    () => part<Rules>("rules"),
  );
}

async function read(
  id: string,
  schema: () => Promise<Schema>,
  ui: () => Promise<Ui>,
  rules: (() => Promise<Rules>) | undefined,
): Promise<Form> {
  const parts = await Promise.all([schema(), ui(), rules?.() ?? {}, loadCalendar()]);
  return { id, schema: parts[0], ui: parts[1], rules: parts[2], calendar: parts[3] };
}

/** Days off and worked Saturdays of the city, and the years of the lunar calendar. */
function loadCalendar(): Promise<Calendar> {
  calendar ??= Promise.all([
    import("../../../schemas/calendars/working-days.json"),
    import("../../../schemas/calendars/lunar.json"),
  ]).then(([days, lunar]) => {
    const { off, work } = days.default as WorkingDays;
    return {
      off: new Set(off.map(({ day }) => day)),
      work: new Set(work.map(({ day }) => day)),
      lunar: lunar.default as unknown as Readonly<Record<string, LunarYear>>,
    };
  });
  calendar.catch(() => {
    calendar = null;
  });
  return calendar;
}
