/** Who is at the device: choosing another, adding one, locking it, leaving it. */

import { useSignal } from "@preact/signals";
import { fallAsleep } from "../../store/awake";
import { people, present, unshare } from "../../store/people";
import { switchTo } from "../../store/switching";
import { Button } from "../../ui/Button";
import { Failed } from "../../ui/Failed";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { peopleWords } from "../../words/people";
import { lookWhoIsHere } from "./guard";
import { Leaving } from "./Leaving";
import { whyNot } from "./NameForm";
import { PeopleList } from "./PeopleList";

export function Switch() {
  const words = peopleWords.value;
  const busy = useSignal(false);
  const failed = useSignal<string | null>(null);
  const me = present();

  async function choose(id: string) {
    busy.value = true;
    failed.value = null;
    try {
      await switchTo(id);
    } catch (reason) {
      busy.value = false;
      failed.value = whyNot(reason);
    }
  }

  return (
    <Page title={words.whoTitle} back={{ href: "/", label: commonWords.value.backHome }}>
      <PeopleList people={people.value} busy={busy.value} onOther={(id) => void choose(id)} />
      <div role="status">{busy.value && <p>{words.switching}</p>}</div>
      <Failed sentence={failed.value} />
      <LinkButton href="/doi-nguoi/them" icon="plus">
        {words.addLink}
      </LinkButton>
      {me !== null && (
        <section aria-labelledby="lock-title">
          <h2 id="lock-title">{words.lockTitle}</h2>
          <p>{me.pin ? words.lockHint : words.lockNoPin}</p>
          <div class="buttons">
            <LinkButton href="/doi-nguoi/ma-pin" icon="pencil">
              {me.pin ? words.changePin : words.setPin}
            </LinkButton>
            <Button
              icon="close"
              onPress={() => {
                fallAsleep();
                lookWhoIsHere();
              }}
            >
              {words.lock}
            </Button>
          </div>
        </section>
      )}
      {people.value.people.length > 1 && me !== null && <Leaving me={me} />}
      {people.value.people.length === 1 && (
        <section aria-labelledby="alone">
          <h2 id="alone">{words.unshare}</h2>
          <p>{words.unshareHint}</p>
          <Button onPress={() => void unshare().catch(() => {})}>{words.unshare}</Button>
        </section>
      )}
    </Page>
  );
}
