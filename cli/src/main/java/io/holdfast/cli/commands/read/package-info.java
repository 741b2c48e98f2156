/** Commands that only look. */
@NullMarked
package io.holdfast.cli.commands.read;

import org.jspecify.annotations.NullMarked;
