/** What a field is called away from its page, where the answers of a whole section stand below one another. */

import type { Language } from "../store/settings";
import { type Form, type Step, templateOf } from "./dialect";

/** Its label; where another page of the section, or of the row, has a label of its page too, its question before it. */
export function nameAway(form: Form, path: string, language: Language): string {
  const template = templateOf(path);
  const labelsOn = (step: Step) => step.fields.map((each) => form.ui.fields[each]?.label[language]);
  const label = form.ui.fields[template]?.label[language] ?? path;
  const steps = stepsAround(form, template);
  const own = steps.find(({ fields }) => fields.includes(template));
  if (own === undefined) return label;
  const elsewhere = new Set(steps.filter((step) => step !== own).flatMap(labelsOn));
  return labelsOn(own).some((each) => elsewhere.has(each)) ? `${own.question[language]} ${label}` : label;
}

/** The pages of its section, or of its row. */
function stepsAround({ ui }: Form, template: string): readonly Step[] {
  const [list = "", inRow] = template.split("/@");
  if (inRow !== undefined) return ui.fields[list]?.row?.steps ?? [];
  const sections = ui.sections.map(({ steps }) => steps);
  return sections.find((steps) => steps.some(({ fields }) => fields.includes(template))) ?? [];
}
