/** One quiet card: who helped, how the citizen agreed and who has made sure of it, who gets the notices; "tôi đã thấy". */

import { useSignal } from "@preact/signals";
import { Button } from "../../ui/Button";
import { Confirm } from "../../ui/Confirm";
import { StatePill } from "../../ui/StatePill";
import type { DeskConsent } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { deskConsentWords } from "../../words/deskConsent";
import { fullMoment } from "../../words/time";

interface Props {
  readonly consent: DeskConsent;
  readonly busy: boolean;
  readonly onConfirm: () => Promise<void>;
}

export function HowItBegan({ consent, busy, onConfirm }: Props) {
  const words = deskConsentWords.value;
  const asking = useSignal(false);
  return (
    <section aria-labelledby="how-it-began" class="card">
      <h2 id="how-it-began">{words.title}</h2>
      <p>
        <StatePill
          tone={consent.confirmed === null ? "wait" : "done"}
          icon={consent.confirmed === null ? "clock" : "check"}
        >
          {confirmedBy(consent)}
        </StatePill>
      </p>
      <dl class="answers">
        <Line about={words.helper} said={words.of(consent.person, consent.group)} />
        <Line about={words.citizen} said={consent.name} />
        <Line about={words.agreed} said={howAgreed(consent)} />
        <Line about={words.since} said={fullMoment(consent.began)} />
        <Line about={words.notices} said={noticesTo(consent)} />
        <Line about={words.state} said={standsNow(consent)} />
      </dl>
      {consent.may_confirm && (
        <div class="buttons">
          <Button
            icon="check"
            busy={busy}
            onPress={() => {
              asking.value = true;
            }}
          >
            {busy ? words.confirming : words.confirm}
          </Button>
        </div>
      )}
      <Confirm
        open={asking.value}
        title={words.confirmTitle}
        no={commonWords.value.cancel}
        yes={words.confirmYes}
        onNo={() => {
          asking.value = false;
        }}
        onYes={() => {
          asking.value = false;
          void onConfirm();
        }}
      >
        <p>{words.confirmText}</p>
      </Confirm>
    </section>
  );
}

function Line({ about, said }: { readonly about: string; readonly said: string }) {
  return (
    <div>
      <dt>{about}</dt>
      <dd>{said}</dd>
    </div>
  );
}

function confirmedBy({ confirmed, officer, confirmed_at }: DeskConsent): string {
  const words = deskConsentWords.value;
  if (confirmed === null) return words.claimed;
  const named = confirmed === "officer" && officer !== "" && confirmed_at !== null;
  return named ? words.byOfficer(officer, fullMoment(confirmed_at)) : words.confirmed[confirmed];
}

function howAgreed({ mode, witness, witness_phone }: DeskConsent): string {
  const words = deskConsentWords.value;
  return mode === "witness" ? words.witness(witness, witness_phone) : words.mode[mode];
}

function standsNow({ standing, reason, ended }: DeskConsent): string {
  const words = deskConsentWords.value;
  const said = reason === "broker" ? words.broker : words.standing[standing];
  return ended === null ? said : words.endedAt(said, fullMoment(ended));
}

function noticesTo(consent: DeskConsent): string {
  const { notices, notices_name, notices_phone, notices_address } = consent;
  const told = [notices_name, notices_phone, notices_address].filter((part) => part !== "");
  return [deskConsentWords.value.to[notices], ...told].join(", ");
}
