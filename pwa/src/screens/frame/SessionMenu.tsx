/** In the header: how long the session still stands, and its end by the person's own hand. */

import { useSignal } from "@preact/signals";
import { endSession } from "../../net/sessions";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { sessionWords } from "../../words/session";
import { spanOf, useSessionLeft } from "../parts/sessionLeft";

export function SessionMenu() {
  const words = sessionWords.value;
  const left = useSessionLeft();
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  if (left === 0) return null;
  const end = async () => {
    busy.value = true;
    const done = await endSession();
    busy.value = false;
    problem.value = done.ok ? null : done.code;
    if (done.ok) announce(words.ended);
  };
  return (
    <details class="session-menu">
      <summary>
        <Icon name="clock" />
        <span>
          <span class="session-menu-word">{words.session} </span>
          {words.left(spanOf(left, words))}
        </span>
      </summary>
      <div class="session-menu-box">
        {problem.value !== null && <p role="alert">{words.endNot(problem.value)}</p>}
        <Button icon="close" busy={busy.value} onPress={() => void end()}>
          {words.end}
        </Button>
      </div>
    </details>
  );
}
