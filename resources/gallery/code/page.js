// The page as a whole: its state, which its address holds, and what follows from it. Everything else is told what to show.
"use strict";

(() => {
  const LISTS = donnybrook.FILTERS.map((filter) => filter.name);
  const NARROW = window.matchMedia("(max-width: 899px)");
  const TYPING_MS = 120;
  const READY_MS = 8;
  const part = (id) => document.getElementById(id);

  const keyOf = (entry) => (entry.year === undefined ? entry.name : `${entry.name} (${entry.year})`);

  // Makes what is asked of every fight ready once: its name, and what it holds with all that is above.
  const prepare = (gallery) => {
    for (const name of LISTS) for (const entry of gallery[name]) entry.key = keyOf(entry);
    const above = (name, at) => {
      const found = [];
      for (let each = at; each !== undefined && !found.includes(each); each = gallery[name][each].above) found.push(each);
      return found;
    };
    gallery.weapons.forEach((weapon, at) => {
      const texts = above("weapons", at).flatMap((each) => [gallery.weapons[each].name, ...(gallery.weapons[each].also || [])]);
      weapon.hay = donnybrook.hay(texts);
    });
    for (const fight of gallery.fights) {
      fight.people = fight.people || [];
      fight.terms = fight.terms || [];
      const weapons = (fight.weapons || []).map(([at]) => at);
      fight.allWeapons = [...new Set(weapons.flatMap((at) => above("weapons", at)))];
      fight.allPlaces = fight.place === undefined ? [] : above("places", fight.place);
      fight.isImprovised = (fight.weapons || []).some(([, improvised]) => improvised);
      const named = weapons.slice(0, 3).map((at) => gallery.weapons[at].name).join(", ");
      fight.name = fight.title || named || fight.at || (fight.place === undefined ? "" : gallery.places[fight.place].name) || "Untitled fight";
    }
    const order = gallery.films.map((_, at) => at).sort((a, b) => donnybrook.compare(gallery.films[a].name, gallery.films[b].name) || a - b);
    order.forEach((at, rank) => (gallery.films[at].rank = rank));
    gallery.hayOf = (fight) => (fight.hay ??= hayOf(gallery, fight));
  };

  const hayOf = (gallery, fight) => {
    const texts = (name, places) => donnybrook.hay(places.flatMap((at) => [gallery[name][at].name, ...(gallery[name][at].also || [])]));
    const film = gallery.films[fight.film];
    return {
      weapons: fight.allWeapons.map((at) => gallery.weapons[at].hay).join(" "),
      people: `${texts("people", fight.people)} ${texts("cast", fight.cast || [])}`,
      place: `${texts("places", fight.allPlaces)} ${donnybrook.hay([fight.at || ""])}`,
      film: `${texts("films", [fight.film])} ${film.year ?? ""}`,
      terms: texts("terms", fight.terms),
      told: donnybrook.hay([fight.title || "", fight.note || ""]),
    };
  };

  // Makes what searches look in ready while nobody asks for anything, so that the first key is answered at once.
  const makeReady = (gallery) => {
    let at = 0;
    const some = () => {
      const until = performance.now() + READY_MS;
      while (at < gallery.fights.length && performance.now() < until) gallery.hayOf(gallery.fights[at++]);
      if (at < gallery.fights.length) setTimeout(some);
    };
    setTimeout(some);
  };

  const lengthOf = (fight) => (fight.out === undefined ? -1 : fight.out - fight.in);

  class Page {
    constructor(gallery) {
      this.gallery = gallery;
      prepare(gallery);
      this.byId = new Map(gallery.fights.map((fight) => [fight.id, fight]));
      this.details = new Map();
      this.asked = new Set(); // files that are on their way
      this.told = new Set(); // fights that somebody asked to be told of
      this.facets = new donnybrook.Facets(part("facets"), gallery, (name, key) => this.choose(name, key));
      const parts = Object.fromEntries(["wall", "pages", "page", "earlier", "later"].map((id) => [id, part(id)]));
      this.wall = new donnybrook.Wall(parts, gallery, (change) => this.href(change));
      const acts = {
        close: () => this.close(),
        show: (id) => this.tell(id),
        showAll: () => this.go({ shown: true }),
      };
      this.fight = new donnybrook.Fight(part("fight"), gallery, acts, (change) => this.href(change));
      this.listen();
      this.follow();
      makeReady(gallery);
    }

    listen() {
      window.addEventListener("hashchange", () => this.follow());
      NARROW.addEventListener("change", () => this.follow());
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.state.fight && !event.defaultPrevented) this.close();
      });
      part("search").addEventListener("submit", (event) => event.preventDefault());
      part("query").addEventListener("input", () => {
        clearTimeout(this.typing);
        this.typing = setTimeout(() => this.go({ q: part("query").value, page: 1 }, true), TYPING_MS);
      });
      part("order").addEventListener("change", () => this.go({ order: part("order").value, page: 1 }, true));
      part("hides").addEventListener("change", () => {
        this.told.clear();
        this.go({ shown: !part("hides").checked }, true);
      });
      part("filters").addEventListener("click", () => {
        const isOpen = document.body.classList.toggle("filtering");
        part("filters").setAttribute("aria-expanded", String(isOpen));
      });
      for (const link of [part("earlier"), part("later")]) {
        link.addEventListener("click", () => this.toTop = true);
      }
      part("skip").addEventListener("click", (event) => {
        event.preventDefault(); // the address holds the state
        part("found").focus();
      });
    }

    // ------------------------------------------------------------ the state, and its address

    read() {
      const said = new URLSearchParams(location.hash.slice(1));
      const state = {
        q: said.get("q") || "",
        page: Number(said.get("page")) || 1,
        order: said.get("order") || "film",
        fight: this.byId.has(said.get("fight")) ? said.get("fight") : "",
        improvised: said.get("improvised") === "1",
        shown: said.has("shown") ? said.get("shown") === "1" : !this.gallery.hides,
      };
      for (const name of LISTS) state[name] = new Set(said.getAll(name));
      return state;
    }

    href(change) {
      const state = { ...this.state, ...change };
      const said = new URLSearchParams();
      if (state.q) said.set("q", state.q);
      for (const name of LISTS) for (const key of state[name]) said.append(name, key);
      if (state.improvised) said.set("improvised", "1");
      if (state.order !== "film") said.set("order", state.order);
      if (state.shown === this.gallery.hides) said.set("shown", state.shown ? "1" : "0");
      if (state.page > 1) said.set("page", state.page);
      if (state.fight) said.set("fight", state.fight);
      return `#${String(said) || "fights"}`; // an empty one would have the browser go to the top
    }

    // Goes to a changed state; `quietly` leaves no step for the browser's way back.
    go(change, quietly = false) {
      const href = this.href(change);
      if (quietly) location.replace(href);
      else location.hash = href;
    }

    choose(name, key) {
      if (name === "improvised") return this.go({ improvised: !this.state.improvised, page: 1 }, true);
      const chosen = new Set(this.state[name]);
      if (!chosen.delete(key)) chosen.add(key);
      this.go({ [name]: chosen, page: 1 }, true);
    }

    tell(id) {
      this.told.add(id);
      this.follow();
      part("fight").focus();
    }

    close() {
      const id = this.state.fight;
      this.go({ fight: "" });
      this.returnTo = `card-${id}`;
    }

    // ------------------------------------------------------------ what follows from it

    follow() {
      const before = this.state;
      this.state = this.read();
      if (document.activeElement !== part("query")) part("query").value = this.state.q;
      part("order").value = this.state.order;
      part("hides").checked = !this.state.shown;
      const question = this.href({ page: 1, fight: "" });
      if (question !== this.question) {
        // Turning a page and opening a fight ask nothing new.
        this.question = question;
        this.found = this.find();
        this.showCount(this.found);
        this.showChosen();
      }
      this.wall.show(this.found, this.state.page, (fight) => this.isHidden(fight), this.state.fight);
      this.showFight(before);
      if (this.toTop) {
        this.toTop = false;
        part("found").focus({ preventScroll: true });
        part("found").scrollIntoView();
      }
    }

    isHidden(fight) {
      return !this.state.shown && !this.told.has(fight.id);
    }

    // Finds the fights, and counts for each filter what the others leave: choosing one never hides its neighbours.
    find() {
      const query = new donnybrook.Query(this.state.q, this.gallery);
      const filters = donnybrook.FILTERS.map((filter) => {
        const entries = this.gallery[filter.name];
        const chosen = this.state[filter.name];
        return { filter, passes: chosen.size ? (fight) => filter.of(fight).some((at) => chosen.has(entries[at].key)) : null };
      });
      const asked = this.gallery.fights.filter((fight) => query.finds(fight, this.state.shown));
      const isRight = (fight) => !this.state.improvised || fight.isImprovised;
      const passes = (fight, but) => filters.every(({ filter, passes: each }) => filter === but || !each || each(fight));
      const counts = {};
      for (const { filter } of filters) {
        const some = asked.filter((fight) => isRight(fight) && passes(fight, filter));
        counts[filter.name] = donnybrook.tally(some, filter, this.gallery[filter.name].length);
      }
      const found = asked.filter((fight) => passes(fight, null));
      this.facets.show(this.state, counts, found.filter((fight) => fight.isImprovised).length);
      return this.ordered(found.filter(isRight));
    }

    ordered(found) {
      const films = this.gallery.films;
      const year = (fight, without) => films[fight.film].year ?? without;
      const inFilm = (a, b) => films[a.film].rank - films[b.film].rank || (a.in ?? Infinity) - (b.in ?? Infinity) || 0;
      const orders = {
        film: inFilm,
        new: (a, b) => year(b, -Infinity) - year(a, -Infinity) || inFilm(a, b),
        old: (a, b) => year(a, Infinity) - year(b, Infinity) || inFilm(a, b),
        long: (a, b) => lengthOf(b) - lengthOf(a) || inFilm(a, b),
        rating: (a, b) => (b.rating || 0) - (a.rating || 0) || inFilm(a, b),
      };
      return found.sort(orders[this.state.order] || inFilm);
    }

    showCount(found) {
      const films = new Set(found.map((fight) => fight.film)).size;
      const words = found.length ? `${donnybrook.counted(found.length, "fight")} in ${donnybrook.counted(films, "film")}` : "No fights";
      part("count").textContent = words;
      part("empty").hidden = found.length > 0;
      part("empty").textContent = this.gallery.fights.length ? "Nothing here answers that. Take a filter away, or search for less." : "This gallery holds no fights.";
    }

    showChosen() {
      const chip = (name, key, label) => {
        const said = { type: "button", "aria-label": `Without ${label}`, on: { click: () => this.choose(name, key) } };
        return donnybrook.make("li", {}, donnybrook.make("button", said, donnybrook.written(label), donnybrook.make("span", { "aria-hidden": "true" }, " ×")));
      };
      const chosen = LISTS.flatMap((name) => [...this.state[name]].map((key) => chip(name, key, key)));
      if (this.state.improvised) chosen.push(chip("improvised", null, "improvised"));
      const hadFocus = part("chosen").contains(document.activeElement);
      part("chosen").replaceChildren(...chosen);
      if (hadFocus) (part("chosen").querySelector("button") || part("found")).focus();
      part("filters").textContent = chosen.length ? `Filters (${chosen.length})` : "Filters";
    }

    // `before` is the state there was; the focus goes to a fight that is newly opened.
    showFight(before) {
      const fight = this.byId.get(this.state.fight);
      const isOver = Boolean(fight) && NARROW.matches;
      document.body.classList.toggle("telling", Boolean(fight));
      for (const beneath of [document.querySelector("header"), part("facets"), part("found"), part("skip")]) beneath.inert = isOver;
      if (!fight) {
        part("fight").hidden = true;
        if (this.returnTo) part(this.returnTo)?.focus();
        this.returnTo = "";
        return;
      }
      const place = this.found.indexOf(fight);
      const hidden = this.isHidden(fight);
      if (!hidden && !this.details.has(fight.id)) this.load(fight.file);
      const focused = document.activeElement && document.activeElement.id;
      this.fight.show(fight, this.details.get(fight.id), hidden, this.found[place - 1], place < 0 ? undefined : this.found[place + 1]);
      if (!before || before.fight !== fight.id) {
        part("fight").scrollTop = 0;
        part(["before", "after"].includes(focused) ? focused : "fight").focus({ preventScroll: true });
      } else if (focused && part("fight").querySelector(`#${CSS.escape(focused)}`)) part(focused).focus({ preventScroll: true });
    }

    // Details lie in scripts, which a page from the disk may load where it may not fetch.
    load(file) {
      if (this.asked.has(file)) return;
      this.asked.add(file);
      const script = donnybrook.make("script", { src: `data/fights-${file}.js` });
      script.addEventListener("error", () => this.asked.delete(file));
      document.head.append(script);
    }

    take(fights) {
      for (const each of fights) this.details.set(each.id, each);
      this.showFight(this.state);
    }
  }

  // Called by the scripts with the data.
  donnybrook.open = (gallery) => {
    donnybrook.page = new Page(gallery);
  };
  donnybrook.take = (_file, fights) => donnybrook.page.take(fights);
})();
