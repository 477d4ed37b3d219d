/** The parts of scripts that are Python already, in the files beside this one. Whoever asks for a script brings them. */
export interface Pieces {
  /** actions.py: takes note of what comes of an action. */
  readonly actions: string;
  /** driving.py: drives generators that await. */
  readonly driving: string;
  /** checking.py: compares what came with what is expected. */
  readonly checking: string;
  /** running.py: has unittest run the test, which has the name TEST in it. */
  readonly running: string;
  /** form.py: asks how an expression can stand in a script. */
  readonly form: string;
}
