// One fight, told: who fights whom with what, beat by beat. Knows no list.
"use strict";

(() => {
  const { make, written } = donnybrook;

  // A sentence is made of pieces: a kind (“text”, “strong”, “muted”, “loss”, or “chip” and its class) and a text.
  const sentence = (pieces, tag) => {
    const made = make(tag, { class: "sentence" });
    pieces.forEach(([kind, text], place) => {
      const isChip = kind.startsWith("chip ");
      const kinds = kind.replace(/^chip /, "").replace(/ improvised$/, "");
      if (place) made.append(" ");
      made.append(isChip ? donnybrook.chip(text, kinds, kind.endsWith(" improvised")) : written(text, kind === "strong" ? "strong" : "span", { class: kind }));
    });
    return made;
  };

  const part = (heading, ...content) => {
    const shown = content.filter(Boolean);
    return shown.length ? make("section", {}, make("h3", {}, heading), ...shown) : null;
  };

  class Fight {
    // `acts` says what the buttons do: `close`, `show(id)`, `showAll`; `href(change)` gives the address of a change.
    constructor(box, gallery, acts, href) {
      Object.assign(this, { box, gallery, acts, href });
    }

    show(fight, details, isHidden, before, after) {
      const film = this.gallery.films[fight.film];
      const version = (!isHidden && details && details.version) || "";
      const name = isHidden ? make("h2", { id: "fight-name", class: "kept" }, "Title hidden") : written(fight.name, "h2", { id: "fight-name" });
      const line = [donnybrook.filmLine(film), version, donnybrook.times(fight)].filter(Boolean).join(" · ");
      const rest = isHidden ? [this.keptBack(fight)] : details ? this.told(fight, details) : [make("p", { class: "muted", role: "status" }, "Loading…")];
      this.box.className = isHidden ? "hides" : "";
      this.box.replaceChildren(this.bar(before, after), donnybrook.picture(fight, donnybrook.kindOf(fight, this.gallery)), name, written(line, "p", { class: "muted figures" }), ...rest.filter(Boolean));
      this.box.hidden = false;
    }

    bar(before, after) {
      const link = (words, id, fight) => {
        const said = { id, "aria-disabled": String(!fight) };
        if (fight) said.href = this.href({ fight: fight.id });
        return make("a", said, words);
      };
      const close = make("button", { type: "button", id: "close", on: { click: this.acts.close } }, "Close");
      return make("div", { class: "bar" }, link("Previous", "before", before), link("Next", "after", after), close);
    }

    keptBack(fight) {
      const one = make("button", { type: "button", class: "primary", id: "tell", on: { click: () => this.acts.show(fight.id) } }, "Show this fight");
      const all = make("button", { type: "button", on: { click: this.acts.showAll } }, "Show all fights");
      const words = "What happens here is kept back, so that nothing is given away.";
      return make("div", { class: "kept-back" }, make("p", {}, words), one, all);
    }

    told(fight, details) {
      const { uses = [], beats = [] } = details;
      const terms = (fight.terms || []).map((at) => make("li", {}, donnybrook.chip(this.gallery.terms[at].name, this.gallery.terms[at].class)));
      const note = fight.note && written(fight.note, "p", { class: "note" });
      return [
        part("Who against whom", this.sides(details), ...uses.map((pieces) => sentence(pieces, "p"))),
        part("Beats", beats.length ? make("ol", { class: "beats" }, ...beats.map((pieces) => sentence(pieces, "li"))) : null),
        part("Place", this.place(fight, details)),
        part("Techniques and camera", terms.length ? make("ul", { class: "chips" }, ...terms) : null),
        part("Note", note),
        part("How it ends", this.endings(details)),
        part("Rating", fight.rating ? make("p", {}, make("span", { role: "img", "aria-label": `${fight.rating} of 5` }, "★".repeat(fight.rating))) : null),
        details.certainty ? make("p", { class: "muted" }, `Certainty: ${details.certainty}`) : null,
      ];
    }

    sides(details) {
      const named = (member) => {
        const also = [member.as, member.by && `played by ${member.by.join(", ")}`].filter(Boolean).join(", ");
        return make("li", {}, written(member.name, "strong"), also ? written(` (${also})`, "span", { class: "muted" }) : null);
      };
      const sides = (details.sides || []).filter((side) => side.members.length);
      if (!sides.length) return null;
      return make(
        "ul",
        { class: "sides" },
        ...sides.map((side) => make("li", {}, side.name ? written(side.name, "span", { class: "muted side" }) : null, make("ul", {}, ...side.members.map(named)))),
      );
    }

    place(fight, details) {
      const places = this.gallery.places;
      const told = [];
      if (fight.place !== undefined) {
        const above = places[fight.place].above;
        // The top of all places is a mere class; the nearest above says enough.
        if (above !== undefined && places[above].above !== undefined) told.push(places[above].name);
        told.push(places[fight.place].name);
      }
      if (fight.at) told.push(fight.at);
      if (!told.length && !details.setting) return null;
      return make("p", {}, written(told.join(" › ")), details.setting ? make("span", { class: "muted" }, ` ${details.setting}`) : null);
    }

    endings(details) {
      const members = (details.sides || []).flatMap((side) => side.members);
      const told = members.filter((member) => member.outcome || member.note).map((member) => {
        const words = [member.outcome, member.note].filter(Boolean).join(". ");
        return make("li", {}, written(member.name, "strong"), written(`: ${words}`));
      });
      return told.length ? make("ul", { class: "plain" }, ...told) : null;
    }
  }

  donnybrook.Fight = Fight;
})();
