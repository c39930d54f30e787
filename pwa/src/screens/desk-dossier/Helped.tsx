/** Who filled it in for the citizen, how they agreed and who has made sure of it, and who is to hear of it. */

import type { DeskConsent } from "../../wire.gen";
import { consentsWords } from "../../words/consents";
import { date } from "../../words/time";

export function Helped({ consent }: { readonly consent: DeskConsent }) {
  const words = consentsWords.value;
  const { person, group, name, mode, confirmed, officer, confirmed_at: at, standing, expires } = consent;
  const by = confirmed === null ? words.deskNotConfirmed : words.deskConfirmedBy[confirmed];
  const confirmation = [by, officer, at === null ? "" : date(at)].filter((part) => part !== "").join(", ");
  const told: readonly (readonly [string, string])[] = [
    [words.deskHelper, words.by(person, group)],
    [words.deskName, name],
    [words.deskMode, words.deskModes[mode]],
    ...witnessOf(consent),
    [words.deskConfirmed, confirmation],
    [words.deskStanding, `${words.standings[standing]}, ${words.until(date(expires))}`],
    [words.deskNotices, noticesSaid(consent)],
  ];
  return (
    <section aria-labelledby="helped">
      <h2 id="helped">{words.deskTitle}</h2>
      <dl class="answers">
        {told.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function witnessOf({ mode, witness, witness_phone: phone }: DeskConsent): readonly [string, string][] {
  if (mode !== "witness") return [];
  return [[consentsWords.value.deskWitness, [witness, phone].filter((part) => part !== "").join(", ")]];
}

function noticesSaid(consent: DeskConsent): string {
  const { notices, notices_name: name, notices_phone: phone, notices_address: address } = consent;
  const where = [consentsWords.value.deskTos[notices], name, phone, address];
  return where.filter((part) => part !== "").join(", ");
}
