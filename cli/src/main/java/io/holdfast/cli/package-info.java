/** The {@code holdfast} command: everything an operator types. */
@NullMarked
package io.holdfast.cli;

import org.jspecify.annotations.NullMarked;
