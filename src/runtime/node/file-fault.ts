import { InputError } from "../../math/errors.ts";

/**
 * Node's error on opening an input file as the user's fault that it is; any other error comes back as it was.
 *
 * @returns an {@link InputError} `no-such-file`, `not-a-file` or `no-access` that names the file, or `cause`
 */
export function asFileFault(file: string, cause: unknown): unknown {
  switch ((cause as NodeJS.ErrnoException).code) {
    case "ENOENT":
    case "ENOTDIR":
      return new InputError({ code: "no-such-file", where: file, message: "no such file" }, { cause });
    case "EISDIR":
      return new InputError({ code: "not-a-file", where: file, message: "is a folder" }, { cause });
    case "EACCES":
    case "EPERM":
      return new InputError({ code: "no-access", where: file, message: "may not be read" }, { cause });
    default:
      return cause;
  }
}
