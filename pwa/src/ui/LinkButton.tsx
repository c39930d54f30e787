/** A link that looks like a button, because it is the next step: it leads to another screen. */
import type { ComponentChildren } from "preact";
import type { Weight } from "./Button";
import { Icon, type IconName } from "./Icon";

interface Props {
  readonly href: string;
  readonly weight?: Weight;
  readonly icon?: IconName;
  readonly children: ComponentChildren;
}

export function LinkButton({ href, weight = "secondary", icon, children }: Props) {
  return (
    <a class={`button ${weight}`} href={href}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </a>
  );
}
