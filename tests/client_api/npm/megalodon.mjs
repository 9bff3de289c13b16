// What megalodon is asked to do: `node megalodon.mjs <folder of node_modules> <address> <accounts as JSON>`, as for masto.mjs.
// A line of JSON for each deed: its name, and what was wrong with it ("" for nothing).
import { createRequire } from "node:module";

const [folder, address, given] = process.argv.slice(2);
const required = createRequire(`${folder}/package.json`);
const library = required("megalodon");
const { people: accounts, app } = JSON.parse(given);
const client = (account) => new library.Mastodon(address, account.access_token);
const [ana, bruno, chloe] = accounts.map(client);
const [a, b, c] = accounts.map((account) => account.id);
const [aName, bName] = accounts.map((account) => account.username);
const made = {};
const keep = (name, answer) => ((made[name] = answer.data), answer);
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const picture = () => Object.assign(required("stream").Readable.from([PIXEL]), { path: "point.png" });
const has = (id) => (told) => told.some((each) => each.id === id);
const lacks = (id) => (told) => !told.some((each) => each.id === id);
const empty = (told) => told.length === 0;
const done = (told) => told == null || Object.keys(told).length === 0;
const yes = (name) => (told) => told[name] === true;
const no = (name) => (told) => told[name] === false;

const deeds = [
  ["verifyAccountCredentials", () => ana.verifyAccountCredentials(), (t) => t.id === a],
  ["verifyAppCredentials", () => ana.verifyAppCredentials(), (t) => Boolean(t.name)],
  ["updateCredentials", () => ana.updateCredentials({ display_name: "Ana", note: "Bonjour", locked: false,
    fields_attributes: [{ name: "Site", value: "https://ana.example" }], source: { privacy: "unlisted" } }),
    (t) => t.display_name === "Ana" && t.fields[0].name === "Site" && t.source.privacy === "unlisted"],
  ["getPreferences", () => ana.getPreferences(), (t) => t["posting:default:visibility"] === "unlisted"],
  ["getAccount", () => ana.getAccount(b), (t) => t.username === bName],
  ["lookupAccount", () => ana.lookupAccount(bName), (t) => t.id === b],
  ["searchAccount", () => ana.searchAccount(bName, { limit: 5 }), has(b)],
  ["followAccount", () => ana.followAccount(b, { reblog: false }), (t) => t.following],
  ["subscribeAccount", () => ana.subscribeAccount(b), yes("notifying")],
  ["unsubscribeAccount", () => ana.unsubscribeAccount(b), no("notifying")],
  ["getAccountFollowers", () => ana.getAccountFollowers(b), has(a)],
  ["getAccountFollowing", () => ana.getAccountFollowing(a), has(b)],
  ["getRelationship", () => ana.getRelationship(b), yes("following")],
  ["getRelationships", () => ana.getRelationships([b, c]), (t) => t.length === 2 && t[0].following && !t[1].following],
  ["setAccountNote", () => ana.setAccountNote(b, "vu"), (t) => t.note === "vu"],
  ["pinAccount", () => ana.pinAccount(b), yes("endorsed")],
  ["getEndorsements", () => ana.getEndorsements(), has(b)],
  ["unpinAccount", () => ana.unpinAccount(b), no("endorsed")],
  ["muteAccount", () => ana.muteAccount(b, true), yes("muting")],
  ["getMutes", () => ana.getMutes(), has(b)],
  ["unmuteAccount", () => ana.unmuteAccount(b), no("muting")],
  ["getIdentityProof", () => ana.getIdentityProof(b), empty],
  ["getSuggestions", () => ana.getSuggestions(5), Array.isArray],
  ["getInstanceDirectory", () => ana.getInstanceDirectory({ local: true, limit: 80 }), has(b)],
  ["blockDomain", () => ana.blockDomain("mechant.example"), done],
  ["getDomainBlocks", () => ana.getDomainBlocks(), (t) => t[0] === "mechant.example"],
  ["unblockDomain", () => ana.unblockDomain("mechant.example"), done],
  ["getFollowRequests", async () => {
    await chloe.updateCredentials({ locked: true });
    await bruno.followAccount(c);
    return chloe.getFollowRequests();
  }, has(b)],
  ["rejectFollowRequest", () => chloe.rejectFollowRequest(b), no("followed_by")],
  ["acceptFollowRequest", async () => { await ana.followAccount(c); return chloe.acceptFollowRequest(a); }, yes("followed_by")],
  ["createList", async () => keep("list", await ana.createList("Jardin")), (t) => t.title === "Jardin"],
  ["getLists", () => ana.getLists(), (t) => has(made.list.id)(t)],
  ["getList", () => ana.getList(made.list.id), (t) => t.title === "Jardin"],
  ["updateList", () => ana.updateList(made.list.id, "Potager"), (t) => t.title === "Potager"],
  ["addAccountsToList", () => ana.addAccountsToList(made.list.id, [b]), done],
  ["getAccountsInList", () => ana.getAccountsInList(made.list.id), has(b)],
  ["getAccountLists", () => ana.getAccountLists(b), (t) => has(made.list.id)(t)],
  ["getListTimeline", async () => {
    await bruno.postStatus("au potager", { visibility: "public" });
    return ana.getListTimeline(made.list.id);
  }, (t) => t[0].content.includes("au potager")],
  ["deleteAccountsFromList", async () => {
    await ana.deleteAccountsFromList(made.list.id, [b]);
    return ana.getAccountsInList(made.list.id);
  }, lacks(b)],
  ["deleteList", () => ana.deleteList(made.list.id), done],
  ["createFilter", async () => keep("filter", await ana.createFilter("ballon", ["home"], { whole_word: true })), (t) => t.phrase === "ballon"],
  ["getFilters", () => ana.getFilters(), (t) => has(made.filter.id)(t)],
  ["getFilter", () => ana.getFilter(made.filter.id), (t) => t.whole_word],
  ["updateFilter", () => ana.updateFilter(made.filter.id, "ballons", ["home"]), (t) => t.phrase === "ballons"],
  ["deleteFilter", () => ana.deleteFilter(made.filter.id), done],
  ["uploadMedia", async () => keep("media", await bruno.uploadMedia(picture(), { description: "un point", focus: "0.5,-0.5" })),
    (t) => t.type === "image" && t.description === "un point"],
  ["getMedia", () => bruno.getMedia(made.media.id), (t) => t.id === made.media.id && t.meta.focus.x === 0.5],
  ["updateMedia", () => bruno.updateMedia(made.media.id, { description: "le même" }), (t) => t.description === "le même"],
  ["postStatus", async () => keep("status", await bruno.postStatus("Bonjour #jardin", {
    visibility: "public", media_ids: [made.media.id], language: "fr",
  })), (t) => t.tags[0].name === "jardin" && t.media_attachments.length === 1],
  ["getStatus", () => ana.getStatus(made.status.id), (t) => t.account.id === b],
  ["getAccountStatuses", () => ana.getAccountStatuses(b, { only_media: true }), (t) => has(made.status.id)(t)],
  ["favouriteStatus", () => ana.favouriteStatus(made.status.id), yes("favourited")],
  ["getFavourites", () => ana.getFavourites(), (t) => has(made.status.id)(t)],
  ["getStatusFavouritedBy", () => bruno.getStatusFavouritedBy(made.status.id), has(a)],
  ["unfavouriteStatus", () => ana.unfavouriteStatus(made.status.id), no("favourited")],
  ["reblogStatus", () => ana.reblogStatus(made.status.id), (t) => t.reblog.id === made.status.id],
  ["getStatusRebloggedBy", () => bruno.getStatusRebloggedBy(made.status.id), has(a)],
  ["unreblogStatus", () => ana.unreblogStatus(made.status.id), no("reblogged")],
  ["bookmarkStatus", () => ana.bookmarkStatus(made.status.id), yes("bookmarked")],
  ["getBookmarks", () => ana.getBookmarks(), (t) => has(made.status.id)(t)],
  ["unbookmarkStatus", () => ana.unbookmarkStatus(made.status.id), no("bookmarked")],
  ["muteStatus", () => bruno.muteStatus(made.status.id), yes("muted")],
  ["unmuteStatus", () => bruno.unmuteStatus(made.status.id), no("muted")],
  ["pinStatus", () => bruno.pinStatus(made.status.id), yes("pinned")],
  ["unpinStatus", () => bruno.unpinStatus(made.status.id), no("pinned")],
  ["getStatusContext", async () => {
    keep("reply", await ana.postStatus(`@${bName} bonjour à vous`, { in_reply_to_id: made.status.id, visibility: "public" }));
    return ana.getStatusContext(made.status.id);
  }, (t) => has(made.reply.id)(t.descendants)],
  ["getStatusSource", () => bruno.getStatusSource(made.status.id), (t) => t.text === "Bonjour #jardin"],
  ["editStatus", () => bruno.editStatus(made.status.id, { status: "Bonsoir #jardin", media_ids: [made.media.id] }),
    (t) => Boolean(t.edited_at) && t.media_attachments.length === 1],
  ["getPoll", async () => {
    keep("asked", await bruno.postStatus("Thé ?", { visibility: "public", poll: { options: ["oui", "non"], expires_in: 600 } }));
    return ana.getPoll(made.asked.poll.id);
  }, (t) => t.options.length === 2 && t.voted === false],
  ["votePoll", () => ana.votePoll(made.asked.poll.id, [0]), yes("voted")],
  ["getScheduledStatuses", async () => {
    const at = new Date(Date.now() + 7200000).toISOString();
    keep("later", await ana.postStatus("plus tard", { visibility: "public", scheduled_at: at }));
    return ana.getScheduledStatuses();
  }, (t) => has(made.later.id)(t)],
  ["getScheduledStatus", () => ana.getScheduledStatus(made.later.id), (t) => t.params.text === "plus tard"],
  ["scheduleStatus", () => ana.scheduleStatus(made.later.id, new Date(Date.now() + 86400000).toISOString()),
    (t) => new Date(t.scheduled_at) > Date.now() + 80000000],
  ["cancelScheduledStatus", () => ana.cancelScheduledStatus(made.later.id), done],
  ["getHomeTimeline", () => ana.getHomeTimeline({ limit: 5 }), (t) => has(made.status.id)(t)],
  ["getPublicTimeline", () => ana.getPublicTimeline({ only_media: true }), (t) => has(made.status.id)(t)],
  ["getLocalTimeline", () => ana.getLocalTimeline(), (t) => has(made.status.id)(t)],
  ["getTagTimeline", () => ana.getTagTimeline("jardin"), (t) => has(made.status.id)(t)],
  ["getConversationTimeline", async () => {
    await bruno.postStatus(`@${aName} en privé`, { visibility: "direct" });
    return keep("talks", await ana.getConversationTimeline());
  }, (t) => t[0].unread && t[0].accounts[0].id === b],
  ["readConversation", () => ana.readConversation(made.talks[0].id), no("unread")],
  ["deleteConversation", () => ana.deleteConversation(made.talks[0].id), done],
  ["getNotifications", async () => keep("told", await bruno.getNotifications({ limit: 10 })), (t) => t.length >= 2],
  ["getNotification", () => bruno.getNotification(made.told[0].id), (t) => t.id === made.told[0].id],
  ["dismissNotification", () => bruno.dismissNotification(made.told[0].id), done],
  ["dismissNotifications", async () => { await bruno.dismissNotifications(); return bruno.getNotifications(); }, empty],
  ["saveMarkers", () => ana.saveMarkers({ home: { last_read_id: made.status.id } }), (t) => t.home.last_read_id === made.status.id],
  ["getMarkers", () => ana.getMarkers(["home"]), (t) => t.home.last_read_id === made.status.id],
  ["search", () => ana.search(bName, { type: "accounts" }), (t) => has(b)(t.accounts)],
  ["getTag", () => ana.getTag("jardin"), no("following")],
  ["followTag", () => ana.followTag("jardin"), yes("following")],
  ["getFollowedTags", () => ana.getFollowedTags(), (t) => t[0].name === "jardin"],
  ["unfollowTag", () => ana.unfollowTag("jardin"), no("following")],
  ["createFeaturedTag", async () => keep("tag", await ana.createFeaturedTag("jardin")), (t) => t.name === "jardin"],
  ["getFeaturedTags", () => ana.getFeaturedTags(), (t) => has(made.tag.id)(t)],
  ["getSuggestedTags", () => bruno.getSuggestedTags(), (t) => t[0].name === "jardin"],
  ["deleteFeaturedTag", () => ana.deleteFeaturedTag(made.tag.id), done],
  ["report", () => ana.report(b, { status_ids: [made.status.id], comment: "pour voir" }), (t) => t.comment === "pour voir"],
  ["getInstance", () => ana.getInstance(), (t) => t.version.includes("Petitmot")],
  ["getInstancePeers", () => ana.getInstancePeers(), Array.isArray],
  ["getInstanceActivity", () => ana.getInstanceActivity(), (t) => t.length === 12],
  ["getInstanceTrends", () => ana.getInstanceTrends(), empty],
  ["getInstanceCustomEmojis", () => ana.getInstanceCustomEmojis(), Array.isArray],
  ["getInstanceAnnouncements", async () => keep("said", await ana.getInstanceAnnouncements()),
    (t) => t[0].content.includes("samedi") && t[0].read === false],
  ["addReactionToAnnouncement", async () => {
    await ana.addReactionToAnnouncement(made.said[0].id, encodeURIComponent("🌱"));
    return ana.getInstanceAnnouncements();
  }, (t) => t[0].reactions[0].name === "🌱" && t[0].reactions[0].me],
  ["removeReactionFromAnnouncement", async () => {
    await ana.removeReactionFromAnnouncement(made.said[0].id, encodeURIComponent("🌱"));
    return ana.getInstanceAnnouncements();
  }, (t) => empty(t[0].reactions)],
  ["dismissInstanceAnnouncement", async () => {
    await ana.dismissInstanceAnnouncement(made.said[0].id);
    return ana.getInstanceAnnouncements();
  }, (t) => t[0].read],
  ["createApp", async () => keepApp(await ana.createApp("Essai", { scopes: ["read", "write"] })), (t) => Boolean(t.client_id)],
  ["registerApp", () => ana.registerApp("Essai", { scopes: ["read", "write"] }), (t) => t.url.startsWith(`${address}/oauth/authorize`)],
  ["generateAuthUrl", () => ana.generateAuthUrl(made.app.client_id, made.app.client_secret, { scope: ["read"] }),
    (t) => t.includes("client_id=")],
  ["fetchAccessToken", async () => keepToken(await nobodys().fetchAccessToken(app.client_id, app.client_secret, app.code, app.redirect_uri)),
    (t) => Boolean(t.access_token)],
  ["revokeToken", async () => {
    await ana.revokeToken(app.client_id, app.client_secret, made.token);
    return new library.Mastodon(address, made.token).verifyAccountCredentials().then(() => 200, (said) => said.response.status);
  }, (t) => t === 401],
  ["refreshToken", () => nobodys().refreshToken(app.client_id, app.client_secret, "1").then(() => 200, (said) => said.response?.status ?? said.httpCode ?? said.message),
    (t) => t === 400],
  ["registerAccount", () => new library.Mastodon(address, app.token).registerAccount("venue_par_megalodon", "venue_par_megalodon@example.com",
    "un bon mot de passe", true, "fr"), (t) => Boolean(t.access_token)],
  ["subscribePushNotification", () => ana.subscribePushNotification({ endpoint: "https://push.example/une", keys: {
    p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg",
  } }, { alerts: { mention: true } }), (t) => t.alerts.mention === true],
  ["getPushSubscription", () => ana.getPushSubscription(), (t) => t.endpoint === "https://push.example/une"],
  ["updatePushSubscription", () => ana.updatePushSubscription({ alerts: { follow: true } }), (t) => t.alerts.follow === true],
  ["deletePushSubscription", () => ana.deletePushSubscription(), done],
  ["streamingURL", async () => ana.streamingURL(), (t) => t.startsWith("ws")],
  ["userStreaming", () => heard("userStreaming", "à la maison"), (t) => t.content.includes("à la maison")],
  ["publicStreaming", () => heard("publicStreaming", "pour tous"), (t) => t.content.includes("pour tous")],
  ["localStreaming", () => heard("localStreaming", "ici même"), (t) => t.content.includes("ici même")],
  ["tagStreaming", () => heard("tagStreaming", "au #jardin", "jardin"), (t) => t.content.includes("jardin")],
  ["listStreaming", async () => {
    keep("heard", await ana.createList("Écoute"));
    await ana.addAccountsToList(made.heard.id, [b]);
    return heard("listStreaming", "sur la liste", made.heard.id);
  }, (t) => t.content.includes("sur la liste")],
  ["directStreaming", () => heard("directStreaming", `@${aName} à vous`), (t) => t.last_status.content.includes("à vous")],
  ["deleteStatus", () => bruno.deleteStatus(made.status.id), (t) => t.id === made.status.id],
  ["unfollowAccount", () => ana.unfollowAccount(c), no("following")],
  ["blockAccount", () => ana.blockAccount(b), yes("blocking")],
  ["getBlocks", () => ana.getBlocks(), has(b)],
  ["unblockAccount", () => ana.unblockAccount(b), no("blocking")],
];

