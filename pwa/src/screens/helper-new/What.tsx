/** First: what is to be done. */

import type { Procedure } from "../../forms/procedures";
import { navigate } from "../../ui/router";
import { helpingWords } from "../../words/helping";
import { draftOfSession } from "../helper/draftOfSession";
import { ProcedureChoice } from "../parts/ProcedureChoice";
import { StepOf } from "./StepOf";
import { hrefOf } from "./steps";

export function What() {
  const words = helpingWords.value;
  const choose = ({ code }: Procedure) => {
    draftOfSession.value = { ...draftOfSession.value, procedure: code };
    void navigate(hrefOf(1));
  };
  return (
    <StepOf at={0} title={words.whatTitle} procedure={null}>
      <p>{words.whatHint}</p>
      <ProcedureChoice chosen={draftOfSession.value.procedure} onChoose={choose} />
    </StepOf>
  );
}
