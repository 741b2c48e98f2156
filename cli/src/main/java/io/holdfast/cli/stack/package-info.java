/** The local stack on the command line: a whole Holdfast on this machine, and a demonstration on it. */
@NullMarked
package io.holdfast.cli.stack;

import org.jspecify.annotations.NullMarked;
