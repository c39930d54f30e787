/** A form and its version, as changes name them: `khoi-cong@2`. */

/** `khoi-cong` */
export function nameOf(form: string): string {
  return form.split("@", 1)[0] ?? form;
}

/** `2` */
export function numberOf(form: string): number {
  return Number(form.split("@")[1] ?? 0);
}
