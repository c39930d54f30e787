/** The lighthouse: small in the header beside the name, tall on the first screen. Its light reaches beyond its box. */

export function Mark({ place }: { readonly place: "header" | "shore" }) {
  const light = `light-${place}`;
  return (
    <svg class={`mark-${place}`} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <radialGradient id={light} cx="16" cy="9.5" r="26" gradientUnits="userSpaceOnUse">
        <stop class="light-near" />
        <stop class="light-far" offset="1" />
      </radialGradient>
      <path fill={`url(#${light})`} d="m16 9.5 28-9v18zm0 0-28-9v18z" />
      <path class="tower" d="m16 1 5.5 5.5h-11zM10.5 13h11v2h-11zM13 15h6l2.2 17H10.8z" />
      <path class="lamp" d="M13 6.5h6V13h-6z" />
      <path class="stripe" d="M12.6 18.5h6.8l.4 3.5h-7.6zM11.8 25h8.4l.4 3.5h-9.2z" />
    </svg>
  );
}
