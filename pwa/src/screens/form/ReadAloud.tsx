/** Reads the question aloud when asked to. */

import { aloud } from "../../forms/aloud";
import type { Session } from "../../forms/session";
import { speechNow } from "../../forms/speech";
import type { Page } from "../../forms/steps";
import { Aloud } from "../parts/Aloud";

interface Props {
  readonly session: Session;
  readonly page: Page;
}

export function ReadAloud({ session, page }: Props) {
  const speech = speechNow();
  return <Aloud sentences={() => aloud(session.form, session.answers.peek().asked, page, speech)} />;
}
