import { PROPAGATION_MODELS } from "../link/propagation/registry.ts";

/** Does the work at once, or when what the model needs has been loaded: only a model with something to load makes it wait. */
export function whenLoaded<T>(modelName: unknown, work: () => T): T | Promise<T> {
  const model = PROPAGATION_MODELS.find(({ name }) => name === modelName);
  return model?.load === undefined ? work() : model.load().then(work);
}
