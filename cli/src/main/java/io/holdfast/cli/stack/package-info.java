/** Commands for the local stack, which is a complete Holdfast on this host, and for the demo. */
@NullMarked
package io.holdfast.cli.stack;

import org.jspecify.annotations.NullMarked;
