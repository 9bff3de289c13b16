// What masto is asked to do: `node masto.mjs <folder of node_modules> <address> <accounts as JSON>`: three people, then
// `{ staff, strangers, targets }`.
// A line of JSON for each deed: its name, and what was wrong with it ("" for nothing).
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Blob } from "node:buffer";

const [folder, address, given] = process.argv.slice(2);
const required = createRequire(`${folder}/package.json`);
const { createRestAPIClient, createStreamingAPIClient, createOAuthAPIClient } = await import(
  pathToFileURL(required.resolve("masto")).href
);
const { people: accounts, staff, strangers, targets } = JSON.parse(given);
// masto wants Node 22, whose promises and sockets its streams use. An older Node is given both: sockets of `ws`.
globalThis.WebSocket ??= required("ws");
Promise.withResolvers ??= () => {
  const whole = {};
  whole.promise = new Promise((resolve, reject) => Object.assign(whole, { resolve, reject }));
  return whole;
};
const client = (account) => createRestAPIClient({ url: address, accessToken: account.access_token });
const [ana, bruno, chloe] = accounts.map(client);
const boss = client(staff);
const knocking = strangers.map(client);
const [target, leaving] = targets;
const [a, b, c] = accounts.map((account) => account.id);
const [, bName, cName] = accounts.map((account) => account.username);
const made = {};
const keep = (name, told) => (made[name] = told);
const PIXEL = new Blob(
  [Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  )],
  { type: "image/png" },
);
const has = (id) => (told) => told.some((each) => each.id === id);
const lacks = (id) => (told) => !told.some((each) => each.id === id);
const empty = (told) => told.length === 0;
const done = (told) => told == null || Object.keys(told).length === 0;
const yes = (name) => (told) => told[name] === true;
const no = (name) => (told) => told[name] === false;

