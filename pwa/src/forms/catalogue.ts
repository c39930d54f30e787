/** The published forms, each fetched when first needed; kept for offline use with the rest of the app. */

import type { Form, Schema, Ui } from "./dialect";

const schemas = import.meta.glob<Schema>("../../../schemas/forms/*/*/schema.json", { import: "default" });
const uis = import.meta.glob<Ui>("../../../schemas/forms/*/*/ui.json", { import: "default" });

const loaded = new Map<string, Promise<Form>>();

/** The form of an id such as `khoi-cong@1`; null if this release knows no such version. */
export async function loadForm(id: string): Promise<Form | null> {
  const folder = `../../../schemas/forms/${id.replace("@", "/")}`;
  const schema = schemas[`${folder}/schema.json`];
  const ui = uis[`${folder}/ui.json`];
  if (schema === undefined || ui === undefined) return null;
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const loading = Promise.all([schema(), ui()]).then(([schema, ui]) => ({ id, schema, ui }));
  loaded.set(id, loading);
  // A file that could not be fetched may come the next time.
  loading.catch(() => loaded.delete(id));
  return loading;
}
