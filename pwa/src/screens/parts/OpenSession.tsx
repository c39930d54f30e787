/** The buttons by which a person opens their session, by the ways that this hub and browser have. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { askMe } from "../../net/me";
import { beginSession } from "../../net/oidc";
import { makePasskey } from "../../net/passkeys";
import { type Done, openSession, openSessionOfDemo } from "../../net/sessions";
import { hasPasskeys } from "../../platform/authenticator";
import { identity } from "../../store/identity";
import { type KnownMe, me } from "../../store/me";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { oidcWords } from "../../words/oidc";
import { sessionWords } from "../../words/session";
import { Doors } from "./Doors";
import { ShowProblem } from "./ShowProblem";

export function OpenSession() {
  const words = sessionWords.value;
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const known = me.value;
  useEffect(() => {
    // How it stands may be an hour old here: a code may have been handed out, a passkey made elsewhere.
    void askMe().then((asked) => {
      if (!asked.ok) problem.value = asked.code;
    });
  }, []);
  if (known === null)
    return problem.value === null ? <p>{words.asking}</p> : <ShowProblem code={problem.value} />;
  const by = (way: () => Promise<Done>) => async () => {
    busy.value = true;
    problem.value = null;
    announce(words.opening);
    const done = await way();
    busy.value = false;
    if (done.ok) announce(words.opened);
    else problem.value = done.code;
  };
  const make = by(() => makePasskey(identity.peek().account?.label || known.person));
  return (
    <>
      <ShowProblem code={problem.value} />
      <Ways
        known={known}
        busy={busy.value}
        onOpen={by(openSession)}
        onMake={make}
        onDemo={by(openSessionOfDemo)}
      />
    </>
  );
}

interface WaysProps {
  readonly known: KnownMe;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onMake: () => void;
  readonly onDemo: () => void;
}

function Ways({ known, busy, onOpen, onMake, onDemo }: WaysProps) {
  const words = sessionWords.value;
  const { passkeys, may_begin: mayMake, ways } = known;
  const isHere = ways.includes("passkey") && hasPasskeys();
  const isDemo = ways.includes("code");
  return (
    <div class="ways">
      {isDemo && (
        <>
          <p>{words.demoText}</p>
          <Button weight="primary" busy={busy} onPress={onDemo}>
            {words.openDemo}
          </Button>
        </>
      )}
      {isHere && passkeys > 0 && (
        <Button weight={isDemo ? "secondary" : "primary"} icon="person" busy={busy} onPress={onOpen}>
          {busy ? words.opening : words.open}
        </Button>
      )}
      {isHere && mayMake && (
        <>
          <p>{passkeys > 0 ? words.makeReplaces : words.makeText}</p>
          <Button
            weight={isDemo || passkeys > 0 ? "secondary" : "primary"}
            icon="plus"
            busy={busy}
            onPress={onMake}
          >
            {words.make}
          </Button>
        </>
      )}
      {ways.includes("oidc") && (
        <Doors title={oidcWords.value.elsewhere} useful={({ staff }) => staff} begin={beginSession} />
      )}
      {ways.includes("passkey") && !hasPasskeys() && <p>{words.noPasskeys}</p>}
      {isHere && passkeys === 0 && !mayMake && !isDemo && <p>{words.askAdministrator}</p>}
      {isHere && passkeys > 0 && !mayMake && <p class="small">{words.lost}</p>}
      {ways.length === 0 && <p>{words.noWay}</p>}
    </div>
  );
}
