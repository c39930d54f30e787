/** Answers that the form offers: they become the person's own once the person has seen them and gone on. */

import { fieldOf } from "./dialect";
import type { Session } from "./session";

type Offering = Pick<Session, "form" | "answers" | "put">;

/** Takes what is offered at the paths that are seen. One answer may open a question that has an offer of its own. */
export function takeOffered({ form, answers, put }: Offering, isSeen: (path: string) => boolean): void {
  const taken = new Set<string>();
  const next = () =>
    [...answers.peek().asked].find(
      ([path, answer]) =>
        answer === null && !taken.has(path) && isSeen(path) && fieldOf(form, path)?.default !== undefined,
    )?.[0];
  for (let path = next(); path !== undefined; path = next()) {
    taken.add(path);
    put(path, fieldOf(form, path)?.default ?? null);
  }
}
