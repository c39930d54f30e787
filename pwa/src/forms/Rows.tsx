/** The rows of a repeating group: what there is, add, change, remove. Each row has pages of its own. */

import { announce } from "../ui/announce";
import { Button } from "../ui/Button";
import { FieldFault } from "../ui/Field";
import { LinkButton } from "../ui/LinkButton";
import { navigate } from "../ui/router";
import { offerUndo } from "../ui/undo";
import { commonWords } from "../words/common";
import { controlId } from "./controlId";
import { type RowSteps, schemaOf } from "./dialect";
import { between, newRowId } from "./positions";
import { rowName } from "./rowName";
import type { Session } from "./session";
import { speechNow } from "./speech";
import { type Page, rowPages } from "./steps";

interface Props {
  readonly session: Session;
  readonly page: Page;
  readonly list: string;
  readonly steps: RowSteps;
  /** Faults by path, of the list and of what is in its rows. */
  readonly faults: ReadonlyMap<string, string>;
}

export function Rows({ session, page, list, steps, faults }: Props) {
  const { document, form, answers, dossier } = session;
  const { fields: words, language } = speechNow();
  const ids = answers.value.rows.get(list) ?? [];
  const revived = new Set(
    (dossier.value.rows.get(list) ?? []).filter((row) => row.revived).map((row) => row.id),
  );
  const countMax = schemaOf(form, list)?.maxItems ?? 0;
  const fault = faults.get(list);

  const firstPage = (row: string) =>
    `/ho-so/${document}/dien/${rowPages(form, answers.value.asked, page, row)[0]?.id ?? page.id}`;

  async function add() {
    const row = newRowId();
    const last = ids.at(-1);
    if (await session.flush([["insert", list, row, between(positionOf(session, list, last), "")]])) {
      await navigate(firstPage(row));
    }
  }

  async function remove(row: string, name: string) {
    const position = positionOf(session, list, row);
    if (!(await session.flush([["remove", list, row]]))) return;
    announce(words.removedRow(name));
    // The answers beneath a removed row stay, so that it comes back whole.
    offerUndo(words.removedRow(name), async () => {
      await session.flush([["insert", list, row, position]]);
    });
  }

  return (
    <>
      {fault !== undefined && (
        <FieldFault id={`${controlId(list)}-fault`} prefix={commonWords.value.faultPrefix} sentence={fault} />
      )}
      <p>{words.rows(ids.length)}</p>
      <ol class="rows plain-list">
        {ids.map((row) => {
          const name = rowName(session, list, row, steps);
          const rowFaults = [...faults].filter(([path]) => path.startsWith(`${list}/@${row}/`));
          return (
            <li key={row} class="card">
              <h2>{name}</h2>
              {revived.has(row) && <p>{words.rowRevived}</p>}
              {rowFaults.map(([path, sentence]) => (
                <FieldFault key={path} id={`${controlId(path)}-fault`} sentence={sentence} />
              ))}
              <div class="buttons">
                <LinkButton href={firstPage(row)} icon="pencil">
                  {words.editRow}
                  <span class="sr"> {name}</span>
                </LinkButton>
                <Button icon="trash" onPress={() => void remove(row, name)}>
                  {words.removeRow}
                  <span class="sr"> {name}</span>
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
      {ids.length < countMax && (
        <div class="buttons">
          <Button id={controlId(list)} icon="plus" onPress={() => void add()}>
            {steps.add[language]}
          </Button>
        </div>
      )}
    </>
  );
}

function positionOf(session: Session, list: string, row: string | undefined): string {
  return session.dossier.value.rows.get(list)?.find(({ id }) => id === row)?.position ?? "";
}
