// The hub of the same release with a newer catalogue: feedback to 1022 has a form with one question more.
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { house, python } from "./hub";
import { pick, type Step } from "./person";

/** What nobody had asked before. */
export const question = "Chuyện này xảy ra mấy lần rồi?";
export const answer: Step = { question, answer: pick("Nhiều lần") };
/** The id of the step. */
export const page = "may-lan";

const PROCEDURE = "1022";
const FORM = "phan-anh";

interface Draft {
  carries?: unknown;
  readonly sections: readonly { readonly steps: unknown[] }[];
}

/** Writes its program to `folder`; answers the entries of the catalogue that are others now. */
export function writeNextCatalogue(folder: string): readonly string[] {
  for (const part of ["backend", "sync", "schemas"])
    cpSync(join(house, part), join(folder, part), { recursive: true });
  const schemas = join(folder, "schemas");
  const file = join(schemas, "forms", FORM, "draft.json");
  const draft = JSON.parse(readFileSync(file, "utf8")) as Draft;
  draft.sections[0]?.steps.push(step);
  draft.carries = { from: newest(schemas), steps: [] };
  writeFileSync(file, JSON.stringify(draft));
  const command = ["-B", "-m", "backend", "forms", "publish", "--effective", "2026-11-26", FORM];
  const said = execFileSync(python, command, { cwd: folder, encoding: "utf8" });
  const [id = ""] = /phan-anh@[0-9]+/.exec(said) ?? [];
  const record = join(schemas, "procedures", `${PROCEDURE}.json`);
  writeFileSync(record, readFileSync(record, "utf8").replace(/phan-anh@[0-9]+/, id));
  return [`form/${id}`, `procedure/${PROCEDURE}`, "published", "titles"];
}

/** The number of the version that the record names, on which the next one follows. */
function newest(schemas: string): number {
  const record = readFileSync(join(schemas, "procedures", `${PROCEDURE}.json`), "utf8");
  return Number(/phan-anh@([0-9]+)/.exec(record)?.[1]);
}

const step = {
  id: page,
  question: [question, "How often did it happen?"],
  fields: [
    {
      at: "/howOften",
      kind: "choice",
      required: true,
      label: ["Mấy lần", "How often"],
      options: [
        ["mot", "Một lần", "Once"],
        ["nhieu", "Nhiều lần", "Often"],
      ],
    },
  ],
};
