/** Whether several people share this device, who is at it, and where to practise. */

import { people, present } from "../../store/people";
import { LinkButton } from "../../ui/LinkButton";
import { peopleWords } from "../../words/people";

export function WhoUses() {
  const words = peopleWords.value;
  const me = present();
  return (
    <>
      <section aria-labelledby="people">
        <h2 id="people">{words.settings}</h2>
        <p>{people.value.shared && me !== null ? words.settingsMany(me.name) : words.settingsOne}</p>
        <LinkButton href="/doi-nguoi" icon="person">
          {people.value.shared ? words.settingsSwitch : words.settingsShare}
        </LinkButton>
      </section>
      <PracticeLink />
    </>
  );
}

export function PracticeLink() {
  const words = peopleWords.value;
  return (
    <section aria-labelledby="practice">
      <h2 id="practice">{words.practice}</h2>
      <p>{words.practiceHint}</p>
      <LinkButton href="/tap-luyen" icon="play">
        {words.practiceOpen}
      </LinkButton>
    </section>
  );
}
