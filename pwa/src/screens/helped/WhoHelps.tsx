/** Each who helps, with what, since when; and "Thôi không nhờ nữa". */

import { useSignal } from "@preact/signals";
import { type Procedure, procedures } from "../../forms/procedures";
import { endConsent } from "../../net/consents";
import { language } from "../../store/settings";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Confirm } from "../../ui/Confirm";
import { Failed } from "../../ui/Failed";
import { StatePill } from "../../ui/StatePill";
import type { ConsentCard } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { consentsWords } from "../../words/consents";
import { sentenceFor } from "../../words/speak";
import { date } from "../../words/time";

interface Props {
  readonly consents: readonly ConsentCard[];
  readonly onEnded: () => void;
}

export function WhoHelps({ consents, onEnded }: Props) {
  const words = consentsWords.value;
  const asking = useSignal<ConsentCard | null>(null);
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const end = async () => {
    const { value: card } = asking;
    if (card === null || busy.peek()) return;
    busy.value = true;
    const replied = await endConsent(card.consent);
    busy.value = false;
    asking.value = null;
    problem.value = replied.ok ? null : replied.code;
    if (!replied.ok) return;
    announce(words.ended);
    onEnded();
  };
  const { value: code } = problem;
  return (
    <>
      <Failed
        sentence={code === null ? null : (sentenceFor(words.problem, code) ?? words.problemOther(code))}
      />
      <ul class="plain-list">
        {consents.map((card) => (
          <OneHelper key={card.consent} card={card} onEnd={() => (asking.value = card)} />
        ))}
      </ul>
      <Confirm
        open={asking.value !== null}
        title={words.endTitle(asking.value?.person ?? "")}
        no={commonWords.value.cancel}
        yes={words.endYes}
        danger
        busy={busy.value}
        onNo={() => (asking.value = null)}
        onYes={() => void end()}
      >
        <p>{words.endText}</p>
      </Confirm>
    </>
  );
}

function OneHelper({ card, onEnd }: { readonly card: ConsentCard; readonly onEnd: () => void }) {
  const words = consentsWords.value;
  const isOpen = card.standing === "open" && card.expires > Date.now();
  const standing = card.standing === "open" && !isOpen ? "ended" : card.standing;
  return (
    <Card as="li">
      <h3>{words.by(card.person, card.group)}</h3>
      <p class="standing">
        <StatePill
          tone={isOpen ? "done" : "plain"}
          icon={isOpen ? "person" : standing === "submitted" ? "check" : "close"}
        >
          {words.standings[standing]}
        </StatePill>
      </p>
      <p class="small facts">
        <span>{plainName(card.procedure)}</span>
        <span>{words.number(card.number)}</span>
        <span>{words.began(date(card.began))}</span>
        <span>{card.confirmed === null ? words.claimed : words.confirmed[card.confirmed]}</span>
        {isOpen && <span>{words.until(date(card.expires))}</span>}
      </p>
      {isOpen && (
        <Button weight="danger" icon="close" onPress={onEnd}>
          {words.endIt}
          <span class="sr">{card.person}</span>
        </Button>
      )}
    </Card>
  );
}

function plainName(code: string): string {
  const found: Procedure | undefined = procedures.value.find((each) => each.code === code);
  return found?.plain[language.value] ?? code;
}
