/** What is worked out from the answers: a fee, a date in words. Shown once it is something; never written down. */

import { templateOf } from "./dialect";
import { computedText } from "./format";
import { computedAt } from "./rules";
import type { Session } from "./session";
import { speechNow } from "./speech";
import { useSame } from "./useSame";

interface Props {
  readonly session: Session;
  readonly paths: readonly string[];
}

export function WorkedOut({ session, paths }: Props) {
  const { form, answers, today } = session;
  const values = useSame(() => paths.map((path) => computedAt(form, answers.value, path, today)));
  if (paths.length === 0) return null;
  const speech = speechNow();
  return (
    <div class="worked-out" role="status">
      <dl class="answers">
        {paths.map((path, place) => {
          const shown = form.ui.computed?.[templateOf(path)];
          const value = values[place] ?? null;
          if (shown === undefined || value === null) return null;
          return (
            <div key={path}>
              <dt>{shown.label[speech.language]}</dt>
              <dd>
                {computedText(shown, value, speech)}
                {shown.hint !== undefined && <p class="small">{shown.hint[speech.language]}</p>}
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
