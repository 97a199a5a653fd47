import { scopesOf } from "./installed.ts";
import type { FakeSlack } from "./slack-types.ts";
import type { World } from "./world.ts";

/** What an administrator of the workspace can do to the app. */
export function workspaceOf(world: World): Pick<FakeSlack, "workspace" | "installs"> {
  return {
    workspace: {
      id: world.team.id,
      name: world.team.name,
      scopes: () => [...world.scopes],
      grants(...scopes) {
        for (const scope of scopes) world.scopes.add(scope);
      },
      revokes(...scopes) {
        for (const scope of scopes) world.scopes.delete(scope);
      },
      refusesUploads(error) {
        world.refusesUploads = error;
      },
      refusesToken(error) {
        world.refusesToken = error;
      },
      uninstallsApp() {
        world.isUninstalled = true;
        const ts = world.clock.ts();
        world.dispatch(
          { type: "tokens_revoked", tokens: { oauth: [], bot: [world.bot.id] }, event_ts: ts },
          { channel: null },
        );
        world.dispatch({ type: "app_uninstalled", event_ts: ts }, { channel: null });
      },
    },
    installs(manifest, scopes) {
      world.manifest = manifest;
      world.scopes = new Set(scopes ?? scopesOf(manifest));
    },
  };
}
