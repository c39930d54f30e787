/** A person's passkeys: made on this device, listed by name and day, and removed with a fresh proof. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Listed, listPasskeys, makePasskey, removePasskey } from "../../net/passkeys";
import { attend, wanted } from "../../net/signedIn";
import { hasPasskeys } from "../../platform/authenticator";
import { identity } from "../../store/identity";
import { me } from "../../store/me";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Confirm } from "../../ui/Confirm";
import type { Passkey } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { sessionWords } from "../../words/session";
import { date, moment } from "../../words/time";
import { ShowAgain } from "../parts/ShowAgain";
import { ShowProblem } from "../parts/ShowProblem";

export function PasskeysCard() {
  const words = sessionWords.value;
  const listed = useSignal<readonly Passkey[] | null>(null);
  const removing = useSignal<Passkey | null>(null);
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const { account } = identity.value;
  useEffect(attend, []);
  if (account === null || me.value?.ways.includes("passkey") !== true) return null;

  const took = (asked: Listed): boolean => {
    problem.value = asked.ok ? null : asked.code;
    if (asked.ok) listed.value = asked.passkeys;
    return asked.ok;
  };
  const during = async (work: () => Promise<void>) => {
    busy.value = true;
    problem.value = null;
    await work();
    busy.value = false;
  };
  const show = () => during(async () => void took(await listPasskeys()));
  const add = () =>
    during(async () => {
      const done = await makePasskey(account.label || account.person);
      if (!done.ok) problem.value = done.code;
      else if (took(await listPasskeys())) announce(words.added);
    });
  const remove = (passkey: Passkey) =>
    during(async () => {
      removing.value = null;
      if (took(await removePasskey(passkey.credential))) announce(words.removed);
    });
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">{words.keys}</h2>
      <p>{words.keysText}</p>
      <ShowProblem code={problem.value} />
      {listed.value?.length === 0 && <p>{words.keysNone}</p>}
      {listed.value !== null && listed.value.length > 0 && (
        <ul class="plain-list">
          {listed.value.map((passkey) => (
            <Entry
              key={passkey.credential}
              passkey={passkey}
              onRemove={() => {
                removing.value = passkey;
              }}
            />
          ))}
        </ul>
      )}
      <div class="buttons">
        {listed.value === null && (
          <Button busy={busy.value} onPress={() => void show()}>
            {words.keysShow}
          </Button>
        )}
        {hasPasskeys() ? (
          <Button icon="plus" busy={busy.value} onPress={() => void add()}>
            {words.add}
          </Button>
        ) : (
          <p>{words.noPasskeys}</p>
        )}
      </div>
      <Confirm
        open={removing.value !== null}
        title={words.removeTitle(removing.value?.name ?? "")}
        no={words.no}
        yes={words.removeYes}
        danger
        onNo={() => {
          removing.value = null;
        }}
        onYes={() => removing.value !== null && void remove(removing.value)}
      >
        <p>{words.removeText}</p>
        {listed.value?.length === 1 && <p>{words.removeLast}</p>}
      </Confirm>
      <ShowAgain open={wanted.value !== null} />
    </section>
  );
}

function Entry({ passkey, onRemove }: { readonly passkey: Passkey; readonly onRemove: () => void }) {
  const words = sessionWords.value;
  const { name, created, used, travels } = passkey;
  const facts = [
    words.keyMade(date(created)),
    ...(used === null ? [] : [words.keyUsed(moment(used, Date.now(), commonWords.value))]),
    travels ? words.keyTravels : words.keyHere,
  ];
  return (
    <li class="card">
      <p>
        <strong>{name}</strong>
      </p>
      <p class="small">{facts.join(", ")}</p>
      <Button weight="quiet" icon="trash" onPress={onRemove}>
        {words.remove(name)}
      </Button>
    </li>
  );
}
