import { create, unitDependencies } from "mathjs";

const { unit: createUnit } = create({ unitDependencies }, {});

/**
 * Converts by mathjs's table of units, which knows the less common ones (`chains`, `weeks`, any SI prefix).
 *
 * A module of its own, to be imported where such a unit is met: mathjs is large.
 *
 * @param unit one unit's name, letters only
 * @param base the unit to convert to, by mathjs's name
 * @returns null when the unit is unknown or measures something else than `base`
 */
export function convertUnit(value: number, unit: string, base: string): number | null {
  if (!isKnown(unit)) return null;
  const quantity = createUnit(value, unit);
  return quantity.equalBase(createUnit(1, base)) ? quantity.toNumber(base) : null;
}

/** mathjs tells only by an exception whether it knows a unit. */
function isKnown(unit: string): boolean {
  try {
    createUnit(1, unit);
    return true;
  } catch {
    return false;
  }
}