function nobodys() {
  return new library.Mastodon(address);
}

function keepToken(told) {
  made.token = told.access_token;
  return told;
}

function keepApp(app) {
  made.app = app;
  return app;
}

async function heard(method, words, about) {
  const streaming = await ana[method](...(about ? [about] : []));
  try {
    return await new Promise((told, failed) => {
      streaming.on("update", told);
      streaming.on("conversation", told);
      streaming.on("error", failed);
      streaming.on("connect", () => setTimeout(
        () => bruno.postStatus(words, { visibility: words.startsWith("@") ? "direct" : "public" }).catch(failed), 100));
      setTimeout(() => failed(new Error("nothing was heard")), 5000);
    });
  } finally {
    streaming.stop();
  }
}

const inTime = (deed) => Promise.race([deed, new Promise((_, late) => setTimeout(() => late(new Error("took too long")), 15000))]);

for (const [name, act, look] of deeds) {
  let wrong = "";
  try {
    const answer = await inTime(act());
    const told = answer && answer.headers && "data" in answer ? answer.data : answer;
    if (!look(told)) wrong = `answered ${JSON.stringify(told)?.slice(0, 400)}`;
  } catch (error) {
    wrong = `${error.name}: ${error.message} ${JSON.stringify(error.response?.data) ?? ""}`.slice(0, 400);
  }
  console.log(JSON.stringify([name, wrong]));
}
const every = Object.getOwnPropertyNames(library.Mastodon.prototype).filter((name) => name !== "constructor");
console.log(JSON.stringify(["*", every]));
process.exit(0);
