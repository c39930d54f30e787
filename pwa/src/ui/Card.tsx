/** A quiet box with a line around it. `needsYou` puts the one lamp-coloured mark on it. */
import type { ComponentChildren } from "preact";

interface Props {
  readonly needsYou?: boolean;
  readonly as?: "div" | "li" | "section" | "article";
  readonly labelledBy?: string;
  readonly children: ComponentChildren;
}

export function Card({ needsYou = false, as: Box = "div", labelledBy, children }: Props) {
  return (
    <Box class={needsYou ? "card needs-you" : "card"} aria-labelledby={labelledBy}>
      {children}
    </Box>
  );
}
