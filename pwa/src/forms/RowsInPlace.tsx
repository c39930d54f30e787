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
import { useSame } from "./useSame";
import { WorkedOut } from "./WorkedOut";

interface Props {
  readonly session: Session;
  readonly list: string;
  readonly steps: RowSteps;
  readonly faults: ReadonlyMap<string, string>;
}

export function RowsInPlace({ session, list, steps, faults }: Props) {
  const { language } = speechNow();
  const ids = useSame(() => session.answers.value.rows.get(list) ?? []);
  const isRoom = useSame(() => hasRoom(session, list));
  const added = useRef("");
  const fault = faults.get(list);
  const add = () => {
    added.current = newRowId();
    void addRow(session, list, added.current);
  };
  return (
    <>
      {fault !== undefined && (
        <FieldFault id={`${controlId(list)}-fault`} prefix={commonWords.value.faultPrefix} sentence={fault} />
      )}
      <ol class="rows plain-list">
        {ids.map((row) => (
          <RowInPlace
            key={row}
            session={session}
            list={list}
            row={row}
            steps={steps}
            faults={faults}
            isNew={added.current === row}
          />
        ))}
      </ol>
      {isRoom && (
        <Button id={controlId(list)} icon="plus" onPress={add}>
          {steps.add[language]}
        </Button>
      )}
    </>
  );
}

interface RowProps extends Props {
  readonly row: string;
  /** It was added just now: whoever added it writes on in it. */
  readonly isNew: boolean;
}

function RowInPlace(props: RowProps) {
  const { session, list, row, steps } = props;
  const { fields: words } = speechNow();
  const name = useSame(() => rowName(session, list, row, steps));
  const isRevived = useSame(() => revivedRows(session, list).has(row));
  const remove = async () => {
    // The next thing to do is near, and the heading of a long page is not.
    if (await removeRow(session, list, row, name)) document.getElementById(controlId(list))?.focus();
  };
  return (
    <li class="card">
      <h4>{name}</h4>
      {isRevived && <p>{words.rowRevived}</p>}
      <RowFields {...props} />
      <Button weight="quiet" icon="trash" onPress={() => void remove()}>
        {words.removeRow}
        <span class="sr"> {name}</span>
      </Button>
    </li>
  );
}

function RowFields({ session, list, row, steps, faults, isNew }: RowProps) {
  const { language } = speechNow();
  const here = `${list}/@${row}`;
  const asked = useSame(() => {
    const now = session.answers.value.asked;
    return steps.steps.map(({ fields }) =>
      fields.map((path) => inRowsOf(here, path)).filter((path) => now.has(path)),
    );
  });
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isNew) box.current?.querySelector<HTMLElement>("input, textarea")?.focus();
  }, []);
  return (
    <div class="fields" ref={box}>
      {steps.steps.map((step, place) => {
        const paths = asked[place] ?? [];
        if (paths.length === 0) return null;
        return (
          <Fragment key={step.id}>
            {step.hint !== undefined && <p class="small whole-line">{step.hint[language]}</p>}
            {paths.map((path) => (
              <div key={path}>
                <FormField session={session} path={path} fault={faults.get(path)} />
              </div>
            ))}
            <WorkedOut session={session} paths={(step.shows ?? []).map((path) => inRowsOf(here, path))} />
          </Fragment>
        );
      })}
    </div>
  );
}
