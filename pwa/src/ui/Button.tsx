/** Something that acts here. `primary` once a screen; while `busy` it keeps its focus and ignores presses. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";
import { useKeptFocus } from "./keepFocus";

export type Weight = "primary" | "secondary" | "quiet" | "danger";

interface Props {
  readonly weight?: Weight;
  readonly icon?: IconName | undefined;
  readonly busy?: boolean;
  readonly type?: "button" | "submit";
  readonly describedBy?: string;
  readonly pressed?: boolean;
  readonly id?: string;
  readonly onPress?: () => void;
  readonly children: ComponentChildren;
}

export function Button(props: Props) {
  const {
    weight = "secondary",
    icon,
    busy = false,
    type = "button",
    describedBy,
    pressed,
    id,
    onPress,
  } = props;
  const box = useKeptFocus<HTMLButtonElement>();
  return (
    // A disabled button loses the focus and says nothing; aria-disabled keeps both.
    <button
      ref={box}
      id={id}
      class={`button ${weight}`}
      type={type}
      aria-disabled={busy}
      aria-describedby={describedBy}
      aria-pressed={pressed}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onPress?.();
      }}
    >
      {icon !== undefined && <Icon name={icon} />}
      {props.children}
    </button>
  );
}
