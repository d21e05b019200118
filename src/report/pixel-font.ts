/** A glyph is so many pixels wide and high; one more column stands between two of them. */
export const GLYPH = { width: 5, height: 7, advance: 6 } as const;

/** Seven rows from the top, each a digit to base 32 whose bits are the five pixels from the left. */
const ROWS: Readonly<Record<string, string>> = {
  "0": "ehjlphe",
  "1": "4c4444e",
  "2": "eh168gv",
  "3": "v2421he",
  "4": "26aiv22",
  "5": "vgu11he",
  "6": "68guhhe",
  "7": "v124888",
  "8": "ehhehhe",
  "9": "ehhf12c",
  A: "4ahhvhh",
  B: "uhhuhhu",
  C: "ehggghe",
  D: "sihhhis",
  E: "vgguggv",
  F: "vgguggg",
  G: "ehgnhhf",
  H: "hhhvhhh",
  I: "e44444e",
  J: "72222ic",
  K: "hikokih",
  L: "ggggggv",
  M: "hrllhhh",
  N: "hhpljhh",
  O: "ehhhhhe",
  P: "uhhuggg",
  Q: "ehhhlid",
  R: "uhhukih",
  S: "fgge11u",
  T: "v444444",
  U: "hhhhhhe",
  V: "hhhhha4",
  W: "hhhllla",
  X: "hha4ahh",
  Y: "hhha444",
  Z: "v1248gv",
  a: "00e1fhf",
  b: "ggmphhu",
  c: "00egghe",
  d: "11djhhf",
  e: "00ehvge",
  f: "698s888",
  g: "0fhhf1e",
  h: "ggmphhh",
  i: "40c444e",
  j: "20622ic",
  k: "ggikoki",
  l: "c44444e",
  m: "00qllhh",
  n: "00mphhh",
  o: "00ehhhe",
  p: "00uhugg",
  q: "00djf11",
  r: "00mpggg",
  s: "00fge1u",
  t: "88s8896",
  u: "00hhhjd",
  v: "00hhha4",
  w: "00hhlla",
  x: "00ha4ah",
  y: "00hhf1e",
  z: "00v248v",
  " ": "0000000",
  ".": "00000cc",
  ",": "0000c48",
  ":": "0cc0cc0",
  ";": "0cc0c48",
  "-": "000v000",
  "+": "044v440",
  "=": "00v0v00",
  "(": "2488842",
  ")": "8422248",
  "[": "e88888e",
  "]": "e22222e",
  "/": "01248g0",
  "%": "op248j3",
  "<": "248g842",
  ">": "8421248",
  "&": "cik8lid",
  "'": "4400000",
  '"': "aa00000",
  "#": "aavavaa",
  "?": "eh12404",
  "!": "4444404",
  "*": "04lel40",
  _: "000000v",
  "°": "6996000",
  "≥": "842480e",
  "@": "ehnlnge",
};
const UNKNOWN = "vhhhhhv";
const SAME_LOOK: Readonly<Record<string, string>> = { "−": "-", "–": "-", "—": "-", "×": "x", "’": "'", "\u202f": " " };

/** The rows of each character, top to bottom, five bits each (16 is the leftmost); accents are dropped, strangers are a box. */
export function glyphs(text: string): number[][] {
  const plain = [...text.normalize("NFD").replace(/\p{Mark}/gu, "")];
  return plain.map((character) => {
    const rows = ROWS[SAME_LOOK[character] ?? character] ?? UNKNOWN;
    return [...rows].map((digit) => Number.parseInt(digit, 32));
  });
}

/** Width of a text in pixels at a scale of one. */
export function textWidth(text: string): number {
  return Math.max(0, glyphs(text).length * GLYPH.advance - 1);
}
