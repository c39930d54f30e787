/** The rows of a repeating group, all open: each is written where it stands, beneath the others a new one is added. */

import { Fragment } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "../ui/Button";
import { FieldFault } from "../ui/Field";
import { commonWords } from "../words/common";
import { controlId } from "./controlId";
import { inRowsOf, type RowSteps } from "./dialect";
import { FormField } from "./FormField";
import { newRowId } from "./positions";
import { addRow, hasRoom, removeRow, revivedRows } from "./rowEdits";
import { rowName } from "./rowName";
import type { Session } from "./session";
import { speechNow } from "./speech";
import { WorkedOut } from "./WorkedOut";

interface Props {
  readonly session: Session;
  readonly list: string;
  readonly steps: RowSteps;
  readonly faults: ReadonlyMap<string, string>;
}

export function RowsInPlace({ session, list, steps, faults }: Props) {
  const { fields: words, language } = speechNow();
  const ids = session.answers.value.rows.get(list) ?? [];
  const revived = revivedRows(session, list);
  const added = useRef("");
  const fault = faults.get(list);
  const add = () => {
    added.current = newRowId();
    void addRow(session, list, added.current);
  };
  const remove = async (row: string, name: string) => {
    // The next thing to do is near, and the heading of a long page is not.
    if (await removeRow(session, list, row, name)) document.getElementById(controlId(list))?.focus();
  };
  return (
    <>
      {fault !== undefined && (
        <FieldFault id={`${controlId(list)}-fault`} prefix={commonWords.value.faultPrefix} sentence={fault} />
      )}
      <ol class="rows plain-list">
        {ids.map((row) => {
          const name = rowName(session, list, row, steps);
          return (
            <li key={row} class="card">
              <h4>{name}</h4>
              {revived.has(row) && <p>{words.rowRevived}</p>}
              <RowFields
                session={session}
                row={`${list}/@${row}`}
                steps={steps}
                faults={faults}
                isNew={added.current === row}
              />
              <Button weight="quiet" icon="trash" onPress={() => void remove(row, name)}>
                {words.removeRow}
                <span class="sr"> {name}</span>
              </Button>
            </li>
          );
        })}
      </ol>
      {hasRoom(session, list) && (
        <Button id={controlId(list)} icon="plus" onPress={add}>
          {steps.add[language]}
        </Button>
      )}
    </>
  );
}

interface RowFieldsProps {
  readonly session: Session;
  readonly row: string;
  readonly steps: RowSteps;
  readonly faults: ReadonlyMap<string, string>;
  /** It was added just now: whoever added it writes on in it. */
  readonly isNew: boolean;
}

function RowFields({ session, row, steps, faults, isNew }: RowFieldsProps) {
  const { language } = speechNow();
  const { asked } = session.answers.value;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isNew) box.current?.querySelector<HTMLElement>("input, textarea")?.focus();
  }, []);
  return (
    <div class="fields" ref={box}>
      {steps.steps.map((step) => {
        const paths = step.fields.map((path) => inRowsOf(row, path)).filter((path) => asked.has(path));
        if (paths.length === 0) return null;
        return (
          <Fragment key={step.id}>
            {step.hint !== undefined && <p class="small whole-line">{step.hint[language]}</p>}
            {paths.map((path) => (
              <div key={path}>
                <FormField session={session} path={path} fault={faults.get(path)} />
              </div>
            ))}
            <WorkedOut session={session} paths={(step.shows ?? []).map((path) => inRowsOf(row, path))} />
          </Fragment>
        );
      })}
    </div>
  );
}
