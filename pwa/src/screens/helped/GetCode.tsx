/** The citizen's own phone gets a code for one procedure: large, to be read out, good once. */

import { useSignal } from "@preact/signals";
import type { Procedure } from "../../forms/procedures";
import { askPhoneCode } from "../../net/consents";
import { syncState } from "../../net/syncState";
import { language } from "../../store/settings";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Failed } from "../../ui/Failed";
import type { PhoneCode } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { consentsWords } from "../../words/consents";
import { sentenceFor } from "../../words/speak";
import { moment } from "../../words/time";
import { ProcedureChoice } from "../parts/ProcedureChoice";

export function GetCode() {
  const words = consentsWords.value;
  const chosen = useSignal<Procedure | null>(null);
  const code = useSignal<PhoneCode | null>(null);
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  const get = async ({ code: procedure }: Procedure) => {
    if (busy.peek()) return;
    busy.value = true;
    problem.value = null;
    announce(words.gettingCode);
    const replied = await askPhoneCode(procedure);
    busy.value = false;
    code.value = replied.ok ? replied.answer : null;
    problem.value = replied.ok ? null : replied.code;
  };
  const refusal = () => {
    const { value } = problem;
    if (value === null) return null;
    if (!syncState.value.online) return words.helpedOffline;
    return sentenceFor(words.problem, value) ?? words.problemOther(value);
  };
  const procedure = chosen.value;
  return (
    <section aria-labelledby="what">
      <h2 id="what">{procedure === null ? words.what : procedure.plain[language.value]}</h2>
      {procedure === null && <ProcedureChoice onChoose={(one) => (chosen.value = one)} />}
      {code.value !== null && procedure !== null && <CodeBox code={code.value} procedure={procedure} />}
      <Failed sentence={refusal()} />
      {procedure !== null && (
        <div class="buttons">
          {code.value === null && (
            <Button weight="primary" busy={busy.value} onPress={() => void get(procedure)}>
              {busy.value ? words.gettingCode : words.getCode}
            </Button>
          )}
          <Button
            weight="quiet"
            icon="back"
            onPress={() => {
              chosen.value = null;
              code.value = null;
              problem.value = null;
            }}
          >
            {commonWords.value.back}
          </Button>
        </div>
      )}
    </section>
  );
}

function CodeBox({ code, procedure }: { readonly code: PhoneCode; readonly procedure: Procedure }) {
  const words = consentsWords.value;
  return (
    <section class="number-box" aria-labelledby="phone-code" role="status">
      <h3 id="phone-code">{words.phoneCode}</h3>
      <p class="number">{code.code}</p>
      <p>{words.phoneCodeFor(procedure.plain[language.value])}</p>
      <p>{words.phoneCodeUntil(moment(code.expires, Date.now(), commonWords.value))}</p>
      <p>{words.phoneCodeCare}</p>
    </section>
  );
}
