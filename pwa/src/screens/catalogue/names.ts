/** By what a procedure is found: what it is called, what people say instead, the papers it takes, and what people ask. Pure. */

import type { Words } from "../../forms/dialect";
import type { Procedure } from "../../forms/procedures";
import type { Name } from "../../words/finding";

export interface ProcedureName extends Name {
  readonly kind: "called" | "synonym" | "document" | "question";
  readonly said: Words;
}

export function namesOf({ code, name, plain, synonyms, documents, questions }: Procedure): ProcedureName[] {
  return [
    { kind: "called", said: plain, texts: [...both(plain), ...both(name), code], weight: 1 },
    ...synonyms.map((each) => named("synonym", { vi: each, en: each }, 0.95)),
    ...documents.map(({ text }) => named("document", text, 0.5)),
    ...(questions ?? []).map(({ ask }) => named("question", ask, 0.6)),
  ];
}

function named(kind: ProcedureName["kind"], said: Words, weight: number): ProcedureName {
  return { kind, said, texts: [...new Set(both(said))], weight };
}

function both({ vi, en }: Words): readonly string[] {
  return [vi, en];
}
