/** All that a procedure takes, for those who need it and for the desk: papers, fee, time, places, rules. */

import { unverifiedCount } from "../../forms/facts";
import type { Fact, LegalText, Procedure } from "../../forms/procedures";
import { language } from "../../store/settings";
import { procedureWords } from "../../words/procedure";
import { plainDay } from "../../words/time";
import { FeeOf } from "./FeeOf";
import { Papers } from "./Papers";
import { Part } from "./Part";
import { Said, Unverified } from "./Said";

export function ProcedureFacts({ procedure }: { readonly procedure: Procedure }) {
  const words = procedureWords.value;
  const { conditions = [], questions = [] } = procedure;
  return (
    <div class="procedure">
      <Papers papers={procedure.documents} />
      <FeeOf fee={procedure.fee} />
      <One id="time" title={words.time} fact={procedure.time_limit} />
      <One id="receiving" title={words.receiving} fact={procedure.receiving} />
      <One id="competent" title={words.competent} fact={procedure.competent} />
      {conditions.length > 0 && (
        <Part id="conditions" title={words.conditions}>
          <ul>
            {conditions.map((condition) => (
              <li key={condition.text.vi}>
                <Said fact={condition} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <One id="result" title={words.result} fact={procedure.result} />
      {questions.length > 0 && (
        <Part id="questions" title={words.questions}>
          {questions.map(({ ask, answer }) => (
            <section key={ask.vi} class="question">
              <h3>{ask[language.value]}</h3>
              <p>
                <Said fact={answer} />
              </p>
            </section>
          ))}
        </Part>
      )}
      <Part id="legal" title={words.legal}>
        {procedure.legal_basis.length > 0 && (
          <ul>
            {procedure.legal_basis.map((text) => (
              <Law key={text.text} text={text} />
            ))}
          </ul>
        )}
        <p>{periodSaid(procedure)}</p>
      </Part>
      <p class="small">
        {words.code(procedure.code)}. {words.unverifiedCount(unverifiedCount(procedure))}
      </p>
    </div>
  );
}

interface OneProps {
  readonly id: string;
  readonly title: string;
  readonly fact: Fact;
}

function One({ id, title, fact }: OneProps) {
  return (
    <Part id={id} title={title}>
      <p>
        <Said fact={fact} />
      </p>
    </Part>
  );
}

function Law({ text }: { readonly text: LegalText }) {
  const words = procedureWords.value;
  const from = text.effective_from;
  return (
    <li>
      <span lang="vi">{text.text}</span>
      {", "}
      {from === null ? words.fromUnknown : words.from(plainDay(from))} <Unverified fact={text} />
    </li>
  );
}

function periodSaid({ effective_from: from, effective_until: until }: Procedure): string {
  return procedureWords.value.period(plainDay(from), until === undefined ? undefined : plainDay(until));
}
