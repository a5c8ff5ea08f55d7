// The filters: what the fights hold, counted, to choose from. Knows the lists, and no query.
"use strict";

(() => {
  const { make, written } = donnybrook;
  const SHOWN = 8;
  const MOST = 200;

  // Each filter: its list in the data, its heading, and what of it a fight holds.
  donnybrook.FILTERS = [
    { name: "weapons", heading: "Weapons", one: "weapon", of: (fight) => fight.allWeapons, tree: true },
    { name: "films", heading: "Films", one: "film", of: (fight) => [fight.film] },
    { name: "places", heading: "Places", one: "place", of: (fight) => fight.allPlaces, tree: true },
    { name: "people", heading: "People", one: "person", of: (fight) => fight.people },
    { name: "terms", heading: "Techniques and camera", one: "term", of: (fight) => fight.terms },
  ];

  // A number for each entry of a list: in how many of some fights it is.
  donnybrook.tally = (fights, filter, size) => {
    const counts = new Array(size).fill(0);
    for (const fight of fights) for (const at of filter.of(fight)) counts[at]++;
    return counts;
  };

  class Facets {
    constructor(box, gallery, choose) {
      this.box = box;
      this.gallery = gallery;
      this.choose = choose;
      this.open = new Set(); // entries whose narrower ones are shown, and lists that are shown whole
      this.typed = {};
      this.parts = donnybrook.FILTERS.filter((filter) => gallery[filter.name].length).map((filter) => this.part(filter));
      const improvised = make("input", { type: "checkbox", id: "improvised", on: { change: () => choose("improvised", null) } });
      this.improvised = improvised;
      this.improvisedCount = make("span", { class: "count" });
      const label = make("label", { class: "facet" }, improvised, make("span", { class: "name" }, "Improvised ✱"), this.improvisedCount);
      this.box.replaceChildren(label, ...this.parts.map((part) => part.section));
      this.isTreeOpen = gallery.weapons.length <= 24;
      if (this.isTreeOpen) gallery.weapons.forEach((_, at) => this.open.add(`weapons-${at}`));
    }

    part(filter) {
      const list = make("ul", { class: "facets", id: `list-${filter.name}` });
      const heading = `heading-${filter.name}`;
      const section = make("section", { "aria-labelledby": heading }, make("h2", { id: heading }, filter.heading));
      if (this.gallery[filter.name].length > 4 * SHOWN) section.append(this.finder(filter));
      section.append(list);
      return { filter, list, section };
    }

    finder(filter) {
      const named = `Find a ${filter.one}`;
      const find = (event) => {
        this.typed[filter.name] = donnybrook.words(event.target.value);
        this.show(this.state, this.counts, this.improvisedFound);
      };
      return make("input", { type: "search", class: "finder", "aria-label": named, placeholder: `${named}…`, on: { input: find } });
    }

    // `counts` are arrays by the name of a filter; the focus stays where it was.
    show(state, counts, improvised) {
      [this.state, this.counts, this.improvisedFound] = [state, counts, improvised];
      const focused = document.activeElement && document.activeElement.id;
      this.improvised.checked = state.improvised;
      this.improvisedCount.textContent = improvised.toLocaleString("en");
      for (const part of this.parts) part.list.replaceChildren(...this.lines(part.filter));
      if (focused && this.box.querySelector(`#${CSS.escape(focused)}`)) document.getElementById(focused).focus();
    }

    lines({ name, tree }) {
      const entries = this.gallery[name];
      const [counts, chosen, typed] = [this.counts[name], this.state[name], this.typed[name] || []];
      const isShown = (at) => counts[at] > 0 || chosen.has(entries[at].key);
      const byCount = (a, b) => counts[b] - counts[a] || donnybrook.compare(entries[a].key, entries[b].key);
      if (typed.length) {
        const hay = (at) => donnybrook.hay([entries[at].key, ...(entries[at].also || [])]);
        const found = entries.map((_, at) => at).filter((at) => isShown(at) && hay(at).includes(` ${typed.join(" ")}`));
        return found.sort(byCount).slice(0, MOST).map((at) => this.line(name, at, 0, [], false));
      }
      const under = new Map();
      entries.forEach((entry, at) => {
        const above = tree && entry.above !== undefined ? entry.above : -1;
        if (!isShown(at)) return;
        if (!under.has(above)) under.set(above, []);
        under.get(above).push(at);
      });
      const told = [];
      const tell = (at, depth) => {
        const narrower = (under.get(at) || []).sort(byCount);
        told.push(this.line(name, at, depth, narrower, isTree));
        if (this.open.has(`${name}-${at}`)) narrower.forEach((each) => tell(each, depth + 1));
      };
      let tops = under.get(-1) || [];
      // The top of a scheme is a mere class: what is under it says more.
      while (tops.length === 1 && under.has(tops[0]) && !chosen.has(entries[tops[0]].key)) tops = under.get(tops[0]);
      tops.sort(byCount);
      const isTree = under.size > 1;
      const whole = this.open.has(name) || tops.length <= SHOWN + 2;
      const isFirst = (at, place) => place < (whole ? MOST : SHOWN) || chosen.has(entries[at].key);
      tops.filter(isFirst).forEach((at) => tell(at, 0));
      if (tops.length > SHOWN + 2) told.push(this.more(name, tops.length));
      return told;
    }

    line(name, at, depth, narrower, isTree) {
      const entry = this.gallery[name][at];
      const isOpen = this.open.has(`${name}-${at}`);
      const turn = narrower.length ? this.turner(`${name}-${at}`, isOpen, `What is under ${entry.key}`) : null;
      const gap = isTree && !turn ? make("span", { class: "turn" }) : null;
      const box = make("input", {
        type: "checkbox",
        id: `box-${name}-${at}`,
        on: { change: () => this.choose(name, entry.key) },
      });
      box.checked = this.state[name].has(entry.key);
      const swatch = name === "weapons" ? make("span", { class: `swatch ${entry.class}`, "aria-hidden": "true" }) : null;
      const count = make("span", { class: "count" }, this.counts[name][at].toLocaleString("en"));
      const label = make("label", { class: "facet" }, box, swatch, written(entry.key, "span", { class: "name" }), count);
      return make("li", { class: `depth-${Math.min(depth, 4)}` }, turn, gap, label);
    }

    turner(key, isOpen, label) {
      const turn = () => {
        if (!this.open.delete(key)) this.open.add(key);
        this.show(this.state, this.counts, this.improvisedFound);
      };
      const said = { type: "button", class: "turn", id: `turn-${key}`, "aria-expanded": String(isOpen), "aria-label": label, on: { click: turn } };
      return make("button", said, make("span", { "aria-hidden": "true" }, isOpen ? "−" : "+"));
    }

    more(name, count) {
      const isOpen = this.open.has(name);
      const turn = this.turner(name, isOpen, isOpen ? "Show fewer" : `Show all ${count}`);
      turn.className = "more";
      turn.replaceChildren(isOpen ? "Show fewer" : `Show all ${count.toLocaleString("en")}`);
      turn.removeAttribute("aria-label");
      return make("li", {}, turn);
    }
  }

  donnybrook.Facets = Facets;
})();
