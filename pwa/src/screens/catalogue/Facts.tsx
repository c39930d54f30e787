/** What a procedure needs, costs and takes, folded away until asked for. */

import type { Procedure, Fact as Stated } from "../../forms/procedures";
import { language } from "../../store/settings";
import { catalogueWords } from "../../words/catalogue";

export function Facts({ procedure }: { readonly procedure: Procedure }) {
  const words = catalogueWords.value;
  const { documents, fee, time_limit: time, competent, result } = procedure;
  return (
    <details>
      <summary>{words.more}</summary>
      <dl class="answers">
        {documents.length > 0 && (
          <div>
            <dt>{words.bring}</dt>
            <dd>
              <ul>
                {documents.map((document) => (
                  <li key={document.text.vi}>
                    <Said stated={document} />
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        <Fact term={words.fee} stated={fee} />
        <Fact term={words.time} stated={time} />
        <Fact term={words.who} stated={competent} />
        <Fact term={words.result} stated={result} />
      </dl>
    </details>
  );
}

function Fact({ term, stated }: { readonly term: string; readonly stated: Stated }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <Said stated={stated} />
      </dd>
    </div>
  );
}

/** What has not been checked against an official source says so. */
function Said({ stated }: { readonly stated: Stated }) {
  const text = stated.text[language.value];
  return <>{stated.verified ? text : catalogueWords.value.unverified(text)}</>;
}
