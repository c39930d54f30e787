/** The rows of a repeating group: what there is, add, change, remove. Each row has pages of its own. */

import { Button } from "../ui/Button";
import { FieldFault } from "../ui/Field";
import { LinkButton } from "../ui/LinkButton";
import { navigate } from "../ui/router";
import { commonWords } from "../words/common";
import { controlId } from "./controlId";
import type { RowSteps } from "./dialect";
import { newRowId } from "./positions";
import { addRow, hasRoom, removeRow, revivedRows } from "./rowEdits";
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
  const { document, form, answers } = session;
  const { fields: words, language } = speechNow();
  const ids = answers.value.rows.get(list) ?? [];
  const revived = revivedRows(session, list);
  const fault = faults.get(list);

  const firstPage = (row: string) =>
    `/ho-so/${document}/dien/${rowPages(form, answers.value.asked, page, row)[0]?.id ?? page.id}`;

  async function add() {
    const row = newRowId();
    if (await addRow(session, list, row)) await navigate(firstPage(row));
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
                <Button icon="trash" onPress={() => void removeRow(session, list, row, name)}>
                  {words.removeRow}
                  <span class="sr"> {name}</span>
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
      {hasRoom(session, list) && (
        <div class="buttons">
          <Button id={controlId(list)} icon="plus" onPress={() => void add()}>
            {steps.add[language]}
          </Button>
        </div>
      )}
    </>
  );
}
