/** What is worked out from the answers: a fee, a date in words. Shown once it is something; never written down. */

import { templateOf } from "./dialect";
import { computedText } from "./format";
import { computed } from "./rules";
import type { Session } from "./session";
import { speechNow } from "./speech";

interface Props {
  readonly session: Session;
  readonly paths: readonly string[];
}

export function WorkedOut({ session, paths }: Props) {
  const { form, answers, today } = session;
  if (paths.length === 0) return null;
  const speech = speechNow();
  const values = computed(form, answers.value, today);
  return (
    <div class="worked-out" role="status">
      <dl class="answers">
        {paths.map((path) => {
          const shown = form.ui.computed?.[templateOf(path)];
          const value = values.get(path) ?? null;
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
