/** Commands that only read. */
@NullMarked
package io.holdfast.cli.commands.read;

import org.jspecify.annotations.NullMarked;
