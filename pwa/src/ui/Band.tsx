/** A quiet notice across the column: offline, a fault of storage, something worth knowing. It never covers anything. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";
import type { Tone } from "./StatePill";

interface Props {
  readonly tone?: Tone;
  readonly icon: IconName;
  /** A button or a link that answers the notice. */
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Band({ tone = "plain", icon, action, children }: Props) {
  return (
    <div class={`band ${tone}`}>
      <Icon name={icon} />
      <div class="band-words">{children}</div>
      {action !== undefined && <div class="band-action">{action}</div>}
    </div>
  );
}
