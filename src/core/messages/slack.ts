/** Sentences that only Slack needs: flags in a line of chat, files of a workspace. */
export const slack = {
  "slack.create-image": () => "Create image",
  "slack.more": () => "More",
  "slack.where": () => "Where to post it",

  "slack.unknown-flag": ({ command, flag }: { command: string; flag: string }) =>
    `${command} has no option ${flag}. If it belongs to your words, write -- before them.`,
  "slack.flag-without-value": ({ flag }: { flag: string }) =>
    `${flag} needs a value after it; one that starts with a dash is written ${flag}=VALUE.`,
  "slack.flag-with-value": ({ flag }: { flag: string }) => `${flag} is a switch and takes no value.`,
  "slack.extra-words": ({ command, words }: { command: string; words: string }) =>
    `It is not clear what ${command} should do with: ${words}.`,
  "slack.not-from-list": ({ option, given }: { option: string; given: string }) =>
    `${given} is nothing that Slack knows. For ${option}, type @ or # and choose from the list that opens.`,

  "slack.file-remote": ({ name }: { name: string }) =>
    `${name} is kept outside Slack, so it cannot be used. Download it and attach it here.`,
  "slack.file-deleted": () => "A file of that message was deleted. Please attach it again.",
  "slack.file-hidden": ({ name }: { name: string }) =>
    `${name} is hidden because this workspace has reached Slack's limit. Please attach it again.`,
  "slack.file-not-a-picture": ({ name }: { name: string }) => `${name} is not a picture.`,
  "slack.file-preview": ({ name }: { name: string }) =>
    `${name} is only shown as the preview of a link, so it cannot be used. Download it and attach it here.`,
  "slack.file-no-access": ({ name }: { name: string }) =>
    `${name} cannot be opened: it was deleted, or Limner is not in that conversation. Invite Limner there with /invite, or attach the file again. Nothing was charged.`,
  "slack.file-no-scope": ({ name, scope }: { name: string; scope: string }) =>
    `${name} cannot be opened: Limner lacks the permission ${scope}. An admin adds it to the app (OAuth & Permissions) and installs it again. Nothing was charged.`,
  "slack.file-page": ({ name }: { name: string }) =>
    `Instead of ${name} Slack sent a page to sign in: Limner is not in that conversation, or lacks the permission files:read. Invite it there with /invite, or attach the file again. Nothing was charged.`,
  "slack.heic": ({ name }: { name: string }) =>
    `${name} is HEIC, which image models do not take. Slack's own preview of it is used, at most 1024 pixels wide.`,
  "slack.heic-no-preview": ({ name }: { name: string }) =>
    `${name} is HEIC, which image models do not take, and Slack has no preview of it. Please attach it as JPEG or PNG.`,

  "slack.mention-how": () =>
    "Say what to paint, or attach a picture and say what to change. To change a picture that is here already, say it in that picture's thread. The command help lists everything else.",
  "slack.not-looked-up": () =>
    "Slack does not tell just now which picture you mean, so nothing was painted and nothing was charged. Please try again in a moment.",
  "slack.which": ({ count }: { count: number }) =>
    `That message has ${count} pictures. Say which, for example "2: make it snow".`,
  "slack.taken": () => "On it. The result will be posted as soon as it is painted.",
  "slack.taken-direct": () => "On it. The result will come to you as a direct message.",
  "slack.stranger": () =>
    "Limner paints for people of this workspace only. Ask somebody who belongs to it, or its admins to open it to guests.",
  "slack.form-too-late": () =>
    "That took too long for Slack to open the form. Nothing was asked; please click once more.",
  "slack.token": () =>
    "Slack refuses SLACK_BOT_TOKEN. Copy it anew from api.slack.com: your app, OAuth & Permissions, after installing it to the workspace.",
  "slack.app-token": () =>
    "Slack refuses SLACK_APP_TOKEN. Copy it anew from api.slack.com: your app, Basic Information, App-Level Tokens (with connections:write).",
  "slack.no-app-token": () =>
    "SLACK_MODE=socket needs SLACK_APP_TOKEN: an app-level token with connections:write, from api.slack.com (Basic Information).",
  "slack.no-signing-secret": () =>
    "SLACK_MODE=http needs SLACK_SIGNING_SECRET: the app's signing secret, from api.slack.com (Basic Information).",
  "slack.connecting": () => "Not connected to Slack.",

  "slack.painting": () => "Painting…",
  "slack.is-painting": ({ elapsed }: { elapsed: string }) => `is painting… ${elapsed}`,
  "slack.is-waiting": ({ ahead }: { ahead: number }) =>
    ahead === 0 ? "is next in line" : ahead === 1 ? "is waiting: 1 before it" : `is waiting: ${ahead} before it`,
  "slack.is-cancelling": () => "is cancelling…",
  "slack.is-bringing": () => "is bringing the result…",
  "slack.comes-direct": () => "The result will come to you as a direct message.",
  "slack.not-member": () =>
    "Limner is not in this conversation, so the result will come to you as a direct message. To get results here, invite it with /invite.",
  "slack.not-with-others": () =>
    "No app can post in a conversation between people, so the result will come to you as a direct message.",
  "slack.in-direct": () => "Done. The result is in your direct messages with Limner.",
  "slack.nowhere": () =>
    "Limner can write neither here nor to you alone, so there is nowhere to bring a result. Nothing was painted and nothing was charged.",
  "slack.no-scope": ({ scope }: { scope: string }) =>
    `Limner lacks the permission ${scope}. An admin adds it to the app (OAuth & Permissions) and installs it again.`,
  "slack.uploads-off": () => "This workspace does not let apps upload such files; an admin can allow it.",
  "slack.storage-full": () => "This workspace has no room left for files; an admin can make some.",
  "slack.refused-before": ({ rule }: { rule: string }) => `${rule} Nothing was painted and nothing was charged.`,
  "slack.kept-refused": ({ rule, id }: { rule: string; id: string }) =>
    `${rule} The result is made, kept and was charged. Once that has changed: /limner post ${id}`,
  "slack.kept": ({ id }: { id: string }) =>
    `The result is made and kept, but could not be brought to you. See it with /limner history, or: /limner post ${id}`,
  "slack.may-not-post": () =>
    "Limner is not in that conversation, so it cannot post there. Invite it there with /invite, then try once more. The result is kept.",
  "slack.because-not-member": () =>
    "Limner is not in the conversation where you asked, so here it is. To get results there, invite it with /invite.",
  "slack.because-archived": () => "The channel where you asked is archived, so here it is.",
  "slack.because-restricted": () => "Limner may not post where you asked, so here it is.",
  "slack.because-connect": () => "Uploads are blocked in the shared channel where you asked, so here it is.",
  "slack.because-not-shown": () => "Slack took the picture and did not show it where you asked, so here it is.",
  "slack.share-there": () => "Share where I asked",
  "slack.remove-title": () => "Delete this?",
  "slack.remove-text": () => "The message and its pictures go, for everybody. What they cost stays counted.",
  "slack.keep": () => "Keep",
};
