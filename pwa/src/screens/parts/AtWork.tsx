/**
 * What only a person in an open session sees. Before the first one a calm page asks for it; one that runs out in the middle
 * of work is asked for over the work, which stays as it is, out of sight, and goes on from there.
 */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { attend, wanted } from "../../net/signedIn";
import { me } from "../../store/me";
import { Card } from "../../ui/Card";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { sessionWords } from "../../words/session";
import { OpenSession } from "./OpenSession";
import { SessionOver } from "./SessionOver";
import { ShowAgain } from "./ShowAgain";
import { useSessionLeft } from "./sessionLeft";

export function AtWork({ children }: { readonly children: ComponentChildren }) {
  const open = useSessionLeft() > 0 && wanted.value !== "session";
  const began = useRef(false);
  if (open) began.current = true;
  useEffect(attend, []);
  if (!began.current) return <Before />;
  return (
    <>
      {children}
      <SessionOver open={!open} />
      <ShowAgain open={open && wanted.value === "proof"} />
    </>
  );
}

function Before() {
  const words = sessionWords.value;
  const known = me.value;
  return (
    <Page title={words.openTitle} back={{ href: "/", label: commonWords.value.backHome }}>
      {known !== null && <p>{words.openText(known.person)}</p>}
      <Card>
        <OpenSession />
      </Card>
      <p class="small">{words.lasts}</p>
    </Page>
  );
}
