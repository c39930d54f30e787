// Questions to a catalogue of many procedures, beside looking for the words as they stand; on this machine, not slowed.
import { readdirSync, readFileSync } from "node:fs";
import type { Procedure } from "../../src/forms/procedures";
import { namesOf } from "../../src/screens/catalogue/names";
import { find, indexed } from "../../src/words/finding";

const QUESTIONS = [
  "khai",
  "làm giấy khai sinh",
  "tien nguoi gia",
  "khai sinhh",
  "giaays ddoocj thaan",
  "qwxzt",
];
const folder = new URL("../../../schemas/procedures/", import.meta.url);

export interface Asked {
  /** In ms, one for each question. */
  readonly taken: readonly number[];
  readonly plainly: readonly number[];
  /** Once, when the list is first opened; and its JSON read. */
  readonly indexing: number;
  readonly reading: number;
}

/** The fourteen, or so many made of their words, each with some of its own. */
export function ask(count: number): Asked {
  const known = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name): Procedure => JSON.parse(readFileSync(new URL(name, folder), "utf8")));
  const procedures = count === known.length ? known : manyOf(known, count);
  const index = indexed(procedures, namesOf);
  const written = JSON.stringify(procedures);
  const texts = procedures.map((each) => namesOf(each).flatMap(({ texts }) => texts));
  return {
    indexing: median(() => indexed(procedures, namesOf)),
    reading: median(() => JSON.parse(written)),
    taken: QUESTIONS.map((question) => median(() => find(index, question))),
    plainly: QUESTIONS.map((question) =>
      median(() => texts.filter((each) => each.some((text) => text.includes(question)))),
    ),
  };
}

function manyOf(known: readonly Procedure[], count: number): readonly Procedure[] {
  return Array.from({ length: count }, (_, at) => {
    const [one, other] = [known[at % known.length], known[(at * 7 + 3) % known.length]] as [
      Procedure,
      Procedure,
    ];
    const own = other.synonyms.slice(0, 4).map((synonym) => `${synonym} loại ${at}`);
    return { ...one, code: `9.${at}`, synonyms: [...one.synonyms, ...own] };
  });
}

function median(work: () => unknown): number {
  const taken = Array.from({ length: 15 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return taken.sort((one, other) => one - other)[7] ?? Number.NaN;
}
