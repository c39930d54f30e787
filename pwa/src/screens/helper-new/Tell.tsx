/** Fourth: who hears of news, as the citizen wishes; only what that takes is asked for. */

import { useSignal } from "@preact/signals";
import type { Procedure } from "../../forms/procedures";
import type { NoticesTo } from "../../sync/consent";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { FieldGroup } from "../../ui/FieldGroup";
import { navigate } from "../../ui/router";
import { commonWords } from "../../words/common";
import { helpingWords } from "../../words/helping";
import { type Draft, faultsOfNotices, isKnownToHub } from "../helper/draft";
import { draftOfSession } from "../helper/draftOfSession";
import { TextField } from "../parts/TextField";
import { StepOf } from "./StepOf";
import { hrefOf } from "./steps";

const TOS: readonly NoticesTo[] = ["own", "relative", "helper", "post"];

export function Tell({ procedure }: { readonly procedure: Procedure }) {
  const words = helpingWords.value;
  const attempt = useSignal(0);
  const draft = draftOfSession.value;
  const put = (some: Partial<Draft>) => {
    draftOfSession.value = { ...draftOfSession.value, ...some };
  };
  const faults = attempt.value === 0 ? [] : faultsOfNotices(draft, words);
  const fault = (id: string) => faults.find((each) => each.id === id)?.sentence;
  const goOn = () => {
    if (faultsOfNotices(draftOfSession.peek(), words).length === 0) void navigate(hrefOf(4));
    else attempt.value += 1;
  };
  return (
    <StepOf at={3} title={words.noticesTitle} procedure={procedure} faults={faults} attempt={attempt.value}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          goOn();
        }}
      >
        <FieldGroup
          id="to"
          legend={words.to}
          fault={fault("to-own")}
          faultPrefix={commonWords.value.faultPrefix}
        >
          {TOS.map((to) => (
            <Choice
              key={to}
              kind="radio"
              id={`to-${to}`}
              name="to"
              checked={draft.to === to}
              hint={words.toHints[to]}
              onChoose={() => put({ to })}
            >
              {words.tos[to]}
            </Choice>
          ))}
        </FieldGroup>
        <Where draft={draft} fault={fault} put={put} />
        <Button type="submit" weight="primary">
          {words.goOn}
        </Button>
      </form>
    </StepOf>
  );
}

interface WhereProps {
  readonly draft: Draft;
  readonly fault: (id: string) => string | undefined;
  readonly put: (some: Partial<Draft>) => void;
}

function Where({ draft, fault, put }: WhereProps) {
  const words = helpingWords.value;
  const phone = (
    <TextField
      id="notice-phone"
      label={words.noticePhone}
      keys="tel"
      fault={fault("notice-phone")}
      text={draft.noticePhone}
      onText={(noticePhone) => put({ noticePhone })}
    />
  );
  const address = (
    <TextField
      id="notice-address"
      label={words.noticeAddress}
      hint={draft.to === "helper" ? words.optional : undefined}
      fault={fault("notice-address")}
      text={draft.noticeAddress}
      capitals="sentences"
      onText={(noticeAddress) => put({ noticeAddress })}
    />
  );
  switch (draft.to) {
    case "own":
      return isKnownToHub(draft) ? null : phone;
    case "relative":
      return (
        <>
          <TextField
            id="notice-name"
            label={words.noticeName}
            fault={fault("notice-name")}
            text={draft.noticeName}
            capitals="words"
            onText={(noticeName) => put({ noticeName })}
          />
          {phone}
        </>
      );
    case "helper":
    case "post":
      return address;
    default:
      return null;
  }
}
