/** One input or output of a model. */
export interface SignatureField {
  /** Unset for a model that takes a bare array or tensor. */
  name?: string;
  /** MLflow's own name of the type, e.g. `double`, `string`, `array(long)`, `tensor(float32, [-1, 28, 28])`. */
  type: string;
  required: boolean;
}

/** What a model takes and returns (MLflow's model signature). */
export interface ModelSignature {
  inputs?: readonly SignatureField[];
  outputs?: readonly SignatureField[];
  /** Parameters of inference that have defaults. */
  params?: readonly SignatureField[];
}
