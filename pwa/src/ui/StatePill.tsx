/** How a dossier stands: an icon and words, coloured besides. `large` where it is the biggest thing on its card. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

export type Tone = "plain" | "wait" | "done" | "mend";

interface Props {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly large?: boolean;
  readonly children: ComponentChildren;
}

export function StatePill({ tone, icon, large = false, children }: Props) {
  return (
    <span class={`state ${tone}${large ? " large" : ""}`}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  );
}
