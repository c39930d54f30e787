/** Which field names the dossiers of a form. Told before the first screen, which may draw a dossier before all else is there. */

type TitlePath = (form: string) => string | null;

let told: TitlePath = () => null;

/** `path`: null where no field names them. */
export function nameDossiers(path: TitlePath): void {
  told = path;
}

export function titlePath(form: string): string | null {
  return told(form);
}
