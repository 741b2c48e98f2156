"use strict";

// A pattern and the text that replaces it. The rule ignores code, and knows no grammar: a pattern must not match plain sentences.
const words = [
    // American spelling.
    ["(?<![-\\w.'])catalogue(s?)\\b(?!')", "catalog$1"],
    ["authoris(\\w+)", "authoriz$1"],
    ["recognis(\\w+)", "recogniz$1"],
    ["initialis(\\w+)", "initializ$1"],
    ["finalis(\\w+)", "finaliz$1"],
    ["organis(\\w+)", "organiz$1"],
    ["summaris(\\w+)", "summariz$1"],
    ["serialis(\\w+)", "serializ$1"],
    ["behaviour(s?)", "behavior$1"],
    ["licence(s?)", "license$1"],
    ["neighbour(\\w*)", "neighbor$1"],

    // One spelling of names.
    ["postgres", "PostgreSQL"],
    ["kubernetes", "Kubernetes"],
    ["javascript", "JavaScript"],
    ["github", "GitHub"],

    // Words that a technical reader stumbles over.
    ["anew", "again"],
    ["whoever", "a person who"],
    ["whomever", "a person whom"],
    ["whatever", "any"],
    ["wish(es|ed)?", "request"],
    ["by (itself|themselves)", "automatically"],
    ["aloud", "in an event"],
    ["thereof|therein|thereby|whereof|whereby", "a sentence of its own"],
    ["of which", "a sentence of its own"],
    ["in order to", "to"],
    ["utili[sz](e|es|ed|ing)", "use"],

    // Programs publish, read, report, request and store. They do not speak.
    ["(said|says?)", "a verb such as report, contain or return"],
    ["(asks|asked)", "a verb such as request, query or require"],
    ["wants", "requires"],
    ["(heard|hears?)", "a verb such as read or receive"],
    ["(told|tells?)", "a verb such as report, show or distinguish"],
    ["(spoken|spoke|speaks?)", "a verb such as publish, report or name"],
    ["(the|a|its|their) voice", "a field term"],
    ["(a|the|its|their|his|last|operator's) word", "a field term"],
    ["(lies?|lay|lain) (in|at|beside|on|under|there|where|elsewhere|here)", "is stored in"],
    ["(stands?|stood) (in|beside|for|there|where)", "is in"],
    ["books? (of|in)", "catalog"],
    ["(the|its|their|whose|keep|keeps) books", "catalog"],
    ["vouch(es|ed)?", "guarantee"],
    ["(room|rooms) (of|in|with|below|that|are|is)", "module"],
    ["(the|our|own) house", "project"],
    ["for ever", "without a limit"],
];

module.exports = {
    plugins: { annotations: true },
    // <!-- textlint-disable --> ends the checks of a page, as for the released sections of the changelog.
    filters: { comments: true },
    rules: {
        "en-max-word-count": { max: 35 },
        terminology: { defaultTerms: false, skip: ["BlockQuote", "Link"], terms: words },
    },
};