let collection, item;
const deeds = [
  ["v1.accounts.verifyCredentials", () => ana.v1.accounts.verifyCredentials(), (t) => t.id === a],
  ["v1.accounts.updateCredentials", () => ana.v1.accounts.updateCredentials({
    displayName: "Ana", note: "Bonjour", avatar: PIXEL, fieldsAttributes: [{ name: "Site", value: "https://ana.example" }],
    source: { privacy: "unlisted" }, hideCollections: false,
  }), (t) => t.displayName === "Ana" && t.fields[0].name === "Site" && t.source.privacy === "unlisted"],
  ["v1.profile.fetch", () => ana.v1.profile.fetch(), (t) => t.displayName === "Ana" && t.avatar.includes("/media/")],
  ["v1.profile.update", () => ana.v1.profile.update({ note: "Bonsoir" }), (t) => t.note === "Bonsoir"],
  ["v1.profile.avatar.remove", () => ana.v1.profile.avatar.remove(), (t) => !t.avatar.includes("/media/")],
  ["v1.profile.header.remove", () => ana.v1.profile.header.remove(), (t) => t.id === a],
  ["v1.preferences.fetch", () => ana.v1.preferences.fetch(), (t) => t["posting:default:visibility"] === "unlisted"],
  ["v1.accounts.$select.fetch", () => ana.v1.accounts.$select(b).fetch(), (t) => t.username === bName],
  ["v1.accounts.fetch", () => ana.v1.accounts.fetch({ id: [a, b] }), (t) => t.length === 2],
  ["v1.accounts.lookup", () => ana.v1.accounts.lookup({ acct: bName }), (t) => t.id === b],
  ["v1.accounts.search.list", () => ana.v1.accounts.search.list({ q: bName }), has(b)],
  ["v1.accounts.$select.follow", () => ana.v1.accounts.$select(b).follow({ reblogs: false, notify: true, languages: ["fr"] }),
    (t) => t.following && !t.showingReblogs && t.notifying && t.languages[0] === "fr"],
  ["v1.accounts.$select.followers.list", () => ana.v1.accounts.$select(b).followers.list(), has(a)],
  ["v1.accounts.$select.following.list", () => ana.v1.accounts.$select(a).following.list(), has(b)],
  ["v1.accounts.relationships.fetch", () => ana.v1.accounts.relationships.fetch({ id: [b, c] }),
    (t) => t.length === 2 && t[0].following && !t[1].following],
  ["v1.accounts.familiarFollowers.fetch", () => ana.v1.accounts.familiarFollowers.fetch({ id: [b] }), (t) => t[0].id === b],
  ["v1.accounts.$select.note.create", () => ana.v1.accounts.$select(b).note.create({ comment: "vu" }), (t) => t.note === "vu"],
  ["v1.accounts.$select.pin", () => ana.v1.accounts.$select(b).pin(), yes("endorsed")],
  ["v1.accounts.$select.unpin", () => ana.v1.accounts.$select(b).unpin(), no("endorsed")],
  ["v1.accounts.$select.endorse", () => ana.v1.accounts.$select(b).endorse(), yes("endorsed")],
  ["v1.endorsements.list", () => ana.v1.endorsements.list(), has(b)],
  ["v1.accounts.$select.endorsements.list", () => bruno.v1.accounts.$select(a).endorsements.list(), has(b)],
  ["v1.accounts.$select.unendorse", () => ana.v1.accounts.$select(b).unendorse(), no("endorsed")],
  ["v1.accounts.$select.mute", () => ana.v1.accounts.$select(b).mute({ notifications: false, duration: 60 }),
    (t) => t.muting && !t.mutingNotifications],
  ["v1.mutes.list", () => ana.v1.mutes.list(), has(b)],
  ["v1.accounts.$select.unmute", () => ana.v1.accounts.$select(b).unmute(), no("muting")],
  ["v1.accounts.$select.identityProofs.list", () => ana.v1.accounts.$select(b).identityProofs.list(), empty],
  ["v1.accounts.$select.featuredTags.list", () => ana.v1.accounts.$select(b).featuredTags.list(), empty],
  ["v1.collections.create", () => ana.v1.collections.create({ name: "Gens", accountIds: [b] }),
    (t) => (collection = t.collection).items[0].state === "accepted"],
  ["v1.collections.$select.fetch", () => bruno.v1.collections.$select(collection.id).fetch(), (t) => t.accounts.length === 2],
  ["v1.collections.$select.update", () => ana.v1.collections.$select(collection.id).update({ name: "Gens d’ici" }),
    (t) => t.collection.name === "Gens d’ici"],
  ["v1.accounts.$select.collections.list", () => bruno.v1.accounts.$select(a).collections.list(),
    (t) => t.collections[0].id === collection.id],
  ["v1.accounts.$select.inCollections.list", () => bruno.v1.accounts.$select(b).inCollections.list(),
    (t) => t.collections[0].id === collection.id],
  ["v1.collections.$select.items.create", () => ana.v1.collections.$select(collection.id).items.create({ accountId: c }),
    (t) => (item = t.collectionItem).accountId === c],
  ["v1.collections.$select.items.$select.remove",
    () => ana.v1.collections.$select(collection.id).items.$select(item.id).remove(), done],
  ["v1.collections.$select.items.$select.revoke",
    () => bruno.v1.collections.$select(collection.id).items.$select(collection.items[0].id).revoke(), done],
  ["v1.collections.$select.remove", () => ana.v1.collections.$select(collection.id).remove(), done],
  ["v1.suggestions.list", () => ana.v1.suggestions.list(), Array.isArray],
  ["v2.suggestions.list", () => ana.v2.suggestions.list(), Array.isArray],
  ["v1.suggestions.$select.remove", () => ana.v1.suggestions.$select(c).remove(), done],
  ["v1.directory.list", () => ana.v1.directory.list({ local: true, limit: 80 }), has(b)],
  ["v1.domainBlocks.create", () => ana.v1.domainBlocks.create({ domain: "mechant.example" }), done],
  ["v1.domainBlocks.list", () => ana.v1.domainBlocks.list(), (t) => t[0] === "mechant.example"],
  ["v1.domainBlocks.remove", () => ana.v1.domainBlocks.remove({ domain: "mechant.example" }), done],
  ["v1.followRequests.list", async () => {
    await chloe.v1.accounts.updateCredentials({ locked: true });
    await bruno.v1.accounts.$select(c).follow();
    return chloe.v1.followRequests.list();
  }, has(b)],
  ["v1.followRequests.$select.reject", () => chloe.v1.followRequests.$select(b).reject(), no("followedBy")],
  ["v1.followRequests.$select.authorize", async () => {
    await ana.v1.accounts.$select(c).follow();
    return chloe.v1.followRequests.$select(a).authorize();
  }, yes("followedBy")],
  ["v1.lists.create", async () => keep("list", await ana.v1.lists.create({ title: "Jardin", repliesPolicy: "list" })),
    (t) => t.title === "Jardin" && t.repliesPolicy === "list"],
  ["v1.lists.list", () => ana.v1.lists.list(), (t) => has(made.list.id)(t)],
  ["v1.lists.$select.fetch", () => ana.v1.lists.$select(made.list.id).fetch(), (t) => t.title === "Jardin"],
  ["v1.lists.$select.update", () => ana.v1.lists.$select(made.list.id).update({ title: "Potager" }), (t) => t.title === "Potager"],
  ["v1.lists.$select.accounts.create", () => ana.v1.lists.$select(made.list.id).accounts.create({ accountIds: [b] }), done],
  ["v1.lists.$select.accounts.list", () => ana.v1.lists.$select(made.list.id).accounts.list(), has(b)],
  ["v1.accounts.$select.lists.list", () => ana.v1.accounts.$select(b).lists.list(), (t) => has(made.list.id)(t)],
  ["v1.timelines.list.$select.list", async () => {
    await bruno.v1.statuses.create({ status: "au potager", visibility: "public", language: "fr" });
    return ana.v1.timelines.list.$select(made.list.id).list();
  }, (t) => t[0].content.includes("au potager")],
  ["v1.lists.$select.accounts.remove", async () => {
    await ana.v1.lists.$select(made.list.id).accounts.remove({ accountIds: [b] });
    return ana.v1.lists.$select(made.list.id).accounts.list();
  }, lacks(b)],
  ["v1.lists.$select.remove", () => ana.v1.lists.$select(made.list.id).remove(), done],
  ["v2.filters.create", async () => keep("filter", await ana.v2.filters.create({
    title: "Foot", context: ["home"], filterAction: "warn", keywordsAttributes: [{ keyword: "ballon" }],
  })), (t) => t.keywords[0].keyword === "ballon"],
  ["v2.filters.list", () => ana.v2.filters.list(), (t) => has(made.filter.id)(t)],
  ["v2.filters.$select.fetch", () => ana.v2.filters.$select(made.filter.id).fetch(), (t) => t.title === "Foot"],
  ["v2.filters.$select.update", () => ana.v2.filters.$select(made.filter.id).update({
    title: "Sport", context: ["home"], filterAction: "hide",
  }), (t) => t.title === "Sport" && t.filterAction === "hide"],
  ["v2.filters.$select.keywords.create", async () => keep("word",
    await ana.v2.filters.$select(made.filter.id).keywords.create({ keyword: "but", wholeWord: true })), yes("wholeWord")],
  ["v2.filters.$select.keywords.list", () => ana.v2.filters.$select(made.filter.id).keywords.list(), (t) => has(made.word.id)(t)],
  ["v2.filters.keywords.$select.fetch", () => ana.v2.filters.keywords.$select(made.word.id).fetch(), (t) => t.keyword === "but"],
  ["v2.filters.keywords.$select.update", () => ana.v2.filters.keywords.$select(made.word.id).update({ keyword: "buts" }),
    (t) => t.keyword === "buts"],
  ["v2.filters.keywords.$select.remove", () => ana.v2.filters.keywords.$select(made.word.id).remove(), done],
  ["v2.filters.$select.statuses.create", async () => {
    const words = await ana.v1.statuses.create({ status: "à cacher", visibility: "public" });
    return keep("held", await ana.v2.filters.$select(made.filter.id).statuses.create({ statusId: words.id }));
  }, (t) => Boolean(t.statusId)],
  ["v2.filters.$select.statuses.list", () => ana.v2.filters.$select(made.filter.id).statuses.list(), (t) => has(made.held.id)(t)],
  ["v2.filters.statuses.$select.fetch", () => ana.v2.filters.statuses.$select(made.held.id).fetch(), (t) => t.id === made.held.id],
  ["v2.filters.statuses.$select.remove", () => ana.v2.filters.statuses.$select(made.held.id).remove(), done],
  ["v2.filters.$select.remove", () => ana.v2.filters.$select(made.filter.id).remove(), done],
  ["v1.filters.create", async () => keep("old", await ana.v1.filters.create({ phrase: "ballon", context: ["home"] })),
    (t) => t.phrase === "ballon"],
  ["v1.filters.list", () => ana.v1.filters.list(), (t) => has(made.old.id)(t)],
  ["v1.filters.$select.fetch", () => ana.v1.filters.$select(made.old.id).fetch(), (t) => t.phrase === "ballon"],
  ["v1.filters.$select.update", () => ana.v1.filters.$select(made.old.id).update({ phrase: "buts", context: ["home"] }),
    (t) => t.phrase === "buts"],
  ["v1.filters.$select.remove", () => ana.v1.filters.$select(made.old.id).remove(), done],
  ["v2.media.create", async () => keep("media", await bruno.v2.media.create({ file: PIXEL, description: "un point" })),
    (t) => t.type === "image" && t.description === "un point"],
  ["v1.media.create", () => bruno.v1.media.create({ file: PIXEL, skipPolling: true }), (t) => t.type === "image"],
  ["v1.media.$select.fetch", () => bruno.v1.media.$select(made.media.id).fetch(), (t) => t.id === made.media.id],
  ["v1.media.$select.update", () => bruno.v1.media.$select(made.media.id).update({ description: "le même", focus: "0.5,-0.5" }),
    (t) => t.description === "le même" && t.meta.focus.x === 0.5],
  ["v1.statuses.create", async () => keep("status", await bruno.v1.statuses.create({
    status: "Bonjour #jardin", visibility: "public", mediaIds: [made.media.id], language: "fr",
  })), (t) => t.tags[0].name === "jardin" && t.mediaAttachments.length === 1],
  ["v1.statuses.$select.fetch", () => ana.v1.statuses.$select(made.status.id).fetch(), (t) => t.account.id === b],
  ["v1.statuses.fetch", () => ana.v1.statuses.fetch({ id: [made.status.id] }), (t) => t.length === 1],
  ["v1.accounts.$select.statuses.list", () => ana.v1.accounts.$select(b).statuses.list({ onlyMedia: true, excludeReplies: true }),
    (t) => has(made.status.id)(t)],
  ["v1.statuses.$select.favourite", () => ana.v1.statuses.$select(made.status.id).favourite(), yes("favourited")],
  ["v1.favourites.list", () => ana.v1.favourites.list(), (t) => has(made.status.id)(t)],
  ["v1.statuses.$select.favouritedBy.list", () => bruno.v1.statuses.$select(made.status.id).favouritedBy.list(), has(a)],
  ["v1.statuses.$select.unfavourite", () => ana.v1.statuses.$select(made.status.id).unfavourite(), no("favourited")],
  ["v1.statuses.$select.reblog", () => ana.v1.statuses.$select(made.status.id).reblog({ visibility: "public" }),
    (t) => t.reblog.id === made.status.id],
  ["v1.statuses.$select.rebloggedBy.list", () => bruno.v1.statuses.$select(made.status.id).rebloggedBy.list(), has(a)],
  ["v1.statuses.$select.unreblog", () => ana.v1.statuses.$select(made.status.id).unreblog(), no("reblogged")],
  ["v1.statuses.$select.bookmark", () => ana.v1.statuses.$select(made.status.id).bookmark(), yes("bookmarked")],
  ["v1.bookmarks.list", () => ana.v1.bookmarks.list(), (t) => has(made.status.id)(t)],
  ["v1.statuses.$select.unbookmark", () => ana.v1.statuses.$select(made.status.id).unbookmark(), no("bookmarked")],
  ["v1.statuses.$select.mute", () => bruno.v1.statuses.$select(made.status.id).mute(), yes("muted")],
  ["v1.statuses.$select.unmute", () => bruno.v1.statuses.$select(made.status.id).unmute(), no("muted")],
  ["v1.statuses.$select.pin", () => bruno.v1.statuses.$select(made.status.id).pin(), yes("pinned")],
  ["v1.statuses.$select.unpin", () => bruno.v1.statuses.$select(made.status.id).unpin(), no("pinned")],
  ["v1.statuses.$select.context.fetch", async () => {
    keep("reply", await ana.v1.statuses.create({ status: `@${bName} bonjour à vous`, inReplyToId: made.status.id, visibility: "public" }));
    return ana.v1.statuses.$select(made.status.id).context.fetch();
  }, (t) => has(made.reply.id)(t.descendants)],
  ["v1.statuses.$select.source.fetch", () => bruno.v1.statuses.$select(made.status.id).source.fetch(), (t) => t.text === "Bonjour #jardin"],
  ["v1.statuses.$select.update", () => bruno.v1.statuses.$select(made.status.id).update({
    status: "Bonsoir #jardin", mediaIds: [made.media.id], mediaAttributes: [{ id: made.media.id, description: "changé" }],
  }), (t) => Boolean(t.editedAt) && t.mediaAttachments[0].description === "changé"],
  ["v1.statuses.$select.history.list", () => ana.v1.statuses.$select(made.status.id).history.list(), (t) => t.length === 2],
  ["v1.statuses.$select.card.fetch", () => ana.v1.statuses.$select(made.status.id).card.fetch(), done],
  ["v1.statuses.$select.quotes.list", async () => {
    keep("quote", await ana.v1.statuses.create({ status: "à lire", quotedStatusId: made.status.id, visibility: "public" }));
    return bruno.v1.statuses.$select(made.status.id).quotes.list();
  }, (t) => has(made.quote.id)(t)],
  ["v1.polls.$select.fetch", async () => {
    keep("asked", await bruno.v1.statuses.create({ status: "Thé ?", poll: { options: ["oui", "non"], expiresIn: 600 } }));
    return ana.v1.polls.$select(made.asked.poll.id).fetch();
  }, (t) => t.options.length === 2 && t.voted === false],
  ["v1.polls.$select.votes.create", () => ana.v1.polls.$select(made.asked.poll.id).votes.create({ choices: [0] }), yes("voted")],
  ["v1.scheduledStatuses.list", async () => {
    const at = new Date(Date.now() + 7200000).toISOString();
    keep("later", await ana.v1.statuses.create({ status: "plus tard", visibility: "public", scheduledAt: at }));
    return ana.v1.scheduledStatuses.list();
  }, (t) => has(made.later.id)(t)],
  ["v1.scheduledStatuses.$select.fetch", () => ana.v1.scheduledStatuses.$select(made.later.id).fetch(), (t) => t.params.text === "plus tard"],
  ["v1.scheduledStatuses.$select.update", () => ana.v1.scheduledStatuses.$select(made.later.id).update({
    scheduledAt: new Date(Date.now() + 86400000).toISOString(),
  }), (t) => new Date(t.scheduledAt) > Date.now() + 80000000],
  ["v1.scheduledStatuses.$select.remove", () => ana.v1.scheduledStatuses.$select(made.later.id).remove(), done],
  ["v1.timelines.home.list", () => ana.v1.timelines.home.list({ limit: 5 }), (t) => has(made.status.id)(t)],
  ["paginator", async () => {
    const pages = [];
    for await (const page of ana.v1.timelines.home.list({ limit: 2 })) { pages.push(page); if (pages.length === 2) break; }
    return pages;
  }, (t) => t.length === 2 && t[1][0].id < t[0][1].id],
  ["v1.timelines.public.list", () => ana.v1.timelines.public.list({ local: true }), (t) => has(made.status.id)(t)],
  ["v1.timelines.tag.$select.list", () => ana.v1.timelines.tag.$select("jardin").list(), (t) => has(made.status.id)(t)],
  ["v1.timelines.link.list", () => ana.v1.timelines.link.list({ url: "https://ana.example/rien" }), empty],
  ["v1.conversations.list", async () => {
    await bruno.v1.statuses.create({ status: `@${accounts[0].username} en privé`, visibility: "direct" });
    return keep("talks", await ana.v1.conversations.list());
  }, (t) => t[0].unread && t[0].accounts[0].id === b],
  ["v1.timelines.direct.list", () => ana.v1.timelines.direct.list(), (t) => t[0].content.includes("en privé")],
  ["v1.conversations.$select.read", () => ana.v1.conversations.$select(made.talks[0].id).read(), no("unread")],
  ["v1.conversations.$select.unread", () => ana.v1.conversations.$select(made.talks[0].id).unread(), yes("unread")],
  ["v1.conversations.$select.remove", () => ana.v1.conversations.$select(made.talks[0].id).remove(), done],
  ["v1.notifications.list", async () => keep("told", await bruno.v1.notifications.list({ types: ["mention", "follow"] })),
    (t) => t.length >= 2],
  ["v1.notifications.fetch", () => bruno.v1.notifications.fetch({ excludeTypes: ["mention"] }), (t) => t.every((n) => n.type !== "mention")],
  ["v1.notifications.$select.fetch", () => bruno.v1.notifications.$select(made.told[0].id).fetch(), (t) => t.id === made.told[0].id],
  ["v1.notifications.unreadCount.fetch", () => bruno.v1.notifications.unreadCount.fetch(), (t) => t.count >= 2],
  ["v2.notifications.list", async () => keep("groups", await bruno.v2.notifications.list()), (t) => t.notificationGroups.length >= 2],
  ["v2.notifications.$select.fetch", () => bruno.v2.notifications.$select(made.groups.notificationGroups[0].groupKey).fetch(),
    (t) => t.notificationGroups.length === 1],
  ["v2.notifications.$select.accounts.fetch", () => bruno.v2.notifications.$select(made.groups.notificationGroups[0].groupKey).accounts.fetch(),
    (t) => t.length >= 1],
  ["v2.notifications.unreadCount.fetch", () => bruno.v2.notifications.unreadCount.fetch(), (t) => t.count >= 2],
  ["v1.notifications.$select.dismiss", () => bruno.v1.notifications.$select(made.told[0].id).dismiss(), done],
  ["v2.notifications.$select.dismiss", () => bruno.v2.notifications.$select(made.groups.notificationGroups[0].groupKey).dismiss(), done],
  ["v1.notifications.clear", async () => { await bruno.v1.notifications.clear(); return bruno.v1.notifications.list(); }, empty],
  ["v2.notifications.policy.fetch", () => bruno.v2.notifications.policy.fetch(), (t) => t.forPrivateMentions === "accept"],
  ["v2.notifications.policy.update", () => bruno.v2.notifications.policy.update({ forPrivateMentions: "filter" }),
    (t) => t.forPrivateMentions === "filter"],
  ["v1.notifications.requests.list", async () => {
    for (const each of knocking) await each.v1.statuses.create({ status: `@${bName} bonjour, on se connaît ?`, visibility: "direct" });
    return keep("asks", await bruno.v1.notifications.requests.list());
  }, (t) => strangers.every((each) => t.some((asks) => asks.account.id === each.id))],
  ["v1.notifications.requests.$select.fetch", () => bruno.v1.notifications.requests.$select(made.asks[0].id).fetch(),
    (t) => t.lastStatus.content.includes("connaît")],
  ...[
    ["$select.accept", () => bruno.v1.notifications.requests.$select(made.asks[0].id).accept(), 0],
    ["$select.dismiss", () => bruno.v1.notifications.requests.$select(made.asks[1].id).dismiss(), 1],
    ["accept", () => bruno.v1.notifications.requests.accept({ id: [made.asks[2].id] }), 2],
    ["dismiss", () => bruno.v1.notifications.requests.dismiss({ id: [made.asks[3].id] }), 3],
  ].map(([name, act, closed]) => [`v1.notifications.requests.${name}`,
    async () => { await act(); return bruno.v1.notifications.requests.list(); },
    (t) => t.length === 3 - closed && !t.some((each) => each.id === made.asks[closed].id)]),
  ["v1.notifications.requests.merged.fetch", () => bruno.v1.notifications.requests.merged.fetch(), yes("merged")],
  ["v1.markers.create", () => ana.v1.markers.create({ home: { lastReadId: made.status.id } }), (t) => t.home.lastReadId === made.status.id],
  ["v1.markers.fetch", () => ana.v1.markers.fetch({ timeline: ["home"] }), (t) => t.home.lastReadId === made.status.id],
  ["v2.search.list", () => ana.v2.search.list({ q: bName, type: "accounts" }), (t) => has(b)(t.accounts)],
  ["v1.tags.$select.fetch", () => ana.v1.tags.$select("jardin").fetch(), no("following")],
  ["v1.tags.$select.follow", () => ana.v1.tags.$select("jardin").follow(), yes("following")],
  ["v1.followedTags.list", () => ana.v1.followedTags.list(), (t) => t[0].name === "jardin"],
  ["v1.tags.$select.unfollow", () => ana.v1.tags.$select("jardin").unfollow(), no("following")],
  ["v1.tags.$select.feature", () => ana.v1.tags.$select("jardin").feature(), yes("featuring")],
  ["v1.tags.$select.unfeature", () => ana.v1.tags.$select("jardin").unfeature(), no("featuring")],
  ["v1.featuredTags.create", async () => keep("tag", await ana.v1.featuredTags.create({ name: "jardin" })), (t) => t.name === "jardin"],
  ["v1.featuredTags.list", () => ana.v1.featuredTags.list(), (t) => has(made.tag.id)(t)],
  ["v1.featuredTags.suggestions.list", () => bruno.v1.featuredTags.suggestions.list(), (t) => t[0].name === "jardin"],
  ["v1.featuredTags.$select.remove", () => ana.v1.featuredTags.$select(made.tag.id).remove(), done],
  ["v1.reports.create", () => ana.v1.reports.create({ accountId: b, statusIds: [made.status.id], comment: "pour voir" }),
    (t) => t.comment === "pour voir" && t.targetAccount.id === b],
  ["v1.instance.fetch", () => ana.v1.instance.fetch(), (t) => t.version.includes("Petitmot")],
  ["v2.instance.fetch", () => ana.v2.instance.fetch(), (t) => t.apiVersions.mastodon >= 7],
  ["v1.instance.peers.list", () => ana.v1.instance.peers.list(), Array.isArray],
  ["v1.instance.activity.list", () => ana.v1.instance.activity.list(), (t) => t.length === 12],
  ["v1.instance.languages.list", () => ana.v1.instance.languages.list(), (t) => t.some((each) => each.code === "fr")],
  ["v1.instance.extendedDescription.fetch", () => ana.v1.instance.extendedDescription.fetch(), (t) => typeof t.content === "string"],
  ["v1.instance.translationLanguages.list", () => ana.v1.instance.translationLanguages.list(), done],
  ["v1.instance.domainBlocks.fetch", () => ana.v1.instance.domainBlocks.fetch(), empty],
  ["v1.customEmojis.list", () => ana.v1.customEmojis.list(), Array.isArray],
  ["v1.announcements.list", async () => keep("said", await ana.v1.announcements.list()),
    (t) => t[0].content.includes("samedi") && t[0].read === false],
  ["v1.announcements.$select.reactions.$select.update", async () => {
    await ana.v1.announcements.$select(made.said[0].id).reactions.$select("🌱").update();
    return ana.v1.announcements.list();
  }, (t) => t[0].reactions[0].name === "🌱" && t[0].reactions[0].me],
  ["v1.announcements.$select.reactions.$select.remove", async () => {
    await ana.v1.announcements.$select(made.said[0].id).reactions.$select("🌱").remove();
    return ana.v1.announcements.list();
  }, (t) => empty(t[0].reactions)],
  ["v1.announcements.$select.dismiss", async () => {
    await ana.v1.announcements.$select(made.said[0].id).dismiss();
    return ana.v1.announcements.list();
  }, (t) => t[0].read],
  ["v1.trends.tags.list", () => ana.v1.trends.tags.list(), empty],
  ["v1.trends.statuses.list", () => ana.v1.trends.statuses.list(), empty],
  ["v1.trends.links.list", () => ana.v1.trends.links.list(), empty],
  ["v1.annualReports.list", () => ana.v1.annualReports.list(), (t) => empty(t.annualReports)],
  ["v1.annualReports.$select.state.fetch", () => ana.v1.annualReports.$select("2026").state.fetch(), (t) => t.state === "ineligible"],
  ["v1.annualReports.$select.generate", () => ana.v1.annualReports.$select("2026").generate(), done],
  ["v1.apps.create", async () => keep("app", await createRestAPIClient({ url: address }).v1.apps.create({
    clientName: "Essai", redirectUris: ["urn:ietf:wg:oauth:2.0:oob", "https://essai.example/"], scopes: "read write",
  })), (t) => Boolean(t.clientId) && t.redirectUris.length === 2],
  ["v1.apps.verifyCredentials", () => ana.v1.apps.verifyCredentials(), (t) => Boolean(t.name)],
  ["oauth.token.create", async () => {
    const oauth = createOAuthAPIClient({ url: address });
    return keep("token", await oauth.token.create({
      grantType: "client_credentials", clientId: made.app.clientId, clientSecret: made.app.clientSecret, scope: "read write",
    }));
  }, (t) => t.tokenType === "Bearer" && Boolean(t.accessToken)],
  ["v1.accounts.create", () => createRestAPIClient({ url: address, accessToken: made.token.accessToken }).v1.accounts.create({
    username: "venue_par_masto", email: "venue_par_masto@example.com", password: "un bon mot de passe", agreement: true, locale: "fr",
  }), (t) => (keep("newcomer", t), Boolean(t.accessToken))],
  ["v1.emails.confirmations.create", () => createRestAPIClient({ url: address, accessToken: made.newcomer.accessToken })
    .v1.emails.confirmations.create(), done],
  ["v1.push.subscription.create", () => ana.v1.push.subscription.create({
    subscription: { endpoint: "https://push.example/une", keys: {
      p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg",
    } }, data: { alerts: { mention: true }, policy: "all" }, policy: "all",
  }), (t) => t.alerts.mention === true],
  ["v1.push.subscription.fetch", () => ana.v1.push.subscription.fetch(), (t) => t.endpoint === "https://push.example/une"],
  ["v1.push.subscription.update", () => ana.v1.push.subscription.update({ data: { alerts: { follow: true } }, policy: "all" }),
    (t) => t.alerts.follow === true],
  ["v1.push.subscription.remove", () => ana.v1.push.subscription.remove(), done],
  ...[["user", "à la maison"], ["public", "pour tous"], ["public.local", "ici même"], ["user.notification", `@${accounts[0].username} vu`],
    ["public.media", "en image", undefined, true], ["public.local.media", "en image ici", undefined, true],
    ["hashtag", "au #jardin", { tag: "jardin" }], ["hashtag.local", "au #jardin d’ici", { tag: "jardin" }],
    ["list", "sur la liste", async () => {
      const { id } = await ana.v1.lists.create({ title: "Écoute" });
      await ana.v1.lists.$select(id).accounts.create({ accountIds: [b] });
      return { list: id };
    }],
    ["direct", `@${accounts[0].username} à vous`]].map(([name, words, about, media]) => [
    `streaming.${name}.subscribe`, () => heard(name, words, about, media),
    (t) => ["update", "notification", "conversation"].includes(t.event) && JSON.stringify(t.payload).includes(words.split(/[ #]/).pop()),
  ]),
  // Words from other servers alone: of a server that knows none, nothing of what is said here.
  ...["public.remote", "public.remote.media"].map((name) => [`streaming.${name}.subscribe`, () => heard(name, "pas d’ailleurs", undefined, true, 400)
    .catch((error) => error.message), (t) => t === "nothing was heard"]),
  ...refusals(),
  ...staffDeeds(),
  ["v1.statuses.$select.remove", () => bruno.v1.statuses.$select(made.status.id).remove(), (t) => t.text.includes("Bonsoir")],
  ["v1.accounts.$select.removeFromFollowers", () => bruno.v1.accounts.$select(a).removeFromFollowers(), no("followedBy")],
  ["v1.accounts.$select.unfollow", () => ana.v1.accounts.$select(c).unfollow(), no("following")],
  ["v1.accounts.$select.block", () => ana.v1.accounts.$select(b).block(), yes("blocking")],
  ["v1.blocks.list", () => ana.v1.blocks.list(), has(b)],
  ["v1.accounts.$select.unblock", () => ana.v1.accounts.$select(b).unblock(), no("blocking")],
  ["oauth.revoke", () => createOAuthAPIClient({ url: address }).revoke({
    clientId: made.app.clientId, clientSecret: made.app.clientSecret, token: made.token.accessToken,
  }), done],
];

async function heard(name, words, about, media, patience = 5000) {
  const { configuration } = await ana.v2.instance.fetch();
  const streaming = createStreamingAPIClient({
    streamingApiUrl: configuration.urls.streaming, accessToken: accounts[0].access_token,
  });
  const picture = media ? [(await bruno.v2.media.create({ file: PIXEL, skipPolling: true })).id] : [];
  try {
    const channel = name.split(".").reduce((at, part) => at[part], streaming);
    const subscription = channel.subscribe(typeof about === "function" ? await about() : about);
    await streaming.prepare?.();
    const first = (async () => { for await (const event of subscription) return event; })();
    await new Promise((ready) => setTimeout(ready, 100));
    await bruno.v1.statuses.create({
      status: words, visibility: words.startsWith("@") ? "direct" : "public", mediaIds: picture, language: "fr",
    });
    const event = await Promise.race([first, new Promise((_, late) => setTimeout(() => late(new Error("nothing was heard")), patience))]);
    subscription.unsubscribe();
    return event;
  } finally {
    streaming.close();
  }
}

// What is refused here, as it should be: the status that the library is told.
function refusals() {
  const status = (promise) => promise.then(() => 200, (said) => said.statusCode);
  const at = (path) => path.split(".").slice(0, -1).reduce((here, part) => (part === "$select" ? here.$select("1") : here[part]), boss);
  const all = [
    ["v1.statuses.$select.translate", () => ana.v1.statuses.$select(made.status.id).translate({ lang: "en" })],
    ["v1.annualReports.$select.fetch", () => ana.v1.annualReports.$select("2026").fetch()],
    ["v1.annualReports.$select.read", () => ana.v1.annualReports.$select("2026").read()],
    ["v1.search.list", () => ana.v1.search.list({ q: bName })],
    ["v1.admin.trends.links.publishers.list", () => boss.v1.admin.trends.links.publishers.list()],
    ...["links", "links.publishers", "statuses", "tags"].flatMap((noun) => ["approve", "reject"].map((way) => {
      const name = `v1.admin.trends.${noun}.$select.${way}`;
      return [name, () => at(name)[way]()];
    })),
  ];
  return all.map(([name, act]) => [name, () => status(act()), (told) => told === 404]);
}

function staffDeeds() {
  const { accounts: people, reports, ...admin } = {
    accounts: boss.v1.admin.accounts, reports: boss.v1.admin.reports, ips: boss.v1.admin.ipBlocks, mails: boss.v1.admin.emailDomainBlocks,
    emails: boss.v1.admin.canonicalEmailBlocks, servers: boss.v1.admin.domainBlocks, allowed: boss.v1.admin.domainAllows,
  };
  const act = async (id, type) => {
    await people.$select(id).action.create({ type, text: "parce que", sendEmailNotification: false });
    return people.$select(id).fetch();
  };
  const lifts = [["sensitive", "unsensitive", "sensitized"], ["silence", "unsilence", "silenced"],
    ["suspend", "unsuspend", "suspended"], ["disable", "enable", "disabled"]];
  const gone = (list) => async (told) => !(await list()).some((each) => each.id === told.id);
  const waiting = async (username) => {
    const token = (await createOAuthAPIClient({ url: address }).token.create({
      grantType: "client_credentials", clientId: made.app.clientId, clientSecret: made.app.clientSecret, scope: "read write",
    })).accessToken;
    await createRestAPIClient({ url: address, accessToken: token }).v1.accounts.create({
      username, email: `${username}@example.com`, password: "un bon mot de passe", agreement: true, locale: "fr", reason: "Je chante.",
    });
    return (await boss.v1.admin.accounts.list({ pending: true, username }))[0];
  };
  const span = { startAt: new Date(Date.now() - 172800000).toISOString(), endAt: new Date().toISOString() };
  const nouns = [
    ["ipBlocks", admin.ips, { ip: "127.0.0.1/32", severity: "sign_up_requires_approval", comment: "essai" }, "comment", "essai"],
    ["emailDomainBlocks", admin.mails, { domain: "jetable2.example" }, "domain", "jetable2.example"],
    ["domainBlocks", admin.servers, { domain: "pirate2.example", severity: "silence", publicComment: "bruit" }, "publicComment", "bruit"],
    ["domainAllows", admin.allowed, { domain: "ami2.example" }, "domain", "ami2.example"],
    ["canonicalEmailBlocks", admin.emails, { email: "Autre.Troll+1@example.com" }, "canonicalEmailHash", undefined],
  ];
  return [
    ["v1.admin.accounts.list", () => people.list({ username: target.username }), has(target.id)],
    ["v1.admin.accounts.$select.fetch", () => people.$select(target.id).fetch(), (t) => t.email === target.email],
    ["v1.admin.accounts.$select.action.create", () => act(target.id, "sensitive"), yes("sensitized")],
    ...lifts.map(([type, lift, flag]) => [`v1.admin.accounts.$select.${lift}`, async () => {
      if (!(await act(target.id, type))[flag]) throw new Error(`${type} did nothing`);
      return people.$select(target.id)[lift]();
    }, no(flag)]),
    ...nouns.flatMap(([noun, at, said, name, value]) => [
      [`v1.admin.${noun}.create`, async () => keep(noun, await at.create(said)), (t) => Boolean(t.id) && (value ? t[name] === value : t[name].length === 64)],
      [`v1.admin.${noun}.list`, () => at.list(), (t) => has(made[noun].id)(t)],
      [`v1.admin.${noun}.$select.fetch`, () => at.$select(made[noun].id).fetch(), (t) => t[name] === made[noun][name]],
    ]),
    ["v1.admin.accounts.$select.approve", async () => people.$select((await waiting("attendue_masto")).id).approve(), yes("approved")],
    ["v1.admin.accounts.$select.reject", async () => people.$select((await waiting("refusee_masto")).id).reject(), no("approved")],
    ["v1.admin.ipBlocks.$select.update", () => admin.ips.$select(made.ipBlocks.id).update({ ip: "192.0.2.0/24", severity: "no_access" }),
      (t) => t.ip === "192.0.2.0/24" && t.severity === "no_access" && t.comment === "essai"],
    ["v1.admin.domainBlocks.$select.update", () => admin.servers.$select(made.domainBlocks.id).update({ severity: "suspend" }),
      (t) => t.severity === "suspend" && t.publicComment === "bruit"],
    ["v1.admin.canonicalEmailBlocks.test", () => admin.emails.test({ email: "autretroll@example.com" }), (t) => has(made.canonicalEmailBlocks.id)(t)],
    ...nouns.map(([noun, at]) => [`v1.admin.${noun}.$select.remove`, async () => {
      await at.$select(made[noun].id).remove();
      return made[noun];
    }, gone(() => at.list())]),
    ["v1.admin.reports.list", async () => {
      keep("reported", await bruno.v1.reports.create({ accountId: leaving.id, comment: "voyez" }));
      return reports.list({ targetAccountId: leaving.id });
    }, (t) => has(made.reported.id)(t)],
    ["v1.admin.reports.$select.fetch", () => reports.$select(made.reported.id).fetch(), (t) => t.comment === "voyez"],
    ["v1.admin.reports.$select.assignToSelf", () => reports.$select(made.reported.id).assignToSelf(), (t) => t.assignedAccount.id === staff.id],
    ["v1.admin.reports.$select.unassign", () => reports.$select(made.reported.id).unassign(), (t) => t.assignedAccount === null],
    ["v1.admin.reports.$select.resolve", () => reports.$select(made.reported.id).resolve(), yes("actionTaken")],
    ["v1.admin.reports.$select.reopen", () => reports.$select(made.reported.id).reopen(), no("actionTaken")],
    ["v1.admin.measures.create", () => boss.v1.admin.measures.create({ keys: ["active_users", "new_users"], ...span }),
      (t) => t.length === 2 && t.every((each) => Number(each.total) > 0)],
    ["v1.admin.dimensions.create", () => boss.v1.admin.dimensions.create({ keys: ["software_versions"], ...span }), (t) => t[0].data.length > 0],
    ["v1.admin.retention.create", () => boss.v1.admin.retention.create({ ...span, frequency: "day" }), empty],
    ...["links", "statuses", "tags"].map((noun) => [`v1.admin.trends.${noun}.list`, () => boss.v1.admin.trends[noun].list(), empty]),
  ];
}

const inTime = (deed) => Promise.race([deed, new Promise((_, late) => setTimeout(() => late(new Error("took too long")), 15000))]);

for (const [name, act, look] of deeds) {
  let wrong = "";
  try {
    const told = await inTime(act());
    if (!(await look(told))) wrong = `answered ${JSON.stringify(told)?.slice(0, 400)}`;
  } catch (error) {
    wrong = `${error.name}: ${error.message} ${error.statusCode ?? ""}`.slice(0, 400);
  }
  console.log(JSON.stringify([name, wrong]));
}
process.exit(0);
