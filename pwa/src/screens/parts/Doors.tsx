/** A button for each door at which people may sign in elsewhere; nothing where the hub has none or cannot be asked. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Begun, providers } from "../../net/oidc";
import { syncState } from "../../net/syncState";
import { leaveFor } from "../../platform/comingBack";
import { nameOf } from "../../store/profile";
import { language } from "../../store/settings";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import type { SignInProvider } from "../../wire.gen";
import { oidcWords } from "../../words/oidc";
import { sentenceFor } from "../../words/speak";

interface Props {
  readonly title: string;
  /** Which of them are of use here. */
  readonly useful: (provider: SignInProvider) => boolean;
  /** Null where something on the page is to be mended first. */
  readonly begin: (provider: string) => Promise<Begun> | null;
}

export function Doors({ title, useful, begin }: Props) {
  const words = oidcWords.value;
  const doors = useSignal<readonly SignInProvider[]>([]);
  const leaving = useSignal(false);
  const problem = useSignal<string | null>(null);
  const { online } = syncState.value;

  useEffect(() => {
    if (online) void providers().then((found) => (doors.value = found.filter(useful)));
  }, [online]);

  async function go(provider: string) {
    problem.value = null;
    const beginning = begin(provider);
    if (beginning === null) return;
    leaving.value = true;
    announce(words.leaving);
    const begun = await beginning;
    if (begun.ok) return leaveFor(begun.address, nameOf("beforeSignIn"));
    leaving.value = false;
    problem.value = begun.code;
  }

  if (!online || doors.value.length === 0) return null;
  return (
    <section aria-labelledby="doors">
      <h2 id="doors">{title}</h2>
      <p class="small">{words.hint}</p>
      <div role="alert">
        {problem.value !== null && (
          <Band icon="alert" tone="mend">
            {sentenceFor(words.problem, problem.value) ?? words.problemOther(problem.value)}
          </Band>
        )}
      </div>
      {doors.value.map((door) => (
        <Button key={door.id} icon="person" busy={leaving.value} onPress={() => void go(door.id)}>
          {words.by(language.value === "en" ? door.en : door.vi)}
        </Button>
      ))}
    </section>
  );
}
