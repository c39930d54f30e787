/** Latitude and longitude of a question, from the device, only when told to. */

import type { Session } from "../../forms/session";
import { speechNow } from "../../forms/speech";
import { HerePosition } from "../../forms/widgets/HerePosition";

interface Props {
  readonly session: Session;
  readonly paths: readonly [latitude: string, longitude: string];
}

export function Here({ session, paths }: Props) {
  return (
    <HerePosition
      words={speechNow().fields}
      onFound={(latitude, longitude) => {
        session.put(paths[0], latitude);
        session.put(paths[1], longitude);
        void session.flush();
      }}
    />
  );
}
