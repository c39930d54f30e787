/** Adding a row to a list and taking one away, which can be undone. */

import { announce } from "../ui/announce";
import { offerUndo } from "../ui/undo";
import { schemaOf } from "./dialect";
import { between } from "./positions";
import type { Session } from "./session";
import { speechNow } from "./speech";

/** At the end. False if the device refused. */
export function addRow(session: Session, list: string, row: string): Promise<boolean> {
  const last = session.answers.peek().rows.get(list)?.at(-1);
  return session.flush([["insert", list, row, between(positionOf(session, list, last), "")]]);
}

export async function removeRow(session: Session, list: string, row: string, name: string): Promise<boolean> {
  const { fields: words } = speechNow();
  const position = positionOf(session, list, row);
  if (!(await session.flush([["remove", list, row]]))) return false;
  announce(words.removedRow(name));
  // The answers beneath a removed row stay, so that it comes back whole.
  offerUndo(words.removedRow(name), async () => {
    await session.flush([["insert", list, row, position]]);
  });
  return true;
}

export function hasRoom({ form, answers }: Session, list: string): boolean {
  return (answers.value.rows.get(list)?.length ?? 0) < (schemaOf(form, list)?.maxItems ?? 0);
}

/** Rows that one person removed while another changed them. */
export function revivedRows({ dossier }: Session, list: string): ReadonlySet<string> {
  return new Set((dossier.value.rows.get(list) ?? []).filter((row) => row.revived).map((row) => row.id));
}

function positionOf(session: Session, list: string, row: string | undefined): string {
  return session.dossier.value.rows.get(list)?.find(({ id }) => id === row)?.position ?? "";
}
