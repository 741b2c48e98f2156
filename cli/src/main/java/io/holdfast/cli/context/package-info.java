/** The environment of a command: global options, variables and terminal; and its exit codes. */
@NullMarked
package io.holdfast.cli.context;

import org.jspecify.annotations.NullMarked;
