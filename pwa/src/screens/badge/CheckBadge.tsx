/** Whether to trust who shows this badge: green or red, in words. It is checked here, with no network where the hub is known. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { hubKey } from "../../net/badge";
import { account } from "../../store/account";
import { hubTimeMs } from "../../store/exchangeFacts";
import { seal } from "../../store/keys";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { StatePill } from "../../ui/StatePill";
import { badgeWords } from "../../words/badge";
import { commonWords } from "../../words/common";
import { fullMoment } from "../../words/time";
import { type BadgeSaid, fromBase64Url, type Judged, judge } from "./verify";

export function CheckBadge({ text }: { readonly text: string }) {
  const words = badgeWords.value;
  const judged = useSignal<Judged | null>(null);
  const look = async () => {
    judged.value = null;
    judged.value = await judge(
      fromBase64Url(text),
      await knownHub(),
      await hubTimeMs().catch(Date.now),
      seal,
    );
  };
  useEffect(() => {
    void look();
  }, [text]);
  const found = judged.value;
  return (
    <Page
      title={words.checkTitle}
      back={{ href: "/", label: commonWords.value.backHome }}
      busy={found === null}
    >
      <div role="status">{found === null ? <p>{words.checking}</p> : <Said judged={found} />}</div>
      {found?.kind === "unknown" && (
        <Button icon="refresh" onPress={() => void look()}>
          {words.again}
        </Button>
      )}
      {found !== null && <p>{words.care}</p>}
    </Page>
  );
}

/** The key that this device was enrolled with; else that of the hub at this address, where it can be asked. */
async function knownHub(): Promise<Uint8Array | null> {
  const enrolled = await account().catch(() => null);
  return enrolled?.hub ?? hubKey();
}

function Said({ judged }: { readonly judged: Judged }) {
  const words = badgeWords.value;
  switch (judged.kind) {
    case "good":
      return (
        <section class="verdict good">
          <StatePill tone="done" icon="check" large>
            {words.good}
          </StatePill>
          <Who said={judged.said} />
          <p>{words.goodHint}</p>
        </section>
      );
    case "unknown":
      return (
        <section class="verdict">
          <StatePill tone="wait" icon="offline" large>
            {words.unknown}
          </StatePill>
          <p>{words.unknownHint}</p>
        </section>
      );
    default: {
      const why = { expired: words.expired, "not-ours": words.notOurs, broken: words.broken };
      return (
        <section class="verdict bad">
          <StatePill tone="mend" icon="alert" large>
            {words.bad}
          </StatePill>
          <p>{why[judged.kind]}</p>
          {judged.kind === "expired" && <Who said={judged.said} />}
        </section>
      );
    }
  }
}

export function Who({ said }: { readonly said: BadgeSaid }) {
  const words = badgeWords.value;
  const told = [
    [words.person, said.person],
    [words.group, said.group],
    [words.area, said.area],
  ] as const;
  return (
    <>
      <dl class="answers">
        {told.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd lang="vi">{value}</dd>
          </div>
        ))}
      </dl>
      <p>{words.until(fullMoment(said.expires))}</p>
    </>
  );
}
