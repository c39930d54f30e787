/** Another person on this device: a name, and then a place of their own, where they sign in. */

import { useRef } from "preact/hooks";
import { identity } from "../../store/identity";
import { add, PEOPLE_MAX, people, present, share } from "../../store/people";
import { switchTo } from "../../store/switching";
import { Band } from "../../ui/Band";
import { Page } from "../../ui/Page";
import { peopleWords } from "../../words/people";
import { NameForm } from "./NameForm";

export function AddPerson() {
  const words = peopleWords.value;
  // A sign-in code that belongs to somebody else than this place does: it goes along, and not into the history.
  const code = useRef<string | null>(null);
  if (code.current === null) {
    code.current = location.hash;
    history.replaceState(history.state, "", location.pathname);
  }
  const isFull = people.value.people.length >= PEOPLE_MAX;
  return (
    <Page title={words.addTitle} back={{ href: "/doi-nguoi", label: words.whoTitle }}>
      <p>{words.addHint}</p>
      {isFull ? (
        <Band icon="alert">{words.tooMany}</Band>
      ) : (
        <NameForm
          go={words.add}
          onName={async (name) => {
            // Whoever was alone here until now goes on the list by the name that they signed in with.
            if (present() === null) await share(identity.peek().account?.person ?? words.firstPerson);
            await switchTo(await add(name), `/vao${code.current ?? ""}`);
          }}
        />
      )}
    </Page>
  );
}
