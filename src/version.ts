/** Version of the package: written by scripts/build.js from package.json. */
export const VERSION = "0.1.0";
