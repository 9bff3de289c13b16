// What masto is asked to do: `node masto.mjs <folder of node_modules> <address> <tokens as JSON>`.
// A line of JSON for each deed: its name, and what was wrong with it ("" for nothing).
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Blob } from "node:buffer";

const [folder, address, given] = process.argv.slice(2);
const required = createRequire(`${folder}/package.json`);
const { createRestAPIClient, createStreamingAPIClient, createOAuthAPIClient } = await import(
  pathToFileURL(required.resolve("masto")).href
);
const accounts = JSON.parse(given);
const client = (account) => createRestAPIClient({ url: address, accessToken: account.access_token });
const [ana, bruno, chloe] = accounts.map(client);
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
const refused = (status) => async (promise) => promise.then(() => false, (said) => said.statusCode === status);

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
  ["v1.statuses.$select.translate", () => refused(403)(ana.v1.statuses.$select(made.status.id).translate({ lang: "en" })).then(
    async (first) => first || refused(404)(ana.v1.statuses.$select(made.status.id).translate({ lang: "en" }))), Boolean],
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
    await chloe.v1.statuses.create({ status: `@${bName} bonjour, on se connaît ?`, visibility: "direct" });
    return keep("asks", await bruno.v1.notifications.requests.list());
  }, (t) => t[0].account.id === c],
  ["v1.notifications.requests.$select.fetch", () => bruno.v1.notifications.requests.$select(made.asks[0].id).fetch(),
    (t) => t.lastStatus.content.includes("connaît")],
  ["v1.notifications.requests.$select.accept", () => bruno.v1.notifications.requests.$select(made.asks[0].id).accept(), done],
  ["v1.notifications.requests.$select.dismiss", () => refused(404)(bruno.v1.notifications.requests.$select("1").dismiss()), Boolean],
  ["v1.notifications.requests.accept", () => bruno.v1.notifications.requests.accept({ id: ["1"] }), done],
  ["v1.notifications.requests.dismiss", () => bruno.v1.notifications.requests.dismiss({ id: ["1"] }), done],
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
  ["v1.announcements.list", () => ana.v1.announcements.list(), Array.isArray],
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
    ["hashtag", "au #jardin", { tag: "jardin" }], ["direct", `@${accounts[0].username} à vous`]].map(([name, words, about]) => [
    `streaming.${name}.subscribe`, () => heard(name, words, about), (t) => ["update", "notification", "conversation"].includes(t.event),
  ]),
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

async function heard(name, words, about) {
  const { configuration } = await ana.v2.instance.fetch();
  const streaming = createStreamingAPIClient({
    streamingApiUrl: configuration.urls.streaming, accessToken: accounts[0].access_token, implementation: globalThis.WebSocket ?? required("ws"),
  });
  try {
    const channel = name.split(".").reduce((at, part) => at[part], streaming);
    const subscription = channel.subscribe(about);
    await streaming.prepare?.();
    const first = (async () => { for await (const event of subscription) return event; })();
    await new Promise((ready) => setTimeout(ready, 150));
    await bruno.v1.statuses.create({ status: words, visibility: words.startsWith("@") ? "direct" : "public" });
    return await Promise.race([first, new Promise((_, late) => setTimeout(() => late(new Error("nothing was heard")), 5000))]);
  } finally {
    streaming.close();
  }
}

for (const [name, act, look] of deeds) {
  if (name.startsWith("streaming.") && !Promise.withResolvers) continue; // masto's streams want Node 22
  let wrong = "";
  try {
    const told = await act();
    if (!(await look(told))) wrong = `answered ${JSON.stringify(told)?.slice(0, 400)}`;
  } catch (error) {
    wrong = `${error.name}: ${error.message} ${error.statusCode ?? ""}`.slice(0, 400);
  }
  console.log(JSON.stringify([name, wrong]));
}
process.exit(0);
