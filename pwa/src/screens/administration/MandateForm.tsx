/** Giving a mandate: what may be done, for which place, with which procedures, from when until when. */

import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import "../../forms/forms.css";
import { dayOf } from "../../forms/days";
import { procedures as catalogue } from "../../forms/procedures";
import { speechNow } from "../../forms/speech";
import { DateInput } from "../../forms/widgets/DateInput";
import { giveMandate } from "../../net/administration";
import { language } from "../../store/settings";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { Field } from "../../ui/Field";
import { FieldGroup } from "../../ui/FieldGroup";
import type { PersonPage, Place } from "../../wire.gen";
import { administrationWords } from "../../words/administration";
import { commonWords } from "../../words/common";
import type { Acting } from "../parts/acting";
import { freshId } from "../parts/freshId";
import { faultsOf, givenOf, newMandate, type PartFault, ROLES, type Writing } from "./mandate";
import { PlaceChoice } from "./PlaceChoice";

interface Props {
  readonly page: PersonPage;
  readonly places: readonly Place[];
  readonly acting: Acting;
  readonly onGiven: (page: PersonPage) => void;
  readonly onLeave: () => void;
}

export function MandateForm({ page, places, acting: { busy, act }, onGiven, onLeave }: Props) {
  const words = administrationWords.value;
  const first = places.some(({ code }) => code === page.unit) ? page.unit : (places[0]?.code ?? "");
  const now = useSignal(newMandate(first, dayOf(Date.now())));
  const attempt = useSignal(0);
  const mandate = useMemo(freshId, []);
  const put = (part: Partial<Writing>) => {
    now.value = { ...now.value, ...part };
  };
  const faults = attempt.value === 0 ? [] : faultsOf(now.value, words);
  const faultAt = (part: PartFault["part"]) => faults.find((fault) => fault.part === part)?.sentence;
  const { faultPrefix } = commonWords.value;
  useLayoutEffect(() => document.getElementById("give-title")?.focus(), []);
  useEffect(() => {
    if (places.length === 1 && first !== "") put({ authority: first });
  }, [first]);

  async function submit() {
    attempt.value += 1;
    const given = givenOf(now.value, page.state);
    if (given === null || faultsOf(now.value, words).length > 0) return;
    const answer = await act(() => giveMandate(page.account, mandate, given));
    if (answer === null) return;
    announce(words.given(words.roles[given.role]));
    onGiven(answer);
  }

  return (
    <form
      class="card"
      noValidate
      aria-labelledby="give-title"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3 id="give-title" tabIndex={-1}>
        {words.giveTitle(page.person)}
      </h3>
      {faults.length > 0 && (
        <ErrorSummary
          title={speechNow().fields.faults(faults.length)}
          faults={faults.map(({ part, sentence }) => ({ at: { id: anchorOf(part) }, sentence }))}
          attempt={attempt.value}
        />
      )}
      <FieldGroup id="role" legend={words.role} fault={faultAt("role")} faultPrefix={faultPrefix}>
        {ROLES.map((role) => (
          <Choice
            key={role}
            kind="radio"
            id={`role-${role}`}
            name="role"
            checked={now.value.role === role}
            onChoose={() => put({ role })}
          >
            {words.roles[role]}
          </Choice>
        ))}
      </FieldGroup>
      <Field id="authority" label={words.place} fault={faultAt("authority")} faultPrefix={faultPrefix}>
        {(tied) => (
          <PlaceChoice
            tied={tied}
            places={places}
            none={words.placeMissing}
            chosen={now.value.authority}
            onChoose={(authority) => put({ authority })}
          />
        )}
      </Field>
      <Procedures now={now.value} fault={faultAt("procedures")} put={put} />
      <Day part="begins" label={words.begins} day={now.value.begins} fault={faultAt("begins")} put={put} />
      <Day
        part="ends"
        label={words.ends}
        hint={words.endsHint}
        day={now.value.ends}
        fault={faultAt("ends")}
        put={put}
      />
      <div class="buttons">
        <Button type="submit" weight="primary" icon="check" busy={busy.value}>
          {busy.value ? words.giving : words.giveDo}
        </Button>
        <Button busy={busy.value} onPress={onLeave}>
          {commonWords.value.cancel}
        </Button>
      </div>
    </form>
  );
}

/** The control that a fault leads to. */
function anchorOf(part: PartFault["part"]): string {
  if (part === "role") return `role-${ROLES[0]}`;
  if (part === "procedures") return "procedures-some";
  return part;
}

interface PartProps {
  readonly fault: string | undefined;
  readonly put: (part: Partial<Writing>) => void;
}

function Procedures({ now, fault, put }: PartProps & { readonly now: Writing }) {
  const words = administrationWords.value;
  const toggle = (code: string, chosen: boolean) =>
    put({
      procedures: chosen ? [...now.procedures, code] : now.procedures.filter((each) => each !== code),
    });
  return (
    <FieldGroup
      id="procedures"
      legend={words.procedures}
      fault={fault}
      faultPrefix={commonWords.value.faultPrefix}
    >
      <Choice
        kind="radio"
        id="procedures-all"
        name="procedures"
        checked={now.isForAll}
        onChoose={() => put({ isForAll: true })}
      >
        {words.allProcedures}
      </Choice>
      <Choice
        kind="radio"
        id="procedures-some"
        name="procedures"
        checked={!now.isForAll}
        onChoose={() => put({ isForAll: false })}
      >
        {words.someProcedures}
      </Choice>
      {!now.isForAll &&
        catalogue.value.map(({ code, name }) => (
          <Choice
            key={code}
            kind="checkbox"
            id={`procedure-${code}`}
            name="procedure"
            checked={now.procedures.includes(code)}
            onChoose={(chosen) => toggle(code, chosen)}
          >
            {name[language.value]}
          </Choice>
        ))}
    </FieldGroup>
  );
}

interface DayProps extends PartProps {
  readonly part: "begins" | "ends";
  readonly label: string;
  readonly hint?: string;
  readonly day: string;
}

function Day({ part, label, hint, day, fault, put }: DayProps) {
  return (
    <FieldGroup
      id={`${part}-group`}
      legend={label}
      fault={fault}
      faultPrefix={commonWords.value.faultPrefix}
      {...(hint === undefined ? {} : { hint })}
    >
      <DateInput
        id={part}
        field={{ label: { vi: label, en: label }, widget: "date" }}
        value={day}
        speech={speechNow()}
        describedBy={undefined}
        invalid={fault === undefined ? undefined : true}
        onWrite={(written) => put({ [part]: typeof written === "string" ? written : "" })}
        onDone={() => {}}
      />
    </FieldGroup>
  );
}
