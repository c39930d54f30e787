/** The fee, large, and word for word who pays nothing or less. */

import { feeSaid } from "../../forms/facts";
import { moneyText } from "../../forms/format";
import type { Fee } from "../../forms/procedures";
import { language } from "../../store/settings";
import { procedureWords } from "../../words/procedure";
import { Part } from "./Part";
import { Said, Unverified } from "./Said";

export function FeeOf({ fee }: { readonly fee: Fee }) {
  const words = procedureWords.value;
  const [amount, rest] = feeSaid(fee, language.value, words.askDesk);
  return (
    <Part id="fee" title={words.fee}>
      <p class="value">
        {amount} {rest === "" && <Unverified fact={fee} />}
      </p>
      {rest !== "" && (
        <p>
          {rest} <Unverified fact={fee} />
        </p>
      )}
      {fee.online !== "unknown" && fee.online !== fee.amount && (
        <p>{words.feeOnline(moneyText(fee.online))}</p>
      )}
      {fee.exemptions !== undefined && fee.exemptions.length > 0 && (
        <>
          <h3>{words.exemptions}</h3>
          <ul>
            {fee.exemptions.map((exemption) => (
              <li key={exemption.text.vi}>
                <Said fact={exemption} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}
