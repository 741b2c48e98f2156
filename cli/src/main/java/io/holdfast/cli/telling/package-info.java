/** What happened, told to a person in one line. */
@NullMarked
package io.holdfast.cli.telling;

import org.jspecify.annotations.NullMarked;
