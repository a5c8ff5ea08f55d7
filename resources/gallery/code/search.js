// Reads a query, and says which fights answer it. Knows no page.
"use strict";

(() => {
  const FIELDS = { weapon: "weapons", by: "people", film: "film", at: "place", note: "told", tech: "terms", cam: "terms" };
  const TOKEN = /(-?)(?:([a-z]+):)?(?:["“”]([^"“”]*)["“”]?|([^\s()"“”]+))/gi;

  const read = (query) => {
    const terms = [];
    for (const [, minus, named, quoted, bare] of query.matchAll(TOKEN)) {
      const field = FIELDS[(named || "").toLowerCase()];
      const text = field || !named ? (quoted ?? bare) : `${named} ${quoted ?? bare}`;
      const isPlain = quoted === undefined && !named;
      const lower = text.toLowerCase();
      if (isPlain && !minus && (lower === "or" || lower === "vs")) terms.push({ sign: lower });
      else if (isPlain && lower === "improvised") terms.push({ improvised: true, not: Boolean(minus) });
      else {
        const words = donnybrook.words(text);
        if (words.length) terms.push({ field, words, not: Boolean(minus) });
      }
    }
    return terms;
  };

  // A word is found where another begins with it; a plural finds its singular.
  const holds = (hay, words) => {
    const phrase = ` ${words.join(" ")}`;
    return hay.includes(phrase) || (phrase.length > 4 && phrase.endsWith("s") && hay.includes(phrase.slice(0, -1)));
  };

  class Query {
    // `gallery` holds the lists, and per fight the words to look in.
    constructor(text, gallery) {
      this.gallery = gallery;
      this.either = [[]];
      const terms = read(text);
      for (let at = 0; at < terms.length; at++) {
        const [term, next, after] = terms.slice(at, at + 3);
        const all = this.either[this.either.length - 1];
        if (term.sign === "or") this.either.push([]);
        else if (next && next.sign === "vs" && after && after.words && term.words) {
          all.push({ sides: [this.weapons(term.words), this.weapons(after.words)], not: term.not });
          at += 2;
        } else if (!term.sign) all.push(term);
      }
      this.either = this.either.filter((all) => all.length);
    }

    weapons(words) {
      const found = this.gallery.weapons.map((weapon, at) => (holds(weapon.hay, words) ? at : -1));
      return new Set(found.filter((at) => at >= 0));
    }

    finds(fight, told) {
      if (!this.either.length) return true;
      return this.either.some((all) => all.every((term) => this.answers(fight, term, told) !== Boolean(term.not)));
    }

    answers(fight, term, told) {
      if (term.improvised) return fight.isImprovised;
      if (term.sides) {
        const [one, other] = term.sides;
        const meet = (a, b) => one.has(a) && other.has(b);
        return (fight.meets || []).some(([a, b]) => meet(a, b) || meet(b, a));
      }
      const hay = this.gallery.hayOf(fight);
      if (term.field) return (term.field !== "told" || told) && holds(hay[term.field], term.words);
      const places = ["weapons", "people", "place", "film", "terms", ...(told ? ["told"] : [])];
      return places.some((place) => holds(hay[place], term.words));
    }
  }

  donnybrook.Query = Query;
})();
