/** Everybody on this device, to be chosen from: a name, what waits to be sent, whether a PIN is asked for. */

import { type People, type Person, waitingOf } from "../../store/people";
import { here } from "../../store/profile";
import { Icon } from "../../ui/Icon";
import { peopleWords } from "../../words/people";

interface Props {
  readonly people: People;
  readonly busy: boolean;
  /** What the present one's button does; without it they are only named. */
  readonly onSame?: () => void;
  readonly onOther: (id: string) => void;
}

export function PeopleList({ people, busy, onSame, onOther }: Props) {
  const words = peopleWords.value;
  const { id: mine, isPractice } = here();
  const sorted = people.people.toSorted((a, b) => Number(b.id === mine) - Number(a.id === mine));
  return (
    <ul class="plain-list people" aria-label={words.listLabel}>
      {isPractice && onSame !== undefined && (
        <li>
          <Choose label={words.practiceOn} busy={busy} onPress={onSame} />
        </li>
      )}
      {sorted.map((person) => (
        <li key={person.id}>
          {person.id !== mine && (
            <Choose
              label={words.choose(person.name)}
              busy={busy}
              onPress={() => onOther(person.id)}
              person={person}
            />
          )}
          {person.id === mine && onSame !== undefined && (
            <Choose label={words.goOn(person.name)} busy={busy} onPress={onSame} person={person} />
          )}
          {person.id === mine && onSame === undefined && (
            <p class="action">
              <Icon name="person" />
              <span>
                <strong>{person.name}</strong>
                <span class="small">{words.here}</span>
              </span>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

interface ChooseProps {
  readonly label: string;
  readonly busy: boolean;
  readonly person?: Person;
  readonly onPress: () => void;
}

function Choose({ label, busy, person, onPress }: ChooseProps) {
  const words = peopleWords.value;
  return (
    <button
      type="button"
      class="action"
      aria-disabled={busy}
      onClick={() => {
        if (!busy) onPress();
      }}
    >
      <Icon name="person" />
      <span>
        <strong>{label}</strong>
        {person !== undefined && (
          <span class="small">
            {words.waiting(waitingOf(person.id))}
            {person.pin && ` · ${words.withPin}`}
          </span>
        )}
      </span>
      <Icon name="forward" />
    </button>
  );
}
