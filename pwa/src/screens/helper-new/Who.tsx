/** Third: who it is, and how they agree; of each way what it asks for, and nothing else. */

import { useSignal } from "@preact/signals";
import type { Procedure } from "../../forms/procedures";
import type { Mode } from "../../sync/consent";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { FieldGroup } from "../../ui/FieldGroup";
import { navigate } from "../../ui/router";
import { commonWords } from "../../words/common";
import { helpingWords } from "../../words/helping";
import { type Draft, faultsOfWho } from "../helper/draft";
import { draftOfSession } from "../helper/draftOfSession";
import { TextField } from "../parts/TextField";
import { canAskPasskey } from "./passkey";
import { StepOf } from "./StepOf";
import { hrefOf } from "./steps";

const MODES: readonly Mode[] = ["phone", "passkey", "card", "witness"];

export function Who({ procedure }: { readonly procedure: Procedure }) {
  const words = helpingWords.value;
  const attempt = useSignal(0);
  const draft = draftOfSession.value;
  const put = (some: Partial<Draft>) => {
    draftOfSession.value = { ...draftOfSession.value, ...some };
  };
  const faults = attempt.value === 0 ? [] : faultsOfWho(draft, words);
  const fault = (id: string) => faults.find((each) => each.id === id)?.sentence;
  const goOn = () => {
    if (faultsOfWho(draftOfSession.peek(), words).length === 0) void navigate(hrefOf(3));
    else attempt.value += 1;
  };
  const ways = MODES.filter((mode) => mode !== "passkey" || canAskPasskey());
  return (
    <StepOf at={2} title={words.whoTitle} procedure={procedure} faults={faults} attempt={attempt.value}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          goOn();
        }}
      >
        <TextField
          id="name"
          label={words.name}
          hint={words.nameHint}
          fault={fault("name")}
          text={draft.name}
          capitals="words"
          onText={(name) => put({ name })}
        />
        <FieldGroup
          id="mode"
          legend={words.mode}
          fault={fault("mode-witness")}
          faultPrefix={commonWords.value.faultPrefix}
        >
          {ways.map((mode) => (
            <Choice
              key={mode}
              kind="radio"
              id={`mode-${mode}`}
              name="mode"
              checked={draft.mode === mode}
              hint={words.modeHints[mode]}
              onChoose={() => put({ mode })}
            >
              {words.modes[mode]}
            </Choice>
          ))}
        </FieldGroup>
        <Proof draft={draft} fault={fault} put={put} />
        <Button type="submit" weight="primary">
          {words.goOn}
        </Button>
      </form>
    </StepOf>
  );
}

interface ProofProps {
  readonly draft: Draft;
  readonly fault: (id: string) => string | undefined;
  readonly put: (some: Partial<Draft>) => void;
}

function Proof({ draft, fault, put }: ProofProps) {
  const words = helpingWords.value;
  switch (draft.mode) {
    case "phone":
      return (
        <TextField
          id="phone-code"
          label={words.phoneCode}
          hint={words.phoneCodeHint}
          fault={fault("phone-code")}
          text={draft.phoneCode}
          capitals="characters"
          onText={(phoneCode) => put({ phoneCode })}
        />
      );
    case "card":
      return (
        <TextField
          id="officer"
          label={words.officer}
          hint={words.officerHint}
          fault={fault("officer")}
          text={draft.officer}
          most={64}
          capitals="characters"
          onText={(officer) => put({ officer })}
        />
      );
    case "witness":
      return (
        <>
          <TextField
            id="witness-name"
            label={words.witnessName}
            fault={fault("witness-name")}
            text={draft.witnessName}
            capitals="words"
            onText={(witnessName) => put({ witnessName })}
          />
          <TextField
            id="witness-phone"
            label={words.witnessPhone}
            hint={words.optional}
            keys="tel"
            fault={fault("witness-phone")}
            text={draft.witnessPhone}
            onText={(witnessPhone) => put({ witnessPhone })}
          />
        </>
      );
    default:
      return null;
  }
}
