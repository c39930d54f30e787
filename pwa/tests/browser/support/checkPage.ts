// The page of all answers: what it says of each, and what it should say.
import type { Page } from "@playwright/test";
import type { Step, Ui } from "../../../src/forms/dialect";
import { said } from "./answers";
import type { Complete } from "./complete";

/** `name: answer`, sorted; without what was left empty, and without how many rows there are. */
export function linesOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("dl.check > div")]
      .flatMap((line) => {
        const answer = [...(line.querySelector("dd")?.childNodes ?? [])]
          .filter((node) => node.nodeType === Node.TEXT_NODE)
          .map((node) => node.textContent)
          .join("");
        return answer === "" ? [] : [`${line.querySelector("dt")?.textContent}: ${answer}`];
      })
      .filter((line) => !/: (Đã có \d+|Chưa có dòng nào)$/.test(line))
      .sort(),
  );
}

/** The same, as the dossier has them. */
export function linesFor({ ui, answers }: Complete): string[] {
  return Object.entries(answers)
    .flatMap(([path, value]) => {
      const template = path.replace(/@\d+/, "@");
      const [, list = "", place] = /^(.*)\/@(\d+)\//.exec(path) ?? [];
      const field = ui.fields[template];
      if (field === undefined || ui.at_check.includes(path)) return [];
      const row = place === undefined ? "" : `${ui.fields[list]?.row?.name.vi} ${Number(place) + 1}: `;
      return [`${row}${nameOf(ui, template, list)}: ${said(field, value)}`];
    })
    .sort();
}

/** With the question before it, where another page beside its own has a label of that page too. */
function nameOf(ui: Ui, template: string, list: string): string {
  const groups = [...ui.sections, ...(list === "" ? [] : [ui.fields[list]?.row])];
  const pages = groups.flatMap((group) =>
    group?.steps.some(({ fields }) => fields.includes(template)) ? group.steps : [],
  );
  const labels = (step: Step) => step.fields.map((path) => ui.fields[path]?.label.vi);
  const own = pages.find(({ fields }) => fields.includes(template));
  const others = pages.filter((page) => page !== own).flatMap(labels);
  const label = ui.fields[template]?.label.vi ?? "";
  return own !== undefined && labels(own).some((each) => others.includes(each))
    ? `${own.question.vi} ${label}`
    : label;
}
