/** Speed of light in vacuum, exact by the definition of the metre (SI, 1983). */
export const SPEED_OF_LIGHT_MPS = 299_792_458;
