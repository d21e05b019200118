const PREFIXES: readonly (readonly [factor: number, prefix: string])[] = [
  [1e6, "M"],
  [1e3, "k"],
  [1, ""],
  [1e-3, "m"],
  [1e-6, "µ"],
  [1e-9, "n"],
];

/**
 * A quantity with three significant digits and the prefix that suits its size.
 *
 * @param unit without a prefix: "A", "J", "s"
 * @example siText(0.0255, "A") // "25.5 mA"
 */
export function siText(value: number, unit: string): string {
  if (!Number.isFinite(value)) return "–";
  const rounded = Number(value.toPrecision(3));
  if (rounded === 0) return `0 ${unit}`;
  const [factor, prefix] = PREFIXES.find(([least]) => Math.abs(rounded) >= least) ?? PREFIXES[PREFIXES.length - 1];
  return `${Number((rounded / factor).toPrecision(3))} ${prefix}${unit}`;
}

/**
 * A length of time as people say it: three significant digits below a minute, else in minutes, hours, days or years.
 *
 * @example durationText(600) // "10 min"
 */
export function durationText(seconds: number): string {
  const parts: readonly (readonly [number, string])[] = [
    [365.25 * 86_400, "years"],
    [86_400, "days"],
    [3600, "h"],
    [60, "min"],
  ];
  const [length, name] = parts.find(([least]) => seconds >= least) ?? [1, ""];
  return name === "" ? siText(seconds, "s") : `${Number((seconds / length).toPrecision(3))} ${name}`;
}

/** A share of one as a percentage, with three significant digits or two decimals; what is not quite all is never "100 %". */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.01) return "< 0.01 %";
  if (percent > 99.99 && percent < 100) return "> 99.99 %";
  const digits = percent > 99.5 ? 4 : 3;
  return `${Number(Number(percent.toPrecision(digits)).toFixed(2))} %`;
}
