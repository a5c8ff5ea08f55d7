// The wall: fights as cards, a page of them at a time. Knows what is to be shown, not why.
"use strict";

(() => {
  const { make, written } = donnybrook;
  const A_PAGE = 48;
  const MOST_CHIPS = 5;

  donnybrook.filmLine = (film) => (film.year === undefined ? film.name : `${film.name} · ${film.year}`);

  donnybrook.chip = (text, kinds, improvised) => {
    const chip = written(text, "span", { class: `chip ${kinds}` });
    if (improvised) chip.append(make("span", { title: "improvised", role: "img", "aria-label": " improvised" }, " ✱"));
    return chip;
  };

  // The picture of a fight, or a quiet field; `alt` stays empty, since the words beside it say what it is.
  // `kind` is the class of the first weapon, which colours the field.
  donnybrook.picture = (fight, kind) => {
    if (!fight.cover) return make("span", { class: `picture none ${kind}` });
    const said = { src: `pictures/${fight.cover}`, alt: "", width: "320", height: "180", loading: "lazy", decoding: "async" };
    return make("span", { class: "picture" }, make("img", said));
  };

  donnybrook.kindOf = (fight, gallery) => (fight.weapons ? gallery.weapons[fight.weapons[0][0]].class : "other");

  class Wall {
    // `parts` are the elements by what they are for; `href(change)` gives the address of a changed state.
    constructor(parts, gallery, href) {
      Object.assign(this, { parts, gallery, href });
    }

    pageOf(place) {
      return Math.floor(place / A_PAGE) + 1;
    }

    // Shows a page of fights; `isHidden(fight)` says whether what happens in one is kept back.
    show(fights, page, isHidden, current) {
      const pages = Math.max(1, Math.ceil(fights.length / A_PAGE));
      const shown = Math.min(Math.max(page, 1), pages);
      const some = fights.slice((shown - 1) * A_PAGE, shown * A_PAGE);
      const focused = document.activeElement && document.activeElement.id;
      this.parts.wall.replaceChildren(...some.map((fight) => this.card(fight, isHidden(fight), fight.id === current)));
      if (focused && focused.startsWith("card-")) document.getElementById(focused)?.focus();
      this.parts.pages.hidden = pages === 1;
      this.parts.page.textContent = `Page ${shown.toLocaleString("en")} of ${pages.toLocaleString("en")}`;
      this.turn(this.parts.earlier, shown > 1 ? shown - 1 : null);
      this.turn(this.parts.later, shown < pages ? shown + 1 : null);
    }

    turn(link, page) {
      if (page === null) link.removeAttribute("href");
      else link.setAttribute("href", this.href({ page }));
      link.setAttribute("aria-disabled", String(page === null));
    }

    card(fight, isHidden, isCurrent) {
      const film = this.gallery.films[fight.film];
      const picture = donnybrook.picture(fight, donnybrook.kindOf(fight, this.gallery));
      picture.append(make("span", { class: "badge" }, donnybrook.badge(fight)));
      const title = isHidden ? make("h3", { class: "kept" }, "Title hidden") : written(fight.name, "h3");
      const said = { class: "face", id: `card-${fight.id}`, href: this.href({ fight: fight.id }) };
      if (isCurrent) said["aria-current"] = "true";
      const face = make("a", said, picture, title, written(donnybrook.filmLine(film), "p", { class: "muted" }));
      return make("li", { class: isHidden ? "card hides" : "card" }, face, this.chips(fight));
    }

    chips(fight) {
      const weapons = fight.weapons || [];
      const shown = weapons.slice(0, MOST_CHIPS).map(([at, improvised]) => {
        const weapon = this.gallery.weapons[at];
        return make("li", {}, donnybrook.chip(weapon.name, weapon.class, improvised));
      });
      if (weapons.length > MOST_CHIPS) shown.push(make("li", { class: "muted" }, `and ${weapons.length - MOST_CHIPS} more`));
      return shown.length ? make("ul", { class: "chips", "aria-label": "Weapons" }, ...shown) : null;
    }
  }

  donnybrook.Wall = Wall;
})();
