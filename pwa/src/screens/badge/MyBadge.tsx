/** Who helps shows their badge: kept on the device, so it can be shown with no network; renewed when there is one. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { renewBadge } from "../../net/badge";
import { syncState } from "../../net/syncState";
import { keptBadge } from "../../store/badge";
import { hubTimeMs } from "../../store/exchangeFacts";
import { unpackSigned } from "../../sync/seal";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Page } from "../../ui/Page";
import { badgeWords } from "../../words/badge";
import { commonWords } from "../../words/common";
import { sentenceFor } from "../../words/speak";
import { isHelper } from "../parts/isHelper";
import { OpenSession } from "../parts/OpenSession";
import { useSessionLeft } from "../parts/sessionLeft";
import { Who } from "./CheckBadge";
import { Qr } from "./Qr";
import { badgeIn, toBase64Url } from "./verify";

interface Kept {
  readonly record: Uint8Array;
  readonly isOld: boolean;
}

export function MyBadge() {
  const words = badgeWords.value;
  const kept = useSignal<Kept | null | undefined>(undefined);
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  const helps = isHelper();
  const isAtWork = useSessionLeft() > 0;
  const read = async () => {
    const record = await keptBadge().catch(() => null);
    const said = record === null ? null : saidIn(record);
    const nowMs = await hubTimeMs().catch(Date.now);
    kept.value = record === null || said === null ? null : { record, isOld: said.expires <= nowMs };
  };
  const renew = async () => {
    if (busy.peek()) return;
    busy.value = true;
    problem.value = syncState.peek().online ? await renewBadge() : "offline";
    await read();
    busy.value = false;
    if (problem.value === null) announce(words.renewed);
  };
  useEffect(() => {
    void read().then(() => {
      if (helps && syncState.peek().online) void renew();
    });
  }, [helps, isAtWork]);
  const back = { href: helps ? "/giup" : "/", label: commonWords.value.back };
  if (!helps) {
    return (
      <Page title={words.mineTitle} back={back}>
        <p>{words.notHelper}</p>
      </Page>
    );
  }
  return (
    <Page title={words.mineTitle} back={back} busy={kept.value === undefined}>
      {kept.value === null && <p>{words.none}</p>}
      {kept.value != null && <Shown kept={kept.value} />}
      <div role="status">
        {problem.value !== null && (
          <Band icon="alert" tone="mend">
            {sentenceFor(words.problem, problem.value) ?? words.problemOther(problem.value)}
          </Band>
        )}
      </div>
      {problem.value === "session-needed" && (
        <Card>
          <OpenSession />
        </Card>
      )}
      <Button icon="refresh" busy={busy.value} onPress={() => void renew()}>
        {busy.value ? words.renewing : words.renew}
      </Button>
    </Page>
  );
}

function Shown({ kept }: { readonly kept: Kept }) {
  const words = badgeWords.value;
  const said = saidIn(kept.record);
  if (said === null) return null;
  const address = `/the#${toBase64Url(kept.record)}`;
  return (
    <>
      {kept.isOld ? (
        <Band icon="alert" tone="mend">
          {words.old}
        </Band>
      ) : (
        <>
          <p>{words.mineIntro}</p>
          <Qr text={location.origin + address} name={words.qr} />
        </>
      )}
      <Who said={said} />
      <a class="row-link" href={address}>
        {words.see}
      </a>
    </>
  );
}

function saidIn(record: Uint8Array) {
  const signed = unpackSigned(record);
  return signed === null ? null : badgeIn(signed[0]);
}
