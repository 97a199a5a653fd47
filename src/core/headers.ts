/** The headers of an HTTP answer as Node and undici list them; of what came several times, every value. */
export function headersOf(listed: Readonly<NodeJS.Dict<string | string[]>>): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(listed)) {
    for (const value of [values].flat()) headers.append(name, value);
  }
  return headers;
}
