/** A call of MLflow's that this server does not answer, by its flags: told in plain text with status 503, as there. */
export class SwitchedOff extends Error {
  override readonly name = "SwitchedOff";
}
