/** What a device is called in a history: "Máy này", "Điện thoại của Lan", or at least that it was another one. */

interface Written {
  readonly device: string;
  readonly person: string;
  readonly mine: boolean;
}

interface Words {
  readonly thisDevice: string;
  readonly someDevice: string;
  readonly deviceOf: (device: string, person: string) => string;
}

/** The person is named where the device's own name does not already do so. */
export function deviceName({ device, person, mine }: Written, words: Words): string {
  if (mine) return words.thisDevice;
  const name = device === "" ? words.someDevice : device;
  const given = person.split(" ").at(-1) ?? "";
  return words.deviceOf(name, given !== "" && name.includes(given) ? "" : person);
}
