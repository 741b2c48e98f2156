/** What an operator sees: tables, colours, progress; nothing untrusted reaches the terminal unescaped. */
@NullMarked
package io.holdfast.cli.terminal;

import org.jspecify.annotations.NullMarked;
