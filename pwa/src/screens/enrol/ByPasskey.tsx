/** Signing in without a code, for whoever made a passkey before: on another device, or on one that was lost. */

import { useSignal } from "@preact/signals";
import { enrolByPasskey } from "../../net/enrol";
import { askMe } from "../../net/me";
import { hasPasskeys } from "../../platform/authenticator";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { sessionWords } from "../../words/session";
import { ShowProblem } from "../parts/ShowProblem";

interface Props {
  readonly label: string;
  readonly onDone: () => void;
}

export function ByPasskey({ label, onDone }: Props) {
  const words = sessionWords.value;
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  if (!hasPasskeys()) return null;
  const go = async () => {
    busy.value = true;
    problem.value = null;
    announce(words.opening);
    const done = await enrolByPasskey(label);
    if (done.ok) {
      await askMe();
      onDone();
      return;
    }
    busy.value = false;
    problem.value = done.code;
  };
  return (
    <section aria-labelledby="by-passkey">
      <h2 id="by-passkey">{words.byPasskey}</h2>
      <p>{words.byPasskeyText}</p>
      <ShowProblem code={problem.value} />
      <Button icon="person" busy={busy.value} onPress={() => void go()}>
        {busy.value ? words.opening : words.byPasskey}
      </Button>
    </section>
  );
}
