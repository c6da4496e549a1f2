import { type Checkpoint, formatCheckpoint, parseCheckpoint } from "./checkpoint";
import { openNote, type Signer, signNote, type VerifierKey } from "./note";

/**
 * The checkpoint in a signed head, once its signature by that key is verified. Throws a NoteError for the note, a
 * TypeError for a well signed text that is no tree head.
 */
export function openHead(note: string, key: VerifierKey): Checkpoint {
  return parseCheckpoint(openNote(note, [key]).text);
}

/** The signed head of a checkpoint. */
export function signHead(checkpoint: Checkpoint, signer: Signer): string {
  return signNote(formatCheckpoint(checkpoint), [signer]);
}
