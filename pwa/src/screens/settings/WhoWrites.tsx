/** For whom this device writes, and what it is called. */

import { identity } from "../../store/identity";
import { LinkButton } from "../../ui/LinkButton";
import { settingsWords } from "../../words/settings";

export function WhoWrites() {
  const words = settingsWords.value;
  const { account } = identity.value;
  return (
    <section aria-labelledby="device">
      <h2 id="device">{words.device}</h2>
      {account === null ? (
        <p>{words.signedOut}</p>
      ) : (
        <>
          <p>{words.signedInAs(account.person)}</p>
          <p>{words.deviceIs(account.label)}</p>
        </>
      )}
      <LinkButton href="/vao" icon="person">
        {account === null ? words.signIn : words.changePerson}
      </LinkButton>
    </section>
  );
}
