// Words, times, and pieces of a page. Part of Donnybrook (GPL-3.0-or-later). Knows no fight and no state.
"use strict";
const donnybrook = {};

(() => {
  const LETTERS = { ł: "l", ø: "o", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th", ħ: "h", ŧ: "t", ı: "i", ß: "ss" };
  const ODD = /[łøæœđðþħŧıß]/g;

  // The words of a text as they are compared: small letters without accents.
  donnybrook.words = (text) => {
    let folded = text.toLowerCase();
    if (/[^\x00-\x7f]/.test(folded)) {
      folded = folded.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().normalize("NFC");
      folded = folded.replace(ODD, (letter) => LETTERS[letter]);
    }
    return folded.match(/[\p{L}\p{N}\p{M}]+/gu) || [];
  };

  // What a word is looked for in: each word stands after a space, and no phrase reaches from one text into the next.
  donnybrook.hay = (texts) => texts.map((text) => ` ${donnybrook.words(text).join(" ")}`).join(" ");

  // Which of two names comes first; comparing them otherwise takes many times as long.
  donnybrook.compare = new Intl.Collator("en").compare;

  const two = (number) => String(number).padStart(2, "0");

  const clock = (us) => {
    const seconds = Math.floor(us / 1e6);
    const [hours, minutes, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return hours ? `${hours}:${two(minutes)}:${two(second)}` : `${minutes}:${two(second)}`;
  };

  const length = (us) => (us < 60e6 ? `${(us / 1e6).toFixed(1)} s` : clock(us));

  const exact = (us) => {
    const ms = Math.floor((us + 500) / 1000);
    const seconds = Math.floor(ms / 1000);
    const whole = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    return `${whole}.${String(ms % 1000).padStart(3, "0")}`;
  };

  // When a fight begins and how long it lasts, in short, and exactly.
  donnybrook.badge = (fight) => {
    if (fight.in === undefined) return "from memory";
    return fight.out === undefined ? clock(fight.in) : `${clock(fight.in)} · ${length(fight.out - fight.in)}`;
  };
  donnybrook.times = (fight) => {
    if (fight.in === undefined) return "from memory, no times";
    return `${exact(fight.in)} – ${fight.out === undefined ? "?" : exact(fight.out)}`;
  };

  donnybrook.counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

  // Makes an element. Text is always text, never HTML; what people wrote gets a direction of its own.
  donnybrook.make = (tag, said = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(said)) {
      if (name === "on") Object.entries(value).forEach(([event, act]) => made.addEventListener(event, act));
      else if (name in made && typeof value === "boolean") made[name] = value;
      else if (value !== undefined && value !== null) made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  };

  donnybrook.written = (text, tag = "span", said = {}) => donnybrook.make(tag, { dir: "auto", ...said }, text);
})();
