/** One question among the others of a long page: its fields, or the rows of its list, all open. */

import { fieldOf } from "../../forms/dialect";
import { FormField } from "../../forms/FormField";
import { RowsInPlace } from "../../forms/RowsInPlace";
import type { Session } from "../../forms/session";
import { speechNow } from "../../forms/speech";
import type { Page } from "../../forms/steps";
import { WorkedOut } from "../../forms/WorkedOut";
import { Here } from "./Here";

interface Props {
  readonly session: Session;
  readonly page: Page;
  readonly faults: ReadonlyMap<string, string>;
}

export function StepInPlace({ session, page, faults }: Props) {
  const { language } = speechNow();
  const { step, paths } = page;
  return (
    <div class="step">
      <h3>{step.question[language]}</h3>
      {step.hint !== undefined && <p class="small">{step.hint[language]}</p>}
      <div class="fields">
        {paths.map((path) => {
          const row = fieldOf(session.form, path)?.row;
          return (
            <div key={path} class={row === undefined ? undefined : "whole-line"}>
              {row === undefined ? (
                <FormField session={session} path={path} fault={faults.get(path)} />
              ) : (
                <RowsInPlace session={session} list={path} steps={row} faults={faults} />
              )}
            </div>
          );
        })}
      </div>
      <WorkedOut session={session} paths={step.shows ?? []} />
      {step.position !== undefined && <Here session={session} paths={step.position} />}
    </div>
  );
}
