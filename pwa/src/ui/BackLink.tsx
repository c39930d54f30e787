/** The way up, on top of a screen: goes back in the history when that is where we came from. */
import { Icon } from "./Icon";
import { goBackTo } from "./router";

export function BackLink({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <a
      class="back"
      href={href}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        goBackTo(href);
      }}
    >
      <Icon name="back" />
      {label}
    </a>
  );
}
