/** How far one comes without a desk, said before anything else. */

import type { Procedure } from "../../forms/procedures";
import { Band } from "../../ui/Band";
import { procedureWords } from "../../words/procedure";
import { Said } from "./Said";

export function HowFar({ online }: Pick<Procedure, "online">) {
  return (
    <Band icon={online.level === "full" ? "check" : "desk"}>
      <p>
        <strong>{procedureWords.value.online[online.level]}</strong>
      </p>
      <p>
        <Said fact={online} />
      </p>
    </Band>
  );
}
