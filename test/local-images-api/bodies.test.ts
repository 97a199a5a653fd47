import { expect, test } from "vitest";
import { errorOf, fox, localApi } from "./local-api.ts";

test("forms are read by the same rules, with their own words for numbers", async () => {
  const { baseUrl } = await localApi();
  const headers = { authorization: "Bearer sk-test" };
  async function send(fields: Record<string, string>) {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fox, ...fields })) body.append(name, value);
    return await errorOf(await fetch(`${baseUrl}/images/edits`, { method: "POST", headers, body }));
  }
  expect(await send({ n: "0" })).toMatchObject({ code: "integer_below_min_value" });
  expect(await send({ n: "two" })).toMatchObject({
    message:
      "Invalid type for 'n': expected an integer, but got a string value that could not be converted into an integer.",
  });
  expect(await send({ bogus: "1" })).toMatchObject({ code: "unknown_parameter", param: "bogus" });
  expect(await send({ images: "x" })).toMatchObject({ message: expect.stringContaining("use 'image' or 'image[]'") });
  expect(await send({ stream: "true", n: "2" })).toMatchObject({ message: "Streaming is only supported with n=1." });
  expect(await send({})).toMatchObject({ param: "image", code: "missing_required_parameter" });
});

test("bodies that cannot be parsed are refused", async () => {
  const { post } = await localApi();
  const headers = { authorization: "Bearer sk-test" };
  const json = await post("/images/generations", null, {
    body: "{",
    headers: { ...headers, "content-type": "application/json" },
  });
  expect(await errorOf(json)).toMatchObject({ status: 400, type: "invalid_request_error" });
  const text = await post("/images/generations", null, {
    body: "hello",
    headers: { ...headers, "content-type": "text/plain" },
  });
  expect(await errorOf(text)).toMatchObject({ status: 400, code: "unsupported_content_type" });
  const form = await post("/images/edits", null, {
    body: "x",
    headers: { ...headers, "content-type": "multipart/form-data; boundary=y" },
  });
  expect(await errorOf(form)).toMatchObject({ status: 400 });
});
