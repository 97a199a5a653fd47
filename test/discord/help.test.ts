import { expect, test } from "vitest";
import { commands } from "#commands/index.ts";
import { story } from "./story.ts";

test("help fits one screen of a phone, names every command, and says how to learn more of one", async () => {
  const { ada, bob, channel, discord, sees } = await story();
  const asking = await ada.in(channel).runs("/help");
  const help = (await asking.shows("imagine")).text();
  expect(help.split("\n").length).toBeLessThanOrEqual(12);
  for (const { name } of commands) expect(help).toMatch(new RegExp(`\\b${name}\\b`));
  expect(sees(ada)).toMatchInlineSnapshot(`
    "#general
    ada used /help
    Limner (only you): These are the things you can ask for:
      **imagine** Paint a picture from words
      **edit** Change a picture by saying what should be different
      **vary** Make variations of a result
      **again** Ask for the same thing once more
      **upscale** Make a result larger
      **history** List your results, the newest first
      **remove** Delete a result, or one of its pictures, for good
      **usage** Tell what was used, what is left and what is under way
      **And** blend, retry, cancel, info, original, post, share, settings, forget
      **help edit** Every option of edit; likewise for all others"
  `);

  await (await bob.in(channel).runs("/help", { command: "edit" })).shows("Change a picture");
  expect(sees(bob)).toMatchInlineSnapshot(`
    "#general
    bob used /help command: edit
    Limner (only you): Change a picture by saying what should be different
      Options of edit:
      **image** The picture to change
      **prompt** What to change, and what to keep
      **mask** PNG of the same size, transparent where the picture may change
      **references** Pictures to take things or a style from
      **size** Shape or WIDTHxHEIGHT in pixels (square, landscape, portrait, wide, tall, 1536x1024)
      **count** How many pictures (1–10)
      **quality** Finer costs more and takes longer (low, medium, high, xhigh, max)
      **model** Which image model paints (gpt-image-2, gpt-image-2-2026-04-21, gpt-image-2.5-flare, gpt-image-2.5-flare-2026-09-08, gpt-image-2.5-sunburst, gpt-image-2.5-sunburst-2026-09-08, gpt-image-2.6-flare, gpt-image-2.6-sunburst, gpt-image-1.5, gpt-image-1.5-2025-12-16, chatgpt-image-latest, gpt-image-1-mini)
      **format** File format (png, jpeg, webp)
      **compression** How much quality jpeg and webp keep (0–100)
      **background** What is behind the subject (auto, opaque, transparent)
      **moderation** How strict the safety check is (auto, low)
      **private** Show the result to you alone"
  `);

  const greta = discord.user("greta", { locale: "de" });
  await (await greta.in(channel).runs("/help")).shows("imagine");
  expect(sees(greta)).toMatchInlineSnapshot(`
    "#general
    greta used /help
    Limner (only you): Das kannst du hier tun:
      **imagine** Ein Bild nach deiner Beschreibung malen
      **edit** Ein Bild ändern: sag, was anders sein soll
      **vary** Variationen eines Ergebnisses malen
      **again** Dasselbe noch einmal anfordern
      **upscale** Ein Ergebnis vergrößern
      **history** Deine Ergebnisse auflisten, die neuesten zuerst
      **remove** Ein Ergebnis oder eines seiner Bilder endgültig löschen
      **usage** Zeigen, was verbraucht, übrig und in Arbeit ist
      **Und** blend, retry, cancel, info, original, post, share, settings, forget
      **help edit** Alle Optionen von edit; ebenso für alle anderen"
  `);
});
