/** What lies over a locked page: who is there? And where that person has a PIN, the PIN. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { add, PEOPLE_MAX, people, present } from "../../store/people";
import { CHOSEN, here } from "../../store/profile";
import { switchTo } from "../../store/switching";
import { Button } from "../../ui/Button";
import { Failed } from "../../ui/Failed";
import { peopleWords } from "../../words/people";
import { CodeEntry } from "./CodeEntry";
import { NameForm, whyNot } from "./NameForm";
import { PeopleList } from "./PeopleList";
import { PinEntry } from "./PinEntry";

type Asking = "who" | "pin" | "code" | "add";

export function LockScreen({ onOpen }: { readonly onOpen: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  const asking = useSignal<Asking>(firstQuestion());
  const me = present();
  const title = titleOf(asking.value, me?.name ?? "");
  // Above any other dialog, which a plain layer would lie beneath; and everything else is out of reach.
  useLayoutEffect(() => {
    box.current?.showModal();
  }, []);
  useLayoutEffect(() => {
    box.current?.querySelector<HTMLElement>("input, button")?.focus();
  }, [asking.value]);
  return (
    <dialog
      ref={box}
      class="lock"
      aria-labelledby="locked-title"
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.preventDefault();
      }}
      onClose={() => {
        // A phone's back button closes any dialog: this one opens again.
        if (box.current?.isConnected) box.current.showModal();
      }}
    >
      <h1 id="locked-title">{title}</h1>
      {asking.value === "who" && (
        <Who
          onSame={() => {
            if (me?.pin) asking.value = "pin";
            else onOpen();
          }}
          onNew={() => (asking.value = "add")}
        />
      )}
      {asking.value === "pin" && (
        <PinEntry
          onOpen={onOpen}
          onOther={() => (asking.value = "who")}
          onForgotten={() => (asking.value = "code")}
        />
      )}
      {asking.value === "add" && <New onBack={() => (asking.value = "who")} />}
      {asking.value === "code" && <CodeEntry onOpen={onOpen} onBack={() => (asking.value = "pin")} />}
    </dialog>
  );
}

interface WhoProps {
  readonly onSame: () => void;
  readonly onNew: () => void;
}

function Who({ onSame, onNew }: WhoProps) {
  const busy = useSignal(false);
  const failed = useSignal<string | null>(null);
  const choose = async (id: string) => {
    busy.value = true;
    failed.value = null;
    try {
      await switchTo(id);
    } catch (reason) {
      busy.value = false;
      failed.value = whyNot(reason);
    }
  };
  return (
    <>
      <PeopleList people={people.value} busy={busy.value} onSame={onSame} onOther={(id) => void choose(id)} />
      <Failed sentence={failed.value} />
      {people.value.people.length < PEOPLE_MAX && (
        <Button icon="plus" onPress={onNew}>
          {peopleWords.value.addLink}
        </Button>
      )}
    </>
  );
}

/** Somebody who comes to a locked device for the first time needs nobody else for it. */
function New({ onBack }: { readonly onBack: () => void }) {
  const words = peopleWords.value;
  return (
    <>
      <p>{words.addHint}</p>
      <NameForm id="new-name" go={words.add} onName={async (name) => switchTo(await add(name), "/vao")} />
      <div class="buttons">
        <Button icon="back" onPress={onBack}>
          {words.whoTitle}
        </Button>
      </div>
    </>
  );
}

/** Whoever was just here, or was just chosen, is asked for the PIN at once; when the app is opened, who it is. */
function firstQuestion(): Asking {
  return sessionStorage.getItem(CHOSEN) === here().id && present()?.pin ? "pin" : "who";
}

function titleOf(asking: Asking, name: string): string {
  const words = peopleWords.value;
  if (asking === "who") return words.whoTitle;
  if (asking === "add") return words.addTitle;
  return asking === "pin" ? words.enterPin(name) : words.forgotten;
}
