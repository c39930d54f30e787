/** Language and size of the text. Both take effect at once. */

import { type Language, language, TEXT_SIZES, textSize } from "../../store/settings";
import { Choice } from "../../ui/Choice";
import { FieldGroup } from "../../ui/FieldGroup";
import { settingsWords } from "../../words/settings";

const languages: readonly Language[] = ["vi", "en"];

export function Taste() {
  const words = settingsWords.value;
  const names = { vi: words.vietnamese, en: words.english };
  return (
    <>
      <FieldGroup id="language" legend={words.language}>
        {languages.map((each) => (
          <Choice
            key={each}
            kind="radio"
            id={`language-${each}`}
            name="language"
            checked={language.value === each}
            onChoose={() => {
              language.value = each;
            }}
          >
            <span lang={each}>{names[each]}</span>
          </Choice>
        ))}
      </FieldGroup>
      <FieldGroup id="text-size" legend={words.textSize}>
        {TEXT_SIZES.map((size) => (
          <Choice
            key={size}
            kind="radio"
            id={`text-${size}`}
            name="text-size"
            checked={textSize.value === size}
            onChoose={() => {
              textSize.value = size;
            }}
          >
            {words.textSizes[size]} ({size}
            {"\u00a0"}%)
          </Choice>
        ))}
      </FieldGroup>
    </>
  );
}
