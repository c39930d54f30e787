/** Answers of which the form knows nothing, from another version or a stranger's program: shown, and dropped when told to. */

import { controlId } from "../../forms/controlId";
import type { Session } from "../../forms/session";
import { Button } from "../../ui/Button";
import { fieldsWords } from "../../words/fields";

interface Props {
  readonly session: Session;
  readonly paths: readonly string[];
}

export function UnknownAnswers({ session, paths }: Props) {
  const words = fieldsWords.value;
  if (paths.length === 0) return null;
  const drop = (path: string) => {
    session.put(path, null);
    void session.flush();
  };
  return (
    <section aria-labelledby="unknown">
      <h2 id="unknown">{words.unknownTitle}</h2>
      <ul class="plain-list">
        {paths.map((path) => (
          <li key={path} class="card">
            <p>
              {path}: {JSON.stringify(session.view.value.values.get(path))}
            </p>
            <Button id={controlId(path)} icon="trash" onPress={() => drop(path)}>
              {words.dropUnknown}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
