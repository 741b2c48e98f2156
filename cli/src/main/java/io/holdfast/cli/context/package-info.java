/** What every command is given: options, environment, terminal; and how a command ends. */
@NullMarked
package io.holdfast.cli.context;

import org.jspecify.annotations.NullMarked;
