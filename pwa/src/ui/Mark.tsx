/** The lighthouse in the header, beside the name. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path class="mark-light" d="m16 9.5 20-7v14zm0 0-20-7v14z" />
      <path class="mark-tower" d="m16 1.5 5 5H11zM10.5 13h11v2h-11zM13 15h6l2 15H11z" />
      <path class="mark-lamp" d="M13.5 6.5h5V13h-5z" />
      <path class="mark-stripe" d="M12.6 18h6.8l.5 3.5h-7.8zm-.9 7h8.6l.4 3H11.3z" />
    </svg>
  );
}
