"use strict";

// Lets textlint read the summaries and descriptions in a file of Prometheus alert rules.
// All other text of the file becomes blanks, so that line and column of a finding are those of the file.

const { parse } = require("@textlint/text-to-ast");

const ANNOTATION = /^(\s*(?:summary|description):\s*['"]?)(.*?)(['"]?)$/;
const TEMPLATE = /\{\{.*?\}\}/g;

const blanks = (text) => " ".repeat(text.length);

function annotationsOnly(yaml) {
    return yaml
        .split("\n")
        .map((line) => {
            const found = ANNOTATION.exec(line);
            if (!found) {
                return blanks(line);
            }
            return blanks(found[1]) + found[2].replace(TEMPLATE, (template) => "x".repeat(template.length)) + blanks(found[3]);
        })
        .join("\n");
}

class AnnotationsProcessor {
    availableExtensions() {
        return [".yml"];
    }

    processor() {
        return {
            preProcess: (yaml) => parse(annotationsOnly(yaml)),
            postProcess: (messages, filePath) => ({ messages, filePath: filePath || "<alerts>" }),
        };
    }
}

module.exports = { Processor: AnnotationsProcessor };
