/** A bar at the foot of the screen that offers to take back what was just done. */
import { Button } from "./Button";
import { undoable } from "./undo";

interface Props {
  readonly undoLabel: string;
  readonly closeLabel: string;
  readonly onUndone: () => void;
}

export function UndoBar({ undoLabel, closeLabel, onUndone }: Props) {
  const offered = undoable.value;
  return (
    // Present while empty, so that a screen reader hears it fill.
    <div class="undo" role="status">
      {offered !== null && (
        <div class="undo-box">
          <p>{offered.sentence}</p>
          <Button
            icon="refresh"
            onPress={() => {
              close();
              void offered.undo().then(onUndone);
            }}
          >
            {undoLabel}
          </Button>
          <Button weight="quiet" icon="close" onPress={close}>
            {closeLabel}
          </Button>
        </div>
      )}
    </div>
  );
}

function close(): void {
  undoable.value = null;
}
