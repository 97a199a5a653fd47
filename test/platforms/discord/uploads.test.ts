import { expect, test } from "vitest";
import { type AnswerImage, answer } from "#core/answer.ts";
import { jobId, journalOf, openScene, resultWith, type Scene, sha256Of } from "./answering.ts";

const mebibyte = 1024 * 1024;

test("a picture that is too large comes as a smaller copy that says so, and the original is kept", async () => {
  const scene = await openScene();
  const ada = scene.discord.user("ada").in(scene.discord.guild().channel("general"));
  const { asking, address } = await scene.asked(ada, "public", { attachmentSizeLimit: mebibyte });
  const picture = await scene.picture(`${jobId}-1`, 1.2 * mebibyte);
  await scene.speaks.reply(address).answer(resultWith([picture]), journalOf());
  const [shown] = asking.message()?.pictures() ?? [];
  expect(shown?.name).toMatch(new RegExp(`^a-red-fox-${jobId}-1-small\\.(webp|jpeg)$`));
  expect(shown?.sizeBytes).toBeLessThanOrEqual(mebibyte);
  expect(asking.message()?.text()).toContain("only 1 MB fit here, so this is a smaller copy");
  expect((await scene.images.read(picture.key)).size).toBe(picture.bytes);
});

test("a limit that is lower than Discord said is found by trying once more", async () => {
  const scene = await openScene();
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  scene.discord.fails("PATCH @original", { status: 413, code: 40005, times: 1 });
  await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`, 9 * mebibyte)]), journalOf());
  expect(asking.message()?.pictures()[0]?.sizeBytes).toBeLessThanOrEqual(8 * mebibyte);
  expect(asking.message()?.text()).toContain("only 8 MB fit here");
});

test("pictures whose sum is too large come in several messages, each once although one got lost", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const { address } = await scene.asked(scene.discord.user("ada").in(general));
  const pictures = await alike(scene, 3, 9 * mebibyte);
  const journal = journalOf();
  scene.discord.fails("PATCH follow-up", { status: 502 });
  const first = scene.speaks.reply(address).answer(resultWith(pictures), journal);
  await expect(first).rejects.toMatchObject({ code: "delivery" });
  scene.discord.recovers();
  const said = await scene.restarted().reply(address).answer(resultWith(pictures), journal);
  expect(general.messages().map((message) => message.pictures().length)).toEqual([2, 1]);
  expect(said.messages.map(({ files }) => files.map(({ pictureId }) => pictureId))).toEqual([
    [`${jobId}-1`, `${jobId}-2`],
    [`${jobId}-3`],
  ]);
  expect(general.messages()[1]?.text()).toBe("Part 2 of 2");
  expect(scene.discord.requests("POST follow-up")).toHaveLength(1);
});

test("what did not fit before the token ended comes another way, and only that", async () => {
  const scene = await openScene();
  const general = scene.discord.guild().channel("general");
  const { address } = await scene.asked(scene.discord.user("ada").in(general));
  const pictures = await alike(scene, 3, 9 * mebibyte);
  const journal = journalOf();
  scene.discord.fails("POST follow-up", { status: 401, code: 50027 });
  await scene.speaks.reply(address).answer(resultWith(pictures), journal);
  expect(general.messages().map((message) => message.pictures().map(({ name }) => name.slice(-5, -4)))).toEqual([
    ["1", "2"],
    ["3"],
  ]);
});

test("an original comes byte for byte or not at all", async () => {
  const scene = await openScene();
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  const small = await scene.picture(`${jobId}-1`, 2 * mebibyte, { as: "file" });
  const large = await scene.picture(`${jobId}-2`, 12 * mebibyte, { as: "file" });
  await scene.speaks.reply(address).answer(resultWith([small, large]), journalOf());
  const message = asking.message();
  expect(message?.pictures().map(({ sha256 }) => sha256)).toEqual([await sha256Of(await scene.images.read(small.key))]);
  expect(message?.text()).toContain(`${large.fileName} has`);
});

test("a guild with a higher limit gets the whole picture from the bot as well", async () => {
  const scene = await openScene();
  const general = scene.discord.guild({ premiumTier: 2 }).channel("general");
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(general));
  scene.discord.passes({ minutes: 16 });
  const picture = await scene.picture(`${jobId}-1`, 12 * mebibyte);
  await scene.speaks.reply(address).answer(resultWith([picture]), journalOf());
  expect(asking.message()?.pictures()[0]?.sizeBytes).toBe(picture.bytes);
});

test("an upload that Discord stumbled over is sent again whole", async () => {
  const scene = await openScene();
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  scene.discord.fails("PATCH @original", { status: 502, times: 2 });
  const picture = await scene.picture(`${jobId}-1`, 4 * mebibyte);
  await scene.speaks.reply(address).answer(resultWith([picture]), journalOf());
  const sent = scene.discord.requests("PATCH @original").map(({ files }) => files[0]?.sha256);
  const whole = await sha256Of(await scene.images.read(picture.key));
  expect(sent).toEqual([whole, whole, whole]);
  expect(asking.message()?.pictures()[0]?.contentType).toBe("image/png");
});

test("a picture that is not there any more takes none of the others along", async () => {
  const scene = await openScene();
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  const [here, gone] = [await scene.picture(`${jobId}-1`), await scene.picture(`${jobId}-2`)];
  await scene.images.remove(gone.key);
  const said = await scene.speaks.reply(address).answer(resultWith([here, gone]), journalOf());
  expect(said.messages.flatMap(({ files }) => files.map(({ pictureId }) => pictureId))).toEqual([`${jobId}-1`]);
  expect(asking.message()?.pictures()).toHaveLength(1);
});

test("history shows a small picture beside each result, figures come as a file", async () => {
  const scene = await openScene();
  const { asking, address } = await scene.asked(
    scene.discord.user("ada").in(scene.discord.guild().channel("general")),
    "private",
  );
  const ids = Array.from({ length: 10 }, (_, index) => `k3f9qax2m${index}`);
  const [one] = await alike(scene, 1, 800_000);
  const images = ids.flatMap((id) =>
    one ? [{ ...one, pictureId: `${id}-1`, fileName: `a-red-fox-${id}-1.png`, as: "thumbnail" as const }] : [],
  );
  const listed = answer({
    text: [{ literal: "There is more on page 2." }],
    facts: ids.map((id) => ({ label: { literal: id }, value: { literal: `a fox called ${id}` } })),
    images,
    buttons: ids.map((subject) => ({ command: "post", subject, forAll: true })),
    file: { name: "figures.csv", mediaType: "text/csv", text: "day,cost\n" },
  });
  await scene.speaks.reply(address).answer({ ...listed, file: null }, journalOf("history"));
  const message = asking.message();
  expect(message?.isComponentsV2).toBe(true);
  expect(message?.pictures()).toHaveLength(10);
  expect(Math.max(...(message?.pictures().map(({ sizeBytes }) => sizeBytes) ?? []))).toBeLessThan(210_000);
  expect(message?.choices()).toEqual(ids.map((id) => `a fox called ${id}`));

  await scene.speaks.reply(address).answer({ ...listed, images: [], buttons: [] }, journalOf("history"));
  expect(
    scene.discord
      .requests("PATCH @original")
      .at(-1)
      ?.files.map(({ name }) => name),
  ).toEqual(["figures.csv"]);
  expect(JSON.stringify(asking.message()?.json().components)).toContain("/figures.csv");
});

/** Several pictures of one result that look the same. */
async function alike(scene: Scene, count: number, bytes: number): Promise<readonly AnswerImage[]> {
  const one = await scene.picture(`${jobId}-1`, bytes);
  return Array.from({ length: count }, (_, index) => {
    const pictureId = `${jobId}-${index + 1}`;
    return { ...one, pictureId, fileName: `a-red-fox-${pictureId}.png` };
  });
}

test("a long text about a picture is cut between characters: half an emoji would be refused with everything else", async () => {
  const scene = await openScene();
  const { asking, address } = await scene.asked(scene.discord.user("ada").in(scene.discord.guild().channel("general")));
  const alt = `a${"🦊".repeat(700)}`;
  await scene.speaks.reply(address).answer(resultWith([await scene.picture(`${jobId}-1`, 100, { alt })]), journalOf());
  const said = asking.message()?.pictures()[0]?.alt ?? "";
  expect([said.length <= 1024, said.length > 1000, said.isWellFormed()]).toEqual([true, true, true]);
});
