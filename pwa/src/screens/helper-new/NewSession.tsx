/**
 * "Người tiếp theo": consent first. Five pages, one question each; nothing is written down before the citizen agrees, and
 * what was typed till then is gone with the tab.
 */

import { useEffect } from "preact/hooks";
import "../parts/helping.css";
import { recordOn } from "../../forms/inForce";
import { type Procedure, procedures } from "../../forms/procedures";
import { Page } from "../../ui/Page";
import { navigate, type ScreenProps } from "../../ui/router";
import { commonWords } from "../../words/common";
import { draftOfSession } from "../helper/draftOfSession";
import { NotAHelper } from "../helper/NotAHelper";
import { isHelper } from "../parts/isHelper";
import { today } from "../parts/today";
import { Agree } from "./Agree";
import { Hear } from "./Hear";
import { STEPS } from "./steps";
import { Tell } from "./Tell";
import { What } from "./What";
import { Who } from "./Who";

export function NewSession({ params }: ScreenProps) {
  const step = params.step ?? "";
  const procedure = recordOn(procedures.value, draftOfSession.value.procedure, today.value);
  if (!isHelper()) return <NotAHelper />;
  if (step === "") return <What />;
  if (procedure === null) return <FromTheFirst />;
  return <Step key={step} step={step} procedure={procedure} />;
}

function Step({ step, procedure }: { readonly step: string; readonly procedure: Procedure }) {
  switch (step) {
    case STEPS[1]:
      return <Hear procedure={procedure} />;
    case STEPS[2]:
      return <Who procedure={procedure} />;
    case STEPS[3]:
      return <Tell procedure={procedure} />;
    case STEPS[4]:
      return <Agree procedure={procedure} />;
    default:
      return <FromTheFirst />;
  }
}

/** Opened in the middle, as after a reload: what was typed is not kept. */
function FromTheFirst() {
  useEffect(() => {
    void navigate("/giup/moi", { replace: true });
  }, []);
  return <Page title={commonWords.value.lookingUp} busy />;
}
