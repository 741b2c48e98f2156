/** Output on the terminal: tables, colors, progress. Untrusted text is escaped before it is printed. */
@NullMarked
package io.holdfast.cli.terminal;

import org.jspecify.annotations.NullMarked;
